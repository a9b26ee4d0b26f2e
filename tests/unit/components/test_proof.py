"""What each service demands of a certificate, and the message where it is not met."""

from dataclasses import replace

import pytest

from pulumi_acm import services
from pulumi_acm.proof import Known, problems_with, problems_with_hosts, unproved
from pulumi_acm.services import Service

SITE = Known(
    label="site",
    domains=("example.com", "*.example.com"),
    key_algorithm="RSA_2048",
    regions=("eu-west-1", "us-east-1"),
    imported=False,
)
SERVICES = [each for each in vars(services).values() if isinstance(each, Service)]
ATTACHABLE = [each for each in SERVICES if not each.refusal]


def messages(service: Service, certificate: Known, region: str | None = "eu-west-1") -> list[str]:
    """Return what speaks against a service's having a certificate."""
    return [str(each) for each in problems_with(service, certificate, region=region)]


def host_messages(service: Service, certificate: Known, host: str) -> list[str]:
    """Return what speaks against serving a host."""
    return [str(each) for each in problems_with_hosts(service, [certificate], {"hosts[0]": host})]


@pytest.mark.parametrize("service", ATTACHABLE, ids=lambda each: each.name)
def test_a_certificate_that_fits(service: Service) -> None:
    """Nothing is said of a certificate in both regions, with a key that all take."""
    assert messages(service, SITE) == []
    assert host_messages(service, SITE, "www.example.com") == []
    assert unproved(service, SITE, ["www.example.com"]) == []


@pytest.mark.parametrize("service", SERVICES, ids=lambda each: each.name)
def test_every_rule_has_a_source(service: Service) -> None:
    """AWS's page, to read what has changed since."""
    assert service.source.startswith("https://docs.aws.amazon.com/")


@pytest.mark.parametrize(
    ("service", "way_out"),
    [
        (
            services.IOT_CORE,
            (
                "has a way of its own: a domain configuration with serverCertificateArns "
                "(aws.iot.DomainConfiguration), given an ARN from `arns`"
            ),
        ),
        (
            services.APP_RUNNER,
            (
                "takes no certificate of ACM: it makes its own for a custom domain "
                "(aws.apprunner.CustomDomainAssociation)"
            ),
        ),
        (
            services.GLOBAL_ACCELERATOR,
            (
                "does not terminate TLS: attach the certificate to the load balancer that is its "
                "endpoint (HttpsListener)"
            ),
        ),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_refusals(service: Service, way_out: str) -> None:
    """What takes no certificate says what to use instead."""
    assert messages(service, SITE) == [f"certificate: {service.name} {way_out} ({service.source})"]


@pytest.mark.parametrize(
    ("service", "name"),
    [
        (services.CLOUDFRONT, "CloudFront"),
        (services.API_GATEWAY_EDGE, "API Gateway (edge-optimized)"),
        (services.APPSYNC, "AppSync"),
        (services.COGNITO, "Cognito"),
    ],
)
def test_services_of_one_region(service: Service, name: str) -> None:
    """Those that CloudFront serves want the certificate in us-east-1."""
    assert messages(service, replace(SITE, regions=("eu-west-1",))) == [
        (
            f'certificate "site": {name} takes certificates of us-east-1 only, this one is in '
            'eu-west-1; give it "cloudfront": True'
        )
    ]


@pytest.mark.parametrize(
    "service", [each for each in ATTACHABLE if each.region is None], ids=lambda each: each.name
)
def test_services_of_their_own_region(service: Service) -> None:
    """All others want it where they are."""
    assert messages(service, SITE, "eu-central-1") == [
        (
            f'certificate "site": the {service.name} is in eu-central-1, this certificate in '
            "eu-west-1, us-east-1; add eu-central-1 to its regions"
        )
    ]


RSA = ("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096")
EC = ("EC_prime256v1", "EC_secp384r1", "EC_secp521r1")


@pytest.mark.parametrize(
    ("service", "refused"),
    [
        (services.APPLICATION_LOAD_BALANCER, {"RSA_1024"}),
        (services.NETWORK_LOAD_BALANCER, {"RSA_4096"}),
        (services.CLASSIC_LOAD_BALANCER, {"RSA_4096", *EC}),
        (services.CLOUDFRONT, {"EC_secp384r1", "EC_secp521r1"}),
        (services.API_GATEWAY_EDGE, {"RSA_3072", "RSA_4096", "EC_secp384r1", "EC_secp521r1"}),
        (services.API_GATEWAY_REGIONAL, {"RSA_3072", "RSA_4096"}),
        (services.API_GATEWAY_PRIVATE, {"RSA_1024", "RSA_3072", "RSA_4096", "EC_secp521r1"}),
        (services.APPSYNC, {"EC_secp384r1", "EC_secp521r1"}),
        (services.COGNITO, {"EC_secp384r1", "EC_secp521r1"}),
    ],
    ids=lambda each: getattr(each, "name", ""),
)
def test_keys(service: Service, refused: set[str]) -> None:
    """A key that a service does not take is refused, with those that it takes."""
    for key in (*RSA, *EC):
        expected = []
        if key in refused:
            expected = [
                (
                    f'certificate "site": {service.name} takes no {key} keys, only '
                    f"{', '.join(service.keys)} ({service.source})"
                )
            ]
        assert messages(service, replace(SITE, key_algorithm=key)) == expected


def test_status() -> None:
    """A certificate that was looked up and is not issued is refused."""
    pending = replace(SITE, status="PENDING_VALIDATION")
    assert messages(services.CLOUDFRONT, pending) == [
        (
            'certificate "site": it is PENDING_VALIDATION, and only an issued certificate can be '
            "attached"
        )
    ]
    assert messages(services.CLOUDFRONT, replace(SITE, status="ISSUED")) == []


@pytest.mark.parametrize(
    ("host", "message"),
    [
        (
            "example.org",
            (
                'hosts[0] "example.org": no name of the certificate site covers it (example.com, '
                '*.example.com); add "example.org" to its domains'
            ),
        ),
        (
            "test.login.example.com",
            (
                'hosts[0] "test.login.example.com": no name of the certificate site covers it '
                "(example.com, *.example.com); *.example.com stands for exactly one label: add "
                '"test.login.example.com" to its domains'
            ),
        ),
        (
            "exa mple.com",
            (
                'hosts[0] "exa mple.com": a label has letters, digits and hyphens, no hyphen first '
                "or last: 'exa mple'"
            ),
        ),
    ],
)
def test_coverage(host: str, message: str) -> None:
    """A host that no name covers is refused, with the names and the way out."""
    assert host_messages(services.CLOUDFRONT, SITE, host) == [message]


def test_several_certificates_cover_together() -> None:
    """On a listener, any of the certificates may cover a host; the message names all."""
    api = replace(SITE, label="api", domains=("api.example.org",))
    service = services.APPLICATION_LOAD_BALANCER
    assert problems_with_hosts(service, [SITE, api], {"hosts[0]": "api.example.org"}) == []
    [problem] = problems_with_hosts(service, [SITE, api], {"hosts[0]": "example.net"})
    assert str(problem) == (
        'hosts[0] "example.net": no name of the certificates site, api covers it (example.com, '
        '*.example.com, api.example.org); add "example.net" to its domains'
    )


def test_wildcards_as_host_names() -> None:
    """Some services take none, API Gateway only with a certificate issued by ACM."""
    assert host_messages(services.CLOUDFRONT, SITE, "*.example.com") == []
    assert host_messages(services.COGNITO, SITE, "*.example.com") == [
        'hosts[0] "*.example.com": Cognito takes no wildcard as a host name'
    ]
    imported = replace(SITE, imported=True)
    for service in (services.API_GATEWAY_REGIONAL, services.API_GATEWAY_EDGE):
        assert host_messages(service, imported, "*.example.com") == [
            (
                f'hosts[0] "*.example.com": {service.name} takes a wildcard host name only with a '
                "certificate issued by ACM"
            )
        ]


def test_what_is_not_known_is_said_and_not_refused() -> None:
    """A bare ARN that cannot be looked up is no reason to stop."""
    bare = Known(label="given by its ARN")
    service = services.APPLICATION_LOAD_BALANCER
    assert messages(service, bare) == []
    assert host_messages(service, bare, "example.com") == []
    assert unproved(service, bare, ["example.com"]) == [
        "its region",
        "that Application Load Balancer takes its key",
        "that it covers example.com",
    ]
