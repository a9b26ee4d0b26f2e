"""Route 53 in one account: the operations, in place of moto's backend."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BaseBackend
from moto.route53.models import route53_backends

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import changes, listing, names
from .zones import Zone, name_servers

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from acm_sandbox.aws.services import Backends

_LETTERS = string.ascii_uppercase + string.digits
# https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/tagging-resources.html, and the model's
# TagList.
MAX_TAGS = 10


class Route53Backend(BaseBackend):
    """The hosted zones of one account.

    moto keeps it in `moto.route53.models.route53_backends`. A method of an operation's name takes
    the parameters as the API names them, and gives the result likewise.
    """

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without zones."""
        super().__init__(region_name, account_id)
        self.zones: dict[str, Zone] = {}
        self.last_number = 0
        self.changes: dict[str, datetime] = {}

    # Zones.

    def create_hosted_zone(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a zone; several public ones may have the same name, as in AWS."""
        reference = parameters["CallerReference"]
        if any(zone.caller_reference == reference for zone in self.zones.values()):
            raise AwsError(
                "HostedZoneAlreadyExists",
                f"A hosted zone has already been created with the caller reference {reference}.",
            )
        name = _zone_name(parameters["Name"])
        vpcs = _vpcs(parameters)
        for vpc in vpcs:
            self._check_overlap(name, vpc)
        self.last_number += 1
        zone_id = "Z" + _random(20)
        zone = Zone(
            id=zone_id,
            number=self.last_number,
            name=name,
            caller_reference=reference,
            comment=parameters.get("HostedZoneConfig", {}).get("Comment"),
            vpcs=vpcs,
            name_servers=name_servers(zone_id, private=bool(vpcs)),
        )
        self.zones[zone_id] = zone
        answer = {
            "HostedZone": zone.shown(),
            "ChangeInfo": self._change(),
            "Location": f"https://route53.amazonaws.com/2013-04-01/hostedzone/{zone_id}",
        }
        return answer | ({"VPC": vpcs[0]} if vpcs else {"DelegationSet": zone.delegation_set()})

    def get_hosted_zone(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a zone: a public one with its name servers, a private one with its VPCs."""
        zone = self._zone(parameters["Id"])
        beside = {"VPCs": zone.vpcs} if zone.private else {"DelegationSet": zone.delegation_set()}
        return {"HostedZone": zone.shown()} | beside

    def update_hosted_zone_comment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a zone's comment; none given removes it (model)."""
        zone = self._zone(parameters["Id"])
        zone.comment = parameters.get("Comment")
        return {"HostedZone": zone.shown()}

    def delete_hosted_zone(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Delete a zone that has no records but its own."""
        zone = self._zone(parameters["Id"])
        if not zone.is_empty:
            # Two spaces, as AWS has them.
            raise AwsError(
                "HostedZoneNotEmpty",
                "The specified hosted zone contains non-required resource record sets  and so "
                "cannot be deleted.",
            )
        del self.zones[zone.id]
        return {"ChangeInfo": self._change()}

    def list_hosted_zones(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the zones."""
        return listing.zones(self.zones.values(), parameters)

    def list_hosted_zones_by_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the zones by name."""
        return listing.zones_by_name(self.zones.values(), parameters)

    def get_hosted_zone_count(self, _: Mapping[str, Any]) -> dict[str, Any]:
        """Count the zones."""
        return {"HostedZoneCount": len(self.zones)}

    def get_dnssec(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Tell that a zone is not signed; the sandbox has no way to sign one."""
        self._zone(parameters["HostedZoneId"])
        return {"Status": {"ServeSignature": "NOT_SIGNING"}, "KeySigningKeys": []}

    # VPCs.

    def associate_vpc_with_hosted_zone(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Let one more VPC see a private zone."""
        zone, vpc = self._zone(parameters["HostedZoneId"]), _vpc(parameters["VPC"])
        if not zone.private:
            raise AwsError(
                "PublicZoneVPCAssociation",
                "You're trying to associate a VPC with a public hosted zone. Amazon Route 53 "
                "doesn't support associating a VPC with a public hosted zone.",
            )
        self._check_overlap(zone.name, vpc)
        zone.vpcs.append(vpc)
        return {"ChangeInfo": self._change()}

    def disassociate_vpc_from_hosted_zone(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Hide a private zone from a VPC, unless it is the last."""
        zone, vpc = self._zone(parameters["HostedZoneId"]), _vpc(parameters["VPC"])
        if vpc not in zone.vpcs:
            raise AwsError(
                "VPCAssociationNotFound",
                "The specified VPC and hosted zone are not currently associated.",
            )
        if zone.vpcs == [vpc]:
            raise AwsError(
                "LastVPCAssociation",
                "The VPC that you're trying to disassociate from the private hosted zone is the "
                "last VPC that is associated with the hosted zone.",
            )
        zone.vpcs.remove(vpc)
        return {"ChangeInfo": self._change()}

    def _check_overlap(self, name: str, vpc: dict[str, str]) -> None:
        """Refuse a second private zone of a name in one VPC: it could see only one of them."""
        if any(zone.name == name and vpc in zone.vpcs for zone in self.zones.values()):
            # The words of ansible/ansible-modules-extras#915.
            raise AwsError(
                "ConflictingDomainExists",
                "A conflicting domain is already associated with the given VPC or Delegation Set.",
            )

    # Records.

    def change_resource_record_sets(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change records, all of them or none."""
        zone = self._zone(parameters["HostedZoneId"])
        batch = parameters["ChangeBatch"]
        zone.records = changes.applied(zone.name, zone.records, batch["Changes"])
        return {"ChangeInfo": self._change(batch.get("Comment"))}

    def list_resource_record_sets(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the records of a zone."""
        return listing.records(self._zone(parameters["HostedZoneId"]), parameters)

    def get_change(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Tell that a change has reached all name servers: here, it has at once."""
        change = parameters["Id"].removeprefix("/change/")
        if change not in self.changes:
            raise AwsError("NoSuchChange", f"Could not find resource with ID: {change}")
        return {"ChangeInfo": _change_info(change, self.changes[change])}

    # Tags.

    def change_tags_for_resource(self, parameters: Mapping[str, Any]) -> None:
        """Set and remove tags of a zone."""
        zone = self._tagged(parameters)
        added = {tag["Key"]: tag.get("Value", "") for tag in parameters.get("AddTags", [])}
        removed = parameters.get("RemoveTagKeys", [])
        tags = {key: value for key, value in zone.tags.items() if key not in removed} | added
        if len(tags) > MAX_TAGS:
            raise AwsError("InvalidInput", f"A resource can have at most {MAX_TAGS} tags.")
        zone.tags = tags

    def list_tags_for_resource(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags of a zone."""
        zone = self._tagged(parameters)
        return {
            "ResourceTagSet": {
                "ResourceType": parameters["ResourceType"],
                "ResourceId": zone.id,
                "Tags": [{"Key": key, "Value": value} for key, value in zone.tags.items()],
            }
        }

    def _tagged(self, parameters: Mapping[str, Any]) -> Zone:
        if parameters["ResourceType"] != "hostedzone":
            raise NotInTheSandboxError(f"route53 tags of a {parameters['ResourceType']}")
        return self._zone(parameters["ResourceId"])

    # What the operations share.

    def _zone(self, zone_id: str) -> Zone:
        zone_id = zone_id.removeprefix("/hostedzone/")
        if zone_id not in self.zones:
            raise AwsError("NoSuchHostedZone", f"No hosted zone found with ID: {zone_id}")
        return self.zones[zone_id]

    def _change(self, comment: str | None = None) -> dict[str, Any]:
        change = "C" + _random(20)
        self.changes[change] = clock.now()
        # PENDING at first, so that a client that does not wait for INSYNC is seen not to.
        return _change_info(change, self.changes[change]) | {
            "Status": "PENDING",
            "Comment": comment,
        }


# moto's, because its other services look there; declared for moto's own class.
BACKENDS: Backends = route53_backends
BACKENDS.backend = Route53Backend


def _change_info(change: str, submitted_at: datetime) -> dict[str, Any]:
    return {"Id": f"/change/{change}", "Status": "INSYNC", "SubmittedAt": submitted_at}


def _random(length: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(length))


def _zone_name(given: str) -> str:
    name = names.normal(given)
    labels = name.removesuffix(".").split(".")
    if not all(labels):
        raise AwsError("InvalidDomainName", f"The domain name {given} has an empty label.")
    if len(labels) == 1:
        # botocore's route53 model: "You can't create a hosted zone for a top-level domain (TLD)
        # such as .com."
        raise AwsError(
            "InvalidDomainName", f"{name} is a top-level domain: it has no hosted zones."
        )
    return name


def _vpcs(parameters: Mapping[str, Any]) -> list[dict[str, str]]:
    if "VPC" in parameters:
        return [_vpc(parameters["VPC"])]
    if parameters.get("HostedZoneConfig", {}).get("PrivateZone"):
        raise AwsError(
            "InvalidInput",
            "When you're creating a private hosted zone (when you specify true for PrivateZone), "
            "you must also specify values for VPCId and VPCRegion.",
        )
    return []


def _vpc(given: Mapping[str, str]) -> dict[str, str]:
    """Read a VPC. That it exists is not checked: the sandbox has no EC2."""
    if not given.get("VPCId") or not given.get("VPCRegion"):
        raise AwsError("InvalidVPCId", "Invalid or missing VPC Id.")
    return {"VPCRegion": given["VPCRegion"], "VPCId": given["VPCId"]}
