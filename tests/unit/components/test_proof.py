"""What each service demands of a certificate, and the message where it is not met."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import get_args

import pytest

from pulumi_acm import services
from pulumi_acm.proof import Known, problems_with, problems_with_hosts, unproved
from pulumi_acm.services import KeyAlgorithm, Service
from pulumi_acm.ways_out import Given

SITE = Known(
    label="site",
    domains=("example.com", "*.example.com"),
    key_algorithm="RSA_2048",
    regions=("eu-west-1", "us-east-1"),
    imported=False,
)
SERVICES = {name: each for name, each in vars(services).items() if isinstance(each, Service)}
ATTACHABLE = {name: each for name, each in SERVICES.items() if not each.refusal}
ELB = "elasticloadbalancing/latest"
API = "apigateway/latest/developerguide"


@dataclass(frozen=True)
class Words:
    """How messages speak of a service: written out here, to be compared with."""

    name: str
    guide: str
    keys: str = ""
    """Those that it takes."""
    region: str | None = None
    wildcard: str | None = None
    """Which wildcard host names it takes; None: all."""
    refusal: str | None = None


PENDING = "write the records that ACM lists for it, or have its mail approved, and run again"
NEVER = "no wildcard as a host name; give the names themselves"
ISSUED = "a wildcard host name only with a certificate issued by ACM"
CASES = {
    "APPLICATION_LOAD_BALANCER": Words(
        "Application Load Balancer",
        f"{ELB}/application/https-listener-certificates.html",
        "RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1",
    ),
    "NETWORK_LOAD_BALANCER": Words(
        "Network Load Balancer",
        f"{ELB}/network/tls-listener-certificates.html",
        "RSA_1024, RSA_2048, RSA_3072, EC_prime256v1, EC_secp384r1, EC_secp521r1",
    ),
    "CLASSIC_LOAD_BALANCER": Words(
        "Classic Load Balancer",
        f"{ELB}/classic/ssl-server-cert.html",
        "RSA_1024, RSA_2048, RSA_3072",
    ),
    "CLOUDFRONT": Words(
        "CloudFront",
        "AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
        "RSA_1024, RSA_2048, RSA_3072, RSA_4096, EC_prime256v1",
        region="us-east-1",
    ),
    "API_GATEWAY_EDGE": Words(
        "API Gateway (edge-optimized)",
        f"{API}/how-to-specify-certificate-for-custom-domain-name.html",
        "RSA_1024, RSA_2048, EC_prime256v1",
        region="us-east-1",
        wildcard=ISSUED,
    ),
    "API_GATEWAY_REGIONAL": Words(
        "API Gateway (regional)",
        f"{API}/how-to-specify-certificate-for-custom-domain-name.html",
        "RSA_1024, RSA_2048, EC_prime256v1, EC_secp384r1, EC_secp521r1",
        wildcard=ISSUED,
    ),
    "API_GATEWAY_PRIVATE": Words(
        "API Gateway (private)",
        f"{API}/apigateway-private-custom-domains.html",
        "RSA_2048, EC_prime256v1, EC_secp384r1",
        wildcard=NEVER,
    ),
    "APPSYNC": Words(
        "AppSync",
        "appsync/latest/devguide/custom-domain-name.html",
        "RSA_1024, RSA_2048, RSA_3072, RSA_4096, EC_prime256v1",
        region="us-east-1",
    ),
    "COGNITO": Words(
        "Cognito",
        "cognito/latest/developerguide/cognito-user-pools-add-custom-domain.html",
        "RSA_1024, RSA_2048, RSA_3072, RSA_4096, EC_prime256v1",
        region="us-east-1",
        wildcard=NEVER,
    ),
    "IOT_CORE": Words(
        "IoT Core",
        "iot/latest/developerguide/iot-custom-endpoints-managed-certs.html",
        refusal=(
            "has a way of its own: a domain configuration with serverCertificateArns "
            "(aws.iot.DomainConfiguration), given an ARN from `arns`"
        ),
    ),
    "APP_RUNNER": Words(
        "App Runner",
        "apprunner/latest/dg/manage-custom-domains.html",
        refusal=(
            "takes no certificate of ACM: it makes its own for a custom domain "
            "(aws.apprunner.CustomDomainAssociation)"
        ),
    ),
    "GLOBAL_ACCELERATOR": Words(
        "Global Accelerator",
        "global-accelerator/latest/dg/introduction-components.html",
        refusal=(
            "does not terminate TLS: attach the certificate to the load balancer that is its "
            "endpoint (HttpsListener)"
        ),
    ),
}


def messages(service: Service, certificate: Known, region: str | None = "eu-west-1") -> list[str]:
    """Return what speaks against a service's having a certificate."""
    return [str(each) for each in problems_with(service, certificate, region=region)]


def host_messages(service: Service, certificate: Known, host: str) -> list[str]:
    """Return what speaks against serving a host."""
    return [str(each) for each in problems_with_hosts(service, [certificate], {"hosts[0]": host})]


def test_every_service_has_its_case() -> None:
    """A service that is added to `services.py` gets its words here."""
    assert set(CASES) == set(SERVICES)


@dataclass(frozen=True)
class Broken:
    """A rule that is broken by one thing, and the whole message."""

    name: str
    rule: str
    message: str
    certificate: Known = SITE
    region: str = "eu-west-1"
    host: str = "www.example.com"


def requestable(keys: str) -> str:
    """Return those of the keys that ACM issues, as a choice."""
    some = [key for key in ("RSA_2048", "EC_prime256v1", "EC_secp384r1") if key in keys]
    quoted = ", ".join(f'"{key}"' for key in some)
    return " or ".join(quoted.rsplit(", ", 1))


def broken_by(name: str, words: Words) -> Iterator[Broken]:
    """Break each rule of a service."""
    guide = f"https://docs.aws.amazon.com/{words.guide}"
    if words.refusal:
        yield Broken(name, "refusal", f"certificate: {words.name} {words.refusal} ({guide})")
        return
    if words.region:
        away = replace(SITE, regions=("eu-west-1", "eu-west-2"))
        message = (
            f'certificate "site": {words.name} takes certificates of us-east-1 only, this one is '
            'in eu-west-1, eu-west-2; give it "cloudfront": True'
        )
        yield Broken(name, "region", message, away)
    else:
        message = (
            f'certificate "site": the {words.name} is in eu-central-1, this certificate in '
            "eu-west-1, us-east-1; add eu-central-1 to its regions"
        )
        yield Broken(name, "region", message, region="eu-central-1")
    for key in get_args(KeyAlgorithm):
        if key not in words.keys.split(", "):
            message = (
                f'certificate "site": {words.name} takes no {key} keys, only {words.keys} '
                f'({guide}); give it "key_algorithm": {requestable(words.keys)}'
            )
            yield Broken(name, f"key {key}", message, replace(SITE, key_algorithm=key))
    for status in ("PENDING_VALIDATION", "EXPIRED", "FAILED", "REVOKED"):
        message = (
            f'certificate "site": it is {status}, and only an issued certificate can be attached: '
            f"{PENDING if status == 'PENDING_VALIDATION' else 'give the ARN of one that is'}"
        )
        yield Broken(name, status, message, replace(SITE, status=status))
    no_name = "no name of the certificate site covers it (example.com, *.example.com)"
    message = f'hosts[0] "example.org": {no_name}; add "example.org" to its domains'
    yield Broken(name, "coverage", message, host="example.org")
    message = (
        f'hosts[0] "test.login.example.com": {no_name}; *.example.com stands for exactly one '
        'label: add "test.login.example.com" to its domains'
    )
    yield Broken(name, "wildcard depth", message, host="test.login.example.com")
    if words.wildcard:
        message = f'hosts[0] "*.example.com": {words.name} takes {words.wildcard}'
        certificate = replace(SITE, imported=words.wildcard == ISSUED)
        yield Broken(name, "wildcard", message, certificate, host="*.example.com")


BROKEN = [each for name, words in CASES.items() for each in broken_by(name, words)]


@pytest.mark.parametrize("case", BROKEN, ids=lambda each: f"{each.name} {each.rule}")
def test_a_rule_that_is_broken(case: Broken) -> None:
    """The whole message, and nothing else is wrong."""
    service = SERVICES[case.name]
    said = messages(service, case.certificate, case.region)
    if not service.refusal:
        said += host_messages(service, case.certificate, case.host)
    assert said == [case.message]


@pytest.mark.parametrize("name", ATTACHABLE)
def test_every_rule_of_a_service_is_broken(name: str) -> None:
    """What `services.py` says of keys and wildcards is what is tested: no more, and no less."""
    service = ATTACHABLE[name]
    rules = {case.rule for case in BROKEN if case.name == name}
    keys = {f"key {key}" for key in get_args(KeyAlgorithm) if key not in service.keys}
    assert {each for each in rules if each.startswith("key ")} == keys
    is_free = service.host_wildcard and service.wildcard_imported
    assert ("wildcard" in rules) != is_free
    assert {"region", "coverage", "wildcard depth"} <= rules


@pytest.mark.parametrize("service", ATTACHABLE.values(), ids=ATTACHABLE)
def test_a_certificate_that_fits(service: Service) -> None:
    """Nothing is said of an issued certificate in both regions, with a key that all take."""
    assert messages(service, replace(SITE, status="ISSUED")) == []
    assert host_messages(service, SITE, "www.example.com") == []
    assert unproved(service, SITE, ["www.example.com"]) == []


@pytest.mark.parametrize("name", ATTACHABLE)
def test_keys_that_a_service_takes(name: str) -> None:
    """Each key that its message lists."""
    for key in CASES[name].keys.split(", "):
        assert messages(SERVICES[name], replace(SITE, key_algorithm=key)) == []


@pytest.mark.parametrize("name", ATTACHABLE)
def test_wildcards_that_a_service_takes(name: str) -> None:
    """Where none is refused: imported or not; where imported ones are: those issued by ACM."""
    words, service = CASES[name].wildcard, SERVICES[name]
    taken = {None: [True, False, None], ISSUED: [False, None], NEVER: []}[words]
    for imported in taken:
        assert host_messages(service, replace(SITE, imported=imported), "*.example.com") == []


@pytest.mark.parametrize("service", SERVICES.values(), ids=SERVICES)
def test_every_rule_has_a_source(service: Service) -> None:
    """AWS's page, to read what has changed since."""
    assert service.source.startswith("https://docs.aws.amazon.com/")


def test_a_host_that_is_no_name() -> None:
    """By the rules of DNS, which are wider than those of ACM's requests."""
    assert host_messages(services.CLOUDFRONT, SITE, "exa mple.com") == [
        (
            'hosts[0] "exa mple.com": a label has letters, digits, hyphens and underscores, no '
            "hyphen first or last: 'exa mple'"
        )
    ]
    old = replace(SITE, domains=("old_name.example.com",))
    assert host_messages(services.CLOUDFRONT, old, "old_name.example.com") == []


def test_several_certificates_cover_together() -> None:
    """On a listener, any of the certificates may cover a host; the message names all."""
    api = replace(SITE, label="api", domains=("api.example.org",))
    service = services.APPLICATION_LOAD_BALANCER
    assert problems_with_hosts(service, [SITE, api], {"hosts[0]": "api.example.org"}) == []
    [problem] = problems_with_hosts(service, [SITE, api], {"hosts[0]": "example.net"})
    said = (
        'hosts[0] "example.net": no name of the certificates site, api covers it (example.com, '
        "*.example.com, api.example.org); "
    )
    assert str(problem) == (
        f'{said}add "example.net" to the domains of one of them, or give one more certificate that '
        "has it"
    )
    found = replace(api, given=Given.FOUND)
    [problem] = problems_with_hosts(service, [SITE, found], {"hosts[0]": "example.net"})
    assert str(problem) == f"{said}give one more certificate that has it"


def test_what_is_not_known_is_said_and_not_refused() -> None:
    """A bare ARN that cannot be looked up is no reason to stop."""
    bare = Known(label=None, status=None)
    service = services.API_GATEWAY_REGIONAL
    assert messages(service, bare) == []
    assert host_messages(service, bare, "*.example.com") == []
    assert unproved(service, bare, ["*.example.com"]) == [
        "its region",
        "that API Gateway (regional) takes its key",
        "that it covers *.example.com",
        "that it is issued",
        "that it is issued by ACM and not imported, as a wildcard host name demands",
    ]


def test_where_the_service_is_not_known() -> None:
    """What speaks against any service: the argument that says which is wrong itself."""
    pending = replace(SITE, status="PENDING_VALIDATION", key_algorithm="RSA_1024")
    [problem] = problems_with(None, pending, region="eu-west-1")
    assert problem.message == (
        f"it is PENDING_VALIDATION, and only an issued certificate can be attached: {PENDING}"
    )
    [problem] = problems_with_hosts(None, [SITE], {"hosts[0]": "a.b.example.com"})
    assert problem.message.startswith("no name of the certificate site covers it")
