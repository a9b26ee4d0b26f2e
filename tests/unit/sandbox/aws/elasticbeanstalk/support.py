"""What the tests of Elastic Beanstalk begin with: applications, settings and environments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.support import HOME

if TYPE_CHECKING:
    from collections.abc import Mapping

    from unit.sandbox.aws.support import World

STACK = "64bit Amazon Linux 2023 v4.6.0 running Python 3.13"
ENVIRONMENT = "aws:elasticbeanstalk:environment"

Settings = dict[tuple[str, str], str]

APPLICATION: Settings = {(ENVIRONMENT, "LoadBalancerType"): "application"}
NETWORK: Settings = {(ENVIRONMENT, "LoadBalancerType"): "network"}


def https(certificate: str) -> Settings:
    """Write the settings of HTTPS at an Application Load Balancer."""
    return APPLICATION | listener(
        ListenerEnabled="true", Protocol="HTTPS", SSLCertificateArns=certificate
    )


def tls(certificate: str) -> Settings:
    """Write the settings of TLS at a Network Load Balancer."""
    return NETWORK | listener(Protocol="TLS", SSLCertificateArns=certificate)


def listener(port: str = "443", **options: str) -> Settings:
    """Write the settings of a listener of those two."""
    return {(f"aws:elbv2:listener:{port}", name): value for name, value in options.items()}


def classic(certificate: str, **options: str) -> Settings:
    """Write the settings of HTTPS at a Classic Load Balancer."""
    given = {
        "ListenerProtocol": "HTTPS",
        "SSLCertificateId": certificate,
        "InstancePort": "80",
        "InstanceProtocol": "HTTP",
    } | options
    return {("aws:elb:listener:443", name): value for name, value in given.items()}


def written(settings: Mapping[tuple[str, str], str]) -> list[dict[str, str]]:
    """Write settings as the API has them."""
    return [
        {"Namespace": namespace, "OptionName": name, "Value": value}
        for (namespace, name), value in settings.items()
    ]


class Beanstalk:
    """Elastic Beanstalk of a world, in one region, with an application."""

    def __init__(self, world: World, region: str = HOME) -> None:
        """Look at a world."""
        self.world = world
        self.client = world.client("elasticbeanstalk", region)

    def application(self, name: str = "app", **options: Any) -> str:
        """Create an application; give its name."""
        self.client.create_application(ApplicationName=name, **options)
        return name

    def create(
        self, settings: Mapping[tuple[str, str], str], name: str = "web-prod", **options: Any
    ) -> str:
        """Create an environment, in an application that is there; give its id."""
        options = {"ApplicationName": "app", "SolutionStackName": STACK} | options
        made = self.client.create_environment(
            EnvironmentName=name, OptionSettings=written(settings), **options
        )
        created: str = made["EnvironmentId"]
        return created

    def update(
        self, environment: str, settings: Mapping[tuple[str, str], str], **options: Any
    ) -> dict[str, Any]:
        """Change the settings of an environment."""
        changed: dict[str, Any] = self.client.update_environment(
            EnvironmentId=environment, OptionSettings=written(settings), **options
        )
        return changed

    def shown(self, environment: str) -> dict[str, Any]:
        """Show an environment."""
        found = self.client.describe_environments(EnvironmentIds=[environment])["Environments"]
        shown: dict[str, Any] = found[0]
        return shown

    def settings(self, name: str = "web-prod") -> Settings:
        """Read the settings of an environment."""
        found = self.client.describe_configuration_settings(
            ApplicationName="app", EnvironmentName=name
        )["ConfigurationSettings"]
        return {
            (setting["Namespace"], setting["OptionName"]): setting["Value"]
            for setting in found[0]["OptionSettings"]
        }

    def load_balancers(self, environment: str) -> list[str]:
        """Name the load balancers of an environment."""
        found = self.client.describe_environment_resources(EnvironmentId=environment)
        return [item["Name"] for item in found["EnvironmentResources"]["LoadBalancers"]]

    def errors(self, environment: str) -> list[str]:
        """List what went wrong, the earliest first."""
        found = self.client.describe_events(EnvironmentId=environment, Severity="ERROR")["Events"]
        return [event["Message"] for event in reversed(found)]

    def wait(self) -> None:
        """Let a minute pass."""
        clock.advance(timedelta(minutes=1))
