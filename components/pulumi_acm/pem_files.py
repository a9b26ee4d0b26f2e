"""PEM files: read as text, or what is wrong with them. No message quotes what is in them."""

from pathlib import Path
from typing import Final

from .limits import IMPORTED_CHAIN_MAX

_LONGEST_PATH: Final = 255
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_DER_SEQUENCE: Final = 0x30


def shown(path: str) -> str | None:
    """Return a path if a message may show it.

    Somebody who gives a key where its path is expected must not read it in a log: base64 has no
    dot in it, and paths that are worth showing have.
    """
    is_path = "." in path and len(path) <= _LONGEST_PATH and path.isprintable()
    return path if is_path and "--" not in path else None


def read_file(path: str) -> tuple[str, str | None]:
    """Return the text of a file, and what is wrong with it."""
    if "-----" in path or "\n" in path:
        return "", "a path is expected here, and this is PEM: the argument for it has no _file"
    try:
        with Path(path).open("rb") as file:
            content = file.read(2 * IMPORTED_CHAIN_MAX)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no path"
        return "", f"the file cannot be read: {reason}"
    if content.startswith(_UTF16):
        return "", "the file is in UTF-16, as some editors and shells write it: save it as UTF-8"
    try:
        return content.decode("utf-8"), None
    except UnicodeDecodeError:
        if content[0] == _DER_SEQUENCE:
            return "", (
                "the file is binary (DER or PKCS #12), not PEM: `openssl x509`, `openssl pkey` or "
                "`openssl pkcs12` write PEM"
            )
        return "", "the file is no text: PEM is expected"
