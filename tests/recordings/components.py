"""Changes to certificates of our components."""

from collections.abc import Callable
from typing import Final

from support.certificates import zone
from support.engine import EngineSandbox

from .programs import (
    BALANCER,
    MORE,
    URN,
    WWW,
    foreign,
    listener,
    program,
    raw_listener,
    site,
    web,
)
from .scenario import Program, Scenario


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
    text = foreign(lambda arn: program(BALANCER, raw_listener(repr(arn))))
    assert callable(text)
    up = sandbox.project(text(sandbox), name="other").up()
    assert up.ok, up.output


def _second_zone(sandbox: EngineSandbox) -> None:
    zone(sandbox, "www.example.com")


_HANDED_OVER: Final = """
acm.ValidationRecords("records", {"domains": ["example.com"], "records": [{
    "domain": "example.com",
    "name": "_0123456789abcdef0123456789abcdef.example.com.",
    "type": "CNAME",
    "value": "_fedcba9876543210fedcba9876543210.abcdefghij.acm-validations.aws.",
}]})
"""
_IN_TURN: Final = (web(*WWW), web(*WWW, retain_old=True))
"""It holds from the next update on."""

COMPONENTS: Final = [
    Scenario(
        "first-creation",
        "Nothing there yet: two regions, three names.",
        None,
        program(site(*MORE, regions=["eu-west-1", "eu-central-1"])),
    ),
    Scenario("no-change", "The same program again.", web(*WWW)),
    Scenario(
        "name-added",
        "One more name on a certificate that a listener serves.",
        web(*WWW),
        web(*MORE),
    ),
    Scenario("name-removed", "One name less; its record is kept.", web(*MORE), web(*WWW)),
    Scenario(
        "names-reordered",
        "The same names in another order.",
        web(*MORE),
        web(MORE[0], MORE[2], MORE[1]),
    ),
    Scenario(
        "primary-changed", "The second name becomes the first.", web(*WWW), web(WWW[1], WWW[0])
    ),
    Scenario(
        "region-added",
        "A second region.",
        web(*WWW, regions=["eu-west-1"]),
        web(*WWW, regions=["eu-west-1", "eu-central-1"]),
    ),
    Scenario(
        "region-removed",
        "The second region goes.",
        web(*WWW, regions=["eu-west-1", "eu-central-1"]),
        web(*WWW, regions=["eu-west-1"]),
    ),
    Scenario(
        "cloudfront-switched-on",
        "A certificate in us-east-1 beside the one there is.",
        web(*WWW, regions=["eu-west-1"]),
        web(*WWW, regions=["eu-west-1"], cloudfront=True),
    ),
    Scenario(
        "key-algorithm-changed",
        "From RSA to P-256.",
        web(*WWW),
        web(*WWW, key_algorithm="EC_prime256v1"),
    ),
    Scenario(
        "export-switched-on", "AWS fixes it at the request.", web(*WWW), web(*WWW, export=True)
    ),
    Scenario("tags-changed", "In place.", web(*WWW), web(*WWW, tags={"team": "web"})),
    Scenario(
        "zone-moved",
        "A zone of its own for www: its record is written there.",
        web(*WWW),
        _by_id(
            lambda ids: web(
                *WWW,
                zones={
                    "example.com": ids["example.com"],
                    "www.example.com": ids["www.example.com"],
                },
            )
        ),
        beside=_second_zone,
    ),
    Scenario("destroy", "Everything goes; the records are kept.", web(*WWW), form="destroy"),
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
        web(*MORE, keep_validation_records=False),
        web(*WWW, keep_validation_records=False),
    ),
    Scenario(
        "component-renamed",
        "Without an alias: another certificate, other records.",
        web(*WWW),
        program(BALANCER, site(*WWW, name="website"), listener()),
    ),
    Scenario(
        "component-renamed-records",
        "The same with records that are not kept: what is written is deleted at the end.",
        web(*WWW, keep_validation_records=False),
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
        web(*WWW),
        program(BALANCER, site("example.com", "*.*.example.com"), listener()),
        fails=True,
    ),
    Scenario(
        "replace-asked",
        "pulumi preview --replace.",
        web(*WWW),
        options=(
            "--replace",
            f"{URN}acm:index:Certificate$aws:acm/certificate:Certificate::site/eu-west-1",
        ),
    ),
    Scenario(
        "email-first",
        "By mail: an approval for each name and region.",
        None,
        program(site(*WWW, regions=["eu-west-1", "eu-central-1"], validation="EMAIL")),
    ),
    Scenario(
        "email-name-added",
        "One more name: every name has to be approved again.",
        program(site(*WWW, validation="EMAIL")),
        program(site(*MORE, validation="EMAIL")),
    ),
    Scenario(
        "validation-records",
        "The records of a certificate of another account.",
        None,
        program(_HANDED_OVER),
    ),
    Scenario(
        "old-retained",
        "retain_old: the one that is replaced stays in ACM.",
        _IN_TURN,
        web(*MORE, retain_old=True),
    ),
]
