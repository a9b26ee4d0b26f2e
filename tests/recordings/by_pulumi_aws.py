"""Changes to certificates by pulumi-aws alone."""

from typing import Final

from support.engine import EngineSandbox

from .programs import (
    BALANCER,
    MORE,
    URN,
    WWW,
    distribution,
    foreign,
    program,
    raw,
    raw_listener,
    raw_web,
)
from .scenario import Scenario

MANY: Final = 500
_EDITED_SECRET: Final = """
key = pulumi.Config().require_secret("token")
site = aws.acm.Certificate("site", domain_name="example.com", validation_method="DNS",
    subject_alternative_names={names}, tags={{"token": key, "team": "web"}})
"""
_MANY: Final = f"""
for number in range({MANY}):
    aws.acm.Certificate("tenant-%03d" % number, domain_name="tenant-%03d.example.com" % number,
        validation_method="DNS", key_algorithm="{{key}}")
"""
_SHARED_RECORD: Final = """
short = aws.acm.Certificate("short", domain_name="example.com", validation_method="DNS")
"""


def _their_certificate(sandbox: EngineSandbox) -> None:
    """Have another stack make a certificate."""
    up = sandbox.project(program(raw(*WWW)), name="theirs").up()
    assert up.ok, up.output


RAW: Final = [
    Scenario("raw-first-creation", "By pulumi-aws alone.", None, raw_web(*WWW)),
    Scenario(
        "raw-name-added", "By pulumi-aws alone, one more name.", raw_web(*WWW), raw_web(*MORE)
    ),
    Scenario(
        "raw-name-removed",
        "By pulumi-aws alone: the record is deleted.",
        raw_web(*MORE),
        raw_web(*WWW),
    ),
    Scenario(
        "raw-bare",
        "The same as raw-name-added, by `pulumi preview --json` alone.",
        raw_web(*WWW),
        raw_web(*MORE),
        form="bare-digest",
    ),
    Scenario(
        "raw-names-reordered",
        "By pulumi-aws alone: a set, in another order.",
        raw_web(*MORE),
        raw_web(MORE[0], MORE[2], MORE[1]),
    ),
    Scenario(
        "raw-validation-to-email",
        "From DNS to email validation.",
        program(raw(*WWW)),
        program(raw(*WWW, records=False, validation_method="EMAIL")),
    ),
    Scenario(
        "raw-delete-before-replace",
        "The old one goes first, and is in use.",
        raw_web(*WWW),
        raw_web(*MORE, options="delete_before_replace=True"),
    ),
    Scenario(
        "raw-delete-before-replace-bare",
        "The same by `pulumi preview --json` alone.",
        raw_web(*WWW),
        raw_web(*MORE, options="delete_before_replace=True"),
        form="bare-digest",
    ),
    Scenario(
        "raw-still-served",
        "Replaced, while a listener has its ARN written out.",
        (
            program(raw(*WWW)),
            foreign(lambda arn: program(raw(*WWW), BALANCER, raw_listener(repr(arn)))),
        ),
        foreign(lambda arn: program(raw(*MORE), BALANCER, raw_listener(repr(arn)))),
    ),
    Scenario(
        "raw-wrong-region",
        "A distribution is given a certificate of eu-west-1.",
        program(raw(*WWW)),
        program(
            raw(*WWW),
            distribution(
                '{"acm_certificate_arn": site_issued.certificate_arn, '
                '"ssl_support_method": "sni-only"}'
            ),
        ),
    ),
    Scenario(
        "raw-adopted",
        "A certificate that is there comes under the stack's care.",
        None,
        foreign(
            lambda arn: program(
                '\nsite = aws.acm.Certificate("site", domain_name="example.com",\n'
                '    subject_alternative_names=["www.example.com"], validation_method="DNS",\n'
                f"    opts=pulumi.ResourceOptions(import_={arn!r}))\n"
            )
        ),
        beforehand=_their_certificate,
    ),
    Scenario(
        "raw-listener-replaced-first",
        "A listener goes before it comes again.",
        raw_web(*WWW),
        program(
            BALANCER,
            raw(*WWW),
            raw_listener("site_issued.certificate_arn", options="delete_before_replace=True"),
        ),
        options=("--replace", f"{URN}aws:lb/listener:Listener::web"),
    ),
    Scenario(
        "raw-not-awaited",
        "A listener takes the ARN of a certificate that nobody has waited for.",
        program(BALANCER),
        program(BALANCER, raw("example.com", records=False), raw_listener("site.arn")),
    ),
    Scenario(
        "raw-validation-only",
        "A validation of somebody else's certificate, and a listener.",
        None,
        foreign(
            lambda arn: program(
                BALANCER,
                f'\nissued = aws.acm.CertificateValidation("issued", certificate_arn={arn!r})\n',
                raw_listener("issued.certificate_arn"),
            )
        ),
        beforehand=_their_certificate,
    ),
    Scenario(
        "raw-record-needed",
        "A record goes by which another certificate renews.",
        program(raw(*WWW), _SHARED_RECORD),
        program(_SHARED_RECORD),
    ),
    Scenario(
        "raw-secrets",
        "A secret in the tags of a certificate that is reissued.",
        program(_EDITED_SECRET.format(names=[])),
        program(_EDITED_SECRET.format(names=["www.example.com"])),
        secrets=("project:token=hunter2-very-secret",),
    ),
    Scenario(
        "raw-many",
        f"{MANY} certificates get another key.",
        program(_MANY.format(key="RSA_2048")),
        program(_MANY.format(key="EC_prime256v1")),
    ),
    Scenario(
        "raw-kept",
        "Retained: it leaves the state and stays in AWS.",
        program(raw("example.com", records=False, options="retain_on_delete=True")),
        program(""),
    ),
    Scenario(
        "raw-provider-region",
        "The region of one certificate is changed.",
        program(raw("example.com", records=False, region="eu-west-1")),
        program(raw("example.com", records=False, region="eu-central-1")),
    ),
]
