"""What the local Route 53 has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_RECORD_SET = "ChangeBatch.Changes.ResourceRecordSet"

OPERATIONS: Mapping[str, frozenset[str]] = {
    "AssociateVPCWithHostedZone": frozenset({"HostedZoneId", "VPC", "Comment"}),
    # Not here: routing policies (SetIdentifier and all that needs it), health checks, traffic
    # policies.
    "ChangeResourceRecordSets": frozenset(
        {
            "HostedZoneId",
            "ChangeBatch.Comment",
            "ChangeBatch.Changes.Action",
            f"{_RECORD_SET}.Name",
            f"{_RECORD_SET}.Type",
            f"{_RECORD_SET}.TTL",
            f"{_RECORD_SET}.ResourceRecords",
            f"{_RECORD_SET}.AliasTarget",
        }
    ),
    "ChangeTagsForResource": frozenset({"ResourceType", "ResourceId", "AddTags", "RemoveTagKeys"}),
    "CreateHostedZone": frozenset({"Name", "VPC", "CallerReference", "HostedZoneConfig"}),
    "DeleteHostedZone": frozenset({"Id"}),
    "DisassociateVPCFromHostedZone": frozenset({"HostedZoneId", "VPC", "Comment"}),
    "GetChange": frozenset({"Id"}),
    "GetDNSSEC": frozenset({"HostedZoneId"}),
    "GetHostedZone": frozenset({"Id"}),
    "GetHostedZoneCount": frozenset(),
    "ListHostedZones": frozenset({"Marker", "MaxItems", "HostedZoneType"}),
    "ListHostedZonesByName": frozenset({"DNSName", "HostedZoneId", "MaxItems"}),
    "ListResourceRecordSets": frozenset(
        {"HostedZoneId", "StartRecordName", "StartRecordType", "MaxItems"}
    ),
    "ListTagsForResource": frozenset({"ResourceType", "ResourceId"}),
    "UpdateHostedZoneComment": frozenset({"Id", "Comment"}),
}
