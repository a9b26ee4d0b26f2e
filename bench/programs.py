"""The programs that are compared: ours, hand-written, and the shape of terraform-aws-acm."""

import textwrap
from collections.abc import Callable
from typing import Final


def ours(names: list[str], regions: list[str]) -> str:
    """(a) One Certificate."""
    return textwrap.dedent(f"""\
        import pulumi
        import pulumi_acm as acm

        site = acm.Certificate("site", {{"domains": {names!r}, "regions": {regions!r}}})
        pulumi.export("arns", site.arns)
        """)


def by_hand(names: list[str], regions: list[str]) -> str:
    """(b) The same resources, written with pulumi-aws by somebody who knows all the tricks."""
    return textwrap.dedent(f"""\
        import pulumi
        import pulumi_aws as aws

        names, regions = {names!r}, {regions!r}
        zone_id = aws.route53.get_zone(name="example.com").zone_id
        certificates = {{
            region: aws.acm.Certificate(
                f"site-{{region}}",
                region=region,
                domain_name=names[0],
                subject_alternative_names=names[1:],
                validation_method="DNS",
                key_algorithm="RSA_2048",
            )
            for region in regions
        }}
        options = certificates[regions[0]].domain_validation_options.apply(
            lambda found: {{each.domain_name: each for each in found}}
        )
        records = [
            aws.route53.Record(
                f"site-{{name}}",
                zone_id=zone_id,
                name=options.apply(lambda found, name=name: found[name].resource_record_name),
                type="CNAME",
                ttl=300,
                records=[options.apply(lambda found, name=name: found[name].resource_record_value)],
                allow_overwrite=True,
                opts=pulumi.ResourceOptions(
                    ignore_changes=["name", "records"], retain_on_delete=True
                ),
            )
            for name in names
        ]
        arns = {{
            region: aws.acm.CertificateValidation(
                f"site-{{region}}",
                region=region,
                certificate_arn=certificate.arn,
                validation_record_fqdns=[record.fqdn for record in records],
            ).certificate_arn
            for region, certificate in certificates.items()
        }}
        pulumi.export("arns", arns)
        """)


def by_module(names: list[str], regions: list[str]) -> str:
    """(c) The shape of terraform-aws-acm: certificate, records, validation in each region."""
    return textwrap.dedent(f"""\
        import pulumi
        import pulumi_aws as aws

        names, regions = {names!r}, {regions!r}
        zone_id = aws.route53.get_zone(name="example.com").zone_id
        arns = {{}}
        for region in regions:
            certificate = aws.acm.Certificate(
                f"site-{{region}}",
                region=region,
                domain_name=names[0],
                subject_alternative_names=names[1:],
                validation_method="DNS",
            )
            records = []
            for index, name in enumerate(names):
                option = certificate.domain_validation_options.apply(
                    lambda found, name=name: next(o for o in found if o.domain_name == name)
                )
                records.append(
                    aws.route53.Record(
                        f"site-{{region}}-{{index}}",
                        zone_id=zone_id,
                        name=option.resource_record_name,
                        type=option.resource_record_type,
                        ttl=60,
                        records=[option.resource_record_value],
                        allow_overwrite=True,
                    )
                )
            arns[region] = aws.acm.CertificateValidation(
                f"site-{{region}}",
                region=region,
                certificate_arn=certificate.arn,
                validation_record_fqdns=[record.fqdn for record in records],
            ).certificate_arn
        pulumi.export("arns", arns)
        """)


PROGRAMS: Final[dict[str, Callable[[list[str], list[str]], str]]] = {
    "a": ours,
    "b": by_hand,
    "c": by_module,
}
