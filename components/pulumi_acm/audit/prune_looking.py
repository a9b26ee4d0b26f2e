"""A second look at each thing, immediately before it is deleted: it may be needed by now."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timezone
from typing import Any, Final

from pulumi_acm.validation import RECORD_TYPE

from .describing import described
from .eligibility import IMPORTED
from .enabled import enabled
from .gaps import code_of
from .listing import certificates
from .model import Attachment, Certificate, Inventory, Record
from .prune_hands import Hands
from .prune_model import Candidate
from .prune_records import names_of
from .prune_sni import is_predecessor
from .prune_undo import Entry
from .unread import mattering

FRESH_SECONDS: Final = 30
"""How old the list of all certificates may be when a record is deleted by it.

Reading it takes a call for each account and region, so not every record gets one of its own.
"""
_AT_ONCE: Final = 8
_GONE: Final = ("ResourceNotFoundException", "NoSuchHostedZone", "ListenerNotFound")


class KeptError(Exception):
    """Raised for a thing that is not to be deleted after all, with the reason."""


class Looker:
    """Looks again at what an inventory has."""

    def __init__(
        self, inventory: Inventory, hands: Hands, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Know what was seen at first."""
        self._hands = hands
        self._clock = clock
        self._certificates = {each.arn: each for each in inventory.certificates}
        self._names: set[str] = set()
        self._read_at: float | None = None

    def look(self, candidate: Candidate) -> Entry:
        """Return all that it takes to have a thing back, if it is still to be deleted.

        Raises:
            KeptError: it is not, or is gone.
            NoAccessError: nobody has given credentials of the account.
            BotoCoreError, ClientError: AWS cannot be asked.
        """
        thing = candidate.thing
        try:
            if isinstance(thing, Record):
                what = self._record(thing)
            elif isinstance(thing, Certificate):
                what = self._certificate(thing)
            else:
                what = self._entry(thing)
        except Exception as error:
            if code_of(error) in _GONE:
                raise KeptError("it is gone already") from error
            raise
        return Entry(
            kind=candidate.kind,
            id=candidate.id,
            subject=candidate.subject,
            account=candidate.account,
            region=candidate.region,
            at=datetime.now(timezone.utc).isoformat(),
            what=what,
        )

    def _record(self, record: Record) -> dict[str, Any]:
        if record.domain in self._all_names():
            raise KeptError("a certificate has the name by now")
        route53 = self._hands.client("route53", record.account)
        found = record_set(route53, record.zone_id, record.name, RECORD_TYPE)
        if found is None:
            raise KeptError("it is gone already")
        if "SetIdentifier" in found:
            raise KeptError("it is one of several of its name, by a routing policy")
        values = [each["Value"].rstrip(".").lower() for each in found.get("ResourceRecords", [])]
        if values != [record.value]:
            raise KeptError(f"it has changed: {', '.join(values)}")
        return {"zone_id": record.zone_id, "record_set": found}

    def _all_names(self) -> set[str]:
        """Return the names of all certificates, read anew where it was a while ago."""
        now = self._clock()
        if self._read_at is None or now - self._read_at > FRESH_SECONDS:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                found = list(pool.map(self._names_in, self._places()))
            self._names, self._read_at = set().union(*found), now
        return self._names

    def _places(self) -> list[tuple[str, str]]:
        """Return the accounts with the regions that each has switched on."""
        found = []
        for gap in self._hands.gaps:
            raise KeptError(f"not all accounts can be read any more: {gap.what}: {gap.error}")
        for account in self._hands.accesses:
            reader = self._hands.reader(account, None)
            found += [(account, region) for region in enabled(reader)]
            if reader.gaps:
                raise KeptError(f"the regions of {account} are not known: {reader.gaps[0].error}")
        return found

    def _names_in(self, scope: tuple[str, str]) -> set[str]:
        reader = self._hands.reader(*scope)
        found = certificates(reader)
        clear = [each for each in found if not each.more_names]
        clear += described([each for each in found if each.more_names], reader)
        if gaps := mattering(reader.gaps):
            raise KeptError(f"certificates in {scope[1]} cannot be read: {gaps[0].error}")
        return names_of(clear)

    def _certificate(self, certificate: Certificate) -> dict[str, Any]:
        arn, account, region = certificate.arn, certificate.account, certificate.region
        acm = self._hands.client("acm", account, region)
        told = acm.describe_certificate(CertificateArn=arn)["Certificate"]
        if used := told.get("InUseBy"):
            raise KeptError(f"it is in use by now: {', '.join(used)}")
        if told.get("ImportedAt", certificate.imported_at) != certificate.imported_at:
            raise KeptError("it was imported anew in the meantime")
        exportable = told.get("Options", {}).get("Export") == "ENABLED"
        if exportable and self._is_exported(certificate):
            raise KeptError("it was exported in the meantime")
        tags = acm.list_tags_for_certificate(CertificateArn=arn).get("Tags", [])
        what = {
            "arn": arn,
            "type": told["Type"],
            "names": [told["DomainName"], *_others(told)],
            "key_algorithm": certificate.key_algorithm,
            "validation_method": certificate.validation_method or _method(told),
            "validation_domains": {
                each["DomainName"]: each["ValidationDomain"]
                for each in told.get("DomainValidationOptions", [])
                if each.get("ValidationDomain") and each.get("ValidationMethod") == "EMAIL"
            },
            "export": exportable,
            "tags": [each for each in tags if not each["Key"].startswith("aws:")],
        }
        if told["Type"] == IMPORTED:
            body = acm.get_certificate(CertificateArn=arn)
            what["certificate"] = body["Certificate"]
            what["chain"] = body.get("CertificateChain")
        return what

    def _is_exported(self, certificate: Certificate) -> bool:
        reader = self._hands.reader(certificate.account, certificate.region)
        found = [each for each in certificates(reader) if each.arn == certificate.arn]
        return not found or found[0].exported is not False

    def _entry(self, entry: Attachment) -> dict[str, Any]:
        elbv2 = self._hands.client("elbv2", entry.account, entry.region)
        pages = elbv2.get_paginator("describe_listener_certificates").paginate(
            ListenerArn=entry.resource
        )
        now = [each for page in pages for each in page["Certificates"]]
        defaults = [each["CertificateArn"] for each in now if each.get("IsDefault")]
        further = [each["CertificateArn"] for each in now if not each.get("IsDefault")]
        if entry.certificate_arn not in further:
            raise KeptError("it is gone already")
        if entry.certificate_arn in defaults:
            raise KeptError("it is the listener's default certificate by now")
        known = [self._certificates.get(each) for each in (entry.certificate_arn, *defaults)]
        reader = self._hands.reader(entry.account, entry.region)
        fresh = described([each for each in known if each is not None], reader)
        if reader.gaps:
            raise KeptError(f"its certificates cannot be read: {reader.gaps[0].error}")
        both = {each.arn: each for each in fresh}
        old = both.get(entry.certificate_arn)
        new = both.get(defaults[0]) if defaults else None
        if old is None or new is None or not is_predecessor(old, new):
            raise KeptError("its default certificate does not take its place any more")
        return {"listener_arn": entry.resource, "certificate_arn": entry.certificate_arn}


def record_set(route53: Any, zone_id: str, name: str, kind: str) -> dict[str, Any] | None:
    """Return a record set of a zone, as Route 53 takes it back."""
    answer = route53.list_resource_record_sets(
        HostedZoneId=zone_id, StartRecordName=name, StartRecordType=kind, MaxItems="1"
    )
    for each in answer["ResourceRecordSets"]:
        if (each["Name"].rstrip(".").lower(), each["Type"]) == (name.rstrip(".").lower(), kind):
            return dict(each)
    return None


def _others(told: dict[str, Any]) -> list[str]:
    return [each for each in told.get("SubjectAlternativeNames", []) if each != told["DomainName"]]


def _method(told: dict[str, Any]) -> str | None:
    options = told.get("DomainValidationOptions", [])
    return next((each["ValidationMethod"] for each in options if "ValidationMethod" in each), None)
