"""Route 53: names, zone ids, waiting for a change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import doing, error_code
from acm_sandbox.provider.polling import Look, wait_for_state

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import GetHostedZoneResponseTypeDef

    from acm_sandbox.provider.resource import Call


def client(call: Call) -> Route53Client:
    """Give the client."""
    found: Route53Client = call.clients.get("route53")
    return found


def zone_id(text: str) -> str:
    """Take `/hostedzone/` and `/change/` off an id."""
    return text.removeprefix("/hostedzone/").removeprefix("/change/")


def clean_name(name: str) -> str:
    """Bring a name to the form of the state: lower case, no final dot, `*` not escaped.

    The root zone's name stays a dot.
    """
    unescaped = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), name)
    return unescaped.lower().removesuffix(".") or ("." if name == "." else "")


def full_name(name: str, zone: str) -> str:
    """Complete a record's name by the zone's, where it does not end in it already."""
    name, zone = clean_name(name), clean_name(zone)
    if not name:
        return zone
    return name if name == zone or name.endswith(f".{zone}") else f"{name}.{zone}"


def wait_insync(call: Call, change_id: str, timeout: float) -> None:
    """Wait until a change has reached all of Route 53's servers."""
    change = zone_id(change_id)
    route53 = client(call)

    def look() -> Look[None]:
        return Look(None, route53.get_change(Id=change)["ChangeInfo"]["Status"])

    wait_for_state(look, pending=("PENDING",), target="INSYNC", timeout=timeout, stop=call.stop)


def get_zone(call: Call, identifier: str) -> GetHostedZoneResponseTypeDef | None:
    """Give a hosted zone, `None` if there is none of this id."""
    with doing(f"reading Route 53 Hosted Zone ({identifier})"):
        try:
            return client(call).get_hosted_zone(Id=identifier)
        except ClientError as error:
            if error_code(error) == "NoSuchHostedZone":
                return None
            raise


def name_servers(call: Call, zone: Any) -> list[str]:
    """Give a zone's name servers in the API's order: of a private one they are in its NS record."""
    servers = (zone.get("DelegationSet") or {}).get("NameServers")
    if servers:
        return [server.removesuffix(".") for server in servers]
    identifier, name = zone_id(zone["HostedZone"]["Id"]), zone["HostedZone"]["Name"]
    with doing(f"reading Route 53 Hosted Zone ({identifier}) name servers"):
        found = client(call).list_resource_record_sets(
            HostedZoneId=identifier,
            StartRecordName=name,
            StartRecordType="NS",
            MaxItems="1",
        )["ResourceRecordSets"]
    return [
        record["Value"].removesuffix(".")
        for one in found
        if one["Type"] == "NS" and clean_name(one["Name"]) == clean_name(name)
        for record in one.get("ResourceRecords", [])
    ]


def zone_tags(call: Call, identifier: str) -> dict[str, str]:
    """Give a zone's tags."""
    with doing(f"listing tags for Route 53 Hosted Zone ({identifier})"):
        answer = client(call).list_tags_for_resource(
            ResourceType="hostedzone",
            ResourceId=identifier,
        )
    return {tag["Key"]: tag.get("Value", "") for tag in answer["ResourceTagSet"].get("Tags", [])}
