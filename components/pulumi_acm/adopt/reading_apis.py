"""What a program has to say of custom domain names of API Gateway."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from pulumi_acm.audit.model import Zone
from pulumi_acm.audit.reading import Reader, pages
from pulumi_acm.names import is_within

from .api_domains import FoundApiDomain, Mapped

_KINDS: Final = {"HTTP": "http", "WEBSOCKET": "websocket"}
_NO_PATH: Final = "(none)"
"""What the older API says for the root of a domain.

https://docs.aws.amazon.com/apigateway/latest/api/API_BasePathMapping.html
"""


def api_domains(
    domains: Iterable[str], zones: Sequence[Zone], reader: Reader
) -> list[FoundApiDomain]:
    """Read custom domain names of a region.

    Raises:
        BotoCoreError, ClientError: AWS cannot be asked.
    """
    older, newer = reader.client("apigateway"), reader.client("apigatewayv2")
    route53 = reader.client("route53")
    kinds: dict[str, str] = {
        each["id"]: "rest" for each in pages(older, "get_rest_apis", ["items"])
    }
    for each in pages(newer, "get_apis", ["Items"]):
        kinds[each["ApiId"]] = _KINDS[each["ProtocolType"]]
    found = []
    for domain in domains:
        shown = older.get_domain_name(domainName=domain)
        regional = "REGIONAL" in shown["endpointConfiguration"]["types"]
        target = (
            shown.get("regionalDomainName" if regional else "distributionDomainName"),
            shown.get("regionalHostedZoneId" if regional else "distributionHostedZoneId"),
        )
        found.append(
            FoundApiDomain(
                domain=domain,
                region=str(reader.region),
                certificate=shown.get("regionalCertificateArn") or shown["certificateArn"],
                endpoint=shown["endpointConfiguration"]["types"][0],
                security_policy=shown.get("securityPolicy", "TLS_1_2"),
                mapped=tuple(_mapped(domain, older, newer, kinds)),
                mutual_tls=bool(shown.get("mutualTlsAuthentication")),
                ownership_certificate=shown.get("ownershipVerificationCertificateArn"),
                routing_mode=shown.get("routingMode"),
                tags={
                    key: value
                    for key, value in shown.get("tags", {}).items()
                    if not key.startswith("aws:")
                },
                alias=_alias(domain, target, zones, route53),
            )
        )
    return found


def _mapped(domain: str, older: Any, newer: Any, kinds: Mapping[str, str]) -> Iterator[Mapped]:
    seen = set()
    for each in _api_mappings(domain, newer):
        path = each.get("ApiMappingKey", "")
        seen.add(path)
        api = each["ApiId"]
        yield Mapped(api, each["Stage"], path, kinds.get(api), each["ApiMappingId"])
    for each in pages(older, "get_base_path_mappings", ["items"], domainName=domain):
        path = "" if each["basePath"] == _NO_PATH else each["basePath"]
        if path not in seen:
            api = each["restApiId"]
            yield Mapped(api, each.get("stage", ""), path, kinds.get(api), "")


def _api_mappings(domain: str, newer: Any) -> Iterator[Mapping[str, Any]]:
    """Yield the mappings of all pages: boto3 has no paginator for them."""
    token: dict[str, str] = {}
    while True:
        page = newer.get_api_mappings(DomainName=domain, **token)
        yield from page["Items"]
        if not page.get("NextToken"):
            return
        token = {"NextToken": page["NextToken"]}


def _alias(
    domain: str, target: tuple[str | None, str | None], zones: Sequence[Zone], route53: Any
) -> str | None:
    """Return the id of the record that an ApiDomain would write, if it is there."""
    holding = [zone for zone in zones if is_within(domain, zone.name)]
    if not holding:
        return None
    zone = max(holding, key=lambda each: len(each.name))
    told = route53.list_resource_record_sets(
        HostedZoneId=zone.id, StartRecordName=domain, StartRecordType="A", MaxItems="1"
    )
    for each in told["ResourceRecordSets"]:
        alias = each.get("AliasTarget", {})
        leads_to = (alias.get("DNSName", "").rstrip(".").lower(), alias.get("HostedZoneId"))
        if (
            each["Name"].rstrip(".").replace("\\052", "*").lower() == domain.lower()
            and each["Type"] == "A"
            and leads_to == (str(target[0]).lower(), target[1])
            and not alias["EvaluateTargetHealth"]
            and "SetIdentifier" not in each
        ):
            return f"{zone.id}_{domain.lower()}_A"
    return None
