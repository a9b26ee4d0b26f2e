"""An environment: what it is, and how AWS shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

from . import load_balancer, options
from .namespaces import ENVIRONMENT, LOAD_BALANCER
from .options import CLASSIC

if TYPE_CHECKING:
    from datetime import datetime

    from .options import Options

LAUNCHING = "Launching"
READY = "Ready"
UPDATING = "Updating"
TERMINATING = "Terminating"
TERMINATED = "Terminated"


@dataclass(frozen=True)
class Platform:
    """What an environment runs on, in AWS's two ways to say it."""

    stack: str
    arn: str


@dataclass
class Environment:
    """One environment in one region. Plain data, so that it can be kept in a snapshot."""

    id: str
    name: str
    application: str
    account: str
    region: str
    description: str | None
    tier: str
    tier_type: str
    cname: str | None
    platform: Platform
    settings: Options
    tags: dict[str, str]
    status: str = LAUNCHING
    works: bool = False
    """Whether it was launched without a fault: a failed launch leaves no load balancer behind."""
    wanted: tuple[Platform, Options] | None = None
    """What an update leads to, unless it fails."""
    changed_at: datetime = field(default_factory=clock.now)
    """When the status last began to change."""
    created_at: datetime = field(default_factory=clock.now)
    updated_at: datetime = field(default_factory=clock.now)

    @property
    def arn(self) -> str:
        """The ARN."""
        where = f"{self.region}:{self.account}"
        return f"arn:aws:elasticbeanstalk:{where}:environment/{self.application}/{self.name}"

    @property
    def load_balancer_type(self) -> str:
        """The type that cannot be changed."""
        return options.of(self.settings, ENVIRONMENT, "LoadBalancerType")

    @property
    def load_balancer(self) -> str | None:
        """The ARN of its load balancer, if it has one of its own."""
        if not self.works or not load_balancer.has_own(self.settings, self.tier):
            return None
        return load_balancer.arn(
            self.id, self.load_balancer_type, account=self.account, region=self.region
        )

    @property
    def certificates(self) -> list[str]:
        """The ARNs of all certificates in use: during an update, the new ones too."""
        if self.status == TERMINATED:
            return []
        served = load_balancer.certificates_of(self.settings, self.tier)
        if self.wanted is not None:
            served += load_balancer.certificates_of(self.wanted[1], self.tier)
        return served if self.works else []

    @property
    def _health(self) -> str:
        if self.status == READY:
            return "Green" if self.works else "Red"
        return "Grey"

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "EnvironmentName": self.name,
            "EnvironmentId": self.id,
            "ApplicationName": self.application,
            "SolutionStackName": self.platform.stack,
            "PlatformArn": self.platform.arn,
            "Description": self.description,
            "EndpointURL": self._endpoint(),
            "CNAME": self.cname,
            "DateCreated": self.created_at,
            "DateUpdated": self.updated_at,
            "Status": self.status,
            "AbortableOperationInProgress": self.status == UPDATING,
            "Health": self._health,
            "Tier": {"Name": self.tier, "Type": self.tier_type, "Version": "1.0"},
            "EnvironmentLinks": [],
            "EnvironmentArn": self.arn,
        }

    def resources(self) -> dict[str, Any]:
        """Show what it is made of, as far as the sandbox has it: its load balancer."""
        names = []
        if self.load_balancer:
            classic = self.load_balancer_type == CLASSIC
            # Of a classic one the name is shown, of the others the ARN.
            names = [load_balancer.name(self.id, CLASSIC) if classic else self.load_balancer]
        elif self.works and options.is_shared(self.settings):
            names = [self._shared]
        return {
            "EnvironmentName": self.name,
            "AutoScalingGroups": [],
            "Instances": [],
            "LaunchConfigurations": [],
            "LaunchTemplates": [],
            "LoadBalancers": [{"Name": name} for name in names],
            "Triggers": [],
            "Queues": [],
        }

    @property
    def _shared(self) -> str:
        """The ARN of the load balancer that is the user's own."""
        return options.of(self.settings, LOAD_BALANCER, "SharedLoadBalancer")

    def _endpoint(self) -> str | None:
        """Give the name of the load balancer, or the address of the one instance (RFC 5737's)."""
        if not self.works or self.tier != "WebServer":
            return None
        if options.is_shared(self.settings):
            name = self._shared.split("/")[-2]
        elif self.load_balancer:
            name = load_balancer.name(self.id, self.load_balancer_type)
        else:
            return "192.0.2.1"
        return f"{name}-1234567890.{self.region}.elb.amazonaws.com"
