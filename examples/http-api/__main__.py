"""An HTTP API under api.example.com: certificate, domain name, mapping and DNS record."""

import pulumi
import pulumi_acm as acm
import pulumi_aws as aws

certificate = acm.Certificate("api", {"domains": ["api.example.com"]})

api = aws.apigatewayv2.Api("api", protocol_type="HTTP", target="https://backend.example.com/")

domain = acm.ApiDomain(
    "api",
    {
        "domain": "api.example.com",
        "certificate": certificate,
        "mappings": [{"api_id": api.id, "stage": "$default"}],
    },
)

pulumi.export("url", pulumi.Output.concat("https://", domain.domain_name))
