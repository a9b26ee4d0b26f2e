"""Elastic Load Balancing in one account and region: the operations on Classic Load Balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BackendDict, BaseBackend

from acm_sandbox.aws.ec2.lookup import Networks
from acm_sandbox.aws.elbv2 import names, tags
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError
from acm_sandbox.aws.paging import page

from . import certificates, listeners, networks
from .load_balancer import LoadBalancer

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from acm_sandbox.aws.ec2.lookup import Subnet
    from acm_sandbox.aws.services import Backends

    from .listeners import Listener


class ElbBackend(BaseBackend):
    """The Classic Load Balancers of one account in one region.

    A method of an operation's name takes the parameters as the API names them, and gives the result
    likewise.
    """

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin with nothing."""
        super().__init__(region_name, account_id)
        self.load_balancers: dict[str, LoadBalancer] = {}

    def create_load_balancer(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a load balancer, or find the one of this name if it is the same."""
        name = parameters["LoadBalancerName"]
        names.check(name, what="load balancer")
        scheme = networks.scheme(parameters)
        subnets = networks.first_subnets(parameters, self._networks)
        vpc = subnets[0].vpc
        networks.check_reachable(self._networks, vpc, scheme)
        groups = parameters.get("SecurityGroups", [])
        where = f"{self.partition}:elasticloadbalancing:{self.region_name}:{self.account_id}"
        created = LoadBalancer(
            arn=f"arn:{where}:loadbalancer/{name}",
            name=name,
            account=self.account_id,
            region=self.region_name,
            scheme=scheme,
            vpc=vpc,
            subnets=subnets,
            security_groups=networks.security_groups(groups, self._networks, vpc),
            listeners=self._added({}, parameters["Listeners"]),
            tags=tags.added(parameters.get("Tags", [])),
        )
        created.shown()  # refused now rather than when asked for
        there = self.load_balancers.setdefault(name, created)
        if there.settings != created.settings:
            # model: DuplicateAccessPointNameException.
            raise AwsError(
                "DuplicateLoadBalancerName",
                f"Load Balancer named {name} already exists and it is configured with different "
                "parameters.",
            )
        return {"DNSName": there.dns_name}

    def describe_load_balancers(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show load balancers: those named, or a page of all."""
        wanted = parameters.get("LoadBalancerNames")
        found = [self._find(name) for name in wanted or self.load_balancers]
        shown, marker = page(found, parameters)
        return {
            "LoadBalancerDescriptions": [item.shown() for item in shown],
            "NextMarker": marker,
        }

    def delete_load_balancer(self, parameters: Mapping[str, Any]) -> None:
        """Delete a load balancer; to delete what is gone succeeds (model)."""
        self.load_balancers.pop(parameters["LoadBalancerName"], None)

    # Listeners.

    def create_load_balancer_listeners(self, parameters: Mapping[str, Any]) -> None:
        """Add listeners, all or none; the same once more changes nothing (model)."""
        there = self._named(parameters)
        there.listeners = self._added(there.listeners, parameters["Listeners"])

    def delete_load_balancer_listeners(self, parameters: Mapping[str, Any]) -> None:
        """Delete the listeners of ports; those that are gone are deleted already."""
        there = self._named(parameters)
        for port in parameters["LoadBalancerPorts"]:
            there.listeners.pop(port, None)

    def set_load_balancer_listener_ssl_certificate(self, parameters: Mapping[str, Any]) -> None:
        """Give a listener another certificate, in place."""
        there = self._named(parameters)
        port, certificate = parameters["LoadBalancerPort"], parameters["SSLCertificateId"]
        if port not in there.listeners:
            raise AwsError(
                "ListenerNotFound",
                f"Load Balancer named {there.name} does not have a listener on port {port}",
            )
        if not there.listeners[port].secure:
            raise AwsError(
                "InvalidConfigurationRequest",
                f"The listener on port {port} is not secure: it takes no certificate",
            )
        certificates.check(self.account_id, self.region_name, certificate)
        there.listeners[port].certificate = certificate

    def _added(
        self, there: Mapping[int, Listener], given: Iterable[Mapping[str, Any]]
    ) -> dict[int, Listener]:
        result = dict(there)
        for item in given:
            listener = listeners.read(item)
            if listener.certificate is not None:
                certificates.check(self.account_id, self.region_name, listener.certificate)
            if result.setdefault(listener.port, listener) != listener:
                # model: DuplicateListenerException.
                raise AwsError(
                    "DuplicateListener",
                    f"A listener already exists on port {listener.port}, with other settings",
                )
        return result

    # Networks.

    def apply_security_groups_to_load_balancer(
        self, parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Give a load balancer other security groups."""
        there = self._named(parameters)
        there.security_groups = networks.security_groups(
            parameters["SecurityGroups"], self._networks, there.vpc
        )
        return {"SecurityGroups": [group.id for group in there.security_groups]}

    def attach_load_balancer_to_subnets(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Add subnets."""
        there = self._named(parameters)
        self._add(there, networks.subnets(parameters["Subnets"], self._networks))
        return {"Subnets": [subnet.id for subnet in there.subnets]}

    def detach_load_balancer_from_subnets(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Remove subnets."""
        there = self._named(parameters)
        self._keep(there, [item for item in there.subnets if item.id not in parameters["Subnets"]])
        return {"Subnets": [subnet.id for subnet in there.subnets]}

    def enable_availability_zones_for_load_balancer(
        self, parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Add the default VPC's subnets of zones (model: not for other VPCs)."""
        there = self._named(parameters)
        self._add(there, networks.of_zones(parameters["AvailabilityZones"], self._networks))
        return {"AvailabilityZones": [subnet.zone for subnet in there.subnets]}

    def disable_availability_zones_for_load_balancer(
        self, parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        """Remove the subnets of zones."""
        there = self._named(parameters)
        zones = parameters["AvailabilityZones"]
        self._keep(there, [item for item in there.subnets if item.zone not in zones])
        return {"AvailabilityZones": [subnet.zone for subnet in there.subnets]}

    def _add(self, there: LoadBalancer, more: Sequence[Subnet]) -> None:
        self._keep(there, [*there.subnets, *(item for item in more if item not in there.subnets)])

    def _keep(self, there: LoadBalancer, subnets: Sequence[Subnet]) -> None:
        there.subnets = networks.together(subnets)

    # Health check, attributes, tags.

    def configure_health_check(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change the health check."""
        there = self._named(parameters)
        there.health = dict(parameters["HealthCheck"])
        return {"HealthCheck": there.health}

    def describe_load_balancer_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the attributes."""
        return {"LoadBalancerAttributes": self._named(parameters).attributes}

    def modify_load_balancer_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change attributes: a part of one leaves the rest of it."""
        there = self._named(parameters)
        given = parameters["LoadBalancerAttributes"]
        if given.get("AccessLog", {}).get("Enabled"):
            raise NotInTheSandboxError("elb access log: there is no S3")
        changed = dict(there.attributes)
        for name, value in given.items():
            changed[name] = value if isinstance(value, list) else changed[name] | value
        there.attributes = changed
        return {"LoadBalancerName": there.name, "LoadBalancerAttributes": given}

    def add_tags(self, parameters: Mapping[str, Any]) -> None:
        """Set tags of load balancers."""
        for there in [self._find(name) for name in parameters["LoadBalancerNames"]]:
            there.tags = tags.added(parameters["Tags"], beside=there.tags)

    def remove_tags(self, parameters: Mapping[str, Any]) -> None:
        """Remove tags of load balancers."""
        for there in [self._find(name) for name in parameters["LoadBalancerNames"]]:
            for tag in parameters["Tags"]:
                there.tags.pop(tag["Key"], None)

    def describe_tags(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags of load balancers."""
        return {
            "TagDescriptions": [
                {"LoadBalancerName": name, "Tags": tags.shown(self._find(name).tags)}
                for name in parameters["LoadBalancerNames"]
            ]
        }

    # What the operations share.

    @property
    def _networks(self) -> Networks:
        return Networks(self.account_id, self.region_name)

    def _named(self, parameters: Mapping[str, Any]) -> LoadBalancer:
        return self._find(parameters["LoadBalancerName"])

    def _find(self, name: str) -> LoadBalancer:
        if name not in self.load_balancers:
            # As users report it.
            raise AwsError(
                "LoadBalancerNotFound", f"There is no ACTIVE Load Balancer named '{name}'"
            )
        return self.load_balancers[name]


BACKENDS: Backends = BackendDict(ElbBackend, "elb")
