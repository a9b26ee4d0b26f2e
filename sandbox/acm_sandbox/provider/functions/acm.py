"""`aws:acm/...`: which certificates there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import ProviderError, doing, error_code
from acm_sandbox.provider.services import acm

if TYPE_CHECKING:
    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props


def get_certificate(call: Call, args: Props) -> Props:
    """Find one certificate, by its domain, its tags, its type and its status."""
    domain, statuses = args.get("domain"), args.get("statuses") or ["ISSUED"]
    if not domain and not args.get("tags"):
        raise ProviderError("one of `domain,tags` must be specified")
    arns = _listed(call, domain, statuses, args.get("keyTypes"))
    if not arns:
        raise ProviderError(
            f"no ACM Certificate matching domain ({domain})"
            if domain
            else "no ACM Certificate found matching input criteria",
        )
    matching: list[tuple[Any, dict[str, str]]] = []
    for arn in arns:
        found = acm.describe_certificate(call, arn, {})
        if found is None or (args.get("types") and found["Type"] not in args["types"]):
            continue
        with doing(f"listing tags for ACM Certificate ({arn})"):
            listed = acm.client(call, {}).list_tags_for_certificate(CertificateArn=arn)
        own = tags.from_list(listed.get("Tags", []))
        if all(own.get(key) == value for key, value in (args.get("tags") or {}).items()):
            matching.append((found, own))
    certificate, own = _one(matching, domain, most_recent=bool(args.get("mostRecent")))
    body, chain = _material(call, certificate)
    return {
        "arn": certificate["CertificateArn"],
        "certificate": body,
        "certificateChain": chain,
        "domain": domain or certificate["DomainName"],
        "id": certificate["CertificateArn"],
        "keyTypes": args.get("keyTypes"),
        "mostRecent": args.get("mostRecent"),
        "region": call.settings.region,
        "status": certificate["Status"],
        "statuses": args.get("statuses"),
        "tags": own,
        "types": args.get("types"),
    }


def _listed(
    call: Call,
    domain: str | None,
    statuses: list[str],
    key_types: list[str] | None,
) -> list[str]:
    request: dict[str, Any] = {"CertificateStatuses": statuses}
    if key_types:
        # Without it, ACM lists RSA keys of 1,024 and 2,048 bits only.
        request["Includes"] = {"keyTypes": key_types}
    with doing("reading ACM Certificates"):
        pages = acm.client(call, {}).get_paginator("list_certificates").paginate(**request)
        return [
            summary["CertificateArn"]
            for page in pages
            for summary in page["CertificateSummaryList"]
            # The primary name alone: the provider does not look at the others.
            if not domain or summary["DomainName"] == domain
        ]


def _one(
    matching: list[tuple[Any, dict[str, str]]],
    domain: str | None,
    *,
    most_recent: bool,
) -> tuple[Any, dict[str, str]]:
    if not matching:
        raise ProviderError("no ACM Certificate found matching input criteria")
    if len(matching) == 1:
        return matching[0]
    if not most_recent:
        raise ProviderError(
            f"multiple ACM Certificates matching domain ({domain})"
            if domain
            else "multiple ACM Certificates matching input criteria",
        )
    issued = [one for one in matching if one[0]["Status"] == "ISSUED"]
    return max(issued or matching, key=lambda one: one[0].get("NotBefore") or one[0]["CreatedAt"])


def _material(call: Call, certificate: Any) -> tuple[str, str]:
    """Give the certificate itself and its chain; a pending one has neither."""
    if certificate["Status"] != "ISSUED":
        return "", ""
    arn = certificate["CertificateArn"]
    with doing(f"reading ACM Certificate ({arn})"):
        try:
            found = acm.client(call, {}).get_certificate(CertificateArn=arn)
        except ClientError as error:
            if error_code(error) == "RequestInProgressException":
                return "", ""
            raise
    return found["Certificate"], found.get("CertificateChain", "")
