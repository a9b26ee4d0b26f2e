"""How many certificates an account may have, and ask for in a year, in one region."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.servicequotas import applied, facts

from .certificate import AMAZON_ISSUED, IMPORTED

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from .state import State


def names_per_certificate(state: State) -> int:
    """Tell how many names a certificate may have, the common name included."""
    return int(_value(state, facts.NAMES_PER_CERTIFICATE))


def check_import(state: State) -> None:
    """Refuse one more imported certificate than the account may have, or may import in a year.

    Whether importing again onto an ARN counts is not documented; here it does not.

    Raises:
        AwsError: LimitExceededException.
    """
    state.imported = _within_a_year(state.imported)
    _check_year(state, len(state.imported), facts.IMPORTED_CERTIFICATES_PER_YEAR)
    there = sum(each.type == IMPORTED for each in state.certificates.values())
    if there >= _value(state, facts.IMPORTED_CERTIFICATES):
        # The words of AWS's Knowledge Center, acm-import-troubleshooting.
        raise AwsError(
            "LimitExceededException",
            "You have reached the maximum number of certificates. Delete certificates that are "
            "not in use, or contact AWS Support to request an increase.",
        )


def check_request(state: State) -> None:
    """Refuse one more certificate than the account may have, or may ask for in a year.

    Expired ones count among those it has (guide, "Quotas"), deleted ones among those it asked for
    (aws-quickstart/quickstart-redhat-openshift#142).

    Raises:
        AwsError: LimitExceededException.
    """
    state.requested = _within_a_year(state.requested)
    _check_year(state, len(state.requested), facts.CERTIFICATES_PER_YEAR)
    there = sum(each.type == AMAZON_ISSUED for each in state.certificates.values())
    if there >= _value(state, facts.CERTIFICATES):
        # The words of convox/rack#2387.
        raise AwsError(
            "LimitExceededException",
            "Cannot request more certificates in this account. Contact Customer Service for "
            "details",
        )


def _within_a_year(moments: Iterable[datetime]) -> list[datetime]:
    since = clock.now() - facts.YEAR
    return [moment for moment in moments if moment > since]


def _check_year(state: State, count: int, code: str) -> None:
    most = _value(state, code)
    if count >= most:
        # The words of aws/aws-cdk#13651.
        raise AwsError(
            "LimitExceededException",
            f"Error: you have reached your limit of {most:g} certificates in the last year.",
        )


def _value(state: State, code: str) -> float:
    return applied.value(state.account_id, state.region_name, code)
