"""Keep one comment on a pull request up to date. Pure of any host."""

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal, TypeAlias

from .thread import GoneError, Thread

Outcome: TypeAlias = Literal["posted", "updated", "unchanged", "nothing to say"]

_PRIVATE_KEY: Final = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----.*?(-----END [A-Z ]*PRIVATE KEY-----|\Z)", re.DOTALL
)
_SECRET_NAME: Final = re.compile(
    r"(^|_)(TOKEN|SECRET|PASSWORD|PASSPHRASE|(API|ACCESS|PRIVATE|SECRET)_?KEY)(_|$)"
)
_NO_SECRET: Final = re.compile(r"_(FILE|PATH|URL|URI|ID|NAME|ARN)$")
"""What such variables end with that say where a secret is."""
_SHORTEST_SECRET: Final = 8
"""What is shorter is no token, and would blot out words."""


def keep(
    thread: Thread, marker: str, body: str, *, quiet: bool = False
) -> tuple[Outcome, str | None]:
    """Post a comment that begins with a marker, or update the one that is there.

    With `quiet`, none is posted where there is none: there is nothing to tell about this pull
    request. Returns what was done, and the comment's address.
    """
    body = f"{marker}\n{body}"
    for comment in thread.comments():
        # A quotation of it in somebody's answer begins with `>`.
        if not comment.body.lstrip().startswith(marker):
            continue
        if _same(comment.body, body):
            return "unchanged", None
        try:
            return "updated", thread.edit(comment, body)
        except GoneError:
            continue
    if quiet:
        return "nothing to say", None
    return "posted", thread.create(body)


def secrets_of(environment: Mapping[str, str]) -> list[str]:
    """Return the values of the variables that are secrets by their names, the longest first."""
    found = {
        value
        for name, value in environment.items()
        if _SECRET_NAME.search(name.upper()) and not _NO_SECRET.search(name.upper())
    }
    return sorted(found, key=len, reverse=True)


def without_secrets(body: str, secrets: Iterable[str]) -> str:
    """Return a text without private keys and without the secrets that this process holds.

    The last line of defence: nothing that writes a body should have put one in.
    """
    body = _PRIVATE_KEY.sub("[secret]", body)
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            body = body.replace(secret, "[secret]")
    return body


def _same(one: str, other: str) -> bool:
    # Hosts write line ends their own way, and trim.
    return one.strip().replace("\r\n", "\n") == other.strip().replace("\r\n", "\n")
