"""ARNs of load balancers, listeners and target groups: what those that are known say of the place.

https://docs.aws.amazon.com/service-authorization/latest/reference/list_awselasticloadbalancingv2.html
"""

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Final, TypeAlias

from pydantic import AfterValidator

from pulumi_acm.problems import Problem
from pulumi_acm.services import APPLICATION_LOAD_BALANCER, NETWORK_LOAD_BALANCER
from pulumi_acm.spec_problems import rule
from pulumi_acm.spec_types import later

SERVICES: Final = {"HTTPS": APPLICATION_LOAD_BALANCER, "TLS": NETWORK_LOAD_BALANCER}
"""A listener's protocol, and the load balancer that has it."""
_PROTOCOLS: Final = {"app": "HTTPS", "net": "TLS"}
_PREFIX: Final = re.compile(r"arn:[a-z-]+:elasticloadbalancing:(?P<region>[a-z0-9-]+):\d{12}:")
_LISTENER: Final = re.compile(_PREFIX.pattern + r"listener/(?P<kind>app|net)/[\w-]+/\w+/\w+")
_LOAD_BALANCER: Final = re.compile(_PREFIX.pattern + r"loadbalancer/(?P<kind>app|net)/[\w-]+/\w+")
_TARGET_GROUP: Final = re.compile(_PREFIX.pattern + r"targetgroup/[\w-]+/\w+")


def _like(form: re.Pattern[str], example: str) -> AfterValidator:
    """Return what refuses every other ARN."""

    def check(value: str) -> str:
        if not form.fullmatch(value):
            where = "arn:aws:elasticloadbalancing:<region>:<account>"
            raise rule(f"its ARN is written as in {where}:{example}")
        return value

    return AfterValidator(check)


Listener: TypeAlias = Annotated[str, _like(_LISTENER, "listener/app/<name>/<id>/<id>")]
LaterListener: TypeAlias = Annotated[Listener, later]
LaterLoadBalancer: TypeAlias = Annotated[
    str, _like(_LOAD_BALANCER, "loadbalancer/app/<name>/<id>"), later
]
LaterTargetGroup: TypeAlias = Annotated[str, _like(_TARGET_GROUP, "targetgroup/<name>/<id>"), later]


def place_problems(
    arns: Mapping[str, Any], region: str | None, protocol: str | None
) -> Iterator[Problem]:
    """Yield what is wrong with well-formed ARNs, by argument, beside a region and a protocol.

    What comes later, as an Output, says nothing; and of what is None, nothing is said.
    """
    for at, arn in arns.items():
        if not isinstance(arn, str):
            continue
        matched = _LISTENER.match(arn) or _LOAD_BALANCER.match(arn)
        here = _PREFIX.match(arn)
        if region and here and here["region"] != region:
            way_out = f'give "region": "{here["region"]}"'
            yield Problem(at, f"it is in {here['region']}, not in {region}; {way_out}", arn)
        has = _PROTOCOLS[matched["kind"]] if matched else protocol
        if protocol and has and has != protocol:
            of = SERVICES[has].name
            way_out = f'give "protocol": "{has}"'
            yield Problem(at, f"{of}s have no {protocol} listeners; {way_out}", arn)
