"""What a certificate is, as its properties say: names, kind, key, validity."""

from datetime import datetime, timezone
from typing import Final

from cryptography.x509 import Certificate

from pulumi_acm.pem_certificate import certificates_in, key_algorithm, names_of

from .steps import State
from .values import Hidden, text, texts
from .vocabulary import Kind

DEFAULT_KEY: Final = "RSA_2048"
"""https://docs.aws.amazon.com/acm/latest/APIReference/API_RequestCertificate.html"""
MATERIAL: Final = frozenset(
    {"certificateBody", "certificateChain", "privateKey", "privateKeyWo", "privateKeyWoVersion"}
)
"""Properties by which an import under the same ARN is made again:
https://www.pulumi.com/registry/packages/aws/api-docs/acm/certificate/
"""
_IMPORTED: Final = "IMPORTED"
_BY_METHOD: Final[dict[str, Kind]] = {"DNS": "dns", "EMAIL": "email"}


def names(state: State | None) -> tuple[str, ...]:
    """Return a certificate's names, the primary one first; empty where they are not known."""
    if state is None:
        return ()
    body = _leaf(state)
    if body is not None:
        return tuple(names_of(body))
    primary = text(state.get("domainName"))
    others = state.get("subjectAlternativeNames")
    if primary is None or others is Hidden.UNKNOWN:
        return (primary,) if primary else ()
    return (primary, *sorted({*texts(others)} - {primary}))


def names_known(state: State) -> bool:
    """Tell whether all of its names are known, and not one of them only while it is made."""
    if _leaf(state) is not None:
        return True
    others = state.get("subjectAlternativeNames") or []
    return text(state.get("domainName")) is not None and (
        isinstance(others, list) and all(map(text, others))
    )


def kind(state: State | None) -> Kind:
    """Return how a certificate comes to be."""
    if state is None:
        return "unknown"
    if state.inputs.get("certificateBody") or state.outputs.get("type") == _IMPORTED:
        return "imported"
    if state.get("certificateAuthorityArn"):
        return "private"
    return _BY_METHOD.get(text(state.get("validationMethod")) or "", "unknown")


def key(state: State | None) -> str | None:
    """Return the key algorithm, in ACM's words for requests."""
    if state is None:
        return None
    body = _leaf(state)
    if body is not None:
        return key_algorithm(body.public_key())
    found = text(state.inputs.get("keyAlgorithm")) or text(state.outputs.get("keyAlgorithm"))
    if found is None and state.inputs and kind(state) in ("dns", "email"):
        return None if "keyAlgorithm" in state.inputs else DEFAULT_KEY
    return found.replace("-", "_") if found else None


def not_after(state: State | None) -> datetime | None:
    """Return when a certificate expires, as the state has it."""
    if state is None:
        return None
    body = _leaf(state)
    if body is not None:
        return body.not_valid_after_utc
    written = text(state.outputs.get("notAfter"))
    try:
        found = datetime.fromisoformat((written or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=timezone.utc)


def _leaf(state: State) -> Certificate | None:
    """Return the certificate in an import's PEM text, if it can be read."""
    body = text(state.inputs.get("certificateBody"))
    found, _faults = certificates_in(body) if body else ([], [])
    return found[0] if found else None
