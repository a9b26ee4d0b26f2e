"""All certificates of an account and region, from as few pages as there can be."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final, get_args

from pulumi_acm.names import InvalidNameError, normalise_host
from pulumi_acm.services import KeyAlgorithm

from .gaps import DENIED, FAILURES, UNKNOWN_OPERATION, code_of
from .model import Certificate, Gap
from .reading import Reader, pages

_SEARCH_PAGE: Final = 500
_LIST_PAGE: Final = 1000
"""The most that SearchCertificates and ListCertificates give at once.

https://docs.aws.amazon.com/acm/latest/APIReference/API_ListCertificates.html
"""
_NAMES_LISTED: Final = 100
"""Names that ListCertificates shows of a certificate; of the other nothing is said."""
_SEARCH: Final = "SearchCertificates"
_WHAT: Final = "certificates"
_UNTOLD: Final = "serial numbers, validation methods and renewals"
"""What the plain listing does not tell."""


def certificates(reader: Reader) -> list[Certificate]:
    """List the certificates of a region.

    SearchCertificates tells more: how they are validated, how they renew, their serial numbers.
    Where it may not be asked, ListCertificates has to do.
    """
    acm = reader.client("acm")
    if _SEARCH not in acm.meta.service_model.operation_names:
        why = f"the installed boto3 does not know acm:{_SEARCH}"
        reader.gaps.append(Gap(reader.scope, _UNTOLD, why, "upgrade boto3"))
        return _listed(reader, acm)
    found: list[Certificate] = []
    try:
        for each in pages(acm, "search_certificates", ["Results"], MaxResults=_SEARCH_PAGE):
            found.append(_searched(each, reader))  # noqa: PERF401 - what came before an error
    except FAILURES as error:
        if code_of(error) not in DENIED | UNKNOWN_OPERATION:
            reader.missed(error, _WHAT, acm)
            return found
        found = _listed(reader, acm)
        reader.missed(error, _UNTOLD, acm)
    return found


def _listed(reader: Reader, acm: Any) -> list[Certificate]:
    parameters: dict[str, Any] = {
        # What is not asked for is left out, whatever there is.
        "Includes": {"keyTypes": list(get_args(KeyAlgorithm))},
    }
    shape = acm.meta.service_model.operation_model("ListCertificates").input_shape
    if origins := shape.members.get("CertificateKeyPairOrigins"):
        parameters["CertificateKeyPairOrigins"] = origins.member.enum
    found = reader.items(
        acm,
        "list_certificates",
        ["CertificateSummaryList"],
        _WHAT,
        MaxItems=_LIST_PAGE,
        **parameters,
    )
    return [_summarised(each, reader) for each in found]


def _searched(result: Mapping[str, Any], reader: Reader) -> Certificate:
    x509 = result.get("X509Attributes", {})
    metadata = result["CertificateMetadata"]["AcmCertificateMetadata"]
    others = [
        each["DnsName"] for each in x509.get("SubjectAlternativeNames", []) if "DnsName" in each
    ]
    common = x509.get("Subject", {}).get("CommonName")
    return replace(
        _certificate(result["CertificateArn"], {**x509, **metadata}, reader),
        names=domain_names(common, others),
        serial=x509.get("SerialNumber"),
        renewal_status=metadata.get("RenewalStatus"),
        validation_method=metadata.get("ValidationMethod"),
        more_names=len(others) >= _NAMES_LISTED,
    )


def _summarised(summary: Mapping[str, Any], reader: Reader) -> Certificate:
    return replace(
        _certificate(summary["CertificateArn"], summary, reader),
        names=domain_names(
            summary.get("DomainName"), summary.get("SubjectAlternativeNameSummaries", [])
        ),
        more_names=summary.get("HasAdditionalSubjectAlternativeNames", False),
    )


def _certificate(arn: str, told: Mapping[str, Any], reader: Reader) -> Certificate:
    return Certificate(
        arn=arn,
        account=reader.access.account,
        region=str(reader.region),
        names=(),
        status=told["Status"],
        type=told["Type"],
        key_algorithm=key_algorithm(told.get("KeyAlgorithm", "")),
        in_use=told.get("InUse"),
        exported=told.get("Exported"),
        renewal_eligibility=told.get("RenewalEligibility"),
        not_before=told.get("NotBefore"),
        not_after=told.get("NotAfter"),
        created_at=told.get("CreatedAt"),
        issued_at=told.get("IssuedAt"),
        imported_at=told.get("ImportedAt"),
        managed_by=told.get("ManagedBy"),
        key_pair_origin=told.get("CertificateKeyPairOrigin"),
    )


def key_algorithm(shown: str) -> str:
    """Return a key algorithm in the words of requests: AWS answers `RSA-2048`."""
    return shown.replace("-", "_", 1)


def domain_names(common: str | None, others: Iterable[str]) -> tuple[str, ...]:
    """Return all names in DNS's form, the primary one first.

    Imported certificates may have others, too: a common name in words, addresses.
    """
    names = [] if common is None else [common]
    found = (_host(each) for each in (*names, *others))
    return tuple(dict.fromkeys(each for each in found if each is not None))


def _host(name: str) -> str | None:
    try:
        return normalise_host(name)
    except InvalidNameError:
        return None
