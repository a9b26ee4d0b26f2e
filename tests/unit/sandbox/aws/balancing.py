"""What the tests of load balancers begin with: a network, load balancers, certificates."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from unit.sandbox.aws.support import HOME

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

_numbers = count()

PROTOCOLS = {"application": ("HTTPS", "HTTP"), "network": ("TLS", "TCP")}


class Balancing:
    """The load balancers of a world, in one region."""

    def __init__(self, world: World, region: str = HOME) -> None:
        """Look at a world."""
        self.world = world
        self.region = region

    @property
    def ec2(self) -> Any:
        """The client of EC2."""
        return self.world.client("ec2", self.region)

    @property
    def elbv2(self) -> Any:
        """The client of Elastic Load Balancing v2."""
        return self.world.client("elbv2", self.region)

    @property
    def elb(self) -> Any:
        """The client of Elastic Load Balancing."""
        return self.world.client("elb", self.region)

    def vpc(self, *, internet: bool = True) -> str:
        """Create a VPC, connected to the internet unless told otherwise."""
        vpc: str = self.ec2.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]["VpcId"]
        if internet:
            gateway = self.ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"]
            self.ec2.attach_internet_gateway(InternetGatewayId=gateway, VpcId=vpc)
        return vpc

    def subnets(self, vpc: str, zones: str = "ab") -> list[str]:
        """Create subnets in zones, by their letters."""
        return [
            self.ec2.create_subnet(
                VpcId=vpc,
                CidrBlock=f"10.0.{next(_numbers) % 256}.0/24",
                AvailabilityZone=f"{self.region}{zone}",
            )["Subnet"]["SubnetId"]
            for zone in zones
        ]

    def default_subnets(self) -> list[str]:
        """List two subnets of the default VPC."""
        found = self.ec2.describe_subnets(Filters=[{"Name": "default-for-az", "Values": ["true"]}])
        by_zone = sorted(found["Subnets"], key=lambda subnet: subnet["AvailabilityZone"])
        return [subnet["SubnetId"] for subnet in by_zone[:2]]

    def load_balancer(self, kind: str = "application", **options: Any) -> str:
        """Create a load balancer, in the default VPC unless told otherwise; give its ARN."""
        options.setdefault("Name", f"lb-{next(_numbers)}")
        if "SubnetMappings" not in options:
            options.setdefault("Subnets", self.default_subnets())
        made = self.elbv2.create_load_balancer(Type=kind, **options)
        arn: str = made["LoadBalancers"][0]["LoadBalancerArn"]
        return arn

    def shown(self, arn: str) -> dict[str, Any]:
        """Describe a load balancer."""
        found = self.elbv2.describe_load_balancers(LoadBalancerArns=[arn])["LoadBalancers"]
        shown: dict[str, Any] = found[0]
        return shown

    def target_group(self, protocol: str = "HTTP", **options: Any) -> str:
        """Create a target group in the default VPC unless told otherwise; give its ARN."""
        options.setdefault("Name", f"tg-{next(_numbers)}")
        options.setdefault("Port", 80)
        if "VpcId" not in options:
            found = self.ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])
            options["VpcId"] = found["Vpcs"][0]["VpcId"]
        made = self.elbv2.create_target_group(Protocol=protocol, **options)
        arn: str = made["TargetGroups"][0]["TargetGroupArn"]
        return arn

    def listener(self, load_balancer: str, certificate: str | None, **options: Any) -> str:
        """Create a listener of a load balancer: with a certificate, or plain; give its ARN."""
        kind = "network" if "/net/" in load_balancer else "application"
        secure, plain = PROTOCOLS[kind]
        if certificate is not None:
            options = {"Certificates": [{"CertificateArn": certificate}]} | options
        options.setdefault("Protocol", secure if certificate else plain)
        options.setdefault("Port", 443)
        if "DefaultActions" not in options:
            options["DefaultActions"] = (
                [FIXED] if kind == "application" else [forward(self.target_group("TCP"))]
            )
        made = self.elbv2.create_listener(LoadBalancerArn=load_balancer, **options)
        arn: str = made["Listeners"][0]["ListenerArn"]
        return arn

    def add(self, listener: str, certificate: str) -> None:
        """Add a certificate to a listener's list."""
        self.elbv2.add_listener_certificates(
            ListenerArn=listener, Certificates=[{"CertificateArn": certificate}]
        )

    def remove(self, listener: str, certificate: str) -> None:
        """Remove a certificate from a listener's list."""
        self.elbv2.remove_listener_certificates(
            ListenerArn=listener, Certificates=[{"CertificateArn": certificate}]
        )

    def default(self, listener: str, certificate: str) -> None:
        """Make a certificate a listener's default."""
        self.elbv2.modify_listener(
            ListenerArn=listener, Certificates=[{"CertificateArn": certificate}]
        )

    def certificates(self, listener: str) -> list[tuple[str, bool]]:
        """List a listener's certificates, and whether each is the default."""
        found = self.elbv2.describe_listener_certificates(ListenerArn=listener)["Certificates"]
        return [(item["CertificateArn"], item["IsDefault"]) for item in found]

    def classic(self, certificate: str | None = None, **options: Any) -> str:
        """Create a Classic Load Balancer, with HTTPS if there is a certificate; give its name."""
        name: str = options.setdefault("LoadBalancerName", f"classic-{next(_numbers)}")
        if "AvailabilityZones" not in options:
            options.setdefault("Subnets", self.default_subnets())
        options.setdefault("Listeners", [classic_listener(certificate)])
        self.elb.create_load_balancer(**options)
        return name

    def described(self, name: str) -> dict[str, Any]:
        """Describe a Classic Load Balancer."""
        found = self.elb.describe_load_balancers(LoadBalancerNames=[name])
        described: dict[str, Any] = found["LoadBalancerDescriptions"][0]
        return described

    def with_key(self, algorithm: str, name: str = "key.example.com") -> str:
        """Import a certificate with a key of any type."""
        return self.world.with_key(algorithm, name, region=self.region)


FIXED = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}


def forward(target_group: str) -> dict[str, Any]:
    """Write an action that forwards to a target group."""
    return {"Type": "forward", "TargetGroupArn": target_group}


def classic_listener(certificate: str | None, **options: Any) -> dict[str, Any]:
    """Write a listener of a Classic Load Balancer."""
    listener: dict[str, Any] = {"Protocol": "HTTP", "LoadBalancerPort": 80, "InstancePort": 8080}
    if certificate is not None:
        listener |= {
            "Protocol": "HTTPS",
            "LoadBalancerPort": 443,
            "InstanceProtocol": "HTTP",
            "SSLCertificateId": certificate,
        }
    return listener | options
