"""The namespaces of option settings: which there are, and what may stand in those that matter here.

guide, "General options for all environments", as of 2026-08; defaults and values are the guide's.
The options that shape the load balancer are known one by one; of the other namespaces every option
is taken, because what they configure (instances, health, logs) is not in the sandbox.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    Options = Mapping[str, tuple[str, ...] | None]

ENVIRONMENT = "aws:elasticbeanstalk:environment"
LOAD_BALANCER = "aws:elbv2:loadbalancer"
LISTENER = "aws:elbv2:listener:"
CLASSIC_DEFAULT_LISTENER = "aws:elb:listener"
CLASSIC_LISTENER = "aws:elb:listener:"

_BOOLEAN = ("true", "false")
_CLASSIC_PROTOCOLS = ("HTTP", "HTTPS", "TCP", "SSL")

# None: any value.
_LISTENER: Options = {
    "DefaultProcess": None,
    "ListenerEnabled": _BOOLEAN,
    # Of which a load balancer of one type has two: see options.py.
    "Protocol": ("HTTP", "HTTPS", "TCP", "TLS"),
    "Rules": None,
    "SSLCertificateArns": None,
    "SSLPolicy": None,
}
_CLASSIC_LISTENER: Options = {
    "InstancePort": None,
    "InstanceProtocol": _CLASSIC_PROTOCOLS,
    "ListenerEnabled": _BOOLEAN,
    "ListenerProtocol": _CLASSIC_PROTOCOLS,
    "PolicyNames": None,
    "SSLCertificateId": None,
}
_KNOWN: Mapping[str, Options] = {
    ENVIRONMENT: {
        "EnvironmentType": ("LoadBalanced", "SingleInstance"),
        "LoadBalancerIsShared": _BOOLEAN,
        "LoadBalancerType": ("classic", "application", "network"),
        "ServiceRole": None,
    },
    LOAD_BALANCER: {
        "AccessLogsS3Bucket": None,
        "AccessLogsS3Enabled": _BOOLEAN,
        "AccessLogsS3Prefix": None,
        "IdleTimeout": None,
        "IpAddressType": ("ipv4", "dualstack"),
        "ManagedSecurityGroup": None,
        "SecurityGroups": None,
        "SharedLoadBalancer": None,
    },
    f"{LISTENER}default": _LISTENER,
    CLASSIC_DEFAULT_LISTENER: {
        name: values for name, values in _CLASSIC_LISTENER.items() if name != "SSLCertificateId"
    }
    | {"ListenerProtocol": ("HTTP", "TCP")},
    # Not here: the deprecated options, which name a certificate too. Refused by name: options.py.
    "aws:elb:loadbalancer": {
        "CrossZone": _BOOLEAN,
        "ManagedSecurityGroup": None,
        "SecurityGroups": None,
    },
}
DEPRECATED = frozenset(
    ("aws:elb:loadbalancer", name)
    for name in (
        "LoadBalancerHTTPPort",
        "LoadBalancerHTTPSPort",
        "LoadBalancerPortProtocol",
        "LoadBalancerSSLPortProtocol",
        "SSLCertificateId",
    )
)
_PORT = re.compile(r"[1-9]\d{0,4}")
_LAST_PORT = 65535

_OTHERS = frozenset(
    {
        "aws:autoscaling:asg",
        "aws:autoscaling:launchconfiguration",
        "aws:autoscaling:scheduledaction",
        "aws:autoscaling:trigger",
        "aws:autoscaling:updatepolicy:rollingupdate",
        "aws:ec2:instances",
        "aws:ec2:vpc",
        "aws:elasticbeanstalk:application",
        "aws:elasticbeanstalk:application:environment",
        "aws:elasticbeanstalk:cloudwatch:logs",
        "aws:elasticbeanstalk:cloudwatch:logs:health",
        "aws:elasticbeanstalk:command",
        "aws:elasticbeanstalk:environment:proxy",
        "aws:elasticbeanstalk:environment:proxy:staticfiles",
        "aws:elasticbeanstalk:healthreporting:system",
        "aws:elasticbeanstalk:hostmanager",
        "aws:elasticbeanstalk:managedactions",
        "aws:elasticbeanstalk:managedactions:platformupdate",
        "aws:elasticbeanstalk:monitoring",
        "aws:elasticbeanstalk:sns:topics",
        "aws:elasticbeanstalk:sqsd",
        "aws:elasticbeanstalk:trafficsplitting",
        "aws:elasticbeanstalk:xray",
        "aws:elb:healthcheck",
        "aws:elb:policies",
    }
)
# With a name of the user's own, or a platform's, at the end.
_OPEN = (
    "aws:elasticbeanstalk:container:",
    "aws:elasticbeanstalk:environment:process:",
    "aws:elb:policies:",
    "aws:elbv2:listenerrule:",
)


def is_known(namespace: str, option: str) -> bool:
    """Tell whether there is such an option."""
    known = _of(namespace)
    if known is not None:
        return option in known
    return bool(option) and (namespace in _OTHERS or namespace.startswith(_OPEN))


def allowed(namespace: str, option: str) -> tuple[str, ...] | None:
    """List the values of an option; None where there is no list."""
    return (_of(namespace) or {}).get(option)


def port(namespace: str) -> int | None:
    """Read the port that a listener's namespace ends in; None for all others."""
    for prefix in (LISTENER, CLASSIC_LISTENER):
        end = namespace.removeprefix(prefix)
        if end != namespace and is_port(end):
            return int(end)
    return None


def is_port(value: str) -> bool:
    """Tell whether a value is the number of a port."""
    return bool(_PORT.fullmatch(value)) and int(value) <= _LAST_PORT


def _of(namespace: str) -> Options | None:
    if port(namespace) is not None:
        return _LISTENER if namespace.startswith(LISTENER) else _CLASSIC_LISTENER
    return _KNOWN.get(namespace)
