"""`pulumi-acm resend-email`: send the mails again that ask for an approval."""

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer
from botocore.config import Config
from botocore.exceptions import ClientError

from pulumi_acm.limits import VALIDATION_HOURS_MAX
from pulumi_acm.mails import Mail, NoMailError, chosen, mails

from .aws import CertificateArn, Profile, described, refusal, region_in, session_for
from .console import notes
from .errors import USAGE, CliError

if TYPE_CHECKING:
    import boto3

_ATTEMPTS: Final = 10
"""ACM takes one ResendValidationEmail a second; boto3 waits and tries again.

https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
"""


def resend_email(
    arn: CertificateArn,
    *,
    domain: Annotated[
        list[str] | None,
        typer.Option(help="One of its names; may be repeated. Default: all that are pending."),
    ] = None,
    profile: Profile = None,
) -> None:
    """Send the mails of a certificate that is validated by email again, and say to whom.

    Only for names that nobody has approved yet, at the request or at a renewal.
    """
    session = session_for(profile, region_in(arn))
    try:
        found = mails(described(session, arn))
        asked = chosen(found, domain) if domain else found
    except NoMailError as error:
        raise CliError(f"{arn}: {error}", USAGE) from error
    pending = [mail for mail in asked if not mail.approved]
    for mail in asked:
        if mail.approved and domain:
            notes().print(f"{mail.domain} is approved already", markup=False)
    if not pending:
        which = "these names are" if domain else "its names are"
        raise CliError(f"{arn}: all of {which} approved already; no mail was sent", USAGE)
    _send(session, arn, pending)
    notes().print(
        f"{len(pending)} name(s) to approve: for each, somebody at one of these addresses has to "
        f"follow the link in the mail within {VALIDATION_HOURS_MAX} hours. Look into the spam "
        "folders, too.",
        markup=False,
    )


def _send(session: "boto3.Session", arn: str, pending: Sequence[Mail]) -> None:
    retries: Any = {"mode": "standard", "total_max_attempts": _ATTEMPTS}
    client = session.client("acm", config=Config(retries=retries))
    for number, mail in enumerate(pending):
        try:
            client.resend_validation_email(
                CertificateArn=arn, Domain=mail.domain, ValidationDomain=mail.validation_domain
            )
        except ClientError as error:
            why = refusal(error, "acm:ResendValidationEmail")
            raise CliError(
                f"{mail.domain}: no mail was sent ({number} of {len(pending)} were): {why}"
            ) from error
        # One by one: whoever breaks it off knows which have been sent.
        sys.stdout.write(f"{mail.domain}: {', '.join(mail.addresses)}\n")
        sys.stdout.flush()
