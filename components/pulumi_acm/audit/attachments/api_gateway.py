"""Custom domain names of API Gateway: of REST APIs, and of HTTP and WebSocket APIs."""

from collections.abc import Mapping
from typing import Any, Final

from pulumi_acm.audit.model import Attachment
from pulumi_acm.audit.reading import Reader
from pulumi_acm.services import (
    API_GATEWAY_EDGE,
    API_GATEWAY_PRIVATE,
    API_GATEWAY_REGIONAL,
)

_PAGE: Final = 500
"""https://docs.aws.amazon.com/apigateway/latest/api/API_GetDomainNames.html"""


def attachments(reader: Reader) -> list[Attachment]:
    """Read a region's by the older of its two APIs: they share their names.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
    """
    names = reader.items(
        reader.client("apigateway"),
        "get_domain_names",
        ["items"],
        "domain names of API Gateway",
        limit=_PAGE,
    )
    return [
        Attachment(
            certificate_arn=certificate,
            account=reader.access.account,
            region=reader.region,
            service=service,
            # Private ones have an id in their ARN; of the others the older API tells none.
            resource=name.get("domainNameArn") or _arn(reader, name["domainName"]),
            label=name["domainName"],
            hosts=(name["domainName"].lower(),),
        )
        for name in names
        for service, certificate in _certificates(name)
    ]


def _certificates(name: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return the certificates of a domain name, each by what it is for."""
    private = "PRIVATE" in name.get("endpointConfiguration", {}).get("types", [])
    central = API_GATEWAY_PRIVATE if private else API_GATEWAY_EDGE
    found = [
        (API_GATEWAY_REGIONAL.name, name.get("regionalCertificateArn")),
        (central.name, name.get("certificateArn")),
    ]
    return [(service, arn) for service, arn in found if arn]


def _arn(reader: Reader, domain: str) -> str:
    return f"arn:{reader.access.partition}:apigateway:{reader.region}::/domainnames/{domain}"
