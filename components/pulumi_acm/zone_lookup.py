"""The hosted zones that the AWS provider can see: one listing a run, by the provider's rights."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final
from weakref import WeakKeyDictionary

import pulumi
import pulumi_aws as aws
from pulumi import Input

from .exceptions import ArgumentError, PlanningError, subject
from .names import parents
from .problems import Problem
from .zones import HostedZone, choose, longest

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
# How boto3 came to its credentials where no other SDK can come to others: keys in the provider's
# settings or in the environment. A profile may be read in several ways, and then both are asked.
_SAME_FOR_ALL: Final = {"explicit", "env"}
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
        PlanningError: the provider cannot tell, or its settings are not known while planning.
    """
    found = _ask(component, aws.get_region)
    if not found.region:
        raise PlanningError(
            f"{subject(component)}: the region of the AWS provider is not known while planning; "
            "give `regions`"
        )
    return str(found.region)


def _ask(component: pulumi.ComponentResource, function: Callable[..., Any], **args: Any) -> Any:
    try:
        return function(**args, opts=pulumi.InvokeOptions(parent=component))
    except Exception as error:
        # Pulumi's invokes raise a bare Exception with the provider's words in it.
        raise PlanningError(f"{subject(component)}: {error}") from error


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
    settings = _mirrored_settings()
    if settings is None:
        return None
    with ThreadPoolExecutor(max_workers=1) as beside:
        # The AWS plugin takes as long to start as boto3 does: they start side by side. To be
        # asked for its region, the plugin starts, and no call of AWS is made.
        starting = beside.submit(_Session, settings)
        region_of(component)
        session = starting.result()
    if session.zones is not None:
        return session.zones
    theirs = _ask(component, aws.get_caller_identity).account_id
    if session.account != theirs:
        pulumi.log.debug(
            f"zones are asked of the AWS provider: {session.account} is not {theirs}", component
        )
        return None
    return session.list_zones()


def _mirrored_settings() -> dict[str, str | None] | None:
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


class _Session:
    """A boto3 session with the default provider's settings."""

    account: str | None = None
    """Whose it is; None where nobody needs to ask, or nobody is there to answer."""
    zones: list[HostedZone] | None = None
    """The hosted zones, where the credentials cannot be other than the provider's."""

    def __init__(self, settings: dict[str, Any]) -> None:
        # Here and not above: it takes as long to import as everything else that a program needs.
        import boto3  # noqa: PLC0415
        from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

        try:
            self._session = boto3.Session(**settings)
            found = self._session.get_credentials()
            if found is not None and found.method in _SAME_FOR_ALL and not settings["profile_name"]:
                self.zones = self.list_zones()
            else:
                self.account = self._session.client("sts").get_caller_identity()["Account"]
        except (BotoCoreError, ClientError) as error:
            # The provider may find its credentials where boto3 does not look: it will be asked.
            self.account = f"nobody ({error})"

    def list_zones(self) -> list[HostedZone]:
        """List all hosted zones, 100 a call."""
        pages = self._session.client("route53").get_paginator("list_hosted_zones").paginate()
        return [
            HostedZone(
                id=zone["Id"].removeprefix("/hostedzone/"),
                name=zone["Name"].rstrip(".").lower(),
                private=zone["Config"]["PrivateZone"],
            )
            for page in pages
            for zone in page["HostedZones"]
        ]


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
        found = _ask(component, aws.route53.get_zone, name=domain, private_zone=False)
    except PlanningError as error:
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
