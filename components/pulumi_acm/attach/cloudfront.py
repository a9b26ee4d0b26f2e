"""CloudFront has the certificate inline: its value, with the proof that every alias is covered."""

from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import pulumi
import pulumi_aws as aws
from pydantic import BaseModel, ConfigDict

from pulumi_acm.limits import CLOUDFRONT_REGION
from pulumi_acm.services import CLOUDFRONT
from pulumi_acm.spec_types import Hosts, Plain

from .partial import parse_partly
from .proving import numbered, proof_of
from .source import CertificateInput

MINIMUM_PROTOCOL_VERSION: Final = "TLSv1.2_2021"
"""TLS 1.3 and 1.2 with forward secrecy: what CloudFront recommends beside SNI.

https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/secure-connections-supported-viewer-protocols-ciphers.html
"""
MinimumProtocolVersion: TypeAlias = Literal[
    "TLSv1",
    "TLSv1_2016",
    "TLSv1.1_2016",
    "TLSv1.2_2018",
    "TLSv1.2_2019",
    "TLSv1.2_2021",
    "TLSv1.2_2025",
    "TLSv1.3_2025",
]
"""The same page, without SSLv3, which CloudFront does not have beside SNI."""


class _ViewerCertificateSpec(BaseModel):
    """What is said beside the certificate."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    aliases: Hosts
    minimum_protocol_version: Plain[MinimumProtocolVersion] = MINIMUM_PROTOCOL_VERSION


def viewer_certificate(
    certificate: CertificateInput,
    aliases: Sequence[str],
    minimum_protocol_version: MinimumProtocolVersion = MINIMUM_PROTOCOL_VERSION,
    component: pulumi.ComponentResource | None = None,
) -> aws.cloudfront.DistributionViewerCertificateArgs:
    """Return the `viewer_certificate` of an `aws.cloudfront.Distribution`.

    Args:
        certificate: A Certificate with `cloudfront`, or the ARN of one in us-east-1.
        aliases: The distribution's aliases; each must be covered by a name of the certificate.
        minimum_protocol_version: The oldest TLS version and ciphers. Default: `TLSv1.2_2021`.
        component: The component that the distribution is in; by its AWS provider a bare ARN is
            looked up. Default: by the default one.

    Raises:
        ArgumentError: CloudFront would refuse it; the message says all that is wrong.

    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
    """
    args = {"aliases": aliases, "minimum_protocol_version": minimum_protocol_version}
    parsed = parse_partly(_ViewerCertificateSpec, args)
    proof = proof_of("acm.viewer_certificate", component, CLOUDFRONT_REGION, parsed)
    found = proof.certificates(
        CLOUDFRONT, {"certificate": certificate}, numbered("aliases", parsed.spec.aliases)
    )
    proof.refuse_if_wrong()
    return aws.cloudfront.DistributionViewerCertificateArgs(
        acm_certificate_arn=found[0].arn(CLOUDFRONT_REGION),
        minimum_protocol_version=parsed.spec.minimum_protocol_version,
        # An address for each edge location, which costs 600 USD a month, is for clients without
        # SNI, of which there are none left.
        ssl_support_method="sni-only",
    )
