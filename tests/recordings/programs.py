"""Programs that the recordings are made from, in parts to put together."""

import textwrap
from collections.abc import Callable
from typing import Any, Final

from support.certificates import certificates
from support.engine import EngineSandbox
from support.targets import IMPORTS, NETWORK, TARGETS

from .scenario import Program

WWW: Final = ("example.com", "www.example.com")
MORE: Final = (*WWW, "api.example.com")
URN: Final = "urn:pulumi:test::project::"

PEM_FILE = "certificate.json"

BALANCER = (
    NETWORK
    + """
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
"""
)

RAW_RECORD = """
def record(name, certificate, domain, zone, **options):
    def option(options):
        return next(each for each in options if each.domain_name == domain)
    return aws.route53.Record(name,
        zone_id=zone, type="CNAME", ttl=300, allow_overwrite=True,
        name=certificate.domain_validation_options.apply(
            lambda found: option(found).resource_record_name),
        records=[certificate.domain_validation_options.apply(
            lambda found: option(found).resource_record_value)],
        opts=pulumi.ResourceOptions(**options))
zone = aws.route53.get_zone(name="example.com").zone_id
"""


def program(*parts: str) -> str:
    """Return a program: the imports, and the parts in order."""
    return IMPORTS + "".join(textwrap.dedent(part) for part in parts)


def site(*domains: str, variable: str = "site", name: str = "", **args: Any) -> str:
    """Return a Certificate of ours."""
    return (
        f"\n{variable} = acm.Certificate({name or variable!r}, {dict(domains=domains, **args)!r})\n"
    )


def listener(certificate: str = "site", *, more: str = "", name: str = "web") -> str:
    """Return a listener of ours on `balancer`."""
    further = f'"more_certificates": [{more}],' if more else ""
    return (
        f'\nacm.HttpsListener({name!r}, {{"load_balancer_arn": balancer.arn, {further}'
        f'"target_group_arn": targets.arn, "certificate": {certificate}}})\n'
    )


def raw(
    *domains: str, name: str = "site", options: str = "", records: bool = True, **args: Any
) -> str:
    """Return a certificate by pulumi-aws alone, with its records and its validation."""
    given = {
        "domain_name": domains[0],
        "subject_alternative_names": list(domains[1:]),
        "validation_method": "DNS",
        **args,
    }
    fields = ", ".join(f"{key}={value!r}" for key, value in given.items() if value is not None)
    lines = [
        f"{name} = aws.acm.Certificate({name!r}, {fields}, opts=pulumi.ResourceOptions({options}))"
    ]
    if records:
        lines += [
            f"{name}_records = [",
            *(f"    record('{name}-{each}', {name}, {each!r}, zone)," for each in domains),
            "]",
            f"{name}_issued = aws.acm.CertificateValidation({name!r}, certificate_arn={name}.arn,",
            f"    validation_record_fqdns=[each.fqdn for each in {name}_records])",
        ]
    return (RAW_RECORD if records else "") + "\n".join(lines) + "\n"


def raw_listener(arn: str, *, name: str = "web", port: int = 443, options: str = "") -> str:
    """Return a listener by pulumi-aws alone, on `balancer`."""
    return f"""
aws.lb.Listener({name!r}, load_balancer_arn=balancer.arn, port={port}, protocol="HTTPS",
    certificate_arn={arn}, ssl_policy="ELBSecurityPolicy-TLS13-1-2-2021-06",
    default_actions=[{{"type": "forward", "target_group_arn": targets.arn}}],
    opts=pulumi.ResourceOptions({options}))
"""


def distribution(viewer_certificate: str, aliases: tuple[str, ...] = ("www.example.com",)) -> str:
    """Return a CloudFront distribution."""
    return f"""
aws.cloudfront.Distribution("cdn",
    enabled=True,
    aliases={list(aliases)!r},
    origins=[{{
        "domain_name": "origin.example.com",
        "origin_id": "origin",
        "custom_origin_config": {{
            "http_port": 80, "https_port": 443, "origin_protocol_policy": "https-only",
            "origin_ssl_protocols": ["TLSv1.2"],
        }},
    }}],
    default_cache_behavior={{
        "allowed_methods": ["GET", "HEAD"], "cached_methods": ["GET", "HEAD"],
        "target_origin_id": "origin", "viewer_protocol_policy": "redirect-to-https",
        "forwarded_values": {{"query_string": False, "cookies": {{"forward": "none"}}}},
    }},
    restrictions={{"geo_restriction": {{"restriction_type": "none"}}}},
    viewer_certificate={viewer_certificate})
"""


def web(*domains: str, **args: Any) -> str:
    """Return a stack with a certificate of ours on a listener of ours."""
    return program(BALANCER, site(*domains, **args), listener())


def raw_web(*domains: str, **args: Any) -> str:
    """Return the same, by pulumi-aws alone."""
    return program(BALANCER, raw(*domains, **args), raw_listener("site_issued.certificate_arn"))


def foreign(make: Callable[[str], str], primary: str = "example.com") -> Program:
    """Return a program that is given the ARN of a certificate that the sandbox has."""

    def text(sandbox: EngineSandbox) -> str:
        found = [each for each in certificates(sandbox) if each["DomainName"] == primary]
        return make(str(found[0]["CertificateArn"]))

    return text


def target(name: str, *domains: str) -> str:
    """Return a stack with one of the targets of the engine tests."""
    return TARGETS[name].text(*domains)
