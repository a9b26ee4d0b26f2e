"""Property values as the engine writes them: what is unknown, what is secret, what is plain."""

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, Final

UNKNOWN_SENTINELS: Final = frozenset(
    {
        "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",  # bool
        "3eeb2bf0-c639-47a8-9e75-3b44932eb421",  # number
        "04da6b54-80e4-46f7-96ec-b56ff0331ba9",  # string
        "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",  # array
        "030794c1-ac77-496b-92df-f27374a8bd58",  # asset
        "e48ece36-62e2-4504-bad9-02848725956a",  # archive
        "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",  # object
    }
)
"""What stands for a value that is not known yet, by its type.

https://github.com/pulumi/pulumi/blob/v3.200.0/sdk/go/common/resource/plugin/rpc.go
"""
SIGNATURE: Final = "4dabf18193072939515e22adb298388d"
"""The key by which an object says that it is no plain one."""
SECRET_SIGNATURE: Final = "1b47061264138c4ac30d75fd1eb44270"  # noqa: S105  # says what a value is
OUTPUT_SIGNATURE: Final = "d0e6a833031e9bbcd3f4e8bde6ca49a4"
"""https://github.com/pulumi/pulumi/blob/v3.200.0/sdk/go/common/resource/sig/sig.go"""
REDACTED: Final = "[secret]"
"""What `pulumi preview --json` prints in place of a secret."""


class Hidden(Enum):
    """What stands for a value that cannot, or must not, be shown."""

    UNKNOWN = "unknown"
    SECRET = "secret"  # noqa: S105  # says what a value is


def plain(value: Any) -> Any:
    """Return a value with `Hidden` in place of all that is unknown or secret."""
    if isinstance(value, str):
        if value in UNKNOWN_SENTINELS:
            return Hidden.UNKNOWN
        return Hidden.SECRET if value == REDACTED else value
    if isinstance(value, Mapping):
        return _plain_object(value)
    return [plain(member) for member in value] if isinstance(value, Sequence) else value


def _plain_object(value: Mapping[str, Any]) -> Any:
    signature = value.get(SIGNATURE)
    if signature == SECRET_SIGNATURE:
        return Hidden.SECRET
    if signature == OUTPUT_SIGNATURE:
        return plain(value["value"]) if "value" in value else Hidden.UNKNOWN
    return {key: plain(member) for key, member in value.items()}


def text(value: Any) -> str | None:
    """Return a value that is a known, non-empty string."""
    return value if isinstance(value, str) and value else None


def texts(value: Any) -> tuple[str, ...]:
    """Return the known strings of a list."""
    return tuple(each for each in value if text(each)) if isinstance(value, list) else ()


def members(value: Any) -> list[dict[str, Any]]:
    """Return the known objects of a list."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def member(value: Any, key: str) -> Any:
    """Return what an object has under a key, and what is hidden as a whole as hidden."""
    if isinstance(value, Hidden):
        return value
    return value.get(key) if isinstance(value, dict) else None
