"""From an HTTP request to the name of an AWS call.

Generic over botocore's service models, so that the journal and the refusals name every operation of
every service, those that the sandbox lacks included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from boto3 import Session
from botocore.utils import parse_timestamp
from moto.core.parse import PROTOCOL_PARSERS
from moto.core.request import Request, determine_request_protocol
from moto.core.responses import BaseResponse
from moto.core.routing import get_service_router
from moto.core.utils import get_service_model
from werkzeug.exceptions import NotFound

if TYPE_CHECKING:
    from collections.abc import Mapping

    from moto.core.model import OperationModel

# The journal's region of services that have none.
GLOBAL = "global"

# Signing names that several of botocore's services share, or that are not the service's name there;
# all others are one service, mostly of that name.
SHARED_SIGNING_NAMES: Mapping[str, tuple[str, ...]] = {
    "apigateway": ("apigateway", "apigatewayv2"),
    "elasticloadbalancing": ("elb", "elbv2"),
    "servicequotas": ("service-quotas",),
}


@dataclass(frozen=True)
class Call:
    """One call of one operation, as the client meant it."""

    service: str
    """botocore's name of the service; the signing name where botocore has none."""
    operation: str
    region: str
    """The region that it was signed for."""
    regional: bool
    """Whether the service has regions at all."""
    request: Request
    model: OperationModel | None = None
    """botocore's model of the operation; None where it knows none."""
    uri: Mapping[str, Any] = field(default_factory=dict)
    """What the path carries."""

    @property
    def journal_region(self) -> str:
        """The region to count it under."""
        return self.region if self.regional else GLOBAL

    @property
    def protocol(self) -> str:
        """The protocol to answer in."""
        if self.model is None:
            raise TypeError(f"{self.service}:{self.operation} has no model")
        return determine_request_protocol(self.model.service_model, self.request.content_type)

    @property
    def account(self) -> str:
        """The account of the access key: by moto's own rule, so that assumed roles work."""
        response = BaseResponse(self.service)
        response.headers = self.request.headers
        response.querystring = {}
        return response.get_current_account()

    def parameters(self) -> dict[str, Any]:
        """Parse the parameters, by the names that the model gives them."""
        if self.model is None:
            raise TypeError(f"{self.service}:{self.operation} has no model")
        # moto's own parser of timestamps drops the time zone.
        parser = PROTOCOL_PARSERS[self.protocol](
            self.model, map_type=dict, timestamp_parser=parse_timestamp
        )
        parsed = parser.parse(
            {
                "method": self.request.method,
                "values": self.request.values,
                "headers": self.request.headers,
                "body": self.request.get_data(),
                "url_path": self.request.path,
                "url_params": dict(self.uri),
            }
        )
        # A parameter of the path or the query that was not sent is parsed as None.
        return {name: value for name, value in parsed.items() if value is not None}


def identify(request: Request) -> Call:
    """Name the call that a request makes."""
    signed_for, region = _scope(request)
    for service in _candidates(signed_for):
        model = get_service_model(service)
        version = request.values.get("Version")
        if version and version != model.api_version:
            continue  # the older of two services with the same operations
        try:
            operation, uri = get_service_router(service).match(request)
        except (NotFound, NotImplementedError):
            continue
        return Call(service, operation.name, region, has_regions(service), request, operation, uri)
    return Call(signed_for, _guess(request), region, region != GLOBAL, request)


def _scope(request: Request) -> tuple[str, str]:
    """Read service and region from the signature (SigV4, in the header or in the query)."""
    authorization = request.headers.get("Authorization", "")
    _, _, rest = authorization.partition("Credential=")
    credential = rest.split(",", 1)[0] or request.args.get("X-Amz-Credential", "")
    match credential.split("/"):
        case [_, _, region, service, "aws4_request"]:
            return service, region
        case [_, _, service, "aws4_request"]:  # SigV4a signs for a set of regions
            return service, GLOBAL
    return "unknown", GLOBAL


def _candidates(signing_name: str) -> tuple[str, ...]:
    known = _known_services()
    return tuple(
        service
        for service in SHARED_SIGNING_NAMES.get(signing_name, (signing_name,))
        if service in known
    )


@cache
def _session() -> Session:
    # Its own, with no configuration of the user's: AWS_PROFILE may name a profile that is not
    # there.
    return Session(aws_access_key_id="-", aws_secret_access_key="-")  # noqa: S106 - no secret


@cache
def _known_services() -> frozenset[str]:
    return frozenset(_session().get_available_services())


@cache
def has_regions(service: str) -> bool:
    """Tell whether AWS runs a service region by region; Route 53, for one, it does not."""
    return bool(_session().get_available_regions(service))


def _guess(request: Request) -> str:
    """Name an operation without a model, by what the protocols carry."""
    target = request.headers.get("X-Amz-Target", "")
    if target:
        return target.rsplit(".", 1)[-1]
    action: str | None = request.values.get("Action")
    return action or f"{request.method} {request.path}"
