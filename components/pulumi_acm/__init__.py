"""TLS certificates on AWS from code: request, validate, replicate, attach, keep renewable."""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .approvals import Approval as Approval
    from .attach.api_domain import ApiDomain as ApiDomain
    from .attach.api_domain import ApiDomainArgs as ApiDomainArgs
    from .attach.api_domain import ApiMapping as ApiMapping
    from .attach.beanstalk import beanstalk_settings as beanstalk_settings
    from .attach.certificate_for import certificate_for as certificate_for
    from .attach.classic import classic_listener as classic_listener
    from .attach.cloudfront import viewer_certificate as viewer_certificate
    from .attach.https_listener import HttpsListener as HttpsListener
    from .attach.https_listener import HttpsListenerArgs as HttpsListenerArgs
    from .attach.listener_certificates import ListenerCertificates as ListenerCertificates
    from .attach.listener_certificates import ListenerCertificatesArgs as ListenerCertificatesArgs
    from .attach.source import CertificateReference as CertificateReference
    from .certificate import Certificate as Certificate
    from .certificate_args import CertificateArgs as CertificateArgs
    from .exceptions import AcmError as AcmError
    from .exceptions import ArgumentError as ArgumentError
    from .exceptions import NotIssuedError as NotIssuedError
    from .exceptions import PlanningError as PlanningError
    from .exceptions import ValidationRecordError as ValidationRecordError
    from .imported import ImportedCertificate as ImportedCertificate
    from .imported_args import ImportedCertificateArgs as ImportedCertificateArgs
    from .validation import ValidationRecord as ValidationRecord
    from .validation_records import CertificateRecordsArgs as CertificateRecordsArgs
    from .validation_records import ValidationRecords as ValidationRecords
    from .validation_records import ValidationRecordsArgs as ValidationRecordsArgs

# Each name is imported when a program first uses it, as pulumi_aws does with its services: a
# program that attaches certificates need not pay for those that request them.
_HOMES = {
    "approvals": ("Approval",),
    "attach.api_domain": ("ApiDomain", "ApiDomainArgs", "ApiMapping"),
    "attach.beanstalk": ("beanstalk_settings",),
    "attach.certificate_for": ("certificate_for",),
    "attach.classic": ("classic_listener",),
    "attach.cloudfront": ("viewer_certificate",),
    "attach.https_listener": ("HttpsListener", "HttpsListenerArgs"),
    "attach.listener_certificates": ("ListenerCertificates", "ListenerCertificatesArgs"),
    "attach.source": ("CertificateReference",),
    "certificate": ("Certificate",),
    "certificate_args": ("CertificateArgs",),
    "exceptions": (
        "AcmError",
        "ArgumentError",
        "NotIssuedError",
        "PlanningError",
        "ValidationRecordError",
    ),
    "imported": ("ImportedCertificate",),
    "imported_args": ("ImportedCertificateArgs",),
    "validation": ("ValidationRecord",),
    "validation_records": (
        "CertificateRecordsArgs",
        "ValidationRecords",
        "ValidationRecordsArgs",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME)  # noqa: PLE0605  # a list of strings, by construction


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f".{_HOME[name]}", __name__), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
