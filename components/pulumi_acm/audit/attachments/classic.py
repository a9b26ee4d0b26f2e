"""Classic Load Balancers: the certificate is a property of a listener."""

from pulumi_acm.audit.model import Attachment
from pulumi_acm.audit.reading import Reader
from pulumi_acm.services import CLASSIC_LOAD_BALANCER


def attachments(reader: Reader) -> list[Attachment]:
    """Read a region's."""
    access = reader.access
    balancers = reader.items(
        reader.client("elb"),
        "describe_load_balancers",
        ["LoadBalancerDescriptions"],
        "Classic Load Balancers",
    )
    arn = f"arn:{access.partition}:elasticloadbalancing:{reader.region}:{access.account}"
    return [
        Attachment(
            certificate_arn=listener["SSLCertificateId"],
            account=access.account,
            region=reader.region,
            service=CLASSIC_LOAD_BALANCER.name,
            resource=f"{arn}:loadbalancer/{balancer['LoadBalancerName']}",
            label=f"{balancer['LoadBalancerName']}:{listener['LoadBalancerPort']}",
        )
        for balancer in balancers
        for listener in (each["Listener"] for each in balancer["ListenerDescriptions"])
        if ":acm:" in listener.get("SSLCertificateId", "")
    ]
