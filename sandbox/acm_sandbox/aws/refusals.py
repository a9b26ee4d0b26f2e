"""How AWS words that it does not even begin, which differs between its protocols and services.

Each as users report it; the report stands beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING

from moto.core.responses import BaseResponse
from moto.sts.models import sts_backends

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .calls import Call

_INVALID_TOKEN = "The security token included in the request is invalid."  # noqa: S105 - AWS's words

# The names of services in IAM's actions, where botocore has another.
_IAM_PREFIXES: Mapping[str, str] = {
    "apigatewayv2": "apigateway",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "service-quotas": "servicequotas",
}


@dataclass(frozen=True)
class Refusal:
    """An error that no operation gives."""

    status: int
    code: str
    message: str


def unknown_caller(call: Call) -> Refusal:
    """Answer as a region that the account has not opted in to: it does not know the credentials.

    JSON: epsagon/clear-lambda-storage#9 (ap-east-1). Query: remotion-dev/github-unwrapped-2022#34
    (STS in eu-south-1, 403). EC2: turbot/steampipe-plugin-aws#75 (401). Of REST with
    JSON there is no report: as JSON, with REST's 403.
    """
    if call.service == "ec2":
        return Refusal(
            HTTPStatus.UNAUTHORIZED,
            "AuthFailure",
            "AWS was not able to validate the provided access credentials",
        )
    if call.protocol == "json":
        return Refusal(HTTPStatus.BAD_REQUEST, "UnrecognizedClientException", _INVALID_TOKEN)
    if call.protocol == "rest-json":
        return Refusal(HTTPStatus.FORBIDDEN, "UnrecognizedClientException", _INVALID_TOKEN)
    return Refusal(HTTPStatus.FORBIDDEN, "InvalidClientTokenId", _INVALID_TOKEN)


def denied(call: Call, resource: str) -> Refusal:
    """Answer to a caller who may not do what he asks for.

    JSON: DFE-Digital/teaching-vacancies#6568 (acm:GetCertificate, 400). XML: elastic/cloudbeat#2331
    (sts:AssumeRole, 403). EC2 names no action: its API reference, "Client error codes".
    """
    action = f"{_IAM_PREFIXES.get(call.service, call.service)}:{call.operation}"
    who = f"User: {_caller(call)} is not authorized to perform: {action}"
    if call.service == "ec2":
        return Refusal(
            HTTPStatus.FORBIDDEN,
            "UnauthorizedOperation",
            "You are not authorized to perform this operation.",
        )
    if call.service == "organizations":
        # aws-samples/aws-iam-access-key-auto-rotation#10.
        return Refusal(
            HTTPStatus.BAD_REQUEST,
            "AccessDeniedException",
            "You don't have permissions to access this resource.",
        )
    if call.protocol in {"json", "rest-json"}:
        status = HTTPStatus.BAD_REQUEST if call.protocol == "json" else HTTPStatus.FORBIDDEN
        because = f"because no identity-based policy allows the {action} action"
        where = "" if resource == "*" else f" on resource: {resource}"
        # Without a resource: aws-ia/terraform-aws-eks-blueprints-addons#198 (acm:ListCertificates).
        return Refusal(status, "AccessDeniedException", f"{who}{where} {because}")
    return Refusal(HTTPStatus.FORBIDDEN, "AccessDenied", f"{who} on resource: {resource}")


def throttled(call: Call) -> Refusal:
    """Answer to a caller who calls too often.

    JSON: ansible-collections/community.aws#1380 (ACM). XML: ministryofjustice/cloud-platform#1809
    (Route 53, 400). EC2: its API reference, "Client error codes". Organizations, Service Quotas and
    API Gateway have TooManyRequestsException in their models, and 429 in API Gateway's.
    """
    if call.service == "ec2":
        return Refusal(
            HTTPStatus.SERVICE_UNAVAILABLE, "RequestLimitExceeded", "Request limit exceeded."
        )
    if call.service in {"apigateway", "apigatewayv2"}:
        return Refusal(
            HTTPStatus.TOO_MANY_REQUESTS, "TooManyRequestsException", "Too Many Requests"
        )
    if call.service in {"organizations", "service-quotas"}:
        return Refusal(HTTPStatus.BAD_REQUEST, "TooManyRequestsException", "Rate exceeded")
    code = "ThrottlingException" if call.protocol == "json" else "Throttling"
    return Refusal(HTTPStatus.BAD_REQUEST, code, "Rate exceeded")


def _caller(call: Call) -> str:
    """Give the ARN of the caller, as STS does."""
    response = BaseResponse(call.service)
    response.headers = call.request.headers
    response.querystring = {}
    key = response.get_access_key()
    arn: str = sts_backends[call.account]["aws"].get_caller_identity(key, call.region)[1]
    return arn
