"""What the local AWS has: services, operations and parameters, as data.

Whatever is not listed here is refused by name, in one place, before anything runs. A listed
parameter covers all that is below it; `A.B` lists one member of a structure only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .errors import NotInTheSandboxError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .calls import Call

_RECORD_SET = "ChangeBatch.Changes.ResourceRecordSet"

OPERATIONS: Mapping[str, Mapping[str, frozenset[str]]] = {
    "acm": {
        "AddTagsToCertificate": frozenset({"CertificateArn", "Tags"}),
        "DeleteCertificate": frozenset({"CertificateArn"}),
        "DescribeCertificate": frozenset({"CertificateArn"}),
        "GetCertificate": frozenset({"CertificateArn"}),
        "ListCertificates": frozenset(
            {
                "CertificateStatuses",
                "CertificateKeyPairOrigins",
                "Includes",
                "NextToken",
                "MaxItems",
                "SortBy",
                "SortOrder",
            }
        ),
        "ListTagsForCertificate": frozenset({"CertificateArn"}),
        "RemoveTagsFromCertificate": frozenset({"CertificateArn", "Tags"}),
        # Not here: CertificateAuthorityArn (private certificates), ManagedBy (CloudFront's
        # tenants).
        "RequestCertificate": frozenset(
            {
                "DomainName",
                "ValidationMethod",
                "SubjectAlternativeNames",
                "IdempotencyToken",
                "DomainValidationOptions",
                "Options.CertificateTransparencyLoggingPreference",
                "Options.Export",
                "Tags",
                "KeyAlgorithm",
            }
        ),
        # Not here: Options.ValidationMethod, which moves a certificate from email to DNS.
        "UpdateCertificateOptions": frozenset(
            {
                "CertificateArn",
                "Options.CertificateTransparencyLoggingPreference",
                "Options.Export",
            }
        ),
    },
    "route53": {
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
        "ChangeTagsForResource": frozenset(
            {"ResourceType", "ResourceId", "AddTags", "RemoveTagKeys"}
        ),
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
    },
    "sts": {
        "AssumeRole": frozenset({"RoleArn", "RoleSessionName", "DurationSeconds", "ExternalId"}),
        "GetCallerIdentity": frozenset(),
    },
}

# Operations that change nothing, by the words that AWS begins their names with.
READING = ("Describe", "Get", "List")


def check(call: Call) -> None:
    """Refuse a call that is not listed.

    Raises:
        NotInTheSandboxError: names the service's operation.
    """
    if call.model is None or call.operation not in OPERATIONS.get(call.service, {}):
        raise NotInTheSandboxError(f"{call.service}:{call.operation}")


def check_parameters(call: Call, parameters: Mapping[str, Any]) -> None:
    """Refuse a call with a parameter that is not listed, instead of ignoring the parameter.

    Raises:
        NotInTheSandboxError: names the parameter.
    """
    listed = OPERATIONS[call.service][call.operation]
    for path in _paths(parameters, listed):
        if path not in listed:
            raise NotInTheSandboxError(f"{call.service}:{call.operation} with {path}")


def changes(operation: str) -> bool:
    """Tell whether an operation may change what the local AWS holds."""
    return not operation.startswith(READING)


def _paths(value: Any, listed: frozenset[str], path: str = "") -> Iterator[str]:
    """List the paths of the parameters sent, no deeper than the inventory looks."""
    if path in listed or (path and not any(name.startswith(f"{path}.") for name in listed)):
        yield path
    elif isinstance(value, list):
        for item in value:
            yield from _paths(item, listed, path)
    elif isinstance(value, dict):
        for name, item in value.items():
            yield from _paths(item, listed, f"{path}.{name}" if path else name)
