"""A certificate in a workload account: it says what the owner of the DNS has to write."""

import pulumi
import pulumi_acm as acm

site = acm.Certificate("site", {"domains": ["shop.example.com", "*.shop.example.com"]})

pulumi.export("external_records", site.external_records)
# Empty until the owner has written the records; then the next `pulumi up` has the ARN.
pulumi.export("certificates", site.arns)
