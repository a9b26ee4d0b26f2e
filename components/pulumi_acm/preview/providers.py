"""The AWS providers of a stack: which region they are for, and by whose rights they work."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from .steps import State, Step, parse_urn
from .values import Hidden, text

PROVIDER: Final = "pulumi:providers:aws"
_RIGHTS: Final = (
    *("accessKey", "profile", "assumeRole", "assumeRoles", "assumeRoleWithWebIdentity"),
    *("allowedAccountIds", "sharedConfigFiles", "sharedCredentialsFiles"),
)
"""What says in which account a provider works.

https://www.pulumi.com/registry/packages/aws/api-docs/provider/
"""


@dataclass(frozen=True)
class Provider:
    """What the steps say of one provider."""

    region: str
    rights: str
    """The same for two providers that work in one account, as far as their settings tell."""


def providers_of(steps: Sequence[Step]) -> dict[str, Provider]:
    """Return the providers by their URN."""
    found: dict[str, Provider] = {}
    for step in steps:
        name = parse_urn(step.urn)
        state = step.new or step.old
        if name is not None and name.type == PROVIDER and state is not None:
            found[step.urn] = Provider(text(state.inputs.get("region")) or "", _rights(state))
    return found


def provider_urn(state: State) -> str:
    """Return the URN of a resource's provider: it is written with the provider's id behind it."""
    return state.provider.rpartition("::")[0]


def _rights(state: State) -> str:
    given = {key: state.inputs[key] for key in _RIGHTS if state.inputs.get(key)}
    return json.dumps(given, sort_keys=True, default=_hidden)


def _hidden(value: object) -> str:
    # Two secret keys look the same; that they are two accounts is then not known.
    return value.value if isinstance(value, Hidden) else repr(value)
