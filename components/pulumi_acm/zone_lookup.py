"""The hosted zones that the AWS provider can see: one listing a run, by the provider's rights."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final

import pulumi
import pulumi_aws as aws
from pulumi import Input

from .exceptions import ArgumentError, PlanningError, subject
from .mirror import ask, beside, run_of, session_of
from .names import is_within, parents
from .problems import Problem
from .zone_listing import listed
from .zones import HostedZone, choose, longest

# The words of the AWS provider (aws_route53_zone), before and after its move to the SDK's v2.
_NO_ZONE: Final = re.compile(r"no matching Route ?53 ?(Hosted )?Zone found", re.IGNORECASE)
_MANY_ZONES: Final = re.compile(r"multiple Route ?53 ?(Hosted )?Zones? matched", re.IGNORECASE)


def zones_of(
    component: pulumi.ComponentResource,
    names: Collection[str],
    given: Mapping[str, Input[str]],
    provider: pulumi.ProviderResource | None = None,
) -> dict[str, Input[str]]:
    """Return the hosted zone of each name that has one here: given by domain, or else found.

    "Here" is the account of the provider, by default of the component's.

    Raises:
        ArgumentError: several public zones share a name, and the user has not said which one.
    """
    zones = {name: given[domain] for name in names if (domain := longest(name, given)) is not None}
    others = [name for name in names if name not in zones]
    plain = {domain: id_ for domain, id_ in given.items() if isinstance(id_, str)}
    if not others and not plain:
        return zones
    known = _hosted_zones(component, others, provider)
    if problems := list(_wrong_ids(plain, known)):
        raise ArgumentError(subject(component), problems)
    choice = choose(others, known)
    if choice.ambiguous:
        problems = [
            _which_one(domain, [z.id for z in same]) for domain, same in choice.ambiguous.items()
        ]
        raise ArgumentError(subject(component), problems)
    for name, hidden in choice.private_only.items():
        pulumi.log.warn(
            f"only a private hosted zone, {hidden.id}, holds {name}: ACM reads public DNS, so its "
            "validation record has to be written where the public zone is",
            component,
        )
    return {**zones, **choice.zones}


def provider_problems(provider: object) -> list[Problem]:
    """Return what is wrong with what was given as the provider of the DNS account."""
    if provider is None or (
        isinstance(provider, pulumi.ProviderResource) and provider.package == "aws"
    ):
        return []
    return [Problem("dns_provider", "it must be an aws.Provider, of the account with the zones")]


def _hosted_zones(
    component: pulumi.ComponentResource,
    names: Iterable[str],
    provider: pulumi.ProviderResource | None,
) -> list[HostedZone]:
    # No session of ours has the rights of an explicit provider.
    session = None if provider else session_of(component)
    if session is None:
        return _asked_one_by_one(component, names, provider)
    run = run_of(component)
    listing = run.once("zones", lambda: beside(listed, session))
    try:
        return listing.result()
    except Exception as error:
        raise PlanningError(
            f"{subject(component)}: the hosted zones cannot be listed: {error}. Say which zones "
            'hold the names: zones: {"<domain>": "<hosted zone id>"}'
        ) from error


def _asked_one_by_one(
    component: pulumi.ComponentResource,
    names: Iterable[str],
    provider: pulumi.ProviderResource | None,
) -> list[HostedZone]:
    """Ask the provider for the zone of each name, then of the domain above it, until one is there.

    Each domain once a run: to the provider, each question is a listing of all zones.
    """
    run = run_of(component, provider)
    found: dict[str, HostedZone] = {}
    for name in names:
        for domain in parents(name):
            zone = run.once(("zone", domain), partial(_asked, component, domain, provider))
            if zone is not None:
                found[domain] = zone
                break
    return list(found.values())


def _asked(
    component: pulumi.ComponentResource, domain: str, provider: pulumi.ProviderResource | None
) -> HostedZone | None:
    try:
        found = ask(component, aws.route53.get_zone, provider, name=domain, private_zone=False)
    except PlanningError as error:
        if _NO_ZONE.search(str(error)):
            return None
        if _MANY_ZONES.search(str(error)):
            raise ArgumentError(subject(component), [_which_one(domain)]) from error
        raise
    if not found.zone_id:
        raise PlanningError(
            f"{subject(component)}: the AWS provider's settings are not known while planning, so "
            f'it cannot look up the zone of {domain}; give it: zones: {{"{domain}": '
            '"<hosted zone id>"}'
        )
    return HostedZone(id=found.zone_id, name=domain)


def _wrong_ids(given: Mapping[str, str], known: Iterable[HostedZone]) -> Iterator[Problem]:
    """Yield the given zones that cannot hold the names they are given for, as far as is known."""
    zones = {zone.id: zone for zone in known}
    for domain, id_ in given.items():
        zone = zones.get(id_)
        if zone is None:
            continue  # another account's, or nobody here may list zones
        path = f'zones["{domain}"]'
        if zone.private:
            yield Problem(path, "this hosted zone is private, and ACM reads public DNS", id_)
        elif not is_within(domain, zone.name):
            message = f"this is the hosted zone {zone.name}, which does not hold {domain}"
            yield Problem(path, message, id_)


def _which_one(domain: str, ids: Sequence[str] = ()) -> Problem:
    listed = f" ({', '.join(ids)})" if ids else ""
    return Problem(
        f'zones["{domain}"]',
        f"several public hosted zones have this name{listed}; say which one is meant: "
        f'zones: {{"{domain}": "{ids[0] if ids else "<hosted zone id>"}"}}',
    )
