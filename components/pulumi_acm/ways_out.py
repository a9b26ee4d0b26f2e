"""What a user can do about a certificate that does not fit, by how it came into the program."""

from collections.abc import Sequence
from enum import Enum
from typing import get_args

from .failures import PENDING
from .limits import RequestableKeyAlgorithm


class Given(Enum):
    """How a certificate came into the program."""

    REQUESTED = "a Certificate"
    IMPORTED = "an ImportedCertificate"
    DECLARED = "an ARN with its names"
    FOUND = "an ARN that was looked up in ACM"


_BY_ARN = (Given.DECLARED, Given.FOUND)


def for_region(given: Given, region: str, *, cloudfront: bool) -> str:
    """Return how a certificate comes into a region: CloudFront's, or another service's."""
    if given in _BY_ARN:
        return f"give the ARN of one in {region}"
    if given is Given.REQUESTED and cloudfront:
        return 'give it "cloudfront": True'
    return f"add {region} to its regions"


def for_key(given: Given, taken: Sequence[str], *, imported: bool) -> str:
    """Return how to come to a key that is taken."""
    if imported:
        return "import one with another key"
    keys = [f'"{each}"' for each in get_args(RequestableKeyAlgorithm) if each in taken]
    choice = " or ".join(filter(None, [", ".join(keys[:-1]), keys[-1]]))
    verb = "give it" if given is Given.REQUESTED else "request one with"
    return f'{verb} "key_algorithm": {choice}'


def for_name(givens: Sequence[Given], name: str) -> str:
    """Return how a name comes to be covered by one of the certificates."""
    if len(givens) > 1:
        more = "give one more certificate that has it"
        if set(givens) == {Given.REQUESTED}:
            return f'add "{name}" to the domains of one of them, or {more}'
        return more
    match givens[0]:
        case Given.REQUESTED:
            return f'add "{name}" to its domains'
        case Given.IMPORTED:
            return "import one that has the name"
        case Given.DECLARED:
            return "if it has the name, declare it in domains; else give one that has it"
        case Given.FOUND:
            return "give the ARN of one that has the name"


def for_status(status: str) -> str:
    """Return how to come to an issued certificate."""
    if status == PENDING:
        return "write the records that ACM lists for it, or have its mail approved, and run again"
    return "give the ARN of one that is"
