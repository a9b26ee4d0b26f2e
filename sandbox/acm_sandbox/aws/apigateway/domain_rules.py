"""Which names, certificates and policies a custom domain name may have.

Codes and words are AWS's, as users report them in the issues named beside them. "mem" marks words
that nobody has reported where we could read them: only the rule has a source.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from acm_sandbox.aws import certificates
from acm_sandbox.aws.cloudfront import cnames
from acm_sandbox.aws.errors import AwsError

from . import facts
from .domain_name import EDGE

if TYPE_CHECKING:
    from acm_sandbox.aws.acm.certificate import Certificate

    from .domain_name import Configuration

CODE = "BadRequestException"

_LABEL = r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_NAME = re.compile(rf"(\*\.)?({_LABEL}\.)+{_LABEL}")
_TRUSTSTORE = re.compile(r"s3://[^/]+/.+")


def check_name(name: str) -> None:
    """Refuse what is no name in small letters (guide, "Considerations for ... domain names").

    Raises:
        AwsError: the words are mem.
    """
    if not _NAME.fullmatch(name):
        raise AwsError(CODE, f"Invalid domain name: {name}")


def check(
    name: str, configuration: Configuration, *, account: str, region: str, own: str = ""
) -> None:
    """Refuse a configuration that breaks a rule.

    Args:
        name: the domain name.
        configuration: what it is to have.
        account: whose it is.
        region: the API's.
        own: the ARN of the domain name, once it has one.

    Raises:
        AwsError: with AWS's code and words.
    """
    edge = configuration.endpoint_type == EDGE
    _check_policy(configuration)
    if not configuration.certificate:
        # hashicorp/terraform-provider-aws#3276
        raise AwsError(
            CODE,
            f"A certificate was not provided for the endpoint type {configuration.endpoint_type}.",
        )
    certificate = _issued(
        configuration.certificate, account, facts.EDGE_CERTIFICATE_REGION if edge else region
    )
    keys = facts.EDGE_KEY_ALGORITHMS if edge else facts.REGIONAL_KEY_ALGORITHMS
    if not certificates.has_key(certificate, keys):
        raise AwsError(  # mem
            CODE,
            f"Invalid certificate ARN: {certificate.arn}. Its key algorithm "
            f"{certificate.key_algorithm} is not supported for the endpoint type "
            f"{configuration.endpoint_type}.",
        )
    if name.startswith("*.") and certificates.is_imported(certificate):
        raise AwsError(  # guide, "Wildcard custom domain names"; the words are mem.
            CODE, "A wildcard custom domain name needs a certificate that ACM has issued."
        )
    _check_coverage(certificate, name, edge=edge)
    if edge and cnames.is_taken(name, account, own=own):
        # amplify-education/serverless-domain-manager#210: CloudFront's error, handed through.
        raise AwsError(
            CODE,
            f"{cnames.TAKEN} (Service: AmazonCloudFront; Status Code: 409; "
            f"Error Code: {cnames.CODE})",
        )
    _check_mutual_tls(name, configuration, certificate, account=account, region=region)


def _issued(arn: str, account: str, region: str) -> Certificate:
    """Find a certificate that may be served at all."""
    if not certificates.is_acm_arn(arn) or certificates.region(arn) != region:
        # Miserlou/Zappa#1142; serverless-components/express#10 for a regional one.
        raise AwsError(CODE, f"Invalid certificate ARN: {arn}. Certificate must be in '{region}'.")
    if arn.split(":")[4] != account:
        # aws/aws-cdk#10529
        raise AwsError(
            CODE, "The certificate provided must be owned by the account creating the domain."
        )
    certificate = certificates.find(account, arn)
    if certificate is None:
        # aws/aws-cdk#3612
        raise AwsError(CODE, "The provided certificate does not exist.")
    if not certificates.is_issued(certificate):
        # facts/acm.md has "Certificate ... not yet issued"; what stands between is mem.
        raise AwsError(CODE, f"Certificate {arn} in account {account} not yet issued")
    return certificate


def _check_coverage(certificate: Certificate, name: str, *, edge: bool) -> None:
    if certificates.covers(certificate, name):
        return
    if edge:
        # amplify-education/serverless-domain-manager#161
        raise AwsError(
            CODE,
            f"Unable to associate certificate {certificate.arn} with CloudFront. This error may "
            f"prevent the domain name {name} from being used in API Gateway for up to 40 minutes. "
            "Please ensure the certificate domain name matches the requested domain name, and that "
            "this user has permission to call cloudfront:UpdateDistribution on '*' resources.",
        )
    raise AwsError(  # guide, "Certificates"; the words are mem.
        CODE, f"The certificate {certificate.arn} does not match the domain name {name}."
    )


def _check_policy(configuration: Configuration) -> None:
    """Check the policy: the rules are the model's and the guide's, the words are mem."""
    policy = configuration.security_policy
    enhanced = policy.startswith(facts.ENHANCED_POLICIES)
    if enhanced and policy.endswith(facts.EDGE_POLICIES) != (configuration.endpoint_type == EDGE):
        raise AwsError(
            CODE,
            f"The security policy {policy} is not supported for the endpoint type "
            f"{configuration.endpoint_type}.",
        )
    if enhanced and not configuration.endpoint_access_mode:
        raise AwsError(CODE, f"The security policy {policy} needs an endpoint access mode.")
    if configuration.endpoint_access_mode and not enhanced:
        raise AwsError(
            CODE, f"The security policy {policy} does not support an endpoint access mode."
        )


def _check_mutual_tls(
    name: str,
    configuration: Configuration,
    certificate: Certificate,
    *,
    account: str,
    region: str,
) -> None:
    """Check mutual TLS. That the truststore is there is not: the sandbox has no S3."""
    if configuration.ownership_certificate:
        proof = _issued(configuration.ownership_certificate, account, region)
        if certificates.is_imported(proof) or not certificates.covers(proof, name):
            raise AwsError(  # model, ownershipVerificationCertificateArn; the words are mem.
                CODE,
                "The ownershipVerificationCertificate must be a public certificate that ACM has "
                "issued for the domain name.",
            )
    if configuration.truststore_uri is None:
        return
    if configuration.endpoint_type == EDGE:  # guide, "Turn on mutual TLS"; the words are mem.
        raise AwsError(CODE, "Mutual TLS is not supported for the endpoint type EDGE.")
    if configuration.security_policy != facts.TLS_1_2:  # the same
        raise AwsError(CODE, f"Mutual TLS needs the security policy {facts.TLS_1_2}.")
    if not _TRUSTSTORE.fullmatch(configuration.truststore_uri):  # model; the words are mem.
        raise AwsError(CODE, f"Invalid truststoreUri: {configuration.truststore_uri}")
    if certificates.is_imported(certificate) and not configuration.ownership_certificate:
        # hashicorp/terraform-provider-aws#35741
        raise AwsError(CODE, "Missing ownershipVerificationCertificate.")
