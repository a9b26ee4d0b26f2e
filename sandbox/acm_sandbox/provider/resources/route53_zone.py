"""`aws:route53/zone:Zone`: a hosted zone, public or private."""

from __future__ import annotations

import secrets
import time
from typing import TYPE_CHECKING, Any, ClassVar

from botocore.exceptions import ClientError

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import PartialCreateError, ProviderError, doing, error_code
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import route53
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterator

_BATCH = 100
"""Records deleted in one change, when a zone is destroyed by force."""


class Zone(ResourceType):
    """A hosted zone."""

    token = "aws:route53/zone:Zone"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset({"vpcs"})
    computed_inside: ClassVar = frozenset({"vpcs.vpcRegion"})
    not_supported: ClassVar = {
        "enableAcceleratedRecovery": "accelerated recovery (enableAcceleratedRecovery)",
    }

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare names without case and final dot, VPCs by their id."""
        del props
        if name == "name":
            return route53.clean_name(value)
        if name == "vpcs":
            return [{"vpcId": vpc.get("vpcId")} for vpc in value if vpc is not UNKNOWN]
        return value

    def create(self, call: Call, inputs: Props) -> str:
        """Create the zone with its first VPC, associate the others, tag it."""
        vpcs = list(_vpcs(call, inputs))
        request: dict[str, Any] = {
            "Name": inputs["name"],
            "CallerReference": f"pulumi-{time.time_ns()}-{secrets.token_hex(4)}",
            "HostedZoneConfig": {
                "Comment": inputs.get("comment", ""),
                "PrivateZone": bool(vpcs),
            },
        }
        if inputs.get("delegationSetId"):
            request["DelegationSetId"] = inputs["delegationSetId"]
        if vpcs:
            request["VPC"] = vpcs[0]
        with doing(f"creating Route 53 Hosted Zone ({inputs['name']})"):
            answer = route53.client(call).create_hosted_zone(**request)
        identifier = route53.zone_id(answer["HostedZone"]["Id"])
        try:
            with doing(f"waiting for Route 53 Hosted Zone ({identifier}) create"):
                route53.wait_insync(call, answer["ChangeInfo"]["Id"], call.timeout(self, "create"))
            for vpc in vpcs[1:]:
                self._associate(call, identifier, vpc)
            self._tag(call, identifier, {}, inputs)
        except ProviderError as error:
            raise PartialCreateError(identifier, str(error)) from error
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read the zone, its name servers and its tags."""
        del state
        answer = route53.get_zone(call, resource_id)
        if answer is None:
            return None
        zone = answer["HostedZone"]
        identifier = route53.zone_id(zone["Id"])
        servers = route53.name_servers(call, answer)
        vpcs = [
            {"vpcId": vpc.get("VPCId", ""), "vpcRegion": vpc.get("VPCRegion", "")}
            for vpc in answer.get("VPCs") or []
        ]
        return {
            "arn": f"arn:aws:route53:::hostedzone/{identifier}",
            "comment": zone.get("Config", {}).get("Comment", ""),
            "delegationSetId": route53_delegation(answer),
            "name": route53.clean_name(zone["Name"]),
            "nameServers": sorted(servers),
            "primaryNameServer": servers[0] if servers else "",
            "tagsAll": route53.zone_tags(call, identifier),
            "vpcs": vpcs or None,
            "zoneId": identifier,
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the comment, the VPCs, the tags."""
        client = route53.client(call)
        if olds.get("comment") != news.get("comment"):
            with doing(f"updating Route 53 Hosted Zone ({resource_id}) comment"):
                client.update_hosted_zone_comment(
                    Id=resource_id,
                    Comment=news.get("comment", ""),
                )
        before = {vpc["VPCId"]: vpc for vpc in _vpcs(call, olds)}
        after = {vpc["VPCId"]: vpc for vpc in _vpcs(call, news)}
        # First the new ones: a private zone may never be without a VPC.
        for identifier in sorted(after.keys() - before.keys()):
            self._associate(call, resource_id, after[identifier])
        for identifier in sorted(before.keys() - after.keys()):
            with doing(
                f"disassociating Route 53 Hosted Zone ({resource_id}) from EC2 VPC ({identifier})",
            ):
                answer = client.disassociate_vpc_from_hosted_zone(
                    HostedZoneId=resource_id,
                    VPC=before[identifier],  # type: ignore[arg-type]  # region names are a Literal
                )
                route53.wait_insync(call, answer["ChangeInfo"]["Id"], call.timeout(self, "update"))
        self._tag(call, resource_id, olds, news)

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete the zone; with `forceDestroy` its records go first."""
        client = route53.client(call)
        with doing(f"deleting Route 53 Hosted Zone ({resource_id})"):
            try:
                if state.get("forceDestroy"):
                    self._empty(call, resource_id)
                answer = client.delete_hosted_zone(Id=resource_id)
            except ClientError as error:
                if error_code(error) == "NoSuchHostedZone":
                    return
                raise
            route53.wait_insync(call, answer["ChangeInfo"]["Id"], call.timeout(self, "delete"))

    def _empty(self, call: Call, identifier: str) -> None:
        client = route53.client(call)
        pages = client.get_paginator("list_resource_record_sets").paginate(HostedZoneId=identifier)
        sets = [record for page in pages for record in page["ResourceRecordSets"]]
        apex = route53.clean_name(client.get_hosted_zone(Id=identifier)["HostedZone"]["Name"])
        doomed = [
            {"Action": "DELETE", "ResourceRecordSet": record}
            for record in sets
            # AWS's own two stay with the zone.
            if not (record["Type"] in {"NS", "SOA"} and route53.clean_name(record["Name"]) == apex)
        ]
        for start in range(0, len(doomed), _BATCH):
            client.change_resource_record_sets(
                HostedZoneId=identifier,
                ChangeBatch={"Changes": doomed[start : start + _BATCH]},  # type: ignore[typeddict-item]  # as AWS gave them
            )

    def _associate(self, call: Call, identifier: str, vpc: dict[str, str]) -> None:
        with doing(
            f"associating Route 53 Hosted Zone ({identifier}) with EC2 VPC ({vpc['VPCId']})",
        ):
            answer = route53.client(call).associate_vpc_with_hosted_zone(
                HostedZoneId=identifier,
                VPC=vpc,  # type: ignore[arg-type]  # region names are a Literal
            )
            route53.wait_insync(call, answer["ChangeInfo"]["Id"], call.timeout(self, "update"))

    def _tag(self, call: Call, identifier: str, olds: Props, news: Props) -> None:
        to_set, removed = tags.changes(olds, news)
        if not to_set and not removed:
            return
        request: dict[str, Any] = {"ResourceType": "hostedzone", "ResourceId": identifier}
        if to_set:
            request["AddTags"] = tags.to_list(to_set)
        if removed:
            request["RemoveTagKeys"] = removed
        with doing(f"updating tags for Route 53 Hosted Zone ({identifier})"):
            route53.client(call).change_tags_for_resource(**request)


def route53_delegation(answer: Any) -> str | None:
    """Give the id of a zone's reusable delegation set, if it has one."""
    identifier = (answer.get("DelegationSet") or {}).get("Id")
    return identifier.removeprefix("/delegationset/") if identifier else None


def _vpcs(call: Call, props: Props) -> Iterator[dict[str, str]]:
    for vpc in props.get("vpcs") or []:
        region = vpc.get("vpcRegion") or call.settings.region
        yield {"VPCId": vpc["vpcId"], "VPCRegion": region}
