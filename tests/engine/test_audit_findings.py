"""`pulumi-acm audit` finds each thing once where all is wrong, and none where all is well."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pulumi_acm.audit.rules import RULES
from pulumi_acm.cli.errors import FOUND
from support import certificates
from support.cli import pulumi_acm_in
from support.engine import EngineSandbox
from support.seeding_findings import seed
from unit.sandbox.aws.support import World

HEALTHY = """
    import pulumi
    import pulumi_acm as acm
    import pulumi_aws as aws

    site = acm.Certificate("site", {
        "domains": ["example.com", "*.example.com"],
        "regions": ["eu-west-1"],
        "cloudfront": True,
    })
    shop = acm.Certificate("shop", {"domains": ["shop.example.org"]})

    vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
    subnets = [
        aws.ec2.Subnet(
            f"subnet-{zone}",
            vpc_id=vpc.id,
            cidr_block=f"10.0.{index}.0/24",
            availability_zone=f"eu-west-1{zone}",
        ).id
        for index, zone in enumerate("ab")
    ]

    # An Application Load Balancer, with a further certificate (SNI) and a rule for each host.
    application = aws.lb.LoadBalancer("application", internal=True, subnets=subnets)
    http = aws.lb.TargetGroup("http", port=80, protocol="HTTP", vpc_id=vpc.id)
    web = acm.HttpsListener("web", {
        "load_balancer_arn": application.arn,
        "target_group_arn": http.arn,
        "certificate": site,
        "more_certificates": [shop],
        "hosts": ["www.example.com", "shop.example.org"],
    })
    for priority, host in enumerate(("www.example.com", "shop.example.org", "*.example.com"), 1):
        aws.lb.ListenerRule(
            f"rule-{priority}",
            listener_arn=web.listener_arn,
            priority=priority,
            conditions=[{"host_header": {"values": [host]}}],
            actions=[{"type": "forward", "target_group_arn": http.arn}],
        )

    # A Network Load Balancer.
    network = aws.lb.LoadBalancer(
        "network", load_balancer_type="network", internal=True, subnets=subnets
    )
    tcp = aws.lb.TargetGroup("tcp", port=80, protocol="TCP", vpc_id=vpc.id)
    acm.HttpsListener("tls", {
        "load_balancer_arn": network.arn,
        "target_group_arn": tcp.arn,
        "certificate": site,
        "hosts": ["tls.example.com"],
        "protocol": "TLS",
    })

    # A Classic Load Balancer.
    aws.elb.LoadBalancer(
        "classic",
        internal=True,
        subnets=subnets,
        listeners=[acm.classic_listener(site, hosts=["classic.example.com"])],
    )

    # API Gateway: regional for an HTTP API, edge-optimized for a REST API.
    api = aws.apigatewayv2.Api("http", protocol_type="HTTP", target="https://example.com/")
    acm.ApiDomain("http", {
        "domain": "api.example.com",
        "certificate": site,
        "mappings": [{"api_id": api.id, "stage": "$default"}],
    })
    rest = aws.apigateway.RestApi("rest")
    method = aws.apigateway.Method(
        "get",
        rest_api=rest.id,
        resource_id=rest.root_resource_id,
        http_method="GET",
        authorization="NONE",
    )
    integration = aws.apigateway.Integration(
        "get",
        rest_api=rest.id,
        type="MOCK",
        resource_id=rest.root_resource_id,
        http_method=method.http_method,
    )
    deployment = aws.apigateway.Deployment(
        "now", rest_api=rest.id, opts=pulumi.ResourceOptions(depends_on=[integration])
    )
    stage = aws.apigateway.Stage(
        "v1", rest_api=rest.id, deployment=deployment.id, stage_name="v1"
    )
    acm.ApiDomain("rest", {
        "domain": "rest.example.com",
        "certificate": site,
        "api": "rest",
        "endpoint": "edge",
        "mappings": [{"api_id": rest.id, "stage": stage.stage_name, "path": "shop"}],
    })

    # CloudFront.
    aws.cloudfront.Distribution(
        "cdn",
        enabled=True,
        aliases=["example.com"],
        origins=[{
            "origin_id": "web",
            "domain_name": "origin.example.com",
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            },
        }],
        default_cache_behavior={
            "target_origin_id": "web",
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
        },
        restrictions={"geo_restriction": {"restriction_type": "none", "locations": []}},
        viewer_certificate=acm.viewer_certificate(site, aliases=["example.com"]),
    )

    # Elastic Beanstalk.
    environment = aws.elasticbeanstalk.Application("environment")
    aws.elasticbeanstalk.Environment(
        "environment",
        application=environment.name,
        solution_stack_name="64bit Amazon Linux 2023 v4.6.0 running Python 3.13",
        settings=[
            {
                "namespace": "aws:elasticbeanstalk:environment",
                "name": "LoadBalancerType",
                "value": "application",
            },
            *acm.beanstalk_settings(
                site, hosts=["beanstalk.example.com"], load_balancer_type="application"
            ),
        ],
    )
    pulumi.export("arns", site.arns)
    pulumi.export("shop", shop.arn)
"""


def audited(
    directory: Path, environment: Mapping[str, str], *arguments: str, status: int
) -> dict[str, Any]:
    """Run the command for all regions, as orphans can be told only then; give its report."""
    command = ("audit", "--no-dns", "--format", "json", *arguments)
    done = pulumi_acm_in(directory, environment, *command)
    assert (done.returncode, done.stderr) == (status, "")
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def test_everything_is_wrong_once(world: World, tmp_path: Path) -> None:
    """Each finding of the table is found, once, about what was made for it; and no other."""
    subjects = seed(world)
    environment = world.server.isolated(os.environ)
    report = audited(tmp_path, environment, "--fail-on", "critical", status=FOUND)
    found = sorted((each["code"], each["subject"]) for each in report["findings"])
    assert found == sorted(subjects.items())
    assert subjects.keys() == RULES.keys()
    assert report["inventory"]["gaps"] == []


def test_nothing_is_wrong(sandbox: EngineSandbox) -> None:
    """Two certificates for all of the seven targets: nothing is found, however mild."""
    for name in ("example.com", "example.org"):
        certificates.zone(sandbox, name)
    project = sandbox.project(HEALTHY)
    result = project.up()
    assert result.ok, result.output
    arns = project.outputs()
    report = audited(project.directory, project.environment, "--fail-on", "low", status=0)
    assert report["findings"] == []
    assert {each["arn"] for each in report["inventory"]["certificates"]} == {
        *arns["arns"].values(),
        arns["shop"],
    }
    assert {each["outlook"] for each in report["forecasts"]} == {"renews"}
    served = {each["service"] for each in report["inventory"]["attachments"]}
    assert served == {
        "Application Load Balancer",
        "Network Load Balancer",
        "Classic Load Balancer",
        "API Gateway (regional)",
        "API Gateway (edge-optimized)",
        "CloudFront",
    }
