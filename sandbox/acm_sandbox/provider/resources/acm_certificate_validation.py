"""`aws:acm/certificateValidation:CertificateValidation`: the wait until a certificate is issued."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from acm_sandbox.provider.errors import NotSupportedError, ProviderError
from acm_sandbox.provider.polling import Look, wait_for_state
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services.acm import describe_certificate

if TYPE_CHECKING:
    from datetime import datetime

    from mypy_boto3_acm.type_defs import CertificateDetailTypeDef

    from acm_sandbox.provider.values import Props

_NEVER = "0001-01-01 00:00:00 +0000 UTC"
"""How Go writes the time of what has not happened."""


class CertificateValidation(ResourceType):
    """A certificate that has been issued, as a resource to wait for."""

    token = "aws:acm/certificateValidation:CertificateValidation"  # noqa: S105 - no secret
    sets: ClassVar = frozenset({"validationRecordFqdns"})

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Refuse: it is nothing in AWS that an id could name."""
        del call
        raise NotSupportedError(f"{self.token} does not support import (got {resource_id})")

    def create(self, call: Call, inputs: Props) -> str:
        """See that the records given are those that ACM asks for, then wait for the certificate."""
        arn = inputs["certificateArn"]
        found = _described(call, arn, inputs)
        if found["Type"] != "AMAZON_ISSUED":
            raise ProviderError(
                f"ACM Certificate ({arn}) has type {found['Type']}, no validation necessary",
            )
        if inputs.get("validationRecordFqdns"):
            _check_records(found, inputs["validationRecordFqdns"])

        def look() -> Look[None]:
            now = _described(call, arn, inputs)
            return Look(None, now["Status"], now.get("FailureReason", ""))

        try:
            wait_for_state(
                look,
                pending=("PENDING_VALIDATION",),
                target="ISSUED",
                timeout=call.timeout(self, "create"),
                stop=call.stop,
            )
        except ProviderError as error:
            raise ProviderError(
                f"waiting for ACM Certificate ({arn}) to be issued: {error}",
            ) from error
        # The time as it was before the wait: the AWS provider's id, and not unique.
        return _go_time(found.get("IssuedAt"))

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Be there while the certificate is issued."""
        del resource_id
        found = describe_certificate(call, state["certificateArn"], state)
        if found is None or found["Status"] != "ISSUED":
            return None
        return {"certificateArn": found["CertificateArn"], "region": call.region(state)}

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Do nothing: there is nothing in AWS."""


def _described(call: Call, arn: str, props: Props) -> CertificateDetailTypeDef:
    found = describe_certificate(call, arn, props)
    if found is None:
        raise ProviderError(f"reading ACM Certificate ({arn}): couldn't find resource")
    return found


def _check_records(found: CertificateDetailTypeDef, given: list[str]) -> None:
    missing: dict[str, str] = {}
    for option in found.get("DomainValidationOptions", []):
        if option.get("ValidationMethod") != "DNS":
            method = option.get("ValidationMethod", "")
            raise ProviderError(f"validation_record_fqdns is not valid for {method} validation")
        if name := option.get("ResourceRecord", {}).get("Name"):
            missing[name.removesuffix(".")] = option["DomainName"]
    for fqdn in given:
        missing.pop(fqdn.removesuffix("."), None)
    if missing:
        raise ProviderError(
            "\n".join(
                f"missing {domain} DNS validation record: {fqdn}"
                for fqdn, domain in sorted(missing.items())
            ),
        )


def _go_time(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S} +0000 UTC" if moment else _NEVER
