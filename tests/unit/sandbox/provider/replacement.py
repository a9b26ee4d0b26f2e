"""What the AWS provider's facts say of replacements, copied by hand, and how a test asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pulumi.runtime.proto import provider_pb2

from acm_sandbox.provider import facts
from acm_sandbox.provider.values import encode

if TYPE_CHECKING:
    from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

FORCE_NEW = {
    "aws:acm/certificate:Certificate": {
        "certificateAuthorityArn",
        "domainName",
        "keyAlgorithm",
        "region",
        "subjectAlternativeNames",
        "validationMethod",
        "validationOptions",
    },
    "aws:acm/certificateValidation:CertificateValidation": {
        "certificateArn",
        "region",
        "validationRecordFqdns",
    },
    "aws:apigateway/basePathMapping:BasePathMapping": {"domainName", "region"},
    "aws:apigateway/deployment:Deployment": {"region", "restApi", "triggers", "variables"},
    "aws:apigateway/domainName:DomainName": {
        "certificateBody",
        "certificateChain",
        "certificatePrivateKey",
        "domainName",
        "region",
    },
    "aws:apigateway/integration:Integration": {
        "credentials",
        "httpMethod",
        "integrationHttpMethod",
        "passthroughBehavior",
        "region",
        "resourceId",
        "restApi",
        "type",
    },
    "aws:apigateway/method:Method": {"httpMethod", "region", "resourceId", "restApi"},
    "aws:apigateway/restApi:RestApi": {"region"},
    "aws:apigateway/stage:Stage": {"region", "restApi", "stageName"},
    "aws:apigatewayv2/api:Api": {"credentialsArn", "protocolType", "region", "routeKey", "target"},
    "aws:apigatewayv2/apiMapping:ApiMapping": {"apiId", "domainName", "region"},
    "aws:apigatewayv2/domainName:DomainName": {"domainName", "region"},
    "aws:apigatewayv2/stage:Stage": {"apiId", "name", "region"},
    "aws:cloudfront/distribution:Distribution": {"staging"},
    "aws:ec2/internetGateway:InternetGateway": {"region"},
    "aws:ec2/securityGroup:SecurityGroup": {
        "description",
        "name",
        "namePrefix",
        "region",
        "vpcId",
    },
    "aws:ec2/subnet:Subnet": {
        "availabilityZone",
        "availabilityZoneId",
        "cidrBlock",
        "ipv4IpamPoolId",
        "ipv4NetmaskLength",
        "ipv6IpamPoolId",
        "ipv6Native",
        "ipv6NetmaskLength",
        "outpostArn",
        "region",
        "vpcId",
    },
    "aws:ec2/vpc:Vpc": {"cidrBlock", "ipv4IpamPoolId", "ipv4NetmaskLength", "region"},
    "aws:elasticbeanstalk/application:Application": {"name", "region"},
    "aws:elasticbeanstalk/environment:Environment": {"cnamePrefix", "name", "region", "tier"},
    "aws:elb/loadBalancer:LoadBalancer": {"internal", "name", "namePrefix", "region"},
    "aws:lb/listener:Listener": {"loadBalancerArn", "region"},
    "aws:lb/listenerCertificate:ListenerCertificate": {"certificateArn", "listenerArn", "region"},
    "aws:lb/listenerRule:ListenerRule": {"listenerArn", "region"},
    "aws:lb/loadBalancer:LoadBalancer": {
        "customerOwnedIpv4Pool",
        "internal",
        "loadBalancerType",
        "name",
        "namePrefix",
        "region",
    },
    "aws:lb/targetGroup:TargetGroup": {
        "ipAddressType",
        "name",
        "namePrefix",
        "port",
        "protocol",
        "protocolVersion",
        "region",
        "targetType",
        "vpcId",
    },
    "aws:route53/record:Record": {"name", "zoneId"},
    "aws:route53/zone:Zone": {"delegationSetId", "name"},
}
# What depends on the values: see `test_conditional_replacement`.
CONDITIONAL = {
    ("aws:ec2/subnet:Subnet", "ipv6CidrBlock"),
    ("aws:ec2/vpc:Vpc", "instanceTenancy"),
    ("aws:elb/loadBalancer:LoadBalancer", "subnets"),
    ("aws:lb/loadBalancer:LoadBalancer", "secondaryIpsAutoAssignedPerSubnet"),
    ("aws:lb/loadBalancer:LoadBalancer", "securityGroups"),
    ("aws:lb/loadBalancer:LoadBalancer", "subnets"),
}
# Properties that only some resources of the type have.
BESIDE = {
    ("aws:lb/loadBalancer:LoadBalancer", "dnsRecordClientRoutingPolicy"): {
        "loadBalancerType": "network",
    },
    ("aws:lb/loadBalancer:LoadBalancer", "enableCrossZoneLoadBalancing"): {
        "loadBalancerType": "network",
    },
}
# What AWS computes by itself, and keeps where the program no longer says it.
COMPUTED = {
    "aws:acm/certificate:Certificate": {
        "domainName",
        "keyAlgorithm",
        "options",
        "region",
        "subjectAlternativeNames",
        "validationMethod",
    },
    "aws:acm/certificateValidation:CertificateValidation": {"region"},
    "aws:apigateway/basePathMapping:BasePathMapping": {"region"},
    "aws:apigateway/deployment:Deployment": {"region"},
    "aws:apigateway/domainName:DomainName": {
        "endpointConfiguration",
        "ownershipVerificationCertificateArn",
        "region",
        "securityPolicy",
    },
    "aws:apigateway/integration:Integration": {"cacheNamespace", "passthroughBehavior", "region"},
    "aws:apigateway/method:Method": {"region"},
    "aws:apigateway/restApi:RestApi": {
        "apiKeySource",
        "binaryMediaTypes",
        "description",
        "disableExecuteApiEndpoint",
        "endpointConfiguration",
        "minimumCompressionSize",
        "policy",
        "region",
    },
    "aws:apigateway/stage:Stage": {"region"},
    "aws:apigatewayv2/api:Api": {"ipAddressType", "region"},
    "aws:apigatewayv2/apiMapping:ApiMapping": {"region"},
    "aws:apigatewayv2/domainName:DomainName": {"region", "routingMode"},
    "aws:apigatewayv2/stage:Stage": {"deploymentId", "region"},
    "aws:cloudfront/distribution:Distribution": {"continuousDeploymentPolicyId"},
    "aws:ec2/internetGateway:InternetGateway": {"region", "vpcId"},
    "aws:ec2/securityGroup:SecurityGroup": {
        "egress",
        "ingress",
        "name",
        "namePrefix",
        "region",
        "vpcId",
    },
    "aws:ec2/subnet:Subnet": {
        "availabilityZone",
        "availabilityZoneId",
        "cidrBlock",
        "privateDnsHostnameTypeOnLaunch",
        "region",
    },
    "aws:ec2/vpc:Vpc": {
        "cidrBlock",
        "enableDnsHostnames",
        "enableNetworkAddressUsageMetrics",
        "ipv6CidrBlock",
        "ipv6CidrBlockNetworkBorderGroup",
        "region",
    },
    "aws:elasticbeanstalk/application:Application": {"region"},
    "aws:elasticbeanstalk/environment:Environment": {
        "cnamePrefix",
        "platformArn",
        "region",
        "solutionStackName",
        "version",
    },
    "aws:elb/loadBalancer:LoadBalancer": {
        "availabilityZones",
        "healthCheck",
        "instances",
        "internal",
        "name",
        "namePrefix",
        "region",
        "securityGroups",
        "sourceSecurityGroup",
    },
    "aws:lb/listener:Listener": {
        "mutualAuthentication",
        "protocol",
        "region",
        "sslPolicy",
        "tcpIdleTimeoutSeconds",
        *(
            n
            for n in facts.resource("aws:lb/listener:Listener").inputs
            if n.startswith("routingHttp")
        ),
    },
    "aws:lb/listenerCertificate:ListenerCertificate": {"region"},
    "aws:lb/listenerRule:ListenerRule": {"priority", "region"},
    "aws:lb/loadBalancer:LoadBalancer": {
        "enforceSecurityGroupInboundRulesOnPrivateLinkTraffic",
        "internal",
        "ipAddressType",
        "name",
        "namePrefix",
        "region",
        "subnetMappings",
    },
    "aws:lb/targetGroup:TargetGroup": {
        "connectionTermination",
        "healthCheck",
        "ipAddressType",
        "loadBalancingAlgorithmType",
        "loadBalancingAnomalyMitigation",
        "loadBalancingCrossZoneEnabled",
        "name",
        "namePrefix",
        "preserveClientIp",
        "protocolVersion",
        "region",
        "stickiness",
        "targetFailovers",
        "targetGroupHealth",
        "targetHealthStates",
    },
    "aws:route53/record:Record": {"allowOverwrite"},
    "aws:route53/zone:Zone": set[str](),
}


def sample(type_: facts.Type, which: str) -> Any:
    """Make a value of a type; another for another letter."""
    if type_.kind in {"array", "map"}:
        assert type_.element is not None
        element = sample(type_.element, which)
        return [element] if type_.kind == "array" else {"key": element}
    if type_.kind == "object":
        return {name: sample(field.type, which) for name, field in type_.fields.items()}
    return {"string": which, "boolean": which == "b", "integer": ord(which), "number": ord(which)}[
        type_.kind
    ]


def diff(
    stub: ResourceProviderStub,
    token: str,
    olds: dict[str, Any],
    news: dict[str, Any],
    **more: Any,
) -> provider_pb2.DiffResponse:
    """Ask for a diff."""
    request = provider_pb2.DiffRequest(
        id="id",
        urn=f"urn:pulumi:dev::proj::{token}::thing",
        olds=encode(olds),
        news=encode(news),
        **more,
    )
    response: provider_pb2.DiffResponse = stub.Diff(request)
    return response
