"""A Classic Load Balancer: the certificate is part of its listeners."""

import pulumi
import pulumi_acm as acm
import pulumi_aws as aws

certificate = acm.Certificate("legacy", {"domains": ["legacy.example.com"]})

vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
subnet = aws.ec2.Subnet("subnet", vpc_id=vpc.id, cidr_block="10.0.0.0/24")

balancer = aws.elb.LoadBalancer(
    "legacy",
    internal=True,
    subnets=[subnet.id],
    listeners=[acm.classic_listener(certificate, hosts=["legacy.example.com"])],
)

pulumi.export("load_balancer", balancer.dns_name)
