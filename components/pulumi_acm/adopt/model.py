"""What is found to be taken over, and what becomes of it. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

CERTIFICATE: Final = "aws:acm/certificate:Certificate"
RECORD: Final = "aws:route53/record:Record"
LISTENER: Final = "aws:lb/listener:Listener"
LISTENER_CERTIFICATE: Final = "aws:lb/listenerCertificate:ListenerCertificate"


@dataclass(frozen=True)
class Found:
    """A certificate, as far as a program says it."""

    arn: str
    region: str
    names: tuple[str, ...]
    """The primary one first."""
    status: str
    type: str
    key_algorithm: str
    """In the words of requests."""
    created_at: datetime | None = None
    validation: str | None = None
    """`DNS` or `EMAIL`."""
    validation_domains: tuple[tuple[str, str], ...] = ()
    """Where mails go, if not to the name itself."""
    wanted: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Name and value of the records that ACM asks for, by validation name, in DNS's form."""
    export: bool = False
    tags: Mapping[str, str] = field(default_factory=dict)
    body: str | None = None
    """Of an import, as ACM has it."""
    chain: str | None = None
    managed_by: str | None = None

    @property
    def id(self) -> str:
        """The last part of its ARN."""
        return self.arn.rpartition("/")[2]


@dataclass(frozen=True)
class Resource:
    """What `pulumi import` reads, as a child of a component."""

    type: str
    name: str
    """Its logical name."""
    id: str


@dataclass(frozen=True)
class Code:
    """An expression in the program, as against a value."""

    text: str


@dataclass(frozen=True)
class Part:
    """A component in the program, with what it takes over."""

    component: str
    """Its class, such as `Certificate`."""
    name: str
    """Its logical name."""
    args: Mapping[str, Any]
    resources: tuple[Resource, ...]
    comments: tuple[str, ...] = ()
    """What a reader has to know of it."""
    arns: Mapping[str, str] = field(default_factory=dict)
    """Of a certificate: its ARNs by region."""
    files: Mapping[str, str] = field(default_factory=dict)
    """What it reads, by path."""

    @property
    def variable(self) -> str:
        """What it is called in the program."""
        return variable(self.name)


@dataclass(frozen=True)
class LeftOut:
    """What is not taken over."""

    subject: str
    why: str


@dataclass
class Adoption:
    """A program with what is not in it."""

    parts: list[Part] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def variable(name: str) -> str:
    """Return the variable of a component; names are unique, and so are these."""
    return name.replace("-", "_")
