"""One certificate: us-east-1 for CloudFront, the provider's region for the load balancer."""

import pulumi
import pulumi_acm as acm
import pulumi_aws as aws

site = acm.Certificate("site", {"domains": ["example.com", "*.example.com"], "cloudfront": True})

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
    "app",
    load_balancer_type="application",
    internal=True,
    subnets=[subnet.id for subnet in subnets],
)
targets = aws.lb.TargetGroup("app", port=80, protocol="HTTP", vpc_id=vpc.id)

acm.HttpsListener(
    "app",
    {
        "load_balancer_arn": balancer.arn,
        "target_group_arn": targets.arn,
        "certificate": site,
        "hosts": ["app.example.com"],  # proved while planning: *.example.com covers it
        "redirect_http": True,
    },
)

aliases = ["example.com", "www.example.com"]
cdn = aws.cloudfront.Distribution(
    "cdn",
    enabled=True,
    aliases=aliases,
    viewer_certificate=acm.viewer_certificate(site, aliases=aliases),
    origins=[
        {
            "domain_name": "app.example.com",
            "origin_id": "app",
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            },
        }
    ],
    default_cache_behavior={
        "allowed_methods": ["GET", "HEAD"],
        "cached_methods": ["GET", "HEAD"],
        "target_origin_id": "app",
        "viewer_protocol_policy": "redirect-to-https",
        "forwarded_values": {"query_string": True, "cookies": {"forward": "none"}},
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
)

pulumi.export("load_balancer", balancer.dns_name)
pulumi.export("distribution", cdn.domain_name)
