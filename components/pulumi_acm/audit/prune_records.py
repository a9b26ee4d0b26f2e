"""Orphan validation records: those of names that no certificate has. Pure."""

from collections.abc import Iterable

from pulumi_acm.names import validation_name

from .model import Certificate, Inventory, Scope
from .prune_model import MANAGED, Candidate, Plan, Spared, Terms, id_of, listed, mattering


def judged(inventory: Inventory, terms: Terms) -> Plan:
    """Return the records whose names are in no certificate of any account and region read.

    Whatever the certificate's status: an expired one may be requested again tomorrow, by the same
    record.
    """
    found = Plan()
    needed = names_of(inventory.certificates)
    read = _read(inventory)
    for record in inventory.records:
        if record.domain in needed:
            continue
        subject = f"{record.name} in {record.zone} ({record.zone_id})"
        if why := _unknown(inventory, terms):
            found.unjudged.append(Spared("records", subject, why))
        elif id_of(record) in terms.managed:
            found.spared.append(Spared("records", subject, MANAGED))
        else:
            proof = (f"no certificate has {record.domain} or *.{record.domain}", read)
            found.candidates.append(
                Candidate("records", record, subject, record.account, None, proof)
            )
    return found


def names_of(certificates: Iterable[Certificate]) -> set[str]:
    """Return the names that certificates are validated by."""
    return {validation_name(name) for each in certificates for name in each.names}


def _unknown(inventory: Inventory, terms: Terms) -> str | None:
    """Return why certificates may be there that are not in the inventory."""
    if not terms.all_regions:
        return "certificates of the other regions may renew by it: leave --region out"
    if gaps := mattering(inventory.gaps):
        which = listed(f"{each.what} ({_place(each.scope)})" for each in gaps)
        return f"what could not be read may renew by it: {which}"
    if unclear := [each.arn for each in inventory.certificates if each.more_names]:
        return f"not all names are known of {listed(unclear)}"
    return None


def _read(inventory: Inventory) -> str:
    accounts, regions = inventory.accounts, inventory.regions
    return (
        f"read: {len(inventory.certificates)} certificate(s) of account(s) {listed(accounts)} in "
        f"{len(regions)} region(s): {listed(sorted(regions), len(regions))}"
    )


def _place(scope: Scope) -> str:
    return f"{scope.account} {scope.region}" if scope.region else scope.account
