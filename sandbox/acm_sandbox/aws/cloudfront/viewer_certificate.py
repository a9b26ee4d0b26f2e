"""Which certificate a distribution may serve, and by which protocol.

Codes and words are AWS's, as users report them in the issues named beside them. "mem" marks words
that nobody has reported where we could read them: only the rule has a source.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import certificates
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CODE = "InvalidViewerCertificate"
_REQUIREMENTS = (
    "For more details, see: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
    "CNAMEs.html#alternate-domain-names-requirements"
)
# cloudposse/terraform-aws-cloudfront-s3-cdn#72
NO_CERTIFICATE = (
    "To add an alternate domain name (CNAME) to a CloudFront distribution, you must attach a "
    f"trusted certificate that validates your authorization to use the domain name. {_REQUIREMENTS}"
)
# hashicorp/terraform-provider-aws#13489: one sentence for all that may be wrong with it.
NOT_USABLE = (
    "The specified SSL certificate doesn't exist, isn't in us-east-1 region, isn't valid, or "
    "doesn't include a valid certificate chain."
)
# hashicorp/terraform-provider-aws#13828
NOT_COVERED = (
    "The certificate that is attached to your distribution doesn't cover the alternate domain name "
    f"(CNAME) that you're trying to add. {_REQUIREMENTS}"
)
# cloudtools/troposphere#218
SNI_WITH_SSL = (
    "The parameter ViewerCertificate the specified distribution is configured for SNI and the "
    "Minimum SSL Protocol Version is specified as SSLv3. You cannot specify both."
)
# aws/aws-cdk#6035: CloudFormation's words; the API's are not known.
MORE_THAN_ONE = (
    "Exactly one of [AcmCertificateArn,CloudFrontDefaultCertificate,IamCertificateId] needs to be "
    "specified"
)
# aws/aws-cdk#9193 reports that it is refused, not how: mem.
NO_METHOD = "The parameter SSLSupportMethod is required with a certificate of your own."


def checked(given: Mapping[str, Any], aliases: Sequence[str], account: str) -> dict[str, Any]:
    """Check a viewer certificate, and complete it as AWS shows it.

    Raises:
        AwsError: with AWS's code and words.
        NotInTheSandboxError: for what needs CloudFront's team or the Support Center.
    """
    arn = given.get("ACMCertificateArn")
    if not arn:
        if aliases:
            raise AwsError(CODE, NO_CERTIFICATE)
        # model: "CloudFront automatically sets the security policy to TLSv1 regardless of the value
        # that you set here".
        return {
            "CloudFrontDefaultCertificate": True,
            "SSLSupportMethod": "vip",
            "MinimumProtocolVersion": facts.DEFAULT_PROTOCOL_VERSION,
            "CertificateSource": "cloudfront",
        }
    if given.get("CloudFrontDefaultCertificate"):
        raise AwsError("InvalidArgument", MORE_THAN_ONE)
    method, version = _protocol(given)
    _check_certificate(arn, aliases, account)
    return {
        "CloudFrontDefaultCertificate": False,
        "ACMCertificateArn": arn,
        "SSLSupportMethod": method,
        "MinimumProtocolVersion": version,
        "Certificate": arn,
        "CertificateSource": "acm",
    }


def _protocol(given: Mapping[str, Any]) -> tuple[str, str]:
    method = given.get("SSLSupportMethod")
    # aws/aws-cdk#9193: it is not required, whatever the model says; TLSv1 is the CDK's finding.
    version = given.get("MinimumProtocolVersion", facts.DEFAULT_PROTOCOL_VERSION)
    if method is None:
        raise AwsError("InvalidArgument", NO_METHOD)
    if method == "static-ip":
        raise NotInTheSandboxError("cloudfront distribution with SSLSupportMethod static-ip")
    if method == "sni-only" and version == facts.BELOW_SNI:
        raise AwsError("InvalidArgument", SNI_WITH_SSL)
    return method, version


def _check_certificate(arn: str, aliases: Sequence[str], account: str) -> None:
    certificate = certificates.find(account, arn)
    if (
        certificate is None
        or certificates.region(arn) != facts.CERTIFICATE_REGION
        or not certificates.is_issued(certificate)
        or not certificates.has_key(certificate, facts.KEY_ALGORITHMS)
    ):
        raise AwsError(CODE, NOT_USABLE)
    for alias in aliases:
        # A final dot is not understood: widdix/aws-cf-templates#443.
        if alias.endswith(".") or not certificates.covers(certificate, alias):
            raise AwsError(CODE, NOT_COVERED)
