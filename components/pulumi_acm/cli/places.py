"""Options that say which accounts, regions and stacks are read."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

if TYPE_CHECKING:
    from pulumi_acm.audit.accounts import Who

_REGION: Final = re.compile(r"[a-z]+(-[a-z]+)+-\d+")
Profiles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--profile",
        help="A profile of the AWS configuration; may be repeated. Default: the environment's.",
    ),
]
Roles: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--role-arn", help="A role to assume, of any account; may be repeated."),
]
OrganizationRole: TypeAlias = Annotated[
    str | None,
    typer.Option(help="The name of a role in every account of the organization: all are read."),
]
ExternalId: TypeAlias = Annotated[
    str | None, typer.Option(help="What the roles' trust policies want to hear.")
]
StacksDirectory: TypeAlias = Annotated[
    Path | None, typer.Option(help="The directory of the stacks' project. Default: this one.")
]
Exports: TypeAlias = Annotated[
    list[str] | None,
    typer.Option("--from", metavar="FILE", help="An export of a stack. May be repeated."),
]


def _regions(values: list[str] | None) -> list[str] | None:
    # One that botocore does not know may be new; what is written like none is a typing error.
    for each in values or ():
        if not _REGION.fullmatch(each):
            raise typer.BadParameter(f'"{each}" is no region, which is written as eu-west-1')
    return values


Regions: TypeAlias = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        callback=_regions,
        help="A region; may be repeated. Default: all that are switched on.",
    ),
]


def who(
    profiles: list[str] | None,
    roles: list[str] | None,
    organization_role: str | None,
    external_id: str | None,
) -> "Who":
    """Return whose certificates are read."""
    # As boto3 itself: nobody pays for it who asks for help.
    from pulumi_acm.audit.accounts import Who  # noqa: PLC0415

    return Who(
        profiles=tuple(profiles or ()),
        role_arns=tuple(roles or ()),
        organization_role=organization_role,
        external_id=external_id,
    )
