"""Application and Network Load Balancers: listeners, their certificates and their host rules."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from pulumi_acm.audit.model import Attachment
from pulumi_acm.audit.reading import Reader
from pulumi_acm.services import APPLICATION_LOAD_BALANCER, NETWORK_LOAD_BALANCER

_KINDS: Final = {"application": APPLICATION_LOAD_BALANCER, "network": NETWORK_LOAD_BALANCER}
_ENCRYPTED: Final = ("HTTPS", "TLS")
_PAGE: Final = 400
"""The most that each listing gives at once.

https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
"""


def attachments(reader: Reader) -> list[Attachment]:
    """Read a region's."""
    client = reader.client("elbv2")
    balancers = reader.items(
        client, "describe_load_balancers", ["LoadBalancers"], "load balancers", PageSize=_PAGE
    )
    return [
        each
        for balancer in balancers
        if balancer["Type"] in _KINDS
        for each in _of_balancer(reader, client, balancer)
    ]


def _of_balancer(reader: Reader, client: Any, balancer: Mapping[str, Any]) -> Iterator[Attachment]:
    name = balancer["LoadBalancerName"]
    listeners = reader.items(
        client,
        "describe_listeners",
        ["Listeners"],
        f"listeners of {name}",
        LoadBalancerArn=balancer["LoadBalancerArn"],
        PageSize=_PAGE,
    )
    for listener in listeners:
        if listener.get("Protocol") in _ENCRYPTED:
            yield from _of_listener(reader, client, balancer, listener)


def _of_listener(
    reader: Reader, client: Any, balancer: Mapping[str, Any], listener: Mapping[str, Any]
) -> Iterator[Attachment]:
    label = f"{balancer['LoadBalancerName']}:{listener['Port']}"
    arn = listener["ListenerArn"]
    hosts: tuple[str, ...] = ()
    if balancer["Type"] == "application":
        rules = reader.items(
            client,
            "describe_rules",
            ["Rules"],
            f"host rules of listener {label}",
            ListenerArn=arn,
            PageSize=_PAGE,
        )
        hosts = hosts_of(rules)
    certificates = reader.items(
        client,
        "describe_listener_certificates",
        ["Certificates"],
        f"certificates of listener {label}",
        ListenerArn=arn,
        PageSize=_PAGE,
    )
    for each in certificates:
        certificate = each["CertificateArn"]
        yield Attachment(
            # One of IAM's covers names that nobody here knows.
            certificate_arn=certificate if ":acm:" in certificate else "",
            account=reader.access.account,
            region=reader.region,
            service=_KINDS[balancer["Type"]].name,
            resource=arn,
            label=label,
            default=each.get("IsDefault", False),
            hosts=hosts,
        )


def hosts_of(rules: Iterator[Mapping[str, Any]]) -> tuple[str, ...]:
    """Return the hosts that rules ask for, each once; regular expressions are no names."""
    found = [
        host.lower()
        for rule in rules
        for condition in rule.get("Conditions", [])
        if condition.get("Field") == "host-header"
        # `Values` is the older form of the same.
        for host in condition.get("HostHeaderConfig", condition).get("Values", [])
    ]
    return tuple(dict.fromkeys(found))
