"""What follows the link in a mail: the server's side of `acm_sandbox.aws.approval`."""

from __future__ import annotations

import json

from acm_sandbox.aws import certificates

from . import mail


def answer(body: bytes) -> list[str]:
    """Approve as a request asks; give the names.

    Raises:
        mail.NotAwaitedError: if there is nothing to approve.
    """
    asked = json.loads(body)
    arn: str = asked["arn"]
    certificate = certificates.find(certificates.account(arn), arn)
    if certificate is None:
        raise mail.NotAwaitedError(f"there is no certificate {arn}")
    return mail.approve(certificate, asked["domains"])
