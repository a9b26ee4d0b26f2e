"""The seven targets of a certificate: a program with each, and what AWS says that it serves."""

import textwrap
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from .engine import REGION, EngineSandbox

IMPORTS = "import pulumi\nimport pulumi_acm as acm\nimport pulumi_aws as aws\n"

NETWORK = """
vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
subnets = [
    aws.ec2.Subnet("subnet-" + zone, vpc_id=vpc.id, cidr_block="10.0.%d.0/24" % index,
                   availability_zone="eu-west-1" + zone)
    for index, zone in enumerate("ab")
]
"""


@dataclass(frozen=True)
class Target:
    """Something that serves a certificate."""

    program: str
    """What comes after the certificate `site`."""
    served: Callable[[EngineSandbox], list[str]]
    """ARNs of the certificates that AWS has the target serve now; empty while there is none."""
    switch: str = ""
    """The call of AWS by which it takes another certificate."""
    region: str = REGION
    """The region of the certificate."""
    options: dict[str, Any] = field(default_factory=dict)
    """More arguments of the certificate."""

    def text(self, *domains: str, **options: Any) -> str:
        """Return the whole program, for a certificate with these names."""
        args = {"domains": list(domains), **self.options, **options}
        return self.text_with(f'acm.Certificate("site", {args!r})')

    def text_with(self, certificate: str) -> str:
        """Return the whole program, for a certificate written in any way."""
        return f"{IMPORTS}\nsite = {certificate}\n" + textwrap.dedent(self.program)


def _listener_certificates(sandbox: EngineSandbox) -> list[str]:
    elbv2 = sandbox.client("elbv2")
    found = []
    for balancer in elbv2.describe_load_balancers()["LoadBalancers"]:
        arn = balancer["LoadBalancerArn"]
        for listener in elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]:
            found += [each["CertificateArn"] for each in listener.get("Certificates", [])]
    return found


def _further_certificates(sandbox: EngineSandbox) -> list[str]:
    elbv2 = sandbox.client("elbv2")
    found = []
    for balancer in elbv2.describe_load_balancers()["LoadBalancers"]:
        arn = balancer["LoadBalancerArn"]
        for listener in elbv2.describe_listeners(LoadBalancerArn=arn)["Listeners"]:
            listed = elbv2.describe_listener_certificates(ListenerArn=listener["ListenerArn"])
            found += [
                each["CertificateArn"] for each in listed["Certificates"] if not each["IsDefault"]
            ]
    return found


def _classic_certificates(sandbox: EngineSandbox) -> list[str]:
    balancers = sandbox.client("elb").describe_load_balancers()["LoadBalancerDescriptions"]
    return [
        listener["Listener"]["SSLCertificateId"]
        for balancer in balancers
        for listener in balancer["ListenerDescriptions"]
        if "SSLCertificateId" in listener["Listener"]
    ]


def _distribution_certificates(sandbox: EngineSandbox) -> list[str]:
    listed = sandbox.client("cloudfront").list_distributions()["DistributionList"]
    return [
        each["ViewerCertificate"]["ACMCertificateArn"]
        for each in listed.get("Items", [])
        if "ACMCertificateArn" in each["ViewerCertificate"]
    ]


def _rest_certificates(sandbox: EngineSandbox) -> list[str]:
    domains = sandbox.client("apigateway").get_domain_names()["items"]
    return [
        arn
        for each in domains
        if (arn := each.get("certificateArn") or each.get("regionalCertificateArn"))
    ]


def _http_certificates(sandbox: EngineSandbox) -> list[str]:
    domains = sandbox.client("apigatewayv2").get_domain_names()["Items"]
    return [
        configuration["CertificateArn"]
        for each in domains
        for configuration in each["DomainNameConfigurations"]
    ]


def _environment_certificates(sandbox: EngineSandbox) -> list[str]:
    beanstalk = sandbox.client("elasticbeanstalk")
    found = []
    for each in beanstalk.describe_environments(IncludeDeleted=False)["Environments"]:
        settings = beanstalk.describe_configuration_settings(
            ApplicationName=each["ApplicationName"], EnvironmentName=each["EnvironmentName"]
        )["ConfigurationSettings"][0]["OptionSettings"]
        found += [
            option["Value"]
            for option in settings
            if option["OptionName"] in {"SSLCertificateArns", "SSLCertificateId"}
            and option.get("Value")
        ]
    return found


LISTENER = (
    NETWORK
    + """
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="{kind}", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="{target}", vpc_id=vpc.id)
acm.HttpsListener("web", {{
    "load_balancer_arn": balancer.arn,
    "target_group_arn": targets.arn,
    "certificate": site,
    "hosts": ["www.example.com"],
    "protocol": "{protocol}",
}})
"""
)

SNI = (
    NETWORK
    + """
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
default = acm.Certificate("default", {"domains": ["default.example.com"]})
acm.HttpsListener("web", {
    "load_balancer_arn": balancer.arn,
    "target_group_arn": targets.arn,
    "certificate": default,
    "more_certificates": [site],
    "hosts": ["www.example.com", "default.example.com"],
})
"""
)

DISTRIBUTION = """
aws.cloudfront.Distribution("cdn",
    enabled=True,
    aliases=["www.example.com"],
    origins=[{
        "domain_name": "origin.example.com",
        "origin_id": "origin",
        "custom_origin_config": {
            "http_port": 80, "https_port": 443, "origin_protocol_policy": "https-only",
            "origin_ssl_protocols": ["TLSv1.2"],
        },
    }],
    default_cache_behavior={
        "allowed_methods": ["GET", "HEAD"], "cached_methods": ["GET", "HEAD"],
        "target_origin_id": "origin", "viewer_protocol_policy": "redirect-to-https",
        "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
    },
    restrictions={"geo_restriction": {"restriction_type": "none"}},
    viewer_certificate=acm.viewer_certificate(site, aliases=["www.example.com"]))
"""

REST = """
api = aws.apigateway.RestApi("rest")
method = aws.apigateway.Method("get", rest_api=api.id, resource_id=api.root_resource_id,
                               http_method="GET", authorization="NONE")
integration = aws.apigateway.Integration("get", rest_api=api.id, type="MOCK",
                                         resource_id=api.root_resource_id,
                                         http_method=method.http_method)
deployment = aws.apigateway.Deployment("now", rest_api=api.id,
                                       opts=pulumi.ResourceOptions(depends_on=[integration]))
stage = aws.apigateway.Stage("v1", rest_api=api.id, deployment=deployment.id, stage_name="v1")
acm.ApiDomain("api", {{
    "domain": "www.example.com", "certificate": site, "api": "rest", "endpoint": "{endpoint}",
    "mappings": [{{"api_id": api.id, "stage": stage.stage_name, "path": "shop"}}],
}})
"""

HTTP = """
api = aws.apigatewayv2.Api("http", protocol_type="HTTP", target="https://example.com/")
acm.ApiDomain("api", {
    "domain": "www.example.com",
    "certificate": site,
    "mappings": [{"api_id": api.id, "stage": "$default"}],
})
"""

WEBSOCKET = """
api = aws.apigatewayv2.Api("chat", protocol_type="WEBSOCKET",
                           route_selection_expression="$request.body.action")
stage = aws.apigatewayv2.Stage("live", api_id=api.id, name="live", auto_deploy=True)
acm.ApiDomain("api", {
    "domain": "www.example.com",
    "certificate": site,
    "api": "websocket",
    "mappings": [{"api_id": api.id, "stage": stage.name}],
})
"""

CLASSIC = (
    NETWORK
    + """
aws.elb.LoadBalancer("balancer", internal=True,
    subnets=[each.id for each in subnets],
    listeners=[acm.classic_listener(site, hosts=["www.example.com"])])
"""
)

BEANSTALK = """
application = aws.elasticbeanstalk.Application("shop")
aws.elasticbeanstalk.Environment("shop",
    application=application.name,
    solution_stack_name="64bit Amazon Linux 2023 v4.6.0 running Python 3.13",
    settings=[
        {{"namespace": "aws:elasticbeanstalk:environment", "name": "LoadBalancerType",
         "value": "{kind}"}},
        *acm.beanstalk_settings(site, hosts=["www.example.com"], load_balancer_type="{kind}"),
    ])
"""

TARGETS: dict[str, Target] = {
    "application load balancer": Target(
        LISTENER.format(kind="application", target="HTTP", protocol="HTTPS"),
        _listener_certificates,
        "ModifyListener",
    ),
    "sni": Target(SNI, _further_certificates, "AddListenerCertificates"),
    "network load balancer": Target(
        LISTENER.format(kind="network", target="TCP", protocol="TLS"),
        _listener_certificates,
        "ModifyListener",
    ),
    "classic load balancer": Target(CLASSIC, _classic_certificates, "CreateLoadBalancerListeners"),
    "cloudfront": Target(
        DISTRIBUTION,
        _distribution_certificates,
        "UpdateDistribution",
        "us-east-1",
        {"cloudfront": True},
    ),
    "api gateway edge": Target(
        REST.format(endpoint="edge"),
        _rest_certificates,
        "UpdateDomainName",
        "us-east-1",
        {"cloudfront": True},
    ),
    "api gateway regional": Target(
        REST.format(endpoint="regional"), _rest_certificates, "UpdateDomainName"
    ),
    "api gateway http": Target(HTTP, _http_certificates, "UpdateDomainName"),
    "beanstalk": Target(
        BEANSTALK.format(kind="application"), _environment_certificates, "UpdateEnvironment"
    ),
}
VARIANTS: dict[str, Target] = {
    "api gateway websocket": Target(WEBSOCKET, _http_certificates, "UpdateDomainName"),
    "beanstalk network": Target(
        BEANSTALK.format(kind="network"), _environment_certificates, "UpdateEnvironment"
    ),
    "beanstalk classic": Target(
        BEANSTALK.format(kind="classic"), _environment_certificates, "UpdateEnvironment"
    ),
}
"""The same by other words: what takes the certificate is a target above."""
