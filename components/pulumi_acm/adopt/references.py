"""How attachments say which certificate they mean: by its component, or by its ARN. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass

from .model import Code, Part


@dataclass(frozen=True)
class References:
    """The certificates that the program has."""

    parts: tuple[Part, ...]

    def part(self, arn: str) -> Part | None:
        """Return the component that has a certificate."""
        return next((part for part in self.parts if arn in part.arns.values()), None)

    def value(self, arn: str) -> Code | str:
        """Return what an attachment is given."""
        part = self.part(arn)
        return arn if part is None else Code(part.variable)

    def label(self, arn: str) -> str:
        """Return what it is called in the logical names of attachments (listeners.labels_of)."""
        part = self.part(arn)
        return arn.rpartition("/")[2] if part is None else part.name


def references(parts: Iterable[Part]) -> References:
    """Return the certificates among the components."""
    return References(tuple(part for part in parts if part.arns))
