"""Changes that look harmless in a preview and are not, or the other way round.

Each was called by the wrong verdict once.
"""

from typing import Final

from support.engine import ELSEWHERE

from .programs import BALANCER, MORE, URN, WWW, foreign, program, raw, raw_listener, raw_web
from .scenario import Scenario

_METHOD: Final = """
site = aws.acm.Certificate("site", domain_name="example.com")
"""
_UNKNOWN_NAME: Final = """
vpc = aws.ec2.Vpc("vpc", cidr_block="10.0.0.0/16")
site = aws.acm.Certificate("site", domain_name="example.com", validation_method="EMAIL",
    subject_alternative_names=[vpc.id.apply(lambda found: found + ".example.com")])
"""
_IN_APPLY: Final = """
zone = aws.route53.get_zone(name="example.com").zone_id
site = aws.acm.Certificate("site", domain_name="example.com", validation_method="DNS",
    subject_alternative_names={names!r})
def records(options):
    return [
        aws.route53.Record("site-" + option.domain_name, zone_id=zone, type="CNAME", ttl=300,
            name=option.resource_record_name, records=[option.resource_record_value]).fqdn
        for option in options
    ]
issued = aws.acm.CertificateValidation("site", certificate_arn=site.arn,
    validation_record_fqdns=site.domain_validation_options.apply(records))
"""
_ZONE: Final = """
zone = aws.route53.Zone("zone", name="example.net", force_destroy={force})
site = aws.acm.Certificate("site", domain_name="example.net", validation_method="DNS")
asked = site.domain_validation_options[0]
aws.route53.Record("site", zone_id=zone.zone_id, type="CNAME", ttl=300,
    name=asked.resource_record_name, records=[asked.resource_record_value],
    opts=pulumi.ResourceOptions(retain_on_delete=True))
"""
_THEIRS: Final = f"""
other = aws.Provider("other", region="eu-west-1",
    assume_roles=[aws.ProviderAssumeRoleArgs(role_arn="{ELSEWHERE}")])
theirs = aws.acm.Certificate("theirs", domain_name="example.com", validation_method="DNS",
    opts=pulumi.ResourceOptions(provider=other))
"""


def _sni(name: str) -> str:
    return program(
        BALANCER,
        raw("a.example.com", name="a"),
        raw("b.example.com", name="b"),
        "\nweb = " + raw_listener("a_issued.certificate_arn").lstrip(),
        f"\naws.lb.ListenerCertificate({name!r}, listener_arn=web.arn,\n"
        "    certificate_arn=b_issued.certificate_arn)\n",
    )


def _listener(name: str, options: str = "") -> str:
    return program(
        BALANCER, raw(*WWW), raw_listener("site_issued.certificate_arn", name=name, options=options)
    )


_IGNORING: Final = 'ignore_changes=["certificateArn"]'
_READ: Final = '\nsite = aws.acm.Certificate.get("site", {arn!r})\n'

MISTAKES: Final = [
    Scenario(
        "raw-sni-renamed",
        "An entry of a listener under another name: what is added is taken off again.",
        _sni("b"),
        _sni("bee"),
    ),
    Scenario(
        "raw-sni-replaced",
        "The same entry, replaced.",
        _sni("b"),
        options=("--replace", f"{URN}aws:lb/listenerCertificate:ListenerCertificate::b"),
    ),
    Scenario(
        "raw-listener-renamed",
        "A listener under another name: AWS refuses a second one on the port.",
        _listener("web"),
        _listener("www"),
    ),
    Scenario(
        "raw-listener-retained",
        "A listener leaves the stack, stays in AWS, and its certificate is deleted.",
        _listener("web", "retain_on_delete=True"),
        program(BALANCER),
    ),
    Scenario(
        "raw-listener-ignores",
        "A listener ignores the new ARN.",
        _listener("web", _IGNORING),
        program(
            BALANCER, raw(*MORE), raw_listener("site_issued.certificate_arn", options=_IGNORING)
        ),
    ),
    Scenario(
        "raw-target",
        "Only the certificate is in the update, what serves it is not.",
        raw_web(*WWW),
        raw_web(*MORE),
        options=("--target", f"{URN}aws:acm/certificate:Certificate::site"),
    ),
    Scenario(
        "raw-refresh",
        "With --refresh, all is there twice.",
        raw_web(*WWW),
        raw_web(*MORE),
        options=("--refresh",),
    ),
    Scenario(
        "raw-record-replaced",
        "A record is replaced by itself: it is written, then deleted.",
        program(raw("example.com")),
        options=("--replace", f"{URN}aws:route53/record:Record::site-example.com"),
    ),
    Scenario(
        "raw-zone-emptied",
        "The zone goes with the records in it.",
        program(_ZONE.format(force=True)),
        program(),
    ),
    Scenario(
        "raw-zone-not-empty",
        "The zone goes, and a record stays in it.",
        program(_ZONE.format(force=False)),
        program(),
    ),
    Scenario(
        "raw-read-from-now-on",
        "The same certificate, which the program only reads from now on.",
        program(raw("example.com", records=False)),
        foreign(lambda arn: program(_READ.format(arn=arn))),
    ),
    Scenario(
        "raw-another-read",
        "Another certificate is read in its place: the stack's own is deleted.",
        program(
            raw("example.com", records=False), raw("www.example.com", name="www", records=False)
        ),
        foreign(
            lambda arn: program(
                _READ.format(arn=arn), raw("www.example.com", name="www", records=False)
            ),
            "www.example.com",
        ),
    ),
    Scenario(
        "raw-protected",
        "A protected certificate cannot be replaced.",
        program(raw(*WWW, options="protect=True")),
        program(raw(*MORE, options="protect=True")),
        fails=True,
    ),
    Scenario(
        "raw-records-in-apply",
        "Records that a preview does not see, because the program makes them inside an apply.",
        program(
            BALANCER, _IN_APPLY.format(names=[*WWW[1:]]), raw_listener("issued.certificate_arn")
        ),
        program(
            BALANCER, _IN_APPLY.format(names=[*MORE[1:]]), raw_listener("issued.certificate_arn")
        ),
    ),
    Scenario(
        "raw-records-in-apply-first",
        "The same for the first time.",
        None,
        program(_IN_APPLY.format(names=[*WWW[1:]])),
    ),
    Scenario("raw-no-method", "No validation method is given.", None, program(_METHOD)),
    Scenario(
        "raw-name-unknown", "A name is known only while it is made.", None, program(_UNKNOWN_NAME)
    ),
    Scenario(
        "raw-two-accounts",
        "The same name in two accounts, and the record of one of them.",
        None,
        program(raw("example.com"), _THEIRS),
    ),
    Scenario(
        "program-fails", "The program ends before it says anything.", None, "1 / 0", fails=True
    ),
]
