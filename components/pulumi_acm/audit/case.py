"""All that findings are judged by, sorted once so that each certificate is looked at once. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from pulumi_acm.names import WILDCARD, covers

from .eligibility import ACME, eligibility, used
from .evidence import Seen
from .forecast import UNSEEN, expiry
from .model import Attachment, Certificate, Finding, Forecast, Inventory, Severity
from .rules import Code
from .unread import hides


@dataclass(frozen=True)
class Case:
    """An inventory with what was found out about it."""

    inventory: Inventory
    forecasts: Mapping[str, Forecast]
    """By ARN."""
    seen: Mapping[str, Mapping[str, Seen]]
    """By ARN and name."""
    today: date

    @cached_property
    def certificates(self) -> dict[str, Certificate]:
        """The certificates by ARN."""
        return {each.arn: each for each in self.inventory.certificates}

    @cached_property
    def attachments(self) -> dict[str, list[Attachment]]:
        """What has a certificate, by the certificate's ARN."""
        return by_certificate(self.inventory)

    @cached_property
    def resources(self) -> dict[str, list[Attachment]]:
        """What a resource has, by its ARN."""
        found: dict[str, list[Attachment]] = {}
        for each in self.inventory.attachments:
            found.setdefault(each.resource, []).append(each)
        return found

    def used(self, certificate: Certificate) -> bool | None:
        """Tell whether anything uses a certificate."""
        found = used(certificate, attached=certificate.arn in self.attachments)
        # The client that requested it has its key, and may serve it anywhere.
        return None if not found and certificate.key_pair_origin == ACME else found

    def days(self, certificate: Certificate) -> int | None:
        """Return how many days a certificate has left; 0 on its last one."""
        day = expiry(certificate)
        return (day - self.today).days if day else None

    def evidence(self, certificate: Certificate, domain: str) -> Seen:
        """Return what was seen of the validation record of a name."""
        return self.seen.get(certificate.arn, {}).get(domain, UNSEEN)

    def eligible(self, certificate: Certificate) -> bool:
        """Tell whether ACM would renew a certificate, as far as is known for certain."""
        found = eligibility(certificate, attached=certificate.arn in self.attachments)
        return found.eligible is True

    def covering(self, account: str, hosts: Iterable[str]) -> list[Certificate]:
        """Return an account's certificates that cover all of some hosts."""
        found: dict[str, Certificate] | None = None
        for host in hosts:
            patterns = {host, WILDCARD + host.partition(".")[2]}
            able = {
                each.arn: each
                for pattern in patterns
                if covers(pattern, host)
                for each in self._named.get((account, pattern), ())
            }
            found = able if found is None else {arn: able[arn] for arn in found if arn in able}
        return list((found or {}).values())

    def is_blind(self, account: str, region: str | None = None) -> bool:
        """Tell whether there may be what was not read, in an account or one of its regions."""
        regions: set[str | None] = self._blind.get(account, set())
        return bool(regions) if region is None else not regions.isdisjoint((region, None))

    def is_incomplete(self, attachment: Attachment) -> bool:
        """Tell whether something that has certificates may have more than was read."""
        return (attachment.account, attachment.label) in self._incomplete

    @cached_property
    def _blind(self) -> dict[str, set[str | None]]:
        found: dict[str, set[str | None]] = {}
        for each in filter(hides, self.inventory.gaps):
            found.setdefault(each.scope.account, set()).add(each.scope.region)
        return found

    @cached_property
    def _incomplete(self) -> set[tuple[str, str]]:
        # As in `certificates of listener web:443`.
        return {(each.scope.account, each.what.rpartition(" ")[2]) for each in self.inventory.gaps}

    @cached_property
    def _named(self) -> dict[tuple[str, str], list[Certificate]]:
        found: dict[tuple[str, str], list[Certificate]] = {}
        for each in self.inventory.certificates:
            for name in each.names:
                found.setdefault((each.account, name), []).append(each)
        return found


def by_certificate(inventory: Inventory) -> dict[str, list[Attachment]]:
    """Return what has a certificate, by the certificate's ARN."""
    found: dict[str, list[Attachment]] = {}
    for each in inventory.attachments:
        if each.certificate_arn:
            found.setdefault(each.certificate_arn, []).append(each)
    return found


def of_certificate(
    code: Code, severity: Severity, certificate: Certificate, reason: str, way_out: str
) -> Finding:
    """Return a finding about one certificate."""
    return Finding(
        code,
        severity,
        certificate.arn,
        certificate.primary,
        certificate.account,
        certificate.region,
        reason,
        way_out,
        certificates=(certificate.arn,),
    )
