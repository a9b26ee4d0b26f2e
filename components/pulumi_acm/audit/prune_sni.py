"""Stale SNI entries: old certificates that a listener has beside the one that took over. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from pulumi_acm.names import covers

from .eligibility import AMAZON_ISSUED, ISSUED
from .model import Attachment, Certificate, Inventory
from .prune_certificates import last_touched
from .prune_model import MANAGED, Candidate, Plan, Spared, Terms, id_of


@dataclass(frozen=True)
class Further:
    """An entry of a listener's list, with the default certificate beside it."""

    entry: Attachment
    default: Attachment
    old: Certificate | None
    """The certificate of the entry; None: it was not read."""
    new: Certificate | None
    """The default one; the same."""

    @property
    def unknown(self) -> str | None:
        """Why it cannot be judged."""
        if self.old is None:
            return f"the certificate was not read: {self.entry.certificate_arn}"
        if self.new is None:
            return f"the certificate was not read: {self.default.certificate_arn}"
        return f"not all names are known of {self.old.arn}" if self.old.more_names else None


def judged(inventory: Inventory, terms: Terms) -> Plan:
    """Return the SNI entries of listeners whose default certificate has taken their place."""
    found = Plan()
    for each in further(inventory):
        if each.unknown:
            found.unjudged.append(Spared("sni", _subject(each.entry), each.unknown))
    for entry, old, new in stale(inventory):
        subject = _subject(entry)
        if id_of(entry) in terms.managed:
            found.spared.append(Spared("sni", subject, MANAGED))
        else:
            proof = tuple(_proof(old, new))
            found.candidates.append(
                Candidate("sni", entry, subject, entry.account, entry.region, proof)
            )
    return found


def further(inventory: Inventory) -> Iterator[Further]:
    """Yield the entries of listeners' lists, but for the default certificate itself."""
    by_arn = {each.arn: each for each in inventory.certificates}
    defaults = {each.resource: each for each in inventory.attachments if each.default}
    for entry in inventory.attachments:
        default = defaults.get(entry.resource)
        if entry.default or default is None:
            continue
        if not entry.certificate_arn or not default.certificate_arn:
            continue  # one of IAM's covers names that nobody here knows
        if default.certificate_arn == entry.certificate_arn:
            continue  # on purpose: `list_default` of HttpsListener
        arns = entry.certificate_arn, default.certificate_arn
        yield Further(entry, default, *map(by_arn.get, arns))


def stale(inventory: Inventory) -> Iterator[tuple[Attachment, Certificate, Certificate]]:
    """Yield the entries that nothing needs, with their certificate and the default one."""
    for each in further(inventory):
        if each.old is None or each.new is None or each.unknown:
            continue
        if is_predecessor(each.old, each.new):
            yield each.entry, each.old, each.new


def is_predecessor(old: Certificate, new: Certificate) -> bool:
    """Tell whether a certificate does all that an older one did: no client sees a difference.

    It is newer (imports by the day of the import), is issued, covers all names, and has a key of
    the same algorithm, because a load balancer chooses by what the client understands. And
    whoever trusts the old one trusts it and goes on to: what Amazon has issued is public and
    renews by itself, an import or AWS Private CA's may be neither.
    """
    before, after = last_touched(old), last_touched(new)
    return (
        new.status == ISSUED
        and new.type in (AMAZON_ISSUED, old.type)
        and before is not None
        and after is not None
        and before < after
        and old.key_algorithm == new.key_algorithm
        and bool(old.names)
        and all(any(covers(pattern, name) for pattern in new.names) for name in old.names)
    )


def _subject(entry: Attachment) -> str:
    return f"{entry.certificate_arn.rpartition('/')[2]} on {entry.label} in {entry.region}"


def _proof(old: Certificate, new: Certificate) -> Iterator[str]:
    names = "has the same names" if set(old.names) == set(new.names) else "covers all its names"
    yield f"the listener's default certificate {names} ({', '.join(old.names)}): {new.arn}"
    yield (
        f"that one is newer ({last_touched(new):%Y-%m-%d}, this one {last_touched(old):%Y-%m-%d}), "
        f"issued, and has the same kind of key ({new.key_algorithm})"
    )
