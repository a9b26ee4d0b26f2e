"""Restore what was deleted, from the undo file."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .eligibility import IMPORTED
from .gaps import FAILURES, code_of
from .prune_hands import Hands, NoAccessError
from .prune_looking import record_set
from .prune_undo import Entry, UndoFile


class CannotRestoreError(Exception):
    """Raised for what cannot be restored, with the reason and the way out."""


@dataclass(frozen=True)
class Restored:
    """What became of one entry of an undo file."""

    entry: Entry
    ok: bool
    how: str


def restore_all(
    entries: list[Entry], hands: Hands, undo: UndoFile, tell: Callable[[Restored], None]
) -> list[Restored]:
    """Restore one thing after the other, the last deleted first; each is noted in the file.

    Raises:
        UndoFileError: the file cannot be written.
    """
    outcomes = []
    for entry in reversed(entries):
        try:
            how = restore(entry, hands)
        except (CannotRestoreError, NoAccessError, *FAILURES) as error:
            outcome = Restored(entry, ok=False, how=str(error))
        else:
            undo.undone(entry, how)
            outcome = Restored(entry, ok=True, how=how)
        outcomes.append(outcome)
        tell(outcome)
    return outcomes


def restore(entry: Entry, hands: Hands) -> str:
    """Restore a thing, and say how.

    Raises:
        CannotRestoreError: it cannot be.
        NoAccessError: nobody has given credentials of the account.
        BotoCoreError, ClientError: AWS refuses.
    """
    match entry.kind:
        case "records":
            return _record(entry, hands.client("route53", entry.account))
        case "sni":
            return _sni(entry, hands.client("elbv2", entry.account, entry.region))
        case "certificates":
            return _certificate(entry, hands.client("acm", entry.account, entry.region))


def _record(entry: Entry, route53: Any) -> str:
    written, zone = entry.what["record_set"], entry.what["zone_id"]
    found = record_set(route53, zone, written["Name"], written["Type"])
    if found == written:
        return "it is there"
    if found is not None:
        values = ", ".join(each["Value"] for each in found.get("ResourceRecords", []))
        raise CannotRestoreError(f"another record of this name is there by now: {values}")
    route53.change_resource_record_sets(
        HostedZoneId=zone,
        ChangeBatch={
            "Comment": "pulumi-acm prune --undo",
            "Changes": [{"Action": "CREATE", "ResourceRecordSet": written}],
        },
    )
    return "written back"


def _sni(entry: Entry, elbv2: Any) -> str:
    what = entry.what
    try:
        elbv2.add_listener_certificates(
            ListenerArn=what["listener_arn"],
            Certificates=[{"CertificateArn": what["certificate_arn"]}],
        )
    except FAILURES as error:
        if code_of(error) == "CertificateNotFound":
            raise CannotRestoreError(
                "its certificate is gone; if it was requested again, attach the new one"
            ) from error
        raise
    return "attached again"


def _certificate(entry: Entry, acm: Any) -> str:
    what = entry.what
    if _exists(acm, what["arn"]):
        return "it is there"
    if what["type"] == IMPORTED:
        raise CannotRestoreError(
            "import it anew, with its private key, which ACM has not given back; certificate and "
            "chain are in the undo file"
        )
    primary, *others = what["names"]
    request: dict[str, Any] = {
        "DomainName": primary,
        "ValidationMethod": what["validation_method"] or "DNS",
        "KeyAlgorithm": what["key_algorithm"],
        # A run that is killed before it has noted this one does not request it twice.
        "IdempotencyToken": hashlib.sha256(f"{what['arn']} {entry.at}".encode()).hexdigest()[:32],
    }
    if others:
        request["SubjectAlternativeNames"] = others
    if what["validation_domains"]:
        request["DomainValidationOptions"] = [
            {"DomainName": name, "ValidationDomain": domain}
            for name, domain in what["validation_domains"].items()
        ]
    if what["export"]:
        request["Options"] = {"Export": "ENABLED"}
    if what["tags"]:
        request["Tags"] = what["tags"]
    arn = acm.request_certificate(**request)["CertificateArn"]
    return f"another one is requested, which has to be validated: {arn}"


def _exists(acm: Any, arn: str) -> bool:
    try:
        acm.describe_certificate(CertificateArn=arn)
    except FAILURES as error:
        if code_of(error) == "ResourceNotFoundException":
            return False
        raise
    return True
