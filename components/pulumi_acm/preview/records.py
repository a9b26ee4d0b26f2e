"""The DNS records by which ACM validates and renews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pulumi_acm.names import is_within, validation_name

from .changes import Change
from .links import COMPONENT_PREFIX, Links
from .model import Certificate, Record
from .steps import State, parse_urn
from .values import Hidden, members, text, texts
from .vocabulary import RecordAction

RECORD: Final = "aws:route53/record:Record"
_VALUE_SUFFIX: Final = "acm-validations.aws"
"""https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html"""
_ACTIONS: Final[dict[str, RecordAction]] = {
    "create": "created",
    "import": "adopted",
    "update": "changed",
    "replace": "replaced",
    "same": "unchanged",
}


def records_of(
    changes: Sequence[Change], links: Links, certificates: Sequence[Certificate]
) -> list[Record]:
    """Return the validation records, what changes first."""
    known = _Known.of(changes, certificates)
    found = []
    for change in changes:
        if change.type == RECORD and change.op != "read":
            issuers = links.upstream(change, "records") or links.upstream(change, "name")
            if _validates(change, issuers, certificates):
                found.append(_record(change, issuers, known))
    return sorted(found, key=lambda each: (each.action == "unchanged", each.label, each.urn))


@dataclass(frozen=True)
class _Known:
    """What the certificates say of records."""

    domains: dict[str, str]
    """The name that a record validates, by the record's own name."""
    by_domain: dict[str, list[str]]
    """URNs of certificates that are validated by DNS, by validation name."""
    by_certificate: dict[str, set[str]]
    """Validation names of each certificate, before and after."""

    @classmethod
    def of(cls, changes: Sequence[Change], certificates: Sequence[Certificate]) -> "_Known":
        by_domain: dict[str, list[str]] = {}
        for each in certificates:
            names = each.names_after or each.names_before
            for domain in dict.fromkeys(map(validation_name, names)) if each.kind == "dns" else ():
                by_domain.setdefault(domain, []).append(each.urn)
        by_certificate = {
            each.urn: set(map(validation_name, (*each.names_after, *each.names_before)))
            for each in certificates
        }
        return cls(_domains_by_record(changes), by_domain, by_certificate)

    def candidates(self, issuers: Sequence[str]) -> set[str]:
        """Return the names that a record may validate that is made from these certificates."""
        return {
            domain for urn in issuers or self.by_certificate for domain in self.by_certificate[urn]
        }


def _validates(change: Change, issuers: Sequence[str], certificates: Sequence[Certificate]) -> bool:
    """Tell whether a record is one for ACM."""
    if change.state.get("type") != "CNAME":
        return False
    for state in (change.old, change.new):
        values = texts(state.get("records")) if state else ()
        if values:
            return any(value.rstrip(".").endswith(_VALUE_SUFFIX) for value in values)
    # A new one, whose value ACM will name. An event log does not say what it depends on.
    return bool(issuers) or _is_ours(change) or (bool(certificates) and _name(change) is None)


def _record(change: Change, issuers: Sequence[str], known: _Known) -> Record:
    name = _name(change)
    domain = known.domains.get(name or "") or _domain(change, name, issuers, known)
    return Record(
        urn=change.urn,
        label=change.name.name,
        domain=domain,
        name=name,
        zone_id=text(change.state.get("zoneId")),
        action=_action(change),
        may_exist=change.op == "create" and change.state.get("allowOverwrite") is True,
        retained=bool(change.old and change.old.retain_on_delete),
        certificates=tuple(known.by_domain.get(domain, ()) if domain else issuers),
        outcome=change.outcome,
    )


def _action(change: Change) -> RecordAction:
    if change.op == "delete":
        return "kept" if change.retained else "deleted"
    if change.op == "replace" and _is_noise(change):
        return "unchanged"
    return _ACTIONS.get(change.op, "unchanged")


def _is_noise(change: Change) -> bool:
    """Tell whether a record is shown as replaced only because a preview cannot know its name.

    The CNAME of an account and a name never changes: the update will compare, and do nothing.
    """
    if change.outcome != "planned" or change.delete_first or change.new is None:
        return False
    reasons = {*change.replace_reasons, *(path for path in change.diff)}
    unknown = {
        each for each in ("name", "records") if Hidden.UNKNOWN in _flat(change.new.inputs.get(each))
    }
    return bool(reasons) and all(each.partition("[")[0] in unknown for each in reasons)


def _flat(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _name(change: Change) -> str | None:
    for state in (change.new, change.old):
        found = text(state.get("name")) if state else None
        if found:
            return found.rstrip(".").lower()
    return None


def _domain(change: Change, name: str | None, issuers: Sequence[str], known: _Known) -> str | None:
    """Return the name that a record validates."""
    if name is not None:
        return name.partition(".")[2] or None
    if _is_ours(change):
        # Logical names are a contract: `<component>/<validation name>`.
        return change.name.name.rpartition("/")[2]
    candidates = known.candidates(issuers)
    if len(candidates) == 1:
        return next(iter(candidates))
    # Most programs call a record after its domain; the longest that fits.
    logical = change.name.name.lower()
    fitting = [
        each
        for each in candidates
        if is_within(logical, each) or (logical.endswith(each) and not _joined(logical, each))
    ]
    return max(fitting, key=len) if fitting else None


def _joined(logical: str, domain: str) -> bool:
    """Tell whether a domain is only the end of a word: `shop` + `example.com`."""
    return logical[: -len(domain)][-1:].isalnum()


def _is_ours(change: Change) -> bool:
    parent = parse_urn(change.state.parent)
    return parent is not None and parent.type.startswith(COMPONENT_PREFIX)


def _domains_by_record(changes: Sequence[Change]) -> dict[str, str]:
    """Return the name that each record validates, as certificates' own options say."""
    return {
        name.rstrip(".").lower(): validation_name(domain)
        for change in changes
        for state in (change.old, change.new)
        if state is not None
        for option in validation_options(state)
        if (name := text(option.get("resourceRecordName")))
        and (domain := text(option.get("domainName")))
    }


def validation_options(state: State) -> list[dict[str, object]]:
    """Return what ACM asks for, one for each name."""
    return members(state.outputs.get("domainValidationOptions"))
