"""What DNS and Route 53 answered about one validation record: facts, not yet a judgement."""

from dataclasses import dataclass
from typing import Final

from .caa import Property

CHAIN_MAX: Final = 5
"""CNAMEs that ACM follows from the record's name to its value.

https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
"""


@dataclass(frozen=True)
class Answer:
    """What DNS said to one question: values, none, or that it could not say."""

    values: tuple[str, ...] = ()
    failure: str | None = None


@dataclass(frozen=True)
class Caa:
    """The CAA records that hold for a name: those of the closest domain that has any."""

    at: str | None = None
    records: tuple[Property, ...] = ()
    failure: str | None = None


@dataclass(frozen=True)
class Delegation:
    """A public hosted zone that would hold the record, and the name servers that DNS has for it."""

    zone: str
    id: str
    servers: frozenset[str]
    """The hosted zone's own."""
    in_dns: Answer


@dataclass(frozen=True)
class Seen:
    """All that was asked for one record."""

    chain: tuple[str, ...]
    """Where its CNAME leads, step by step; empty if there is none."""
    failure: str | None = None
    """Why the chain is not known to its end."""
    texts: tuple[str, ...] = ()
    """TXT records in the place of the CNAME."""
    doubled: str | None = None
    """A record of this name with the zone's name once more, as some forms make it."""
    caa: Caa = Caa()
    delegation: Delegation | None = None
