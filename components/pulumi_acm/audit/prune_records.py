"""Orphan validation records: those of names that no certificate has. Pure."""

from collections.abc import Iterable, Iterator
from typing import Final

from pulumi_acm.names import WILDCARD, validation_name

from .model import Certificate, Inventory, Record, Scope
from .prune_model import MANAGED, Candidate, Plan, Spared, Terms, id_of, listed
from .unread import mattering

_ELSEWHERE: Final = "another account's, or one that Amplify, App Runner or Lightsail keeps"
"""Services that have certificates of their own, in accounts of AWS, and the same kind of records.

https://docs.aws.amazon.com/amplify/latest/userguide/custom-domains.html,
https://docs.aws.amazon.com/apprunner/latest/dg/manage-custom-domains.html,
https://docs.aws.amazon.com/lightsail/latest/userguide/verify-tls-ssl-certificate-using-dns-cname-https.html
"""


def judged(inventory: Inventory, terms: Terms) -> Plan:
    """Return the records whose names are in no certificate of any account and region read."""
    found = Plan()
    read = _read(inventory)
    unknown = unseen(inventory)
    if not terms.all_regions:
        unknown = "certificates of the other regions may renew by it: leave --region out"
    for record, needed in orphans(inventory):
        subject = f"{record.name} in {record.zone} ({record.zone_id})"
        if unknown:
            found.unjudged.append(Spared("records", subject, unknown))
        elif why := MANAGED if id_of(record) in terms.managed else needed:
            found.spared.append(Spared("records", subject, why))
        else:
            proof = (
                f"no certificate has {record.domain} or *.{record.domain}",
                "nothing in the zones that were read is served by either",
                read,
            )
            found.candidates.append(
                Candidate("records", record, subject, record.account, None, proof)
            )
    return found


def orphans(inventory: Inventory) -> Iterator[tuple[Record, str | None]]:
    """Yield records of names that no certificate has, and why one may be needed all the same.

    Whatever the certificate's status: an expired one may be requested again tomorrow, by the same
    record.
    """
    names = {name for each in inventory.certificates for name in each.names}
    needed = names_of(inventory.certificates)
    leading = {target: owner for zone in inventory.zones for owner, target in zone.aliases}
    served: dict[str, list[str]] = {}
    for host in (each for zone in inventory.zones for each in zone.hosts):
        parent = host.partition(".")[2]
        # Nobody connects to names such as _dmarc.example.com.
        if not host.startswith("_") and names.isdisjoint((host, WILDCARD + parent)):
            for domain in (host.removeprefix(WILDCARD), parent):
                served.setdefault(domain, []).append(host)
    for record in inventory.records:
        if record.domain in needed:
            continue
        why = None
        if record.name in leading:
            # ACM follows CNAMEs: https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
            why = f"{leading[record.name]} is a CNAME that leads to it, and may be validated by it"
        elif hosts := served.get(record.domain):
            seen = listed(dict.fromkeys(hosts))
            why = (
                f"{seen} is in DNS, and no certificate that was read covers it: {_ELSEWHERE}, may "
                "renew by it"
            )
        yield record, why


def names_of(certificates: Iterable[Certificate]) -> set[str]:
    """Return the names that certificates are validated by."""
    return {validation_name(name) for each in certificates for name in each.names}


def unseen(inventory: Inventory) -> str | None:
    """Return why certificates may be there that are not in the inventory."""
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
