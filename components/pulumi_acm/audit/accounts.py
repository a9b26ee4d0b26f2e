"""Which accounts are read, and by whose rights: sessions, roles, a whole organization."""

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Final

from botocore.credentials import (
    CredentialProvider,
    CredentialResolver,
    Credentials,
    RefreshableCredentials,
    create_assume_role_refresher,
)
from botocore.session import Session

from .clients import Clients
from .gaps import FAILURES, gap
from .model import Gap, Scope
from .reading import GLOBAL_REGIONS, Access, Reader, home_region

SESSION_NAME: Final = "pulumi-acm-audit"
"""How CloudTrail calls us."""
_ACTIVE: Final = "ACTIVE"
_ORGANIZATION_PAGE: Final = 20
_ARN_PARTS: Final = 6


@dataclass(frozen=True)
class Who:
    """Which accounts are wanted."""

    profiles: tuple[str, ...] = ()
    """Their accounts are read; the first one also assumes the roles. None: the default one."""
    role_arns: tuple[str, ...] = ()
    """Roles to assume. Their accounts are read, and that of the first profile is not."""
    organization_role: str | None = None
    """The name of a role in each account of the organization: all of them are read."""
    external_id: str | None = None
    """What the roles' trust policies want to hear, if anything."""


class _Given(CredentialProvider):
    """Hands out credentials that are there already."""

    METHOD = SESSION_NAME

    def __init__(self, credentials: Credentials) -> None:
        super().__init__()
        self._credentials = credentials

    def load(self) -> Credentials:
        return self._credentials


def opened(who: Who, clients: Clients, pool: Executor) -> tuple[list[Access], list[Gap]]:
    """Return the accounts that can be read, each once, and what stood in the way of others."""
    gaps: list[Gap] = []
    profiles: tuple[str | None, ...] = who.profiles or (None,)
    first = _of_profile(profiles[0], clients, gaps)
    found: list[Access] = []
    if first is not None:
        arns = list(who.role_arns)
        if who.organization_role is not None:
            arns += _of_organization(first, who.organization_role, clients, gaps)
        if who.organization_role is not None or not arns:
            # The account that asks commonly has no such role, and needs none.
            found.append(first)
        found += _with_roles(first, arns, who.external_id, clients, pool, gaps)
    for profile in profiles[1:]:
        if (access := _of_profile(profile, clients, gaps)) is not None:
            found.append(access)
    by_account: dict[str, Access] = {}
    for access in found:
        by_account.setdefault(access.account, access)
    return list(by_account.values()), gaps


def _of_profile(profile: str | None, clients: Clients, gaps: list[Gap]) -> Access | None:
    label = f"profile {profile}" if profile else "the default profile"
    try:
        session = Session(profile=profile)
        region = home_region(session) or GLOBAL_REGIONS["aws"]
        told = clients.make(session, label, "sts", region).get_caller_identity()
    except FAILURES as error:
        gaps.append(gap(error, Scope(label, None), "the whole account", "sts"))
        return None
    return Access(told["Account"], told["Arn"].split(":")[1], session)


def _of_organization(first: Access, role: str, clients: Clients, gaps: list[Gap]) -> list[str]:
    """Return the ARN of a role in each other active account."""
    reader = Reader(first, None, clients, gaps)
    accounts = reader.items(
        reader.client("organizations"),
        "list_accounts",
        ["Accounts"],
        "the accounts of the organization",
        MaxResults=_ORGANIZATION_PAGE,
    )
    return [
        f"arn:{first.partition}:iam::{each['Id']}:role/{role}"
        for each in accounts
        # `State` has taken the place of `Status`, which AWS retired on 2026-09-09 (the model).
        if each.get("State", each.get("Status")) == _ACTIVE and each["Id"] != first.account
    ]


def _with_roles(
    first: Access,
    arns: Iterable[str],
    external_id: str | None,
    clients: Clients,
    pool: Executor,
    gaps: list[Gap],
) -> list[Access]:
    region = home_region(first.session) or first.global_region
    sts = clients.make(first.session, first.account, "sts", region)

    def assume(arn: str) -> Access | Gap:
        parameters = {"RoleArn": arn, "RoleSessionName": SESSION_NAME}
        if external_id is not None:
            parameters["ExternalId"] = external_id
        refresh = create_assume_role_refresher(sts, parameters)
        try:
            # Long readings outlive the hour that roles are assumed for.
            credentials = RefreshableCredentials.create_from_metadata(
                refresh(), refresh, "sts-assume-role"
            )
        except FAILURES as error:
            return gap(error, Scope(_account(arn), None), f"the whole account, by {arn}", "sts")
        return Access(_account(arn), arn.split(":")[1], _session(credentials, first.session))

    found = []
    for each in pool.map(assume, dict.fromkeys(arns)):
        if isinstance(each, Gap):
            gaps.append(each)
        else:
            found.append(each)
    return found


def _session(credentials: Credentials, first: Session) -> Session:
    session = Session()
    session.register_component("credential_provider", CredentialResolver([_Given(credentials)]))
    # It keeps the services' models, which take longer to read than most answers.
    session.register_component("data_loader", first.get_component("data_loader"))
    return session


def _account(arn: str) -> str:
    parts = arn.split(":")
    return parts[4] if len(parts) == _ARN_PARTS else arn
