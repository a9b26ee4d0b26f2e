"""A load balancer that serves a certificate for each tenant, chosen by SNI."""

import pulumi
import pulumi_acm as acm
import pulumi_aws as aws

TENANTS = ["ant", "bee", "cat", "dog", "elk"]

default = acm.Certificate("default", {"domains": ["example.com"]})
tenants = [
    acm.Certificate(tenant, {"domains": [f"{tenant}.example.com", f"*.{tenant}.example.com"]})
    for tenant in TENANTS
]

vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet(
        f"subnet-{zone}",
        vpc_id=vpc.id,
        cidr_block=f"10.0.{index}.0/24",
        availability_zone=f"eu-west-1{zone}",
    )
    for index, zone in enumerate("ab")
]
balancer = aws.lb.LoadBalancer(
    "tenants",
    load_balancer_type="application",
    internal=True,
    subnets=[subnet.id for subnet in subnets],
)
targets = aws.lb.TargetGroup("tenants", port=80, protocol="HTTP", vpc_id=vpc.id)

listener = acm.HttpsListener(
    "tenants",
    {
        "load_balancer_arn": balancer.arn,
        "target_group_arn": targets.arn,
        "certificate": default,
        # One more tenant is one more attachment; the others stay as they are.
        "more_certificates": tenants,
        "hosts": [f"www.{tenant}.example.com" for tenant in TENANTS],
    },
)

pulumi.export("listener", listener.listener_arn)
