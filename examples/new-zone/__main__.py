"""A certificate whose hosted zone is created by the same program."""

import pulumi
import pulumi_acm as acm
import pulumi_aws as aws

# Validation records stay when a certificate goes; the zone may go with them.
zone = aws.route53.Zone("zone", name="example.com", force_destroy=True)

site = acm.Certificate(
    "site",
    {
        "domains": ["example.com", "www.example.com"],
        # Nobody can look up a zone that does not exist yet: say which domain it will hold.
        "zones": {"example.com": zone.zone_id},
    },
)

pulumi.export("name_servers", zone.name_servers)
pulumi.export("certificate", site.arn)
