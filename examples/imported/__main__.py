"""A certificate from another authority, in the provider's region and for CloudFront."""

import pulumi
import pulumi_acm as acm

site = acm.ImportedCertificate(
    "site",
    {
        # The certificate, followed by its chain: no secret.
        "certificate_file": "fullchain.pem",
        "private_key": pulumi.Config().require_secret("privateKey"),
        "cloudfront": True,
        # It is an error if a certificate comes without one of these.
        "domains": ["example.com", "www.example.com"],
    },
)

pulumi.export("load_balancer_certificate", site.arn)
pulumi.export("cloudfront_certificate", site.cloudfront_arn)
pulumi.export("expires", site.not_after)
