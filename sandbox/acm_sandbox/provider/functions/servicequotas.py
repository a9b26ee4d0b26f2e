"""`aws:servicequotas/...`: how much an account may have."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import ProviderError, doing, error_code

if TYPE_CHECKING:
    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props


def get_service_quota(call: Call, args: Props) -> Props:
    """Find one quota by its code or its name: its default, and what it was raised to."""
    service, code, name = args["serviceCode"], args.get("quotaCode"), args.get("quotaName")
    if bool(code) == bool(name):
        raise ProviderError(
            f"{'only one' if code else 'one'} of `quota_code,quota_name` "
            f"{'can' if code else 'must'} be specified"
        )
    client = call.clients.get("service-quotas", call.region(args))
    with doing(f"getting Default Service Quota for ({service}/{code or name})"):
        default = _by_name(client, service, name) if name else _default(client, service, code)
    applied = _applied(client, service, default["QuotaCode"]) or default
    return {
        "adjustable": default["Adjustable"],
        "arn": applied["QuotaArn"],
        "defaultValue": default["Value"],
        "globalQuota": default["GlobalQuota"],
        # The provider's: of the default, which belongs to no account.
        "id": default["QuotaArn"],
        "quotaCode": default["QuotaCode"],
        "quotaName": default["QuotaName"],
        "region": call.region(args),
        "serviceCode": default["ServiceCode"],
        "serviceName": default["ServiceName"],
        # The local AWS measures nothing.
        "usageMetrics": [],
        "value": applied["Value"],
    }


def _default(client: Any, service: str, code: Any) -> Any:
    return client.get_aws_default_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]


def _by_name(client: Any, service: str, name: str) -> Any:
    paginator = client.get_paginator("list_aws_default_service_quotas")
    for page in paginator.paginate(ServiceCode=service):
        for quota in page["Quotas"]:
            if quota["QuotaName"] == name:
                return quota
    raise ProviderError(f"getting Default Service Quota for ({service}/{name}): empty result")


def _applied(client: Any, service: str, code: str) -> Any:
    """Give the quota as it is; AWS has no such resource where it was never set."""
    with doing(f"getting Service Quota for ({service}/{code})"):
        try:
            return client.get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]
        except ClientError as error:
            if error_code(error) == "NoSuchResourceException":
                return None
            raise
