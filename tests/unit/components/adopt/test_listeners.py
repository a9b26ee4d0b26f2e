"""What of a listener can be said, and what not."""

from dataclasses import replace
from typing import Any

import pytest

from pulumi_acm.adopt.listeners import FoundListener, listener_parts
from pulumi_acm.adopt.model import Code, LeftOut, Part
from pulumi_acm.adopt.naming import Names
from pulumi_acm.adopt.references import references
from support.audits import arn

POLICY = "ELBSecurityPolicy-TLS13-1-2-2021-06"
BALANCER = (
    "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/web/0123456789abcdef"
)
LISTENER_ARN = BALANCER.replace("loadbalancer", "listener") + "/fedcba9876543210"
FORWARD = {
    "Type": "forward",
    "TargetGroupArn": "arn:tg",
    "ForwardConfig": {"TargetGroups": [{"TargetGroupArn": "arn:tg", "Weight": 1}]},
}
LISTENER = FoundListener(
    arn=LISTENER_ARN,
    region="eu-west-1",
    load_balancer=BALANCER,
    label="web:443",
    shown={"Port": 443, "Protocol": "HTTPS", "SslPolicy": POLICY, "DefaultActions": [FORWARD]},
    default=arn(1),
    further=(arn(2), arn(3)),
)
REDIRECT = {
    "Type": "redirect",
    "RedirectConfig": {
        "Protocol": "HTTPS",
        "Port": "443",
        "Host": "#{host}",
        "Path": "/#{path}",
        "Query": "#{query}",
        "StatusCode": "HTTP_301",
    },
}
HTTP = replace(
    LISTENER,
    arn=f"{LISTENER_ARN}0",
    label="",
    default="",
    further=(),
    shown={"Port": 80, "Protocol": "HTTP", "DefaultActions": [REDIRECT]},
)


def certificate(number: int) -> Part:
    """Return the component of a certificate."""
    return Part("Certificate", f"c-{number}", {}, (), arns={"eu-west-1": arn(number)})


def made(*listeners: FoundListener, others: Any = (), known: Any = (1, 2)) -> list[Any]:
    """Return what becomes of listeners, with the certificates that are taken over."""
    certificates = references(certificate(each) for each in known)
    return list(listener_parts(listeners, others, certificates, Names()))


def shown(**more: Any) -> FoundListener:
    """Return the listener with something else."""
    return replace(LISTENER, shown={**LISTENER.shown, **more})


def test_a_listener() -> None:
    """With those of its further certificates that are taken over."""
    [part] = made(LISTENER)
    assert part.component == "HttpsListener"
    assert part.args == {
        "load_balancer_arn": BALANCER,
        "certificate": Code("c_1"),
        "target_group_arn": "arn:tg",
        "more_certificates": [Code("c_2")],
        "ssl_policy": POLICY,
        "region": "eu-west-1",
    }
    assert [(each.name, each.id) for each in part.resources] == [
        ("web", LISTENER_ARN),
        ("web/c-2", f"{LISTENER_ARN}_{arn(2)}@eu-west-1"),
    ]


def test_all_that_can_be_said() -> None:
    """Protocol, port, policy, tags, and the default certificate in the list."""
    listener = replace(
        shown(
            Port=8443, Protocol="TLS", SslPolicy="ELBSecurityPolicy-2016-08", AlpnPolicy=["None"]
        ),
        further=(arn(1),),
        tags={"a": "b"},
    )
    [part] = made(listener)
    assert part.name == "web-8443"
    assert {key: part.args[key] for key in list(part.args)[3:]} == {
        "protocol": "TLS",
        "port": 8443,
        "ssl_policy": "ELBSecurityPolicy-2016-08",
        "list_default": True,
        "region": "eu-west-1",
        "tags": {"a": "b"},
    }
    assert part.resources[1].name == "web-8443/c-1"


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"DefaultActions": [{"Type": "fixed-response"}]}, "its default action is more than one"),
        ({"DefaultActions": [{"Type": "authenticate-oidc"}, FORWARD]}, "its default action is"),
        (
            {"DefaultActions": [{"Type": "forward", "ForwardConfig": {"TargetGroups": [1, 2]}}]},
            "its default action is more than one target group",
        ),
        (
            {
                "DefaultActions": [
                    {
                        **FORWARD,
                        "ForwardConfig": {"TargetGroupStickinessConfig": {"Enabled": True}},
                    }
                ]
            },
            "its default action is",
        ),
        ({"MutualAuthentication": {"Mode": "verify"}}, "it checks client certificates"),
        ({"AlpnPolicy": ["HTTP2Only"]}, "it has an ALPN policy: HTTP2Only"),
    ],
)
def test_what_cannot_be_said(more: dict[str, Any], why: str) -> None:
    """The listener is left out, and its list is taken over."""
    left, part = made(shown(**more))
    assert isinstance(left, LeftOut)
    assert left.why.startswith(why)
    assert part.component == "ListenerCertificates"
    assert part.args == {
        "listener_arn": LISTENER_ARN,
        "certificates": [Code("c_2")],
        "region": "eu-west-1",
    }


def test_only_further_certificates_are_chosen() -> None:
    """The default one, and the listener with it, is somebody else's."""
    [part] = made(LISTENER, known=(3,))
    assert part.component == "ListenerCertificates"
    assert [each.name for each in part.resources] == ["web/c-3"]


def test_a_redirect() -> None:
    """Taken over where it is just what the component would make."""
    [part] = made(LISTENER, others=[HTTP])
    assert part.args["redirect_http"] is True
    assert part.resources[1].name == "web/http"
    assert part.resources[1].id == HTTP.arn


@pytest.mark.parametrize(
    "other",
    [
        replace(HTTP, load_balancer=BALANCER.replace("web", "other")),
        replace(HTTP, shown={**HTTP.shown, "Port": 8080}),
        replace(HTTP, shown={**HTTP.shown, "DefaultActions": [FORWARD]}),
        replace(HTTP, tags={"a": "b"}),
        replace(
            HTTP,
            shown={
                **HTTP.shown,
                "DefaultActions": [
                    {**REDIRECT, "RedirectConfig": {"StatusCode": "HTTP_302", "Port": "443"}}
                ],
            },
        ),
    ],
)
def test_other_listeners(other: FoundListener) -> None:
    """What is anything else stays out of the program."""
    [part] = made(LISTENER, others=[other])
    assert "redirect_http" not in part.args
