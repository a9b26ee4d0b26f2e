"""What can serve a certificate: resource types of pulumi-aws, and where they have its ARN."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from pulumi_acm.limits import CLOUDFRONT_REGION
from pulumi_acm.services import APPSYNC, COGNITO

from .arns import CERTIFICATE_ARN, load_balancer_of
from .steps import State
from .values import Hidden, member, members, text, texts
from .vocabulary import TargetKind

_OWNERSHIP: Final = "ownershipVerificationCertificateArn"
"""It proves who owns the domain, where clients have certificates, too (mTLS):
https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
"""
_NO_TARGETS: Final = ("aws:acm/", "aws:acmpca/", "pulumi:", "acm:")


@dataclass(frozen=True)
class Place:
    """Where a target has an ARN."""

    path: str
    """The same before and after, as far as the resource has a way to say so."""
    property: str
    """The top-level property: dependencies are known by it."""
    value: Any
    """The ARN, or that it is unknown."""
    shown: bool = True
    """Clients get it to see; one that only proves who owns a domain is not shown."""


@dataclass(frozen=True)
class TargetType:
    """A type of resource that serves certificates."""

    kind: TargetKind
    service: str
    places: Callable[[State], Iterator[Place]]
    hosts: Callable[[State], tuple[str, ...]] = lambda _state: ()
    users: Callable[[State], tuple[Any, ...]] = lambda _state: ()
    """ARNs that ACM's InUseBy would have for it."""
    in_place: str = "in place, no gap"
    gap: str | None = None
    """Why it has no certificate for a moment when it takes another one."""
    region: str | None = None
    """The one region whose certificates it takes; None: its own."""
    entry: bool = False
    """It is an entry in the list of something else, which stays when the entry is replaced."""
    stays: Callable[[State], bool] = lambda _state: False
    """Whether deleting the resource leaves it in AWS."""
    claims: Callable[[State], tuple[str, ...]] = lambda _state: ()
    """What AWS gives to one resource only, in words: another one that wants it is refused."""


def _at(*names: str) -> Callable[[State], Iterator[Place]]:
    def places(state: State) -> Iterator[Place]:
        for name in names:
            value = state.given(name)
            if value:
                yield Place(name, name, value)

    return places


def _viewer_certificate(state: State) -> Iterator[Place]:
    given = state.given("viewerCertificate")
    # IAM's is none of ACM's, but a certificate all the same.
    value = member(given, "acmCertificateArn") or member(given, "iamCertificateId")
    if value:
        yield Place("viewerCertificate.acmCertificateArn", "viewerCertificate", value)


def _rest_domain(state: State) -> Iterator[Place]:
    for name in ("certificateArn", "regionalCertificateArn", _OWNERSHIP):
        if value := state.given(name):
            yield Place(name, name, value, name != _OWNERSHIP)


def _http_domain(state: State) -> Iterator[Place]:
    top = "domainNameConfiguration"
    for name in ("certificateArn", _OWNERSHIP):
        if value := member(state.given(top), name):
            yield Place(f"{top}.{name}", top, value, name != _OWNERSHIP)


def _domain_name(state: State) -> tuple[str, ...]:
    return tuple(filter(None, [text(state.get("domainName"))]))


def _port(state: State) -> tuple[str, ...]:
    balancer, port = text(state.get("loadBalancerArn")), state.get("port")
    known = balancer and isinstance(port, int | float)
    return (f"port {port:g} of {balancer}",) if known else ()


def _classic_listeners(state: State) -> Iterator[Place]:
    for each in members(state.given("listeners")):
        if value := each.get("sslCertificateId"):
            port = each.get("lbPort")
            number = f"{port:g}" if isinstance(port, int | float) else "?"
            yield Place(f"listeners[lbPort={number}].sslCertificateId", "listeners", value)


def _settings(state: State) -> Iterator[Place]:
    for each in members(state.given("settings")):
        name, namespace, value = each.get("name"), each.get("namespace"), each.get("value")
        if name not in ("SSLCertificateArns", "SSLCertificateId") or not value:
            continue
        arns = value.split(",") if isinstance(value, str) else [value]
        for number, arn in enumerate(arns):
            suffix = f"[{number}]" if number else ""
            stripped = arn.strip() if isinstance(arn, str) else arn
            yield Place(f"settings[{namespace}].{name}{suffix}", "settings", stripped)


def _anywhere(state: State) -> Iterator[Place]:
    """Find ARNs in a resource whose type is not in the table."""
    for name, value in state.inputs.items():
        yield from _inside(name, name, value)


def _inside(path: str, top: str, value: Any) -> Iterator[Place]:
    lower = path.lower()
    is_arn = isinstance(value, str) and bool(CERTIFICATE_ARN.fullmatch(value))
    may_be = value is Hidden.UNKNOWN and "certificate" in lower and "arn" in lower
    if is_arn or may_be:
        yield Place(path, top, value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _inside(f"{path}.{name}", top, inner)
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _inside(f"{path}[{number}]", top, inner)


_LISTENER: Final = TargetType(
    "listener",
    "listener",
    _at("certificateArn"),
    users=lambda state: (state.get("loadBalancerArn"), load_balancer_of(state.id)),
    claims=_port,
)
_LISTENER_CERTIFICATE: Final = TargetType(
    "listener-certificate",
    "further certificate",
    _at("certificateArn"),
    users=lambda state: (load_balancer_of(state.get("listenerArn")),),
    in_place="in place, no gap: the new one is added to the listener before the old one goes",
    entry=True,
)
_CLASSIC: Final = TargetType(
    "classic-load-balancer",
    "Classic Load Balancer",
    _classic_listeners,
    users=lambda state: (state.outputs.get("arn"),),
    gap=(
        "a gap of a moment: the AWS provider deletes the listener and creates it, the port "
        "refuses connections in between"
    ),
)
TYPES: Final[dict[str, TargetType]] = {
    # The same resources have several names: of the older modules, too.
    **{
        f"aws:{module}/listener:Listener": _LISTENER
        for module in ("lb", "alb", "applicationloadbalancing", "elasticloadbalancingv2")
    },
    **{
        f"aws:{module}/listenerCertificate:ListenerCertificate": _LISTENER_CERTIFICATE
        for module in ("lb", "alb", "applicationloadbalancing", "elasticloadbalancingv2")
    },
    "aws:elb/loadBalancer:LoadBalancer": _CLASSIC,
    "aws:elasticloadbalancing/loadBalancer:LoadBalancer": _CLASSIC,
    "aws:cloudfront/distribution:Distribution": TargetType(
        "distribution",
        "CloudFront distribution",
        _viewer_certificate,
        hosts=lambda state: texts(state.get("aliases")),
        users=lambda state: (state.outputs.get("arn"),),
        in_place="in place, some minutes to deploy, no gap",
        region=CLOUDFRONT_REGION,
        # Its own property of that name: it is then switched off, and stays.
        stays=lambda state: state.get("retainOnDelete") is True,
        claims=lambda state: texts(state.get("aliases")),
    ),
    "aws:apigateway/domainName:DomainName": TargetType(
        "rest-domain",
        "API Gateway domain",
        _rest_domain,
        hosts=_domain_name,
        in_place="in place, some minutes to deploy, no gap",
        claims=_domain_name,
    ),
    "aws:apigatewayv2/domainName:DomainName": TargetType(
        "http-domain",
        "API Gateway domain",
        _http_domain,
        hosts=_domain_name,
        in_place="in place, some minutes to deploy, no gap",
        claims=_domain_name,
    ),
    "aws:cognito/userPoolDomain:UserPoolDomain": TargetType(
        "user-pool-domain",
        "Cognito domain",
        _at("certificateArn"),
        hosts=lambda state: tuple(filter(None, [text(state.get("domain"))])),
        in_place="in place, some minutes to deploy, no gap",
        region=COGNITO.region,
    ),
    "aws:appsync/domainName:DomainName": TargetType(
        "graphql-domain",
        "AppSync domain",
        _at("certificateArn"),
        hosts=_domain_name,
        in_place="in place, some minutes to deploy, no gap",
        region=APPSYNC.region,
    ),
    "aws:elasticbeanstalk/environment:Environment": TargetType(
        "environment",
        "Elastic Beanstalk environment",
        _settings,
        users=lambda state: texts(state.outputs.get("loadBalancers")),
        in_place="in place, while the environment is updated, no gap",
    ),
}


def target_type(token: str) -> TargetType | None:
    """Return what is known of a type; None if it serves no certificates."""
    if known := TYPES.get(token):
        return known
    if token.startswith(_NO_TARGETS):
        return None
    return TargetType(
        "other",
        token.rpartition(":")[2],
        _anywhere,
        # What it does with it is not known: an Ingress has it served, a parameter hands it on.
        users=lambda state: (state.outputs.get("arn"),),
        in_place="in place",
    )
