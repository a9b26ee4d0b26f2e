"""A certificate as an attachment takes it, and the components that are one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from pulumi import Input, Output

from pulumi_acm.proof import Known


@dataclass(frozen=True)
class Attachable:
    """A certificate as an attachment takes it."""

    known: Known
    arn: Callable[[str], Output[str]]
    """Its ARN in a region."""
    label: str | None
    """What it is called in logical names; None where nothing lasting is known of it."""
    former_labels: Sequence[Input[str]] = ()
    """What it was called in logical names before."""
    declared: bool = False
    """Whether it is given by its ARN, so that another one may be called the same."""


@runtime_checkable
class CertificateComponent(Protocol):
    """A component that knows what it has requested or imported: a Certificate is one.

    Components of one's own may be one, too.
    """

    former_names: Sequence[Input[str]]
    """What it was called before, so that attachments named after it come along."""

    @property
    def known(self) -> Known:
        """What can be proved of it while planning."""
        ...

    def issued_arn(self, region: str) -> Output[str]:
        """Return the ARN in a region: never that of an unissued certificate."""
        ...
