"""The hosted zones that the AWS provider can see: one listing a run, by the provider's rights."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final
from weakref import WeakKeyDictionary

import pulumi
import pulumi_aws as aws
from pulumi import Input

from .exceptions import ArgumentError, PlanningError, subject
from .names import parents
from .problems import Problem
from .zones import HostedZone, choose, longest

if TYPE_CHECKING:
    import boto3

_ZONE: Final = "aws:route53/zone:Zone"

# Provider settings that say nothing about whose rights are used, or that boto3 takes as well.
# With any other one set, a session of ours might speak for somebody else than the provider does.
_MIRRORED: Final = {
    "region": "region_name",
    "profile": "profile_name",
    "accessKey": "aws_access_key_id",
    "secretKey": "aws_secret_access_key",
    "token": "aws_session_token",
}
_HARMLESS: Final = {
    "allowedAccountIds",
    "defaultTags",
    "forbiddenAccountIds",
    "ignoreTags",
    "maxRetries",
    "retryMode",
    "skipCredentialsValidation",
    "skipMetadataApiCheck",
    "skipRegionValidation",
    "skipRequestingAccountId",
    "version",
}

# The words of the AWS provider (aws_route53_zone), before and after its move to the SDK's v2.
_NO_ZONE: Final = re.compile(r"no matching Route ?53 ?(Hosted )?Zone found", re.IGNORECASE)
_MANY_ZONES: Final = re.compile(r"multiple Route ?53 ?(Hosted )?Zones? matched", re.IGNORECASE)


class _Seen:
    """What one run has learnt from one provider, so that no question is asked twice."""

    def __init__(self) -> None:
        self.listing: list[HostedZone] | None = None
        self.listed = False
        self.by_domain: dict[str, HostedZone | None] = {}


_seen: WeakKeyDictionary[pulumi.Resource, _Seen] = WeakKeyDictionary()
# A component plugin has no stack resource; its process lives for one preview and one update.
_seen_by_plugin: dict[bool, _Seen] = {}


def zones_of(
    component: pulumi.ComponentResource,
    names: Collection[str],
    given: Mapping[str, Input[str]],
) -> dict[str, Input[str]]:
    """Return the hosted zone of each name that has one here: given by domain, or else found.

    Raises:
        ArgumentError: several public zones share a name, and the user has not said which one.
    """
    zones = {name: given[domain] for name in names if (domain := longest(name, given)) is not None}
    others = [name for name in names if name not in zones]
    if not others:
        return zones
    choice = choose(others, _hosted_zones(component, others))
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


def region_of(component: pulumi.ComponentResource) -> str:
    """Return the region of the component's AWS provider.

    Raises:
        PlanningError: the provider's settings are not known while planning.
    """
    found = aws.get_region(opts=pulumi.InvokeOptions(parent=component))
    if not found.region:
        raise PlanningError(
            f"{subject(component)}: the region of the AWS provider is not known while planning; "
            "give `regions`"
        )
    return found.region


def _hosted_zones(component: pulumi.ComponentResource, names: Iterable[str]) -> list[HostedZone]:
    provider = component.get_provider(_ZONE)
    seen = _seen_by(provider)
    if not seen.listed:
        seen.listed = True
        # An explicit provider's credentials are outputs: no session of ours can be the same.
        seen.listing = None if provider else _listing(component)
    if seen.listing is not None:
        return seen.listing
    return list(_asked_one_by_one(component, names, seen.by_domain))


def _seen_by(provider: pulumi.ProviderResource | None) -> _Seen:
    owner = provider or pulumi.runtime.get_root_resource()
    if owner is None:
        return _seen_by_plugin.setdefault(pulumi.runtime.is_dry_run(), _Seen())
    return _seen.setdefault(owner, _Seen())


def _listing(component: pulumi.ComponentResource) -> list[HostedZone] | None:
    """List the zones with the default provider's credentials, if a session can have the same."""
    credentials = _mirrored_credentials()
    if credentials is None:
        return None
    with ThreadPoolExecutor(max_workers=1) as beside:
        # The AWS plugin takes as long to start as boto3 does; they start side by side.
        starting = beside.submit(_session_and_account, credentials)
        theirs = aws.get_caller_identity(opts=pulumi.InvokeOptions(parent=component)).account_id
        session, ours = starting.result()
    if session is None or ours != theirs:
        pulumi.log.debug(f"zones are asked of the AWS provider: {ours} is not {theirs}", component)
        return None
    pages = session.client("route53").get_paginator("list_hosted_zones").paginate()
    return [
        HostedZone(
            id=zone["Id"].removeprefix("/hostedzone/"),
            name=zone["Name"].rstrip(".").lower(),
            private=zone["Config"]["PrivateZone"],
        )
        for page in pages
        for zone in page["HostedZones"]
    ]


def _mirrored_credentials() -> dict[str, str | None] | None:
    """Return what a session needs to speak for the default provider, unless more is needed."""
    settings = {
        key.removeprefix("aws:")
        for key in pulumi.runtime.config.CONFIG.get()
        if key.startswith("aws:")
    }
    if settings - _HARMLESS - set(_MIRRORED):
        return None
    config = pulumi.Config("aws")
    return {ours: config.get(theirs) for theirs, ours in _MIRRORED.items()}


def _session_and_account(credentials: dict[str, Any]) -> "tuple[boto3.Session | None, str]":
    """Start a session and ask whose it is; that it belongs to nobody is an answer, too."""
    # Here and not above: it takes as long to import as everything else that a program needs.
    import boto3  # noqa: PLC0415
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    try:
        session = boto3.Session(**credentials)
        return session, str(session.client("sts").get_caller_identity()["Account"])
    except (BotoCoreError, ClientError) as error:
        # The provider may find its credentials where boto3 does not look: it will be asked.
        return None, f"nobody ({error})"


def _asked_one_by_one(
    component: pulumi.ComponentResource,
    names: Iterable[str],
    by_domain: dict[str, HostedZone | None],
) -> Iterator[HostedZone]:
    """Ask the provider for a zone of each name and of each domain above it, each once a run."""
    for domain in dict.fromkeys(parent for name in names for parent in parents(name)):
        if domain not in by_domain:
            by_domain[domain] = _asked(component, domain)
        if (zone := by_domain[domain]) is not None:
            yield zone


def _asked(component: pulumi.ComponentResource, domain: str) -> HostedZone | None:
    try:
        found = aws.route53.get_zone(
            name=domain, private_zone=False, opts=pulumi.InvokeOptions(parent=component)
        )
    except Exception as error:
        # Pulumi's invokes raise a bare Exception with the provider's words in it.
        if _NO_ZONE.search(str(error)):
            return None
        if _MANY_ZONES.search(str(error)):
            raise ArgumentError(subject(component), [_which_one(domain)]) from error
        raise
    return HostedZone(id=found.zone_id, name=domain)


def _which_one(domain: str, ids: Sequence[str] = ()) -> Problem:
    listed = f" ({', '.join(ids)})" if ids else ""
    return Problem(
        f'zones["{domain}"]',
        f"several public hosted zones have this name{listed}; say which one is meant: "
        f'zones: {{"{domain}": "{ids[0] if ids else "<hosted zone id>"}"}}',
    )
