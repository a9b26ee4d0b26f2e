"""Option settings, as far as they are checked at the call."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.elasticbeanstalk import namespaces
from unit.sandbox.aws.elasticbeanstalk.support import (
    APPLICATION,
    ENVIRONMENT,
    NETWORK,
    listener,
    written,
)
from unit.sandbox.aws.support import HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk, Settings

CODE = "ConfigurationValidationException"
SHARED = "aws:elbv2:loadbalancer"
BALANCER = f"arn:aws:elasticloadbalancing:{HOME}:123456789012:loadbalancer/app/web/0123456789abcdef"


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("aws:elb:loadbalancer", "LoadBalancerType"),
        ("aws:elasticbeanstalk:environment", "Domain"),
        ("aws:elbv2:listener:443", "SSLCertificateId"),
        ("aws:elb:listener:443", "SSLCertificateArns"),
        ("aws:elb:listener", "SSLCertificateId"),
        ("aws:elbv2:listener:https", "Protocol"),
        ("aws:elbv2:listener:99999", "Protocol"),
        ("aws:nothing", "MinSize"),
        ("", "MinSize"),
    ],
)
def test_an_option_that_there_is_not(eb: Beanstalk, namespace: str, name: str) -> None:
    """The words of pulumi/pulumi-aws#3461."""
    message = (
        f"Configuration validation exception: Invalid option specification (Namespace: "
        f"'{namespace}', OptionName: '{name}'): Unknown configuration setting."
    )
    with refused(CODE, message):
        eb.create({(namespace, name): "x"})
    made = eb.create({})
    with refused(CODE, message):
        eb.update(made, {(namespace, name): "x"})


@pytest.mark.parametrize(
    ("namespace", "name"),
    [
        ("aws:autoscaling:asg", "MinSize"),
        ("aws:elasticbeanstalk:application:environment", "ANYTHING"),
        ("aws:elasticbeanstalk:container:python", "WSGIPath"),
        ("aws:elasticbeanstalk:environment:process:https", "Port"),
        ("aws:elb:policies:tls", "SSLReferencePolicy"),
        ("aws:elbv2:listenerrule:api", "PathPatterns"),
        ("aws:elbv2:listener:default", "ListenerEnabled"),
        ("aws:elb:listener:8443", "PolicyNames"),
    ],
)
def test_options_that_there_are(namespace: str, name: str) -> None:
    """Guide, "General options for all environments"."""
    assert namespaces.is_known(namespace, name)


@pytest.mark.parametrize(
    ("settings", "value", "where", "allowed"),
    [
        (
            {(ENVIRONMENT, "LoadBalancerType"): "gateway"},
            "gateway",
            f"'{ENVIRONMENT}', OptionName: 'LoadBalancerType'",
            "classic, application, network",
        ),
        (
            APPLICATION | listener(Protocol="TLS"),
            "TLS",
            "'aws:elbv2:listener:443', OptionName: 'Protocol'",
            "HTTP, HTTPS",
        ),
        (
            NETWORK | listener(Protocol="HTTPS"),
            "HTTPS",
            "'aws:elbv2:listener:443', OptionName: 'Protocol'",
            "TCP, TLS",
        ),
        (
            {("aws:elb:listener:443", "ListenerEnabled"): "yes"},
            "yes",
            "'aws:elb:listener:443', OptionName: 'ListenerEnabled'",
            "true, false",
        ),
    ],
)
def test_a_value_that_an_option_cannot_have(
    eb: Beanstalk, settings: Settings, value: str, where: str, allowed: str
) -> None:
    """Guide, at each option; the form of terraform-provider-aws#10131, the end from memory."""
    with refused(
        CODE,
        f"Configuration validation exception: Invalid option value: '{value}' (Namespace: {where})"
        f": Value is not one of the allowed values: [{allowed}]",
    ):
        eb.create(settings)


def test_a_port_is_a_number(eb: Beanstalk) -> None:
    """Guide, InstancePort: 1 to 65535."""
    with refused(CODE):
        eb.create({("aws:elb:listener:443", "InstancePort"): "0"})


@pytest.mark.parametrize("name", ["SSLCertificateId", "LoadBalancerHTTPSPort"])
def test_deprecated_options_are_refused_by_name(eb: Beanstalk, name: str) -> None:
    """Guide, aws:elb:loadbalancer: "(deprecated)"."""
    with refused(
        "NotInTheSandbox",
        f"the sandbox has no elasticbeanstalk option {name} of aws:elb:loadbalancer: it is "
        "deprecated; use the namespace aws:elb:listener:PORT",
    ):
        eb.create({("aws:elb:loadbalancer", name): "x"})


def test_iam_certificates_are_refused_by_name(eb: Beanstalk) -> None:
    """There is no IAM."""
    arn = "arn:aws:iam::123456789012:server-certificate/one"
    with refused("NotInTheSandbox", f"the sandbox has no IAM server certificate {arn}"):
        eb.create({("aws:elb:listener:443", "SSLCertificateId"): arn})


def test_the_type_of_the_load_balancer_stays(eb: Beanstalk) -> None:
    """Guide, "Note": "You can choose the type ... only during environment creation"."""
    made = eb.create(APPLICATION)
    with refused(CODE):
        eb.update(made, NETWORK)
    with refused(CODE):
        eb.update(
            made,
            {},
            OptionsToRemove=[{"Namespace": ENVIRONMENT, "OptionName": "LoadBalancerType"}],
        )
    assert eb.settings()[ENVIRONMENT, "LoadBalancerType"] == "application"


def test_a_shared_load_balancer(eb: Beanstalk) -> None:
    """Guide, LoadBalancerIsShared and SharedLoadBalancer."""
    shared = {(ENVIRONMENT, "LoadBalancerIsShared"): "true"}
    with refused(CODE):
        eb.create(shared)
    with refused(CODE):
        eb.create(APPLICATION | shared)
    with refused(CODE):
        eb.create(APPLICATION | shared | {(SHARED, "SharedLoadBalancer"): "web"})
    made = eb.create(APPLICATION | shared | {(SHARED, "SharedLoadBalancer"): BALANCER})
    assert eb.load_balancers(made) == [BALANCER]
    assert eb.shown(made)["EndpointURL"].startswith("web-")


def test_settings_are_shown_with_the_defaults_that_matter(eb: Beanstalk) -> None:
    """Guide, "Default"; the provider keeps those that the user has set."""
    eb.create({})
    assert eb.settings() == {
        (ENVIRONMENT, "EnvironmentType"): "LoadBalanced",
        (ENVIRONMENT, "LoadBalancerType"): "classic",
        (ENVIRONMENT, "LoadBalancerIsShared"): "false",
        ("aws:elb:listener", "InstancePort"): "80",
        ("aws:elb:listener", "InstanceProtocol"): "HTTP",
        ("aws:elb:listener", "ListenerEnabled"): "true",
        ("aws:elb:listener", "ListenerProtocol"): "HTTP",
    }
    eb.create(NETWORK, "network")
    assert eb.settings("network")["aws:elbv2:listener:default", "Protocol"] == "TCP"


def test_a_scheduled_action_has_a_name(eb: Beanstalk) -> None:
    """API model, ResourceName: two actions have the same options."""
    settings = [
        {**setting, "ResourceName": resource}
        for resource in ("night", "day")
        for setting in written({("aws:autoscaling:scheduledaction", "MinSize"): resource})
    ]
    eb.client.create_environment(
        ApplicationName="app",
        EnvironmentName="web-prod",
        SolutionStackName="64bit Amazon Linux 2023 v4.6.0 running Docker",
        OptionSettings=settings,
    )
    found = eb.client.describe_configuration_settings(
        ApplicationName="app", EnvironmentName="web-prod"
    )["ConfigurationSettings"][0]["OptionSettings"]
    assert {item["Value"] for item in found if "ResourceName" in item} == {"night", "day"}
