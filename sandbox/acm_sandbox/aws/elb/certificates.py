"""Which certificates a Classic Load Balancer takes, and what AWS says of the others."""

from __future__ import annotations

from acm_sandbox.aws import certificates
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

# Classic guide, "SSL/TLS certificates for Classic Load Balancers": from ACM, RSA of up to 3072
# bits; elliptic curves have to come from IAM.
KEY_ALGORITHMS = frozenset({"RSA_1024", "RSA_2048", "RSA_3072"})


def check(account: str, region: str, arn: str) -> None:
    """Refuse a certificate that a Classic Load Balancer of this region cannot serve.

    The model has one error for all of that, CertificateNotFound, whose description is "The
    specified ARN does not refer to a valid SSL certificate in AWS Identity and Access Management
    (IAM) or AWS Certificate Manager (ACM)".

    Raises:
        AwsError: CertificateNotFound.
        NotInTheSandboxError: for IAM's server certificates.
    """
    if ":server-certificate/" in arn:
        raise NotInTheSandboxError(f"IAM server certificate {arn}")
    certificate = certificates.find(account, arn)
    if (
        certificate is None
        or certificates.region(arn) != region
        or not certificates.is_issued(certificate)
        or not certificates.has_key(certificate, KEY_ALGORITHMS)
    ):
        # As users report it; the provider retries on these words.
        raise AwsError("CertificateNotFound", f"Server Certificate not found for the key: {arn}")
