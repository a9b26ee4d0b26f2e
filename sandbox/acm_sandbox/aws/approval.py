"""Approving by email: in AWS a link in the mail leads to a page, and no API does it.

The client's side; the server's is `acm/approving.py`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, cast
from urllib.error import HTTPError

from . import own_paths

if TYPE_CHECKING:
    from collections.abc import Iterable

PATH = "/_sandbox/approval"

_BAD_REQUEST = 400


class ApprovalError(Exception):
    """There is nothing to approve; the message says why."""


def approve(endpoint: str, arn: str, domains: Iterable[str] = ()) -> list[str]:
    """Approve what mail asks for: these names of a certificate, or all of them; list them.

    Raises:
        ApprovalError: if no mail of this certificate, or of a name, waits for an answer.
    """
    body = json.dumps({"arn": arn, "domains": list(domains)}).encode()
    try:
        answered = own_paths.call(endpoint, "POST", PATH, body)
    except HTTPError as error:
        if error.code != _BAD_REQUEST:
            raise
        raise ApprovalError(error.read().decode().strip()) from error
    return cast("list[str]", json.loads(answered))
