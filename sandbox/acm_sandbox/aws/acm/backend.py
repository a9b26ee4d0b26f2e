"""ACM in one account and region: the operations, in place of moto's backend."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from moto.acm.models import acm_backends

from acm_sandbox.aws import usage
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from . import facts, importing, listing, mail, migration, quotas, requests
from .certificate import FAILED, PENDING, Certificate
from .domain_validations import DomainValidations
from .exporting import Exporting
from .imported import ImportedCertificate
from .names import is_amazon_owned
from .renewing import Renewing
from .resource_tags import ResourceTags
from .revoking import Revoking
from .searching import Searching
from .tags import checked_tags

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from acm_sandbox.aws.services import Backends


@dataclass(frozen=True)
class _Remembered:
    """What an idempotency token stands for."""

    request: requests.Request
    arn: str
    until: datetime


class AcmBackend(DomainValidations, Exporting, Renewing, ResourceTags, Revoking, Searching):
    """The certificates of one account in one region.

    moto keeps it in `moto.acm.models.acm_backends`, where its other services look for it. A method
    of an operation's name takes the parameters as the API names them, and gives the result
    likewise.
    """

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without certificates."""
        super().__init__(region_name, account_id)
        self.last_number = 0
        self.tokens: dict[str, _Remembered] = {}

    # The operations.

    def request_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Request a certificate, or find the one of the same request within the last hour."""
        request = requests.checked(
            parameters, self.region_name, most_names=quotas.names_per_certificate(self)
        )
        token = parameters.get("IdempotencyToken")
        remembered = self.tokens.get(token) if token else None
        if (
            remembered is not None
            and remembered.request == request
            and remembered.until > clock.now()
            and remembered.arn in self.certificates
        ):
            return {"CertificateArn": remembered.arn}
        quotas.check_request(self)
        certificate = self._create(request)
        self.requested.append(certificate.created_at)
        if token:
            self.tokens[token] = _Remembered(
                request, certificate.arn, clock.now() + facts.IDEMPOTENCY_WINDOW
            )
        return {"CertificateArn": certificate.arn}

    def import_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Import a certificate, or put it in the place of an earlier import."""
        arn = parameters.get("CertificateArn")
        earlier = self.get_certificate_by_arn(arn) if arn else None
        if earlier is not None and "Tags" in parameters:
            # The words of hashicorp/terraform-provider-aws#15060.
            raise AwsError("ValidationException", "Tagging is not permitted on re-import.")
        new = importing.checked(parameters)
        if earlier is None:
            certificate = self._import(new, checked_tags(parameters.get("Tags", [])))
        else:
            certificate = importing.check_replacement(earlier, new.contents)
            certificate.replace(new.contents, new.material)
        return {"CertificateArn": certificate.arn}

    def _import(self, new: importing.Import, tags: dict[str, str | None]) -> ImportedCertificate:
        quotas.check_import(self)
        certificate = ImportedCertificate.new(
            arn=self._new_arn(),
            account=self.account_id,
            number=self.last_number,
            tags=tags,
            contents=new.contents,
            material=new.material,
        )
        self.certificates[certificate.arn] = certificate
        self.imported.append(certificate.created_at)
        return certificate

    def _new_arn(self) -> str:
        self.last_number += 1
        where = f"{self.partition}:acm:{self.region_name}:{self.account_id}"
        return f"arn:{where}:certificate/{uuid4()}"

    def _create(self, request: requests.Request) -> Certificate:
        certificate = Certificate(
            arn=self._new_arn(),
            account=self.account_id,
            number=self.last_number,
            names=list(request.names),
            key_algorithm=request.key_algorithm,
            export=request.export,
            validation_method=request.validation_method,
            validation_domains=dict(request.validation_domains),
            tags=dict(request.tags),
        )
        if any(map(is_amazon_owned, request.names)):
            certificate.status = FAILED
            certificate.failure_reason = "ADDITIONAL_VERIFICATION_REQUIRED"
        self.certificates[certificate.arn] = certificate
        return certificate

    def describe_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a certificate."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        return {"Certificate": certificate.detail(usage.users_of(self.account_id, certificate.arn))}

    def list_certificates(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a page of the certificates that match."""
        certificates, in_use = self.refreshed()
        return listing.page(certificates, parameters, in_use=in_use)

    def get_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Give a certificate and its chain, in PEM."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        if certificate.status == PENDING:
            raise AwsError(
                "RequestInProgressException",
                "The certificate request is in process and the certificate in your account has not "
                "yet been issued.",
            )
        if certificate.not_before is None:
            raise AwsError(
                "ResourceNotFoundException",
                f"Certificate {certificate.arn} was never issued: it is {certificate.status}.",
            )
        self.changed |= certificate.material is None
        body = certificate.body()
        # An imported one may have come without a chain.
        return {"Certificate": body.certificate, "CertificateChain": body.chain or None}

    def delete_certificate(self, parameters: Mapping[str, Any]) -> None:
        """Delete a certificate that nothing uses."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        if usage.users_of(self.account_id, certificate.arn):
            # The words of hashicorp/terraform-provider-aws#3866.
            raise AwsError(
                "ResourceInUseException",
                f"Certificate {certificate.arn} in account {self.account_id} is in use.",
            )
        del self.certificates[certificate.arn]

    def update_certificate_options(self, parameters: Mapping[str, Any]) -> None:
        """Move a certificate from email to DNS validation; accept other options as they are.

        Export is fixed at creation, and everybody is in the transparency log (model:
        CertificateOptions).
        """
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        options = parameters["Options"]
        requests.check_transparency(options)
        if options.get("Export", certificate.export) != certificate.export:
            raise AwsError(
                "ValidationException",
                f"Export of certificate {certificate.arn} is {certificate.export}: it cannot be "
                "updated after the certificate is created.",
            )
        if "ValidationMethod" in options:
            migration.begin(certificate, options["ValidationMethod"])

    def resend_validation_email(self, parameters: Mapping[str, Any]) -> None:
        """Send the mail of a name again."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        mail.resend(certificate, parameters["Domain"], parameters["ValidationDomain"])

    def add_tags_to_certificate(self, parameters: Mapping[str, Any]) -> None:
        """Set tags."""
        certificate = self.get_certificate_by_arn(parameters["CertificateArn"])
        certificate.tags |= checked_tags(parameters["Tags"], beside=certificate.tags)

    def remove_tags_from_certificate(self, parameters: Mapping[str, Any]) -> None:
        """Remove tags; one that is given with a value goes only if that is its value (model)."""
        tags = self.get_certificate_by_arn(parameters["CertificateArn"]).tags
        for tag in parameters["Tags"]:
            if tag["Key"] in tags and tag.get("Value", tags[tag["Key"]]) == tags[tag["Key"]]:
                del tags[tag["Key"]]

    def list_tags_for_certificate(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags."""
        tags = self.get_certificate_by_arn(parameters["CertificateArn"]).tags
        return {"Tags": [{"Key": key, "Value": value} for key, value in tags.items()]}


# moto's, because its other services look there; declared for moto's own class.
BACKENDS: Backends = acm_backends
BACKENDS.backend = AcmBackend
