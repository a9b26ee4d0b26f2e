"""One certificate, in the provider's region and in us-east-1 for CloudFront."""

import pulumi
import pulumi_acm as acm

site = acm.Certificate(
    "site",
    {
        "domains": ["example.com", "*.example.com"],
        "cloudfront": True,
    },
)

pulumi.export("load_balancer_certificate", site.arn)
pulumi.export("cloudfront_certificate", site.cloudfront_arn)
