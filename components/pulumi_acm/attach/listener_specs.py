"""What the arguments of listener components must be."""

from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from pulumi_acm.problems import Problem
from pulumi_acm.services import Service
from pulumi_acm.spec_types import Hosts, Plain, Region, Tags, Whole

from .load_balancer_arns import (
    SERVICES,
    LaterListener,
    LaterLoadBalancer,
    LaterTargetGroup,
    Listener,
)

SSL_POLICY: Final = "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"
"""TLS 1.3 and 1.2, forward secrecy and AEAD ciphers only, post-quantum keys with who has them.

What AWS recommends for both load balancers, and the console's default:
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
"""
SslPolicy: TypeAlias = Annotated[Plain[str], Field(min_length=1)]
HTTP_PORT: Final = 80


class _ListenerSpec(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    hosts: Hosts = Field(default_factory=list)
    protocol: Plain[Literal["HTTPS", "TLS"]] = "HTTPS"
    region: Region | None = None
    certificate_quota: Whole = Field(default=25, ge=1)

    @property
    def service(self) -> Service:
        """The load balancer that has listeners of this protocol."""
        return SERVICES[self.protocol]


class HttpsListenerSpec(_ListenerSpec):
    """The arguments of an HttpsListener."""

    load_balancer_arn: LaterLoadBalancer
    certificate: Any
    target_group_arn: LaterTargetGroup
    more_certificates: Plain[list[Any]] = Field(default_factory=list)
    port: Whole = Field(default=443, ge=1, le=65535)
    ssl_policy: SslPolicy = SSL_POLICY
    list_default: Plain[bool] = False
    import_listener_arn: Plain[Listener] | None = None
    redirect_http: Plain[bool] = False
    tags: Tags = Field(default_factory=dict)

    def problems(self) -> list[Problem]:
        """Return what is wrong between the arguments."""
        found = []
        if self.redirect_http and self.protocol != "HTTPS":
            message = "only an Application Load Balancer (HTTPS) can redirect; leave it out for TLS"
            found.append(Problem("redirect_http", message))
        if self.redirect_http and self.port == HTTP_PORT:
            message = "port 80 cannot redirect to itself; give the listener another port"
            found.append(Problem("redirect_http", message))
        return found


class ListenerCertificatesSpec(_ListenerSpec):
    """The arguments of ListenerCertificates."""

    listener_arn: LaterListener
    certificates: Plain[list[Any]]
    listener_name: Plain[str | None] = None
