"""The DNS records by which ACM validates and renews."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pulumi_acm.names import is_within, validation_name

from .accounts import Accounts
from .changes import Change
from .links import COMPONENT_PREFIX, VALIDATION, Links
from .model import Certificate, Record
from .steps import State, parse_urn
from .values import Hidden, members, text, texts
from .vocabulary import RecordAction, RecordLoss

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


def unseen(changes: Sequence[Change], links: Links) -> set[str]:
    """Return the certificates whose records may be made inside an `apply`, unseen by a preview.

    Their validation is given the records' names by something that is not known as a whole. Our
    components do so, too, and make none there.
    """
    return {
        urn
        for change in changes
        if change.type == VALIDATION and change.new is not None and not _is_ours(change)
        if isinstance(change.new.inputs.get("validationRecordFqdns"), Hidden)
        if (urn := links.awaited(change))
    }


@dataclass(frozen=True)
class _Known:
    """What the certificates say of records."""

    domains: dict[str, str]
    """The name that a record validates, by the record's own name."""
    values: set[str]
    """What ACM asks for."""
    by_domain: dict[str, list[str]]
    """URNs of certificates that are validated by DNS, by validation name."""
    by_certificate: dict[str, set[str]]
    """Validation names of each certificate, before and after."""
    accounts: Accounts

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
        values = {
            value.rstrip(".")
            for change in changes
            for option in _options_of(change)
            if (value := text(option.get("resourceRecordValue")))
        }
        accounts = Accounts.of(changes)
        return cls(_domains_by_record(changes), values, by_domain, by_certificate, accounts)

    def validated(self, domain: str, issuers: Sequence[str]) -> tuple[str, ...]:
        """Return the certificates that the record of a domain validates: those of one account."""
        return tuple(
            urn
            for urn in self.by_domain.get(domain, ())
            if not issuers or any(self.accounts.are_one(urn, each) for each in issuers)
        )

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
    action = _action(change)
    return Record(
        urn=change.urn,
        label=change.name.name,
        domain=domain,
        name=name,
        zone_id=text(change.state.get("zoneId")),
        action=action,
        may_exist=change.op == "create" and change.state.get("allowOverwrite") is True,
        retained=bool(change.old and change.old.retain_on_delete),
        certificates=known.validated(domain, issuers) if domain else tuple(issuers),
        lost=_lost(change, action, known),
        outcome=change.outcome,
    )


def _action(change: Change) -> RecordAction:
    if change.op == "delete":
        return "kept" if change.retained else "deleted"
    if change.op in ("replace", "update") and not _really(change):
        rest = {*change.diff_reasons, *change.diff} - _not_known(change)
        return "changed" if rest else "unchanged"
    return _ACTIONS.get(change.op, "unchanged")


def _really(change: Change) -> bool:
    """Tell whether a record changes, or is only shown so because a preview cannot know its name.

    The CNAME of an account and a name never changes: the update will compare, and do nothing.
    """
    if change.outcome != "planned" or change.delete_first:
        return True
    reasons = set(change.replace_reasons) or {
        path for path, kind in change.diff.items() if kind.endswith("-replace")
    }
    if change.op == "update":
        reasons = {*change.diff_reasons, *change.diff}
    return not reasons or bool(reasons - _not_known(change))


def _not_known(change: Change) -> set[str]:
    """Return the paths of what a preview cannot know of a record: its name and its value."""
    new = change.new or State()
    unknown = {
        each for each in ("name", "records") if Hidden.UNKNOWN in _flat(new.inputs.get(each))
    }
    paths = {*change.replace_reasons, *change.diff_reasons, *change.diff}
    return {path for path in paths if path.partition("[")[0] in unknown}


def _lost(change: Change, action: RecordAction, known: "_Known") -> RecordLoss | None:
    """Tell whether the record that there was is there afterwards.

    Route 53 knows a record by its zone, name and type, so deleting the old one of a replacement
    deletes the new one, where that is the same: https://docs.aws.amazon.com/Route53/latest/
    APIReference/API_ChangeResourceRecordSets.html
    """
    old, new = change.old, change.new
    if action == "deleted":
        return "deleted"
    if old is None or new is None or action not in ("replaced", "changed"):
        return None
    if change.op != "replace":
        before, after = (
            {value.rstrip(".") for value in texts(state.get("records"))} for state in (old, new)
        )
        other = bool(after) and before != after and not after <= known.values
        return "changed" if other else None
    if change.retained or action == "changed":
        return None
    keys = ("zoneId", "name", "type", "setIdentifier")
    pairs = [(_plain_name(old.get(key)), _plain_name(new.get(key))) for key in keys]
    if any(before != after and after is not Hidden.UNKNOWN for before, after in pairs):
        return "moved"
    # What is not known is the same: the CNAME of an account and a name never changes.
    return None if change.delete_first else "undone"


def _plain_name(value: object) -> object:
    return value.rstrip(".").lower() if isinstance(value, str) else value


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
        for option in _options_of(change)
        if (name := text(option.get("resourceRecordName")))
        and (domain := text(option.get("domainName")))
    }


def _options_of(change: Change) -> list[dict[str, object]]:
    return [
        option
        for state in (change.old, change.new)
        if state is not None
        for option in validation_options(state)
    ]


def validation_options(state: State) -> list[dict[str, object]]:
    """Return what ACM asks for, one for each name."""
    return members(state.outputs.get("domainValidationOptions"))
