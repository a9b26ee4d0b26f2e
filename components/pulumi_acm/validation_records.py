"""ValidationRecords: the CNAMEs of certificates of another account, where their DNS is."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

import pulumi
from pulumi import Input, Output
from typing_extensions import NotRequired, TypedDict

from .certificate import Certificate
from .exceptions import ArgumentError, subject
from .problems import Problem
from .records import checked, written
from .validation import ValidationRecord
from .validation_records_spec import (
    CertificateRecordsSpec,
    NamedRecordsSpec,
    by_name,
    parse,
    unused_zones,
)
from .zone_lookup import zones_of


class ValidationRecordsArgs(TypedDict):
    """Which records are written."""

    domains: Sequence[str]
    """The names to be validated, all of them in hosted zones of this account.

    They are given beside `records` because previews and resources depend on them: they are
    known while planning, the records only once a certificate has been requested. It is also what
    the owner of a zone grants: for no other name is anything written.
    """
    records: Input[Sequence[ValidationRecord]]
    """The records that ACM asks for: `external_records` or `validation_records` of a Certificate.

    Of the same program, or the output of another stack by a StackReference. Records of names that
    are not in `domains` are left alone.
    https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """
    zones: NotRequired[Mapping[str, Input[str]]]
    """Hosted zone ids by domain, for the names in or below that domain: `{"example.com": "Z1"}`.

    Default: found, the longest public hosted zone of the account that holds the name.
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
    """
    keep: NotRequired[bool]
    """Whether the records stay when this component is destroyed. Default: true.

    Certificates renew by them, and this stack cannot know of all that do.
    https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html
    """


class CertificateRecordsArgs(TypedDict):
    """The same in Python, for a Certificate of the same program that does not wait."""

    certificate: Certificate
    """Its external names are those whose records are written."""
    zones: NotRequired[Mapping[str, Input[str]]]
    """As in ValidationRecordsArgs."""
    keep: NotRequired[bool]
    """As in ValidationRecordsArgs."""


if TYPE_CHECKING:
    _Args: TypeAlias = ValidationRecordsArgs | CertificateRecordsArgs
else:
    # What the schema for other languages is inferred from: it knows no unions, and no components.
    _Args = ValidationRecordsArgs


class ValidationRecords(pulumi.ComponentResource):
    """The DNS records by which ACM validates and renews certificates of another account.

    It is created under the provider of the account that has the hosted zones; the certificates
    are requested elsewhere, by another provider or another stack.
    """

    records: Output[list[ValidationRecord]]
    """The records that are in place, one for each distinct name."""

    def __init__(self, name: str, args: _Args, opts: pulumi.ResourceOptions | None = None) -> None:
        """Write validation records.

        Args:
            name: The logical name of the component; its children are named after it.
            args: Which records, and where they go.
            opts: Pulumi's resource options; `provider` chooses the account that has the zones.

        Raises:
            ArgumentError: arguments are wrong, or names have no hosted zone in this account; the
                message lists all of them.
            PlanningError: the AWS provider cannot answer what has to be known while planning.
        """
        spec, problems = parse(args)
        if spec is None:
            raise ArgumentError(f'acm.ValidationRecords "{name}"', problems)
        super().__init__("acm:index:ValidationRecords", name, {}, opts)
        names, given = self._from(spec)
        zones = zones_of(self, names, spec.zones)
        if missing := [each for each in names if each not in zones]:
            raise ArgumentError(subject(self), [_no_zone(each) for each in missing])
        wanted = given.apply(lambda found: self._wanted(found, names))
        records = {
            domain: written(self, domain, zone, wanted, keep=spec.keep)
            for domain, zone in zones.items()
        }
        self.records = checked(self, wanted, records).apply(
            lambda found: [found[each] for each in names]
        )
        self.register_outputs({"records": self.records})

    def _from(
        self, spec: NamedRecordsSpec | CertificateRecordsSpec
    ) -> tuple[list[str], Output[Any]]:
        """Return the names, and the records as they will arrive."""
        if isinstance(spec, NamedRecordsSpec):
            return spec.domains, Output.from_input(spec.records)
        certificate = spec.certificate
        if not isinstance(certificate, Certificate):
            message = "it must be a Certificate; for records from elsewhere there are domains and "
            raise ArgumentError(subject(self), [Problem("certificate", message + "records")])
        names = list(certificate.external_names)
        problems = unused_zones(spec.zones, names)
        if certificate.waits and names:
            problems.append(Problem("certificate", _WAITS.format(certificate.pulumi_resource_name)))
        if problems:
            raise ArgumentError(subject(self), problems)
        return names, certificate.external_records

    def _wanted(self, found: Any, names: Sequence[str]) -> dict[str, ValidationRecord]:
        records, problems = by_name(found, names)
        if problems:
            raise ArgumentError(subject(self), problems)
        return records


_WAITS = (
    '"{}" waits (wait: True) for the records that are written here. If the engine does one thing '
    "at a time (--parallel), neither would ever come to its end. Leave this component out and give "
    "the certificate the DNS account's provider: dns_provider=..."
)


def _no_zone(name: str) -> Problem:
    return Problem(
        "domains",
        f"no public hosted zone of this account holds {name}. Is this the account that has the "
        "DNS (the provider in the options)? If this program creates the zone, give it in zones",
    )
