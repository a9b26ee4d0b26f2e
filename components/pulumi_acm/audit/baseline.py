"""A baseline: the findings that are known, so that only what is new is reported. Pure."""

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import Final

from .model import Audit, Finding

BASELINE_VERSION: Final = 1
_KIND: Final = "pulumi-acm audit baseline"


class BaselineError(ValueError):
    """Raised for what is no baseline, or one of another version; the message says what to do."""


def baseline(findings: Iterable[Finding]) -> str:
    """Write down findings by their keys: JSON, sorted, so that its changes can be reviewed."""
    document = {
        "kind": _KIND,
        "version": BASELINE_VERSION,
        "findings": sorted({each.key for each in findings}),
    }
    return json.dumps(document, indent=2) + "\n"


def known(text: str) -> frozenset[str]:
    """Read the keys of a baseline.

    Raises:
        BaselineError: it is none, or one of another version.
    """
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise BaselineError(f"the baseline is no JSON: {error}. {_ANEW}") from error
    if not isinstance(document, dict) or document.get("kind") != _KIND:
        raise BaselineError(f'the file is no baseline: it has no "kind": "{_KIND}". {_ANEW}')
    version = document.get("version")
    if version != BASELINE_VERSION:
        raise BaselineError(
            f"the baseline is of version {version!r}, this pulumi-acm reads {BASELINE_VERSION}. "
            f"{_ANEW}"
        )
    keys = document.get("findings")
    if not isinstance(keys, list) or not all(isinstance(each, str) for each in keys):
        raise BaselineError(f'"findings" of the baseline is no list of keys. {_ANEW}')
    return frozenset(keys)


def without_known(audit: Audit, keys: Collection[str]) -> Audit:
    """Leave out the findings that are known, and count them."""
    new = tuple(each for each in audit.findings if each.key not in keys)
    left_out = len(audit.findings) - len(new)
    return replace(audit, findings=new, known=audit.known + left_out)


_ANEW: Final = "Write it anew."
