"""All recordings: changes to certificates that a reader of a preview has to understand."""

from collections.abc import Callable
from typing import Any, Final

from support.certificates import certificates, zone
from support.engine import EngineSandbox
from support.targets import TARGETS

from .importing import IMPORT_SCENARIOS
from .programs import (
    BALANCER,
    distribution,
    listener,
    program,
    raw,
    raw_listener,
    site,
)
from .scenario import Program, Scenario

WWW: Final = ("example.com", "www.example.com")
MORE: Final = (*WWW, "api.example.com")
MANY: Final = 500
_URN: Final = "urn:pulumi:test::project::"


def _web(*domains: str, **args: Any) -> str:
    """Return a stack with a certificate of ours on a listener of ours."""
    return program(BALANCER, site(*domains, **args), listener())


def _raw_web(*domains: str, **args: Any) -> str:
    """Return the same, by pulumi-aws alone."""
    return program(BALANCER, raw(*domains, **args), raw_listener("site_issued.certificate_arn"))


def _foreign(make: Callable[[str], str], primary: str = "example.com") -> Program:
    """Return a program that is given the ARN of a certificate that the sandbox has."""

    def text(sandbox: EngineSandbox) -> str:
        found = [each for each in certificates(sandbox) if each["DomainName"] == primary]
        return make(str(found[0]["CertificateArn"]))

    return text


def _by_id(make: Callable[[dict[str, str]], str]) -> Program:
    """Return a program that is given the zones' ids, by their names."""

    def text(sandbox: EngineSandbox) -> str:
        zones = sandbox.client("route53").list_hosted_zones()["HostedZones"]
        return make(
            {each["Name"].rstrip("."): each["Id"].removeprefix("/hostedzone/") for each in zones}
        )

    return text


def _other_stack(sandbox: EngineSandbox) -> None:
    """Have another stack's load balancer serve the certificate."""
    text = _foreign(lambda arn: program(BALANCER, raw_listener(repr(arn))))
    assert callable(text)
    up = sandbox.project(text(sandbox), name="other").up()
    assert up.ok, up.output


def _their_certificate(sandbox: EngineSandbox) -> None:
    """Have another stack make a certificate."""
    up = sandbox.project(program(raw(*WWW)), name="theirs").up()
    assert up.ok, up.output


def _second_zone(sandbox: EngineSandbox) -> None:
    zone(sandbox, "www.example.com")


def _target(name: str, *domains: str) -> str:
    return TARGETS[name].text(*domains)


_CDN: Final = program(
    site(*WWW, regions=["eu-west-1"], cloudfront=True),
    distribution('acm.viewer_certificate(site, aliases=["www.example.com"])'),
)
_PLAIN_CDN: Final = program(
    site(*WWW, regions=["eu-west-1"], cloudfront=True),
    distribution('{"cloudfront_default_certificate": True}', aliases=()),
)
_TWO: Final = [
    site("a.example.com", variable="a"),
    site("b.example.com", variable="b"),
]
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

COMPONENTS: Final = [
    Scenario(
        "first-creation",
        "Nothing there yet: two regions, three names.",
        None,
        program(site(*MORE, regions=["eu-west-1", "eu-central-1"])),
    ),
    Scenario("no-change", "The same program again.", _web(*WWW)),
    Scenario(
        "name-added",
        "One more name on a certificate that a listener serves.",
        _web(*WWW),
        _web(*MORE),
    ),
    Scenario("name-removed", "One name less; its record is kept.", _web(*MORE), _web(*WWW)),
    Scenario(
        "names-reordered",
        "The same names in another order.",
        _web(*MORE),
        _web(MORE[0], MORE[2], MORE[1]),
    ),
    Scenario(
        "primary-changed", "The second name becomes the first.", _web(*WWW), _web(WWW[1], WWW[0])
    ),
    Scenario(
        "region-added",
        "A second region.",
        _web(*WWW, regions=["eu-west-1"]),
        _web(*WWW, regions=["eu-west-1", "eu-central-1"]),
    ),
    Scenario(
        "region-removed",
        "The second region goes.",
        _web(*WWW, regions=["eu-west-1", "eu-central-1"]),
        _web(*WWW, regions=["eu-west-1"]),
    ),
    Scenario(
        "cloudfront-switched-on",
        "A certificate in us-east-1 beside the one there is.",
        _web(*WWW, regions=["eu-west-1"]),
        _web(*WWW, regions=["eu-west-1"], cloudfront=True),
    ),
    Scenario(
        "key-algorithm-changed",
        "From RSA to P-256.",
        _web(*WWW),
        _web(*WWW, key_algorithm="EC_prime256v1"),
    ),
    Scenario(
        "export-switched-on", "AWS fixes it at the request.", _web(*WWW), _web(*WWW, export=True)
    ),
    Scenario("tags-changed", "In place.", _web(*WWW), _web(*WWW, tags={"team": "web"})),
    Scenario(
        "zone-moved",
        "A zone of its own for www: its record is written there.",
        _web(*WWW),
        _by_id(
            lambda ids: _web(
                *WWW,
                zones={
                    "example.com": ids["example.com"],
                    "www.example.com": ids["www.example.com"],
                },
            )
        ),
        beside=_second_zone,
    ),
    Scenario("destroy", "Everything goes; the records are kept.", _web(*WWW), form="destroy"),
    Scenario(
        "destroy-used-elsewhere",
        "Another stack's listener serves the certificate.",
        program(site(*WWW)),
        form="destroy",
        beside=_other_stack,
    ),
    Scenario(
        "records-deleted",
        "keep_validation_records is off, and the stack is destroyed.",
        program(site(*WWW, keep_validation_records=False)),
        form="destroy",
    ),
    Scenario(
        "records-deleted-name",
        "The same, and a name is removed.",
        _web(*MORE, keep_validation_records=False),
        _web(*WWW, keep_validation_records=False),
    ),
    Scenario(
        "component-renamed",
        "Without an alias: another certificate, other records.",
        _web(*WWW),
        program(BALANCER, site(*WWW, name="website"), listener()),
    ),
    Scenario(
        "component-renamed-records",
        "The same with records that are not kept: what is written is deleted at the end.",
        _web(*WWW, keep_validation_records=False),
        program(BALANCER, site(*WWW, name="website", keep_validation_records=False), listener()),
    ),
    Scenario(
        "dns-elsewhere",
        "A first certificate, one of its names has no zone here.",
        None,
        program(site("example.com", "www.example.org")),
    ),
    Scenario(
        "dns-elsewhere-added",
        "A name without a zone is added.",
        program(site(*WWW)),
        program(site(*WWW, "www.example.org")),
    ),
    Scenario(
        "second-certificate",
        "Another certificate of the same names: its records are there.",
        program(site(*WWW)),
        program(site(*WWW), site(*WWW, variable="again")),
    ),
    Scenario(
        "failing-preview",
        "A name that ACM would refuse.",
        _web(*WWW),
        program(BALANCER, site("example.com", "*.*.example.com"), listener()),
        fails=True,
    ),
    Scenario(
        "replace-asked",
        "pulumi preview --replace.",
        _web(*WWW),
        options=(
            "--replace",
            f"{_URN}acm:index:Certificate$aws:acm/certificate:Certificate::site/eu-west-1",
        ),
    ),
]

ATTACHMENTS: Final = [
    Scenario(
        "cloudfront-moved",
        "One more name on the certificate of a distribution.",
        _target("cloudfront", *WWW),
        _target("cloudfront", *MORE),
    ),
    Scenario(
        "cloudfront-detached",
        "The distribution goes back to CloudFront's certificate.",
        _CDN,
        _PLAIN_CDN,
    ),
    Scenario(
        "listener-default-swapped",
        "The listener takes the other certificate by default.",
        program(BALANCER, *_TWO, listener("a")),
        program(BALANCER, *_TWO, listener("b")),
    ),
    Scenario(
        "sni-added",
        "A further certificate on the listener.",
        program(BALANCER, *_TWO, listener("a")),
        program(BALANCER, *_TWO, listener("a", more="b")),
    ),
    Scenario(
        "sni-removed",
        "And away again.",
        program(BALANCER, *_TWO, listener("a", more="b")),
        program(BALANCER, *_TWO, listener("a")),
    ),
    Scenario(
        "sni-name-added",
        "One more name on a further certificate.",
        _target("sni", *WWW),
        _target("sni", *MORE),
    ),
    Scenario(
        "network-load-balancer",
        "The same on a TLS listener.",
        _target("network load balancer", *WWW),
        _target("network load balancer", *MORE),
    ),
    Scenario(
        "classic-load-balancer",
        "Its listener is deleted and created.",
        _target("classic load balancer", *WWW),
        _target("classic load balancer", *MORE),
    ),
    Scenario(
        "api-domain-http",
        "API Gateway, HTTP.",
        _target("api gateway http", *WWW),
        _target("api gateway http", *MORE),
    ),
    Scenario(
        "api-domain-edge",
        "API Gateway, edge-optimized.",
        _target("api gateway edge", *WWW),
        _target("api gateway edge", *MORE),
    ),
    Scenario(
        "api-domain-regional",
        "API Gateway, regional.",
        _target("api gateway regional", *WWW),
        _target("api gateway regional", *MORE),
    ),
    Scenario(
        "beanstalk", "Elastic Beanstalk.", _target("beanstalk", *WWW), _target("beanstalk", *MORE)
    ),
    Scenario(
        "listener-removed",
        "The certificate stays, the listener goes.",
        _web(*WWW),
        program(BALANCER, site(*WWW)),
    ),
]

RAW: Final = [
    Scenario("raw-first-creation", "By pulumi-aws alone.", None, _raw_web(*WWW)),
    Scenario(
        "raw-name-added", "By pulumi-aws alone, one more name.", _raw_web(*WWW), _raw_web(*MORE)
    ),
    Scenario(
        "raw-name-removed",
        "By pulumi-aws alone: the record is deleted.",
        _raw_web(*MORE),
        _raw_web(*WWW),
    ),
    Scenario(
        "raw-bare",
        "The same as raw-name-added, by `pulumi preview --json` alone.",
        _raw_web(*WWW),
        _raw_web(*MORE),
        form="bare-digest",
    ),
    Scenario(
        "raw-names-reordered",
        "By pulumi-aws alone: a set, in another order.",
        _raw_web(*MORE),
        _raw_web(MORE[0], MORE[2], MORE[1]),
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
        _raw_web(*WWW),
        _raw_web(*MORE, options="delete_before_replace=True"),
    ),
    Scenario(
        "raw-delete-before-replace-bare",
        "The same by `pulumi preview --json` alone.",
        _raw_web(*WWW),
        _raw_web(*MORE, options="delete_before_replace=True"),
        form="bare-digest",
    ),
    Scenario(
        "raw-still-served",
        "Replaced, while a listener has its ARN written out.",
        (
            program(raw(*WWW)),
            _foreign(lambda arn: program(raw(*WWW), BALANCER, raw_listener(repr(arn)))),
        ),
        _foreign(lambda arn: program(raw(*MORE), BALANCER, raw_listener(repr(arn)))),
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
        _foreign(
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
        _raw_web(*WWW),
        program(
            BALANCER,
            raw(*WWW),
            raw_listener("site_issued.certificate_arn", options="delete_before_replace=True"),
        ),
        options=("--replace", f"{_URN}aws:lb/listener:Listener::web"),
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
        _foreign(
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

EVENTS: Final = [
    Scenario(
        "events-preview",
        "The event log of name-added.",
        _web(*WWW),
        _web(*MORE),
        form="preview-events",
    ),
    Scenario(
        "events-up",
        "The event log of the update itself.",
        _web(*WWW),
        _web(*MORE),
        form="up-events",
    ),
    Scenario(
        "events-up-stream",
        "What `pulumi up --json` prints.",
        _target("sni", *WWW),
        _target("sni", *MORE),
        form="up-stream",
    ),
    Scenario(
        "events-raw-preview",
        "The event log of raw-first-creation's preview.",
        None,
        _raw_web(*WWW),
        form="preview-events",
    ),
    Scenario(
        "events-up-failed",
        "An update that AWS stops at the listener.",
        program(BALANCER, raw("example.com", records=False)),
        program(
            BALANCER, raw("example.com", "www.example.com", records=False), raw_listener("site.arn")
        ),
        form="up-events",
        fails=True,
    ),
    Scenario("events-destroy", "The event log of a destroy.", _web(*WWW), form="destroy-events"),
]

SCENARIOS: Final = [*COMPONENTS, *ATTACHMENTS, *RAW, *EVENTS, *IMPORT_SCENARIOS]
