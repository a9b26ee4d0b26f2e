"""A private key: read, matched with its certificate, and never shown."""

from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives import serialization

from .limits import IMPORTED_KEY_MAX
from .pem import armour, blocks
from .pem_certificate import ACCEPTED, UNREADABLE, key_algorithm, key_kind, title

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

_ENCRYPTED: Final = (
    "it is encrypted, ACM takes unencrypted keys only: write it in clear (`openssl pkey`) and keep "
    "it as a secret of the stack's configuration"
)
_LABELS: Final = ("PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY")


def read_key(text: str, certificate: x509.Certificate | None) -> tuple[str, list[str]]:
    """Return a private key's PEM in normal form, and all that is wrong with it.

    `certificate` is the one that it has to belong to; None if that could not be read.
    """
    found, faults = blocks(text)
    # `openssl ecparam` writes the curve before the key, which has it, too.
    keys = [each for each in found if each.is_private]
    found = [each for each in found if not keys or each.label != "EC PARAMETERS"]
    faults += [
        f"it holds {each.kind} beside the key: leave it out"
        if keys
        else f"it is {each.kind}, not a private key"
        for each in found
        if not each.is_private
    ]
    if len(keys) > 1:
        faults.append(f"it holds {len(keys)} private keys: give one")
    if faults or not keys:
        return "", faults
    [key] = keys
    if key.encrypted or key.label == "ENCRYPTED PRIVATE KEY":
        return "", [_ENCRYPTED]
    if key.label not in _LABELS:
        return "", [f"it is {key.kind}; ACM takes RSA and EC keys (`openssl pkey` writes them)"]
    normal = armour(key.label, key.der)
    if len(normal) > IMPORTED_KEY_MAX:
        return "", [f"it has {len(normal):,} bytes, ACM takes {IMPORTED_KEY_MAX:,} at most"]
    try:
        loaded = serialization.load_pem_private_key(normal.encode("ascii"), password=None)
    except UNREADABLE:
        return "", ["it is no private key that can be read: it was damaged or cut"]
    fault = _mismatch(loaded, certificate)
    return ("", [fault]) if fault else (normal, [])


def _mismatch(key: "PrivateKeyTypes", certificate: x509.Certificate | None) -> str | None:
    if key_algorithm(key) is None:
        return f"it is {key_kind(key)}; ACM takes {ACCEPTED}"
    if certificate is None:
        return None
    try:
        wanted = certificate.public_key()
    except UNREADABLE:
        return None  # said of the certificate
    if key.public_key() == wanted:
        return None
    ours, theirs = key_kind(key), key_kind(wanted)
    why = f": it is {ours}, the certificate's is {theirs}" if ours != theirs else ""
    return f"it is not the key of the certificate {title(certificate)}{why}"
