"""Stale SNI entries: old certificates that a listener has beside the one that took over. Pure."""

from collections.abc import Iterator

from pulumi_acm.names import covers

from .model import Attachment, Certificate, Inventory
from .prune_certificates import last_touched
from .prune_model import MANAGED, Candidate, Plan, Spared, Terms, id_of


def judged(inventory: Inventory, terms: Terms) -> Plan:
    """Return the SNI entries of listeners whose default certificate has taken their place.

    It is newer, is issued, has a key of the same kind (a load balancer chooses by what the client
    understands) and covers all names: no client sees a difference.
    """
    found = Plan()
    by_arn = {each.arn: each for each in inventory.certificates}
    defaults = {each.resource: each for each in inventory.attachments if each.default}
    for entry in inventory.attachments:
        default = defaults.get(entry.resource)
        if entry.default or default is None or not default.certificate_arn:
            continue
        if default.certificate_arn == entry.certificate_arn:
            continue  # on purpose: `list_default` of HttpsListener
        old, new = by_arn.get(entry.certificate_arn), by_arn.get(default.certificate_arn)
        if old is None or new is None:
            unread = entry if old is None else default
            why = f"the certificate was not read: {unread.certificate_arn}"
            found.unjudged.append(Spared("sni", _subject(entry), why))
        elif old.more_names:
            why = f"not all names are known of {old.arn}"
            found.unjudged.append(Spared("sni", _subject(entry), why))
        elif not is_predecessor(old, new):
            continue
        elif id_of(entry) in terms.managed:
            found.spared.append(Spared("sni", _subject(entry), MANAGED))
        else:
            found.candidates.append(
                Candidate(
                    "sni",
                    entry,
                    _subject(entry),
                    entry.account,
                    entry.region,
                    tuple(_proof(old, new)),
                )
            )
    return found


def is_predecessor(old: Certificate, new: Certificate) -> bool:
    """Tell whether a certificate does all that an older one did."""
    before, after = last_touched(old), last_touched(new)
    return (
        new.status == "ISSUED"
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
