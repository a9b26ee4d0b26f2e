"""Alternate domain names: each leads to one distribution in all of AWS.

API Gateway's edge-optimized domain names are distributions too, though AWS's own: the two cannot
share a name (amplify-education/serverless-domain-manager#210).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws import services
from acm_sandbox.aws.errors import AwsError

from . import facts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

CODE = "CNAMEAlreadyExists"
# aws-amplify/amplify-hosting#620
TAKEN = "One or more of the CNAMEs you provided are already associated with a different resource."
# mem; the rule is model, Aliases, and guide, "Requirements for using alternate domain names".
INVALID = "The parameter CNAME contains one or more parameters that are not valid."

_LABEL = r"[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?"
_NAME = re.compile(rf"(\*\.)?({_LABEL}\.)+{_LABEL}\.?")


def check(aliases: Sequence[str], account: str, *, own: str) -> None:
    """Refuse names that are none, and those that another resource has.

    Args:
        aliases: the names to be taken.
        account: who takes them.
        own: the ARN of the resource that takes them.

    Raises:
        AwsError: with AWS's code and words.
    """
    if not all(_NAME.fullmatch(alias) for alias in aliases):
        raise AwsError("InvalidArgument", INVALID)
    if len(aliases) > facts.MAX_ALIASES:
        raise AwsError(
            "TooManyDistributionCNAMEs",
            "Your request contains more CNAMEs than are allowed per distribution.",  # model
        )
    if any(is_taken(alias, account, own=own) for alias in aliases):
        raise AwsError(CODE, TAKEN)


def is_taken(name: str, account: str, *, own: str) -> bool:
    """Tell whether another resource has a name, or stands in its way.

    A wildcard and a name that it covers may be in two distributions of one account, not of two
    (guide, "Requirements for using alternate domain names").
    """
    name = name.lower().removesuffix(".")
    for other, holder, arn in _held():
        if arn == own:
            continue
        if other == name or (holder != account and (_covers(other, name) or _covers(name, other))):
            return True
    return False


def _covers(wildcard: str, name: str) -> bool:
    return wildcard.startswith("*.") and name.partition(".")[2] == wildcard.removeprefix("*.")


def _held() -> Iterator[tuple[str, str, str]]:
    """List every name with its account and the ARN of what holds it."""
    for account, cloudfront in _backends("cloudfront"):
        for distribution in cloudfront.distributions.values():
            for alias in distribution.aliases:
                yield alias.lower().removesuffix("."), account, distribution.arn
    for account, apigateway in _backends("apigateway"):
        for domain in apigateway.domain_names.values():
            if domain.is_edge:
                yield domain.name, account, domain.arn


def _backends(service: str) -> Iterator[tuple[str, Any]]:
    """List the backends of all accounts; looking must not make one."""
    if services.is_called(service):
        for account, regions in list(services.backends(service).items()):
            for backend in list(regions.values()):
                yield account, backend
