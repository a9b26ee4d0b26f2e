"""What ARNs that are known say of the place."""

import pytest
from pulumi import Output
from pydantic import BaseModel, ValidationError

from pulumi_acm.attach.load_balancer_arns import (
    LaterListener,
    LaterLoadBalancer,
    LaterTargetGroup,
    place_problems,
)
from support.refusing import GROUP_ARN, balancer_arn, listener_arn

HERE = "eu-west-1"
GATEWAY = balancer_arn().replace("/app/", "/gwy/")
CLASSIC = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/x"


class Arns(BaseModel):
    """One of each."""

    balancer: LaterLoadBalancer | None = None
    listener: LaterListener | None = None
    group: LaterTargetGroup | None = None


@pytest.mark.parametrize(
    ("what", "arn"),
    [
        ("balancer", balancer_arn()),
        ("balancer", balancer_arn("TLS").replace("arn:aws:", "arn:aws-us-gov:")),
        ("listener", listener_arn()),
        ("group", GROUP_ARN),
        ("group", Output.from_input(5)),
    ],
)
def test_forms(what: str, arn: object) -> None:
    """As AWS writes them; nothing is said of what comes later."""
    assert getattr(Arns.model_validate({what: arn}), what) is arn


@pytest.mark.parametrize(
    ("what", "arn"),
    [
        ("balancer", listener_arn()),
        ("balancer", GATEWAY),
        ("balancer", CLASSIC),
        ("balancer", ""),
        ("listener", balancer_arn()),
        ("listener", f"{listener_arn()}/rule"),
        ("group", balancer_arn()),
    ],
)
def test_other_forms(what: str, arn: str) -> None:
    """Another kind of thing is refused, and so is one that has no HTTPS listeners."""
    with pytest.raises(ValidationError, match="its ARN is written as in arn:aws:elasticload"):
        Arns.model_validate({what: arn})


@pytest.mark.parametrize(
    ("arn", "region", "protocol", "messages"),
    [
        (balancer_arn(), HERE, "HTTPS", []),
        (listener_arn("TLS"), HERE, "TLS", []),
        (GROUP_ARN, HERE, "TLS", []),
        (Output.from_input("x"), HERE, "TLS", []),
        (None, HERE, "TLS", []),
        (listener_arn("TLS"), None, None, []),
        (
            GROUP_ARN,
            "us-west-2",
            "HTTPS",
            ['it is in eu-west-1, not in us-west-2; give "region": "eu-west-1"'],
        ),
        (
            listener_arn(),
            HERE,
            "TLS",
            ['Application Load Balancers have no TLS listeners; give "protocol": "HTTPS"'],
        ),
        (
            balancer_arn("TLS"),
            HERE,
            "HTTPS",
            ['Network Load Balancers have no HTTPS listeners; give "protocol": "TLS"'],
        ),
    ],
)
def test_places(arn: object, region: str | None, protocol: str | None, messages: list[str]) -> None:
    """The region and the kind of load balancer are in the ARN."""
    found = place_problems({"arn": arn}, region, protocol)
    assert [each.message for each in found] == messages
