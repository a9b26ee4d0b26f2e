"""PEM text: its blocks in normal form, and what is wrong with it.

No message quotes what it was given: it may be a private key, or a piece of one.
"""

import base64
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

_BOUNDARY: Final = re.compile(r"-{5}(BEGIN|END) ([A-Z0-9][A-Z0-9 ]{0,40})-{5}")
# Between blocks, tools write what they like (RFC 7468, 5.2): subjects, bag attributes. What looks
# like a piece of a block is none of that.
_DAMAGED: Final = re.compile(r"-+ *(BEGIN|END)\b|\b(BEGIN|END)\b.*--", re.IGNORECASE)
_STRAY: Final = re.compile(r"[A-Za-z0-9+/]{40,}={0,2}")
_ENCRYPTED: Final = re.compile(r"Proc-Type:\s*4\s*,\s*ENCRYPTED")
_LINE: Final = 64
_WRITTEN_OUT: Final = (
    (re.compile(r"\A\Z"), "it is empty"),
    (
        re.compile(r"\\n"),
        r"its line ends are written out as \n: give it with real line ends",
    ),
)
_INSTEAD: Final = (
    *_WRITTEN_OUT,
    (
        re.compile("^LS0tLS1CRUdJTi"),
        "it is PEM in base64 once more, as in a Kubernetes secret: decode it",
    ),
    (_DAMAGED, "its BEGIN and END lines are damaged: each has five dashes at both ends"),
    (
        re.compile(r"\A[A-Za-z0-9+/=\s]{100,}\Z"),
        "it has no BEGIN and END lines: PEM is base64 between -----BEGIN ...----- and END",
    ),
    (
        re.compile(r"[\x00-\x08\x0e-\x1f]"),
        "it is binary (DER, PKCS #12 or a key store), not PEM",
    ),
    (re.compile(""), "it is no PEM: there is no -----BEGIN ...----- line in it"),
)
"""What a text without a boundary is instead of PEM; the first that fits is said."""

KINDS: Final = {
    "CERTIFICATE": "a certificate",
    "CERTIFICATE REQUEST": "a certificate signing request",
    "NEW CERTIFICATE REQUEST": "a certificate signing request",
    "TRUSTED CERTIFICATE": "a trusted certificate (`openssl x509` writes a plain one)",
    "PKCS7": "a PKCS #7 bundle (`openssl pkcs7 -print_certs` writes its certificates)",
    "CMS": "a CMS message",
    "X509 CRL": "a revocation list",
    "PUBLIC KEY": "a public key",
    "RSA PUBLIC KEY": "a public key",
    "DH PARAMETERS": "Diffie-Hellman parameters",
    "EC PARAMETERS": "parameters of an elliptic curve",
    "PRIVATE KEY": "a private key",
    "RSA PRIVATE KEY": "a private key",
    "EC PRIVATE KEY": "a private key",
    "DSA PRIVATE KEY": "a DSA private key",
    "ENCRYPTED PRIVATE KEY": "an encrypted private key",
    "OPENSSH PRIVATE KEY": "a private key of OpenSSH",
}


@dataclass(frozen=True)
class Block:
    """One PEM block."""

    label: str
    der: bytes = field(repr=False)
    encrypted: bool = False
    """Whether its headers say so, as OpenSSL's older form of a key does."""

    @property
    def kind(self) -> str:
        """What it is, in words."""
        return KINDS.get(self.label, "something else than a certificate or a key")

    @property
    def is_private(self) -> bool:
        """Whether it has to be kept secret."""
        return self.label.endswith("PRIVATE KEY")


def armour(label: str, der: bytes) -> str:
    """Return a PEM block in the form in which OpenSSL writes it."""
    text = base64.b64encode(der).decode("ascii")
    lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])


def blocks(text: str) -> tuple[list[Block], list[str]]:
    """Return the blocks of a PEM text, and all that is wrong with its form.

    White space, line ends, byte order marks and the text that tools write between blocks are no
    faults.
    """
    if fault := _no_pem(text):
        return [], [fault]
    found: list[Block] = []
    faults: list[str] = []
    opened: re.Match[str] | None = None
    outside = 0
    for boundary in _BOUNDARY.finditer(text):
        if boundary[1] == "BEGIN":
            faults += _unclosed(opened, len(found)) if opened else _debris(text, outside, boundary)
            opened = boundary
            continue
        before, outside = outside, boundary.end()
        if opened is None:
            faults += _debris(text, before, boundary)
            faults.append(f"there is an END line without its BEGIN line, after {_count(found)}")
            continue
        block, fault = _block(text, opened, boundary, len(found) + 1)
        found += [block] if block else []
        faults += [fault] if fault else []
        opened = None
    faults += _unclosed(opened, len(found)) if opened else _debris(text, outside, None)
    return found, list(dict.fromkeys(faults))


def _no_pem(text: str) -> str | None:
    bare = text.strip().removeprefix("\ufeff")
    rules = _WRITTEN_OUT if _BOUNDARY.search(bare) else _INSTEAD
    return next((message for pattern, message in rules if pattern.search(bare)), None)


def _block(
    text: str, opened: re.Match[str], closed: re.Match[str], number: int
) -> tuple[Block | None, str | None]:
    label = opened[2]
    which = f"block {number} ({KINDS.get(label, 'of an unknown kind')})"
    if closed[2] != label:
        return None, f"{which} ends as something else than it begins as"
    body = text[opened.end() : closed.start()]
    if _ENCRYPTED.search(body):
        return Block(label, b"", encrypted=True), None
    try:
        der = base64.b64decode("".join(body.split()), validate=True)
    except ValueError:
        return None, f"{which} is no base64: it was damaged on its way, or cut"
    return (Block(label, der), None) if der else (None, f"{which} is empty")


def _unclosed(opened: re.Match[str], before: int) -> list[str]:
    kind = KINDS.get(opened[2], "of an unknown kind")
    return [f"block {before + 1} ({kind}) is cut off: its END line is missing"]


def _debris(text: str, start: int, until: re.Match[str] | None) -> Iterator[str]:
    """Yield what is wrong with the text outside blocks."""
    for line in text[start : until.start() if until else len(text)].splitlines():
        if _DAMAGED.search(line):
            yield "one of its BEGIN or END lines is damaged: each has five dashes at both ends"
        elif _STRAY.fullmatch(line.strip()):
            yield "there is base64 outside of its blocks: a BEGIN or END line is missing"


def _count(found: list[Block]) -> str:
    return f"{len(found)} block" + ("" if len(found) == 1 else "s")
