"""TLS certificates on AWS from code: request, validate, replicate, attach, keep renewable."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .certificate import Certificate as Certificate
    from .certificate import CertificateArgs as CertificateArgs
    from .exceptions import AcmError as AcmError
    from .exceptions import ArgumentError as ArgumentError
    from .exceptions import PlanningError as PlanningError
    from .exceptions import ValidationRecordError as ValidationRecordError
    from .validation import ValidationRecord as ValidationRecord

# Each name is imported when a program first uses it, as pulumi_aws does with its services: a
# program that attaches certificates need not pay for those that request them.
_HOME = {
    "AcmError": "exceptions",
    "ArgumentError": "exceptions",
    "Certificate": "certificate",
    "CertificateArgs": "certificate",
    "PlanningError": "exceptions",
    "ValidationRecord": "validation",
    "ValidationRecordError": "exceptions",
}

__all__ = list(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
