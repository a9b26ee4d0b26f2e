"""Option settings: checked at the call, as far as AWS does so there.

Whether the load balancer can be built of them is seen later: see load_balancer.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import namespaces
from .namespaces import CLASSIC_DEFAULT_LISTENER, ENVIRONMENT, LISTENER, LOAD_BALANCER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Options = dict[tuple[str, str, str], str]
"""The values, by namespace, name, and the name of the resource (of scheduled actions only)."""

CODE = "ConfigurationValidationException"

CLASSIC, APPLICATION, NETWORK = "classic", "application", "network"

# guide, aws:elbv2:listener:listener_port: the values of Protocol, and its default first.
PROTOCOLS: Mapping[str, tuple[str, str]] = {
    APPLICATION: ("HTTP", "HTTPS"),
    NETWORK: ("TCP", "TLS"),
}

# guide, "General options for all environments".
_DEFAULTS: Mapping[tuple[str, str], str] = {
    (ENVIRONMENT, "EnvironmentType"): "LoadBalanced",
    (ENVIRONMENT, "LoadBalancerType"): CLASSIC,
    (ENVIRONMENT, "LoadBalancerIsShared"): "false",
}


def given(settings: Iterable[Mapping[str, Any]]) -> Options:
    """Read the settings of a request.

    Raises:
        AwsError: for an option that there is not, or a value that it cannot have.
        NotInTheSandboxError: for a deprecated one.
    """
    options = {}
    for setting in settings:
        namespace, name = setting.get("Namespace", ""), setting.get("OptionName", "")
        value = setting.get("Value", "")
        if (namespace, name) in namespaces.DEPRECATED:
            raise NotInTheSandboxError(
                f"elasticbeanstalk option {name} of {namespace}: it is deprecated; use the "
                f"namespace {namespaces.CLASSIC_LISTENER}PORT"
            )
        if not namespaces.is_known(namespace, name):
            # pulumi/pulumi-aws#3461
            raise AwsError(
                CODE,
                f"Configuration validation exception: Invalid option specification (Namespace: "
                f"'{namespace}', OptionName: '{name}'): Unknown configuration setting.",
            )
        _check_value(namespace, name, value, namespaces.allowed(namespace, name))
        if ":server-certificate/" in value:
            raise NotInTheSandboxError(f"IAM server certificate {value}")
        if name == "InstancePort" and not namespaces.is_port(value):
            raise invalid(namespace, name, value, "Value is not a port.")  # mem
        options[namespace, name, setting.get("ResourceName", "")] = value
    return options


def changed(options: Options, added: Options, removed: Iterable[Mapping[str, Any]]) -> Options:
    """Apply a change; what is removed goes back to its default."""
    gone = {
        (item.get("Namespace", ""), item.get("OptionName", ""), item.get("ResourceName", ""))
        for item in removed
    }
    return {key: value for key, value in options.items() if key not in gone} | added


def check(options: Options) -> None:
    """Check that settings go together.

    Raises:
        AwsError: the rules are the guide's; the words after the second colon are mem.
    """
    kind = of(options, ENVIRONMENT, "LoadBalancerType")
    if kind in PROTOCOLS:
        for (namespace, name, _), value in options.items():
            if namespace.startswith(LISTENER) and name == "Protocol":
                _check_value(namespace, name, value, PROTOCOLS[kind])
    if is_shared(options):
        if kind != APPLICATION:
            raise invalid(
                ENVIRONMENT,
                "LoadBalancerIsShared",
                "true",
                "Only an Application Load Balancer can be shared.",
            )
        arn = of(options, LOAD_BALANCER, "SharedLoadBalancer")
        if ":loadbalancer/app/" not in arn:
            raise invalid(
                LOAD_BALANCER,
                "SharedLoadBalancer",
                arn or "null",
                "It must be the ARN of an Application Load Balancer.",
            )


def check_kept(before: Options, after: Options) -> None:
    """Refuse to change what stays as it was at the creation.

    Raises:
        AwsError: guide, at each of the options: "can't be changed after the environment is
            created"; the words are mem.
    """
    for namespace, name in (
        (ENVIRONMENT, "LoadBalancerType"),
        (ENVIRONMENT, "LoadBalancerIsShared"),
        (LOAD_BALANCER, "SharedLoadBalancer"),
    ):
        if of(before, namespace, name) != of(after, namespace, name):
            raise invalid(
                namespace,
                name,
                of(after, namespace, name),
                "It can't be changed after the environment is created.",
            )


def of(options: Options, namespace: str, name: str, default: str = "") -> str:
    """Give the value of an option, or its default."""
    default = _DEFAULTS.get((namespace, name), default)
    return options.get((namespace, name, ""), default)


def is_shared(options: Options) -> bool:
    """Tell whether the load balancer is the user's own, shared with other environments."""
    return of(options, ENVIRONMENT, "LoadBalancerIsShared") == "true"


def shown(options: Options) -> list[dict[str, str]]:
    """Show all settings as DescribeConfigurationSettings does, with the defaults that matter."""
    complete = {(namespace, name, ""): value for (namespace, name), value in _DEFAULTS.items()}
    complete |= _listener_defaults(options) | options
    return [
        {
            "Namespace": namespace,
            "OptionName": name,
            "Value": value,
            **({"ResourceName": resource} if resource else {}),
        }
        for (namespace, name, resource), value in sorted(complete.items())
    ]


def invalid(namespace: str, name: str, value: str, reason: str) -> AwsError:
    """Make the error of a value: the form of hashicorp/terraform-provider-aws#10131."""
    return AwsError(
        CODE,
        f"Configuration validation exception: Invalid option value: '{value}' (Namespace: "
        f"'{namespace}', OptionName: '{name}'): {reason}",
    )


def _check_value(namespace: str, name: str, value: str, allowed: tuple[str, ...] | None) -> None:
    if allowed is not None and value not in allowed:
        raise invalid(
            namespace,
            name,
            value,
            f"Value is not one of the allowed values: [{', '.join(allowed)}]",  # mem
        )


def _listener_defaults(options: Options) -> Options:
    """List what the default listener has that nothing is said about."""
    kind = of(options, ENVIRONMENT, "LoadBalancerType")
    if kind == CLASSIC:
        return {
            (CLASSIC_DEFAULT_LISTENER, "ListenerEnabled", ""): "true",
            (CLASSIC_DEFAULT_LISTENER, "ListenerProtocol", ""): "HTTP",
            (CLASSIC_DEFAULT_LISTENER, "InstancePort", ""): "80",
            (CLASSIC_DEFAULT_LISTENER, "InstanceProtocol", ""): "HTTP",
        }
    return {
        (f"{LISTENER}default", "DefaultProcess", ""): "default",
        (f"{LISTENER}default", "ListenerEnabled", ""): "true",
        (f"{LISTENER}default", "Protocol", ""): PROTOCOLS[kind][0],
    }
