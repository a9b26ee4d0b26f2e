"""For each target and each rule that it has: breaking it fails in the preview, with these words."""

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

import pytest

from acm_sandbox.engine import Engine
from acm_sandbox.session import Session
from pulumi_acm.services import KeyAlgorithm, Service
from support import targets
from support.certificates import zone
from support.engine import REGION, EngineSandbox
from support.refusing import (
    AWAY,
    EDGE,
    REGIONAL,
    TARGETS,
    Refusing,
    arn,
    assert_nothing_written,
    declared,
    refusals,
)

PENDING = "the ARN of one that is not issued, in "
NAMES = "example.com, *.example.com"
DEEPER = "*.example.com stands for exactly one label: "
PROGRAMS = targets.TARGETS | targets.VARIANTS


@dataclass(frozen=True)
class Case:
    """A rule, and what breaks it."""

    target: str
    rule: str
    asked: str
    """What a program asks for."""
    message: str

    @property
    def name(self) -> str:
        """What the test, and the component if it is one, are called."""
        return f"{self.target}, {self.rule}"


def cases_of(target: str, place: Refusing) -> Iterator[Case]:
    """Break each rule that a target has, one at a time."""
    good, away, pending = arn(place.region), arn(AWAY), PENDING + place.region
    www, org, deep = "www.example.com", "www.example.org", "v2.api.example.com"

    def broken(rule: str, certificate: str, host: str, problem: str, more: str = "") -> Case:
        case = f"{target}, {rule}"
        asked = place.asked(case, certificate, host, more)
        return Case(target, rule, asked, place.message(case, problem))

    yield broken("region", declared(AWAY), www, place.wrong_region(away))
    for key in place.words.refused:
        certificate = declared(place.region, key_algorithm=key)
        yield broken(f"key {key}", certificate, www, place.wrong_key(good, key))
    yield broken("status", repr(pending), www, place.not_issued(pending))
    certificate = declared(place.region)
    yield broken("coverage", certificate, org, place.uncovered(good, org, NAMES))
    deeper = place.uncovered(good, deep, NAMES, DEEPER)
    yield broken("wildcard depth", certificate, deep, deeper)
    if place.words in (EDGE, REGIONAL):
        imported = declared(place.region, imported=True)
        yield broken("imported wildcard", imported, "*.example.com", place.imported_wildcard())
    if target in TOO_MANY:
        at, more, here, quota = TOO_MANY[target]
        problem = (
            f"{at}: a load balancer takes 25 certificates beside the default ones "
            f"({place.words.name}, quota {quota}), here are {here}; put more names into one "
            "certificate, or have the quota raised and give it as certificate_quota"
        )
        yield broken("more certificates", certificate, www, problem, more)


def _many(number: int) -> str:
    listed = [declared(REGION, f"n{n}.example.net", number=n) for n in range(1, number + 1)]
    return ", ".join(listed)


TOO_MANY = {
    "application load balancer": (
        "more_certificates",
        f'"more_certificates": [{_many(26)}]',
        26,
        "L-9365A611",
    ),
    "network load balancer": (
        "more_certificates",
        f'"more_certificates": [{_many(26)}]',
        26,
        "L-52964454",
    ),
    "sni": ("certificates", _many(25), 26, "L-9365A611"),
    "sni network": ("certificates", _many(25), 26, "L-52964454"),
}
"""The argument that has more than 25 certificates, them, their number and the quota."""
CASES = {case.name: case for target, place in TARGETS.items() for case in cases_of(target, place)}


def rules_of(service: Service) -> set[str]:
    """Return the rules that a service has, by what `services.py` says of it."""
    some = {
        "more certificates": service.more_certificates > 0,
        "wildcard": not service.host_wildcard,
        "imported wildcard": not service.wildcard_imported,
    }
    return {
        *("region", "status", "coverage", "wildcard depth"),
        *(f"key {key}" for key in get_args(KeyAlgorithm) if key not in service.keys),
        *(rule for rule, applies in some.items() if applies),
    }


@pytest.mark.parametrize("target", TARGETS)
def test_every_rule_has_its_case(target: str) -> None:
    """What `services.py` demands more, or no more, has to be seen here."""
    expected = rules_of(TARGETS[target].words.service)
    if target.startswith("beanstalk"):
        expected.discard("more certificates")  # its listener has one
    assert {case.rule for case in CASES.values() if case.target == target} == expected


def test_every_target_refuses() -> None:
    """Whatever serves a certificate in `support.targets` has its rules here."""
    assert set(PROGRAMS) <= set(TARGETS)


@pytest.fixture(scope="module")
def said(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a preview says to all the cases."""
    with Session(engine=engine) as session:
        sandbox = EngineSandbox(session, tmp_path_factory.mktemp("refusals"))
        pending = {PENDING + region: request(sandbox, region) for region in PENDING_IN}
        asked = {name: replaced(case.asked, pending) for name, case in CASES.items()}
        back = {real: placeholder for placeholder, real in pending.items()}
        return {name: replaced(text, back) for name, text in refusals(sandbox, asked).items()}


PENDING_IN = sorted({place.region for place in TARGETS.values()})


def request(sandbox: EngineSandbox, region: str) -> str:
    """Request a certificate that nobody validates."""
    acm = sandbox.client("acm", region)
    names = {"DomainName": "example.com", "SubjectAlternativeNames": ["*.example.com"]}
    return str(acm.request_certificate(**names, ValidationMethod="DNS")["CertificateArn"])


def replaced(text: str, values: dict[str, str]) -> str:
    """Replace each key by its value."""
    for old, new in values.items():
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize("name", CASES)
def test_a_broken_rule_fails_the_preview(said: dict[str, str], name: str) -> None:
    """The whole message: the value, the rule, the way out."""
    assert said[name] == CASES[name].message


# SNI certificates of a listener are those of "sni": here, they are beside a default one.
@pytest.mark.parametrize("target", sorted(set(PROGRAMS) - {"sni"}))
def test_everything_that_is_wrong_is_said_at_once(sandbox: EngineSandbox, target: str) -> None:
    """A program with the target as it is used ends with this, and with nothing else."""
    place, away = TARGETS[target], arn(AWAY)
    key, host = place.words.refused[-1], "www.example.com"
    certificate = declared(AWAY, "example.org", key_algorithm=key)
    preview = sandbox.project(PROGRAMS[target].text_with(certificate)).preview()
    assert not preview.ok
    expected = place.message(
        "api" if "api" in target else "web",
        place.wrong_region(away),
        place.wrong_key(away, key),
        place.uncovered(away, host, "example.org"),
    )
    # An engine that ends while it still starts a plugin says that, too (on a busy machine).
    said = [each for each in preview.diagnostics() if "exited prematurely" not in each]
    assert said == [f"{expected}\n"]
    # The same as a user reads it, indented by the engine.
    assert textwrap.indent(f"error: {expected}\n", "    ") in preview.output
    assert "Traceback" not in preview.output
    assert_nothing_written(sandbox)


def test_a_certificate_of_the_program_is_refused_by_its_name(sandbox: EngineSandbox) -> None:
    """The commonest of all: CloudFront's certificate in the region of everything else."""
    zone(sandbox, "example.com")
    sandbox.reset_journal()
    program = targets.TARGETS["cloudfront"].text("example.com", cloudfront=False)
    preview = sandbox.project(program).preview()
    assert preview.diagnostics() == [
        (
            "acm.viewer_certificate: 2 problems\n"
            '  certificate "site": CloudFront takes certificates of us-east-1 only, this one is in '
            'eu-west-1; give it "cloudfront": True\n'
            '  aliases[0] "www.example.com": no name of the certificate site covers it '
            '(example.com); add "www.example.com" to its domains\n'
        )
    ]
    assert_nothing_written(sandbox)


def test_a_bare_arn_is_looked_up(sandbox: EngineSandbox) -> None:
    """What ACM says of it is proved as if it were declared; one that is not issued is refused."""
    acm = sandbox.client("acm", "us-east-1")
    found = acm.request_certificate(
        DomainName="example.org", ValidationMethod="DNS", KeyAlgorithm="EC_secp384r1"
    )["CertificateArn"]
    sandbox.reset_journal()
    program = (
        "import pulumi_acm as acm\n"
        f'acm.viewer_certificate({found!r}, aliases=["www.example.com"])\n'
    )
    preview = sandbox.project(program).preview()
    assert not preview.ok
    assert preview.diagnostics() == [
        (
            "acm.viewer_certificate: 3 problems\n"
            f'  certificate "{found}": CloudFront takes no EC_secp384r1 keys, only RSA_1024, '
            "RSA_2048, RSA_3072, RSA_4096, EC_prime256v1 (https://docs.aws.amazon.com/"
            "AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html); request "
            'one with "key_algorithm": "RSA_2048" or "EC_prime256v1"\n'
            f'  certificate "{found}": it is PENDING_VALIDATION, and only an issued certificate '
            "can be attached: write the records that ACM lists for it, or have its mail approved, "
            "and run again\n"
            f'  aliases[0] "www.example.com": no name of the certificate {found} covers it '
            "(example.org); give the ARN of one that has the name\n"
        )
    ]
    assert_nothing_written(sandbox)


def test_an_arn_that_nobody_finds_is_said_not_to_be_proved(sandbox: EngineSandbox) -> None:
    """It may be another account's: what could not be proved is said, and nothing is refused."""
    here = arn(REGION)
    project = sandbox.project(
        f"import pulumi_acm as acm\nacm.classic_listener({here!r}, hosts=['example.com'])\n"
    )
    preview = project.preview()
    assert preview.ok, preview.output
    [warning] = preview.diagnostics("warning")
    assert warning.startswith(f"{here} cannot be looked up: ")
    assert preview.diagnostics("info") == [
        (
            f"acm.classic_listener: of the certificate {here} it is not proved, because it is not "
            "known while planning: that Classic Load Balancer takes its key; that it covers "
            "example.com; that it is issued\n"
        )
    ]
