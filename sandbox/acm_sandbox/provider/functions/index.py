"""`aws:index/...`: which region, whose account."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from acm_sandbox.provider.errors import ProviderError, doing

if TYPE_CHECKING:
    from mypy_boto3_sts import STSClient

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props


def get_region(call: Call, args: Props) -> Props:
    """Describe the provider's region, or the one asked for by name or endpoint."""
    name = args.get("region") or args.get("name") or call.settings.region
    if endpoint := args.get("endpoint"):
        found = re.fullmatch(r"(?:https?://)?ec2\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?", endpoint)
        if found is None:
            raise ProviderError(f"region not found for endpoint {endpoint}")
        if args.get("name") and args["name"] != found[1]:
            raise ProviderError("multiple regions matched; use additional constraints")
        name = found[1]
    for partition in _partitions():
        if name in partition["regions"]:
            return {
                "description": partition["regions"][name].get("description", ""),
                "endpoint": f"ec2.{name}.{partition['outputs']['dnsSuffix']}",
                "id": name,
                "name": name,
                "region": name,
            }
    raise ProviderError(f"region not found for name {name}")


def get_caller_identity(call: Call, args: Props) -> Props:
    """Say whose account this is."""
    del args
    sts: STSClient = call.clients.get("sts")
    with doing("reading STS Caller Identity"):
        answer = sts.get_caller_identity()
    return {
        "accountId": answer["Account"],
        "arn": answer["Arn"],
        "id": answer["Account"],
        "userId": answer["UserId"],
    }


def _partitions() -> Any:
    from botocore.loaders import create_loader  # noqa: PLC0415 - only for this one question

    return create_loader().load_data("partitions")["partitions"]
