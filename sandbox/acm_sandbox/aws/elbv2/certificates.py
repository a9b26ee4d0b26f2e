"""Which certificates a listener takes, and what AWS says of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import certificates
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from .facts import KEY_ALGORITHMS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# model: CreateListener.Certificates, AddListenerCertificates.Certificates.
AT_ONCE = 1


def the_only(given: Sequence[Mapping[str, Any]]) -> str:
    """Read the one certificate that each of the operations takes.

    Raises:
        AwsError: for more of them, and for one that says whether it is the default.
    """
    if len(given) > AT_ONCE:
        # The words of aws/aws-cdk#3757.
        raise AwsError(
            "TooManyCertificates",
            f"Up to '{AT_ONCE}' certificate ARNs can be specified, but '{len(given)}' were "
            "specified",
        )
    if not given:
        raise AwsError("ValidationError", "A certificate must be specified")
    if "IsDefault" in given[0]:
        # The words of boto/boto3#1601.
        raise AwsError(
            "ValidationError", "You cannot set the isDefault parameter for a certificate."
        )
    arn: str = given[0].get("CertificateArn", "")
    return arn


def check(account: str, region: str, arn: str, load_balancer_type: str) -> None:
    """Refuse a certificate that a load balancer of this type and region cannot serve.

    Raises:
        AwsError: with AWS's code and words.
        NotInTheSandboxError: for IAM's server certificates.
    """
    if ":server-certificate/" in arn:
        raise NotInTheSandboxError(f"IAM server certificate {arn}")
    if not certificates.is_acm_arn(arn) or certificates.region(arn) != region:
        # The words of kubernetes-sigs/aws-load-balancer-controller#2754, of another region.
        raise AwsError("ValidationError", f"Certificate ARN '{arn}' is not valid")
    certificate = certificates.find(account, arn)
    if certificate is None:
        # The words of hashicorp/terraform-provider-aws#11334.
        raise AwsError("CertificateNotFound", f"Certificate '{arn}' not found")
    if not certificates.is_issued(certificate) or not certificates.has_key(
        certificate, KEY_ALGORITHMS[load_balancer_type]
    ):
        # The words of hashicorp/terraform-provider-aws#26245, whatever the reason is. It is not in
        # the model.
        raise AwsError(
            "UnsupportedCertificate",
            f"The certificate '{arn}' must have a fully-qualified domain name, a supported "
            "signature, and a supported key size.",
        )
