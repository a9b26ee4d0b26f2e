"""From an error of AWS to the gap that it leaves: where, what, why, and the way out."""

from collections.abc import Mapping
from typing import Final

from botocore import exceptions
from botocore.exceptions import BotoCoreError, ClientError
from botocore.parsers import ResponseParserError

from .model import Gap, Scope

FAILURES: Final = (BotoCoreError, ClientError, ResponseParserError, OSError)
"""What boto3 raises where AWS refuses, cannot be reached, or something else answers; or where the
program or the file that is to have credentials is not there."""

_IAM_PREFIXES: Final = {
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "service-quotas": "servicequotas",
}
"""Prefixes of IAM's actions, where botocore calls the service otherwise.

https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
"""
_API_GATEWAY: Final = ("apigateway", "apigatewayv2")

DENIED: Final = frozenset(
    {
        "AccessDenied",
        "AccessDeniedException",
        "AuthorizationError",
        "NotAuthorized",
        "UnauthorizedOperation",
    }
)
UNKNOWN_OPERATION: Final = frozenset(
    {"InvalidAction", "UnknownOperation", "UnknownOperationException"}
)
_UNKNOWN_CALLER: Final = frozenset(
    {"AuthFailure", "InvalidClientTokenId", "OptInRequired", "UnrecognizedClientException"}
)
_EXPIRED: Final = frozenset({"ExpiredToken", "ExpiredTokenException", "RequestExpired"})
_THROTTLED: Final = frozenset(
    {
        "RequestLimitExceeded",
        "RequestThrottled",
        "RequestThrottledException",
        "Throttling",
        "ThrottlingException",
        "TooManyRequestsException",
    }
)
"""Codes of AWS's errors.

https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html, and for EC2
https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html
"""
_UNREACHABLE: Final = "the endpoint could not be reached: look at the region, proxies and firewalls"
_HINTS: Final[Mapping[type[Exception], str]] = {
    exceptions.ConnectionError: _UNREACHABLE,
    exceptions.HTTPClientError: _UNREACHABLE,
    exceptions.ProfileNotFound: "see `aws configure list-profiles`",
    exceptions.NoCredentialsError: "sign in (aws sso login, aws configure), or say which profile",
    exceptions.PartialCredentialsError: "complete the credentials of the profile",
    exceptions.CredentialRetrievalError: "sign in anew",
    exceptions.SSOError: "sign in anew: aws sso login",
    OSError: "look at the program or the file that the profile has its credentials from",
    ResponseParserError: "something between here and AWS has answered: look at proxies",
}


def code_of(error: Exception) -> str | None:
    """Return AWS's code of an error; None where AWS has said nothing."""
    return str(error.response["Error"]["Code"]) if isinstance(error, ClientError) else None


def gap(error: Exception, scope: Scope, what: str, service: str) -> Gap:
    """Describe what an error has left unread."""
    if isinstance(error, ClientError):
        told = error.response["Error"]
        said = f"{told['Code']}: {told.get('Message') or 'no message'}"
        return Gap(scope, what, said, _hint(error, scope, service))
    hint = next((hint for kind, hint in _HINTS.items() if isinstance(error, kind)), "")
    return Gap(scope, what, f"{type(error).__name__}: {error}", hint)


def action(service: str, operation: str) -> str:
    """Return IAM's action for an operation, by botocore's name of the service."""
    if service in _API_GATEWAY:
        # The only service whose actions are those of HTTP.
        return "apigateway:GET"
    return f"{_IAM_PREFIXES.get(service, service)}:{operation}"


def _hint(error: ClientError, scope: Scope, service: str) -> str:
    code = error.response["Error"]["Code"]
    if code in DENIED:
        return f"allow {action(service, error.operation_name)}"
    if code in _UNKNOWN_CALLER and scope.region is not None:
        return (
            "the region is not switched on in this account, as far as AWS tells: leave it out, or "
            "switch it on (aws account enable-region)"
        )
    if code in _UNKNOWN_CALLER | _EXPIRED:
        return "the credentials are not valid, or not any more: sign in anew"
    if code in _THROTTLED:
        return "others ask as well: run it again later, or for fewer accounts and regions"
    if code in UNKNOWN_OPERATION:
        return "this region does not have the operation (yet)"
    return ""
