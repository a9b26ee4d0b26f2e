"""Delete what nothing needs: look again, write how to have it back, then delete."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from .gaps import FAILURES, code_of
from .prune_hands import Hands, NoAccessError
from .prune_looking import KeptError, Looker
from .prune_model import Candidate
from .prune_undo import Entry, UndoFile

_GONE: Final = ("ResourceNotFoundException", "CertificateNotFound", "ListenerNotFound")
_IN_USE: Final = ("ResourceInUseException", "OperationNotPermitted")
_CHANGED: Final = "InvalidChangeBatch"
End: TypeAlias = Literal["deleted", "kept", "failed"]


@dataclass(frozen=True)
class Outcome:
    """What became of one thing."""

    candidate: Candidate
    end: End
    why: str = ""


def delete_all(
    candidates: Iterable[Candidate],
    looker: Looker,
    hands: Hands,
    undo: UndoFile,
    tell: Callable[[Outcome], None],
) -> list[Outcome]:
    """Delete one thing after the other; what fails is told, and the rest goes on.

    Raises:
        UndoFileError: the file cannot be written: nothing more is deleted.
    """
    outcomes = []
    for candidate in candidates:
        outcome = _deleted(candidate, looker, hands, undo)
        outcomes.append(outcome)
        tell(outcome)
    return outcomes


def _deleted(candidate: Candidate, looker: Looker, hands: Hands, undo: UndoFile) -> Outcome:
    try:
        entry = looker.look(candidate)
        undo.add(entry)
        delete(entry, hands)
    except KeptError as error:
        return Outcome(candidate, "kept", str(error))
    except NoAccessError as error:
        return Outcome(candidate, "failed", str(error))
    except FAILURES as error:
        return _refused(candidate, error)
    return Outcome(candidate, "deleted")


def _refused(candidate: Candidate, error: Exception) -> Outcome:
    code = code_of(error)
    if code in _IN_USE:
        return Outcome(candidate, "kept", f"AWS says that it is needed: {error}")
    if code in _GONE:
        return Outcome(candidate, "kept", "it is gone already")
    if code == _CHANGED:
        return Outcome(candidate, "kept", f"it has changed in the meantime: {error}")
    return Outcome(candidate, "failed", str(error))


def delete(entry: Entry, hands: Hands) -> None:
    """Delete a thing, as it was looked at."""
    what = entry.what
    match entry.kind:
        case "records":
            # With all that it has: Route 53 refuses if it is another one by now.
            hands.client("route53", entry.account).change_resource_record_sets(
                HostedZoneId=what["zone_id"],
                ChangeBatch={
                    "Comment": "pulumi-acm prune",
                    "Changes": [{"Action": "DELETE", "ResourceRecordSet": what["record_set"]}],
                },
            )
        case "certificates":
            acm = hands.client("acm", entry.account, entry.region)
            acm.delete_certificate(CertificateArn=what["arn"])
        case "sni":
            elbv2 = hands.client("elbv2", entry.account, entry.region)
            elbv2.remove_listener_certificates(
                ListenerArn=what["listener_arn"],
                Certificates=[{"CertificateArn": what["certificate_arn"]}],
            )
