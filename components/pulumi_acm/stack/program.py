"""Certificates as the stack's configuration declares them, and their ARNs as its outputs."""

import pulumi

from pulumi_acm.certificate import Certificate
from pulumi_acm.certificate_args import CertificateArgs
from pulumi_acm.exceptions import ArgumentError
from pulumi_acm.problems import Problem

from .config import KEY, certificates


def run() -> None:
    """Read `acm:certificates`, create what it declares and export the ARNs.

    Raises:
        ArgumentError: the configuration is wrong; the message has each field, value and rule.
    """
    found, problems = certificates(_configured())
    if problems:
        raise ArgumentError(f"Pulumi.{pulumi.get_stack()}.yaml, {KEY}", problems)
    outputs = {}
    for name, args in found.items():
        made = Certificate(name, CertificateArgs(**args))  # type: ignore[typeddict-item]  # parsed above
        outputs[name] = {
            # Empty while it is not issued: an output of the stack is nothing that is attached.
            "arn": made.if_issued["arn"],
            "cloudfrontArn": made.if_issued["cloudfront_arn"],
            "arns": made.arns,
            "unvalidatedArns": made.unvalidated_arns,
            "domains": made.domains,
            "externalRecords": made.external_records,
            "approvals": made.approvals,
            "approvalsNeeded": made.approvals_needed,
        }
    pulumi.export("certificates", outputs)


def _configured() -> object:
    if pulumi.runtime.is_config_secret(KEY):
        message = "names and tags are public in AWS: write them without --secret"
        raise ArgumentError(f"Pulumi.{pulumi.get_stack()}.yaml, {KEY}", [Problem(KEY, message)])
    try:
        return pulumi.Config("acm").get_object("certificates")
    except pulumi.ConfigTypeError:
        return None
