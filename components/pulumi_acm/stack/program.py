"""Certificates as the stack's configuration declares them, and their ARNs as its outputs."""

import pulumi

from pulumi_acm.certificate import Certificate
from pulumi_acm.certificate_args import CertificateArgs
from pulumi_acm.exceptions import ArgumentError

from .config import KEY, certificates


def run() -> None:
    """Read `acm:certificates`, create what it declares and export the ARNs.

    Raises:
        ArgumentError: the configuration is wrong; the message has each field, value and rule.
    """
    found, problems = certificates(pulumi.Config("acm").get_object("certificates"))
    if problems:
        raise ArgumentError(f"Pulumi.{pulumi.get_stack()}.yaml, {KEY}", problems)
    outputs = {}
    for name, args in found.items():
        made = Certificate(name, CertificateArgs(**args))  # type: ignore[typeddict-item]  # parsed above
        outputs[name] = {
            "arn": made.arn,
            "arns": made.arns,
            "cloudfrontArn": made.cloudfront_arn,
            "unvalidatedArns": made.unvalidated_arns,
            "domains": made.domains,
            "externalRecords": made.external_records,
        }
    pulumi.export("certificates", outputs)
