"""``acm-sandbox approve``: the answer to a mail that the local AWS would have sent."""

from typing import Annotated

import typer

from acm_sandbox.aws import approval
from acm_sandbox.errors import SandboxError

from .endpoint import sandbox_endpoint


def approve(
    arn: Annotated[
        str,
        typer.Argument(metavar="ARN", help="The certificate, requested with validation by email."),
    ],
    domains: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="DOMAIN",
            help="The names to approve. Default: all of the certificate. Fails for another name.",
        ),
    ] = None,
) -> None:
    """Approve a certificate that is validated by email, as a link in the mail would.

    AWS has no API for it, and the sandbox sends no mail. A certificate is issued when every name is
    approved. Prints the names.

    Works inside acm-sandbox run, and with the environment that acm-sandbox up prints; fails where
    there is no sandbox, or nothing to approve.
    """
    endpoint = sandbox_endpoint()
    try:
        for name in approval.approve(endpoint, arn, domains or ()):
            print(name)  # noqa: T201 - the answer
    except approval.ApprovalError as nothing:
        raise SandboxError(f"Nothing to approve: {nothing}.") from nothing
    except (OSError, ValueError) as error:  # nobody, or somebody else
        raise SandboxError(f"The sandbox at {endpoint} does not answer: {error}") from error
