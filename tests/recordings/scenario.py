"""What is recorded: a stack as it stands, a change to it, and what the engine says of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from support.engine import EngineSandbox

Form: TypeAlias = Literal[
    "digest",  # `pulumi preview --json`
    "bare-digest",  # the same, without the flags that `pulumi-acm preview` gives
    "destroy",  # `pulumi destroy --preview-only --json`
    "preview-events",  # the event log of a preview
    "up-events",  # the event log of an update
    "destroy-events",
    "up-stream",  # `pulumi up --json`
]
Program: TypeAlias = str | Callable[[EngineSandbox], str]
"""The text of a program, or what makes it: for one that needs an id of AWS."""


@dataclass(frozen=True)
class Scenario:
    """One recording."""

    name: str
    """What its files are called."""
    about: str
    """What happens, for whoever reads the golden report."""
    before: Program | tuple[Program, ...] | None
    """The program of the stack as it stands, or several in turn; None: there is nothing yet."""
    after: Program | None = None
    """The changed program; None: the same one."""
    zones: tuple[str, ...] = ("example.com",)
    form: Form = "digest"
    options: tuple[str, ...] = ()
    """More options of the engine's command."""
    fails: bool = False
    """The command is to fail."""
    secrets: tuple[str, ...] = ()
    """Values of secret configuration, `key=value`. They may be in the recording, in clear.

    The sandbox's AWS plugin copies secret tags into `tagsAll`, as a provider may: a report must
    not have them all the same.
    """
    beforehand: Callable[[EngineSandbox], None] | None = None
    """What somebody else does before there is a stack."""
    beside: Callable[[EngineSandbox], None] | None = None
    """What somebody else does between the two programs."""
