"""Sets of records, between the properties of a Record and what Route 53's API takes and gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.provider.services import route53

if TYPE_CHECKING:
    from collections.abc import Iterator

    from acm_sandbox.provider.values import Props

TYPES = (
    *("A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "NS", "PTR", "SOA", "SPF"),
    *("SRV", "SSHFP", "SVCB", "TLSA", "TXT"),
)
_QUOTED = frozenset({"SPF", "TXT"})


def to_aws(props: Props, zone: str) -> dict[str, Any]:
    """Write a set as the API takes it."""
    record: dict[str, Any] = {
        "Name": route53.full_name(props["name"], zone),
        "Type": props["type"],
    }
    if props.get("records"):
        quote = props["type"] in _QUOTED
        values = [f'"{value}"' if quote else value for value in sorted(props["records"])]
        record["ResourceRecords"] = [{"Value": value} for value in values]
        if "ttl" in props:
            record["TTL"] = int(props["ttl"])
    for alias in props.get("aliases") or []:
        record["AliasTarget"] = {
            "DNSName": alias["name"],
            "HostedZoneId": alias["zoneId"],
            "EvaluateTargetHealth": alias["evaluateTargetHealth"],
        }
    for key, name in (("healthCheckId", "HealthCheckId"), ("setIdentifier", "SetIdentifier")):
        if props.get(key):
            record[name] = props[key]
    record |= dict(_policy_to_aws(props))
    return record


def _policy_to_aws(props: Props) -> Iterator[tuple[str, Any]]:
    if props.get("multivalueAnswerRoutingPolicy"):
        yield "MultiValueAnswer", True
    for policy in props.get("failoverRoutingPolicies") or []:
        yield "Failover", policy["type"]
    for policy in props.get("latencyRoutingPolicies") or []:
        yield "Region", policy["region"]
    for policy in props.get("weightedRoutingPolicies") or []:
        yield "Weight", int(policy["weight"])
    for policy in props.get("geolocationRoutingPolicies") or []:
        codes = {
            "ContinentCode": policy.get("continent"),
            "CountryCode": policy.get("country"),
            "SubdivisionCode": policy.get("subdivision"),
        }
        yield "GeoLocation", {name: code for name, code in codes.items() if code}


def from_aws(record: Any, state: Props) -> Props:
    """Read a set as the API gives it."""
    values = [one["Value"] for one in record.get("ResourceRecords") or []]
    if record["Type"] in _QUOTED:
        values = [value.removeprefix('"').removesuffix('"') for value in values]
    alias, place = record.get("AliasTarget"), record.get("GeoLocation")
    geolocation = place and {
        key: place[name]
        for key, name in (
            ("continent", "ContinentCode"),
            ("country", "CountryCode"),
            ("subdivision", "SubdivisionCode"),
        )
        if place.get(name)
    }
    return {
        "aliases": [_alias_from_aws(alias, state)] if alias else None,
        "failoverRoutingPolicies": _policy("type", record.get("Failover")),
        "geolocationRoutingPolicies": [geolocation] if geolocation else None,
        "healthCheckId": record.get("HealthCheckId"),
        "latencyRoutingPolicies": _policy("region", record.get("Region")),
        "multivalueAnswerRoutingPolicy": record.get("MultiValueAnswer") or None,
        "records": values or None,
        "setIdentifier": record.get("SetIdentifier"),
        "ttl": record.get("TTL") if values else None,
        "type": record["Type"],
        "weightedRoutingPolicies": _policy("weight", record.get("Weight")),
    }


def _policy(key: str, value: Any) -> list[Props] | None:
    return None if value is None else [{key: value}]


def _alias_from_aws(alias: Any, state: Props) -> Props:
    name = route53.clean_name(alias["DNSName"])
    aliases: list[Props] = state.get("aliases") or []
    known = aliases[0].get("name", "") if aliases else ""
    return {
        "evaluateTargetHealth": alias["EvaluateTargetHealth"],
        # The program's spelling, where it is the same name.
        "name": known if route53.clean_name(known) == name else name,
        "zoneId": alias["HostedZoneId"],
    }
