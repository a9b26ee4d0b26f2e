"""Which certificates are of one AWS account: a record of one validates those of that account."""

from collections.abc import Sequence
from dataclasses import dataclass

from .arns import certificate_account
from .changes import Change
from .links import arn_before, is_certificate


@dataclass(frozen=True)
class Accounts:
    """The accounts of a stack's certificates, as far as ARNs and providers tell."""

    rights: dict[str, str]
    """What the provider of each certificate works by, by the certificate's URN."""
    known: dict[str, str]
    """Accounts by such rights, where a certificate of theirs is there already."""

    @classmethod
    def of(cls, changes: Sequence[Change]) -> "Accounts":
        """Read them from the certificates."""
        rights, known = {}, {}
        for change in filter(is_certificate, changes):
            rights[change.urn] = change.state.provider_rights
            account = certificate_account(arn_before(change))
            if account and change.old is not None:
                known[change.old.provider_rights] = account
        return cls(rights, known)

    def are_one(self, one: str, other: str) -> bool:
        """Tell whether two certificates are, or may be, of the same account."""
        first, second = self.rights[one], self.rights[other]
        return self.known.get(first, first) == self.known.get(second, second)
