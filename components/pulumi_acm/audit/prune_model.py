"""What nothing needs any more, with the proof of it, and what cannot be judged. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, Literal, TypeAlias

from .model import Attachment, Certificate, Record

Kind: TypeAlias = Literal["records", "certificates", "sni"]
KINDS: Final[tuple[Kind, ...]] = ("sni", "certificates", "records")
"""In the order in which they are deleted: what is taken off a listener may be unused then, and a
record is orphan only once its certificates are gone."""


@dataclass(frozen=True)
class Terms:
    """What may be deleted, as the user says it."""

    now: datetime
    kinds: frozenset[Kind] = frozenset(KINDS)
    older_than: timedelta = timedelta(days=30)
    imported: bool = False
    """Whether imported certificates may go, which nobody can restore."""
    managed: frozenset[str] = frozenset()
    """Ids of the resources in stacks' states: they are Pulumi's to delete."""
    all_regions: bool = True
    """Whether every region was read that is switched on."""


@dataclass(frozen=True)
class Candidate:
    """Something that nothing needs."""

    kind: Kind
    thing: Record | Certificate | Attachment
    subject: str
    """As a person calls it."""
    account: str
    region: str | None
    proof: tuple[str, ...]
    """Sentences, each of which can be checked."""

    @property
    def id(self) -> str:
        """What AWS knows it by."""
        return id_of(self.thing)


@dataclass(frozen=True)
class Spared:
    """Something that would go, were it not for what is said of it."""

    kind: Kind
    subject: str
    why: str


@dataclass
class Plan:
    """What would be deleted."""

    candidates: list[Candidate] = field(default_factory=list)
    spared: list[Spared] = field(default_factory=list)
    unjudged: list[Spared] = field(default_factory=list)
    """What could not be judged, because not all was read that would tell."""

    def __add__(self, other: "Plan") -> "Plan":
        """Put two plans together."""
        return Plan(
            [*self.candidates, *other.candidates],
            [*self.spared, *other.spared],
            [*self.unjudged, *other.unjudged],
        )


def id_of(thing: Record | Certificate | Attachment) -> str:
    """Return what the AWS provider for Pulumi has as the id of such a thing."""
    if isinstance(thing, Record):
        return f"{thing.zone_id}_{thing.name}_CNAME"
    if isinstance(thing, Certificate):
        return thing.arn
    return f"{thing.resource}_{thing.certificate_arn}"


def listed(words: Iterable[str], most: int = 5) -> str:
    """Return words as a list, and how many more there are."""
    found = list(words)
    more = f" and {len(found) - most} more" if len(found) > most else ""
    return ", ".join(found[:most]) + more


MANAGED: Final = "a stack manages it: take it out of its program, and `pulumi up` deletes it"
