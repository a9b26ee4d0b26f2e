"""ListCertificateDomainValidations: how each name is proved, and is to be proved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import pages

from . import migration
from .certificate import DNS, EMAIL, ISSUED
from .names import base, validation_record
from .state import State
from .validation import is_proved

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .certificate import Certificate

# model: MaxItems, "the default is 1000".
PAGE = 1000


class DomainValidations(State):
    """The operation that shows challenges."""

    def list_certificate_domain_validations(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a page of a certificate's names with what proves them."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        found, following = pages.cut(
            [_summary(certificate, option) for option in certificate.validations()],
            parameters.get("NextToken"),
            parameters.get("MaxItems", PAGE),
            code="InvalidArgsException",
        )
        answer: dict[str, Any] = {"DomainValidationSummaryList": found}
        return answer | ({"NextToken": following} if following else {})


def _summary(certificate: Certificate, option: Mapping[str, Any]) -> dict[str, Any]:
    summary: dict[str, Any] = {"DomainName": option["DomainName"]}
    if "ValidationMethod" in option:
        summary["ActiveValidationConfiguration"] = _configuration(option)
    if certificate.status == ISSUED and migration.is_under_way(certificate):
        name = option["DomainName"]
        record = validation_record(certificate.account, name)
        proved = is_proved(certificate.account, base(name))
        summary["RequestedValidationConfiguration"] = {
            "ValidationMethod": DNS,
            "ValidationStatus": "SUCCESS" if proved else "PENDING_VALIDATION",
            "ValidationChallenge": _dns({"Type": "CNAME", **record._asdict()}),
        }
    return summary


def _configuration(option: Mapping[str, Any]) -> dict[str, Any]:
    configuration = {
        "ValidationMethod": option["ValidationMethod"],
        "ValidationStatus": option["ValidationStatus"],
    }
    if option["ValidationMethod"] == EMAIL:
        configuration["ValidationChallenge"] = {
            "EmailValidationChallenge": {
                "ValidationEmails": option["ValidationEmails"],
                "ValidationDomain": option["ValidationDomain"],
            }
        }
    elif "ResourceRecord" in option:
        configuration["ValidationChallenge"] = _dns(option["ResourceRecord"])
    return configuration


def _dns(record: Mapping[str, str]) -> dict[str, Any]:
    # The names of the record's members are small in `ValidationRecord`.
    return {
        "DnsValidationChallenge": {
            "ResourceRecord": {name.capitalize(): value for name, value in record.items()}
        }
    }
