"""What can be attached: a certificate's component, an ARN with its names declared, a bare ARN."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeAlias

import pulumi
from pulumi import Input, Output
from typing_extensions import NotRequired, TypedDict

from pulumi_acm.problems import Problem

from .attachable import Attachable, CertificateComponent
from .reference import declared


class CertificateReference(TypedDict):
    """A certificate that is not constructed here, with what is declared of it.

    What is declared is what can be proved while planning; what is not is looked up where the ARN
    is known and the AWS provider's account can be read, and else said not to be proved.
    """

    arn: Input[str]
    """The ARN of the issued certificate, such as the output `arn` of a Certificate.

    https://docs.aws.amazon.com/acm/latest/userguide/acm-arns.html
    """
    domains: NotRequired[Sequence[str]]
    """The names that the certificate has. Default: looked up, if the ARN is known."""
    key_algorithm: NotRequired[str]
    """Its key algorithm in ACM's words, such as `RSA_2048`. Default: looked up with the names."""
    imported: NotRequired[bool]
    """Whether it was imported rather than issued by ACM. Default: looked up with the names."""
    name: NotRequired[str]
    """What it is called in the logical names of SNI attachments.

    Give it from the beginning to what may change its names. Default: the certificate's id where
    the ARN is a plain value, else the first of its names in sorted order.
    """


if TYPE_CHECKING:
    CertificateInput: TypeAlias = CertificateComponent | CertificateReference | str | Output[str]
else:
    # What the schema for other languages is inferred from: it knows no unions.
    CertificateInput = CertificateReference


def attachable(
    value: object, at: str, component: pulumi.ComponentResource | None
) -> tuple[Attachable | None, list[Problem]]:
    """Return what is known of a certificate, and what is wrong with what was given for it."""
    # An Output has every attribute that it is asked for, so it comes before the components.
    if isinstance(value, str | Output):
        return declared({"arn": value}, at, component)
    if isinstance(value, Mapping):
        return declared(value, at, component)
    if isinstance(value, CertificateComponent):
        known = value.known
        return Attachable(known, value.issued_arn, known.label, value.former_names), []
    message = (
        "it must be an acm.Certificate or acm.ImportedCertificate, an ARN, or an ARN with its names"
    )
    if isinstance(value, pulumi.Resource):
        message += (
            "; of the AWS provider's resources, the certificate_arn of a CertificateValidation"
        )
    return None, [Problem(at, message)]
