"""What the arguments of listener components must be."""

import re
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from pulumi_acm.problems import Problem
from pulumi_acm.services import APPLICATION_LOAD_BALANCER, NETWORK_LOAD_BALANCER, Service
from pulumi_acm.spec_problems import rule
from pulumi_acm.spec_types import Plain, Region, Tags, Text, Whole, plain

SERVICES: Final = {"HTTPS": APPLICATION_LOAD_BALANCER, "TLS": NETWORK_LOAD_BALANCER}
"""A listener's protocol, and the load balancer that has it."""
SSL_POLICY: Final = "ELBSecurityPolicy-TLS13-1-2-2021-06"
"""TLS 1.3 and 1.2, forward secrecy only: what AWS recommends for both load balancers.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
"""
HTTP_PORT: Final = 80
_LISTENER_ARN: Final = re.compile(
    r"arn:[a-z-]+:elasticloadbalancing:[a-z0-9-]+:\d{12}:listener/(app|net)/[\w-]+/\w+/\w+"
)


def _listener_arn(value: str) -> str:
    if not _LISTENER_ARN.fullmatch(value):
        raise rule(
            "a listener's ARN is written as in arn:aws:elasticloadbalancing:<region>:<account>:"
            "listener/app/<name>/<id>/<id>"
        )
    return value


class _ListenerSpec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    hosts: Plain[list[str]] = Field(default_factory=list)
    protocol: Plain[Literal["HTTPS", "TLS"]] = "HTTPS"
    region: Region | None = None
    certificate_quota: Whole = Field(default=25, ge=1)

    @property
    def service(self) -> Service:
        """The load balancer that has listeners of this protocol."""
        return SERVICES[self.protocol]


class HttpsListenerSpec(_ListenerSpec):
    """The arguments of an HttpsListener."""

    load_balancer_arn: Text
    certificate: Any
    target_group_arn: Text
    more_certificates: Plain[list[Any]] = Field(default_factory=list)
    port: Whole = Field(default=443, ge=1, le=65535)
    ssl_policy: Plain[str] = SSL_POLICY
    list_default: Plain[bool] = False
    import_listener_arn: (
        Annotated[str, BeforeValidator(plain), AfterValidator(_listener_arn)] | None
    ) = None
    redirect_http: Plain[bool] = False
    tags: Tags = Field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """Return what is wrong between the arguments."""
        found = []
        if self.redirect_http and self.protocol != "HTTPS":
            message = "only an Application Load Balancer (HTTPS) can redirect"
            found.append(Problem("redirect_http", message))
        if self.redirect_http and self.port == HTTP_PORT:
            found.append(Problem("redirect_http", "port 80 cannot redirect to itself"))
        return found


class ListenerCertificatesSpec(_ListenerSpec):
    """The arguments of ListenerCertificates."""

    listener_arn: Text
    certificates: Plain[list[Any]]
    listener_name: Plain[str | None] = None
