"""Names that clients ask for: DNS's rules, not those for requests."""

from typing import get_args

import pytest

from pulumi_acm import services
from pulumi_acm.names import InvalidNameError, normalise_host
from pulumi_acm.proof import Known, problems_with, problems_with_hosts, unproved


@pytest.mark.parametrize(
    ("host", "normal"),
    [
        ("Example.COM.", "example.com"),
        ("*.example.com", "*.example.com"),
        ("my_host.example.com", "my_host.example.com"),
        ("_sip._tls.example.com", "_sip._tls.example.com"),
        ("d111.cloudfront.net", "d111.cloudfront.net"),
        ("intranet", "intranet"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("a" * 63 + ".example", "a" * 63 + ".example"),
    ],
)
def test_normal_form(host: str, normal: str) -> None:
    """What an imported certificate may serve, in the form in which ACM shows its names."""
    assert normalise_host(host) == normal


@pytest.mark.parametrize(
    ("host", "message"),
    [
        ("", "a name may not be empty"),
        ("a..example.com", "a name may not have an empty label: two dots, or a dot in front"),
        (
            "exa mple.com",
            (
                "a label has letters, digits, hyphens and underscores, no hyphen first or last: "
                "'exa mple'"
            ),
        ),
        (
            "-a.example.com",
            "a label has letters, digits, hyphens and underscores, no hyphen first or last: '-a'",
        ),
        (
            "https://my_host.example.com",
            "a name is a host name, not an address with scheme, port or path",
        ),
        ("192.0.2.1", "it is an address or a number, and clients ask for names"),
        ("a" * 64 + ".example", "a label has at most 63 octets"),
        (".".join(["a" * 60] * 5), "a name has at most 253 octets, this one has 304"),
    ],
)
def test_no_host_name(host: str, message: str) -> None:
    """The rule that it breaks."""
    with pytest.raises(InvalidNameError) as raised:
        normalise_host(host)
    assert message in str(raised.value)


IMPORTED = Known("site", ("my_host.d1.cloudfront.net",), "RSA_2048", ("us-east-1",), imported=True)


def test_an_imported_certificate_serves_them() -> None:
    """The proof knows it, too."""
    hosts = {"hosts[0]": "My_Host.d1.cloudfront.net"}
    assert problems_with_hosts(services.CLOUDFRONT, [IMPORTED], hosts) == []


def test_a_service_that_is_not_known() -> None:
    """Coverage and status are proved all the same."""
    known = Known("site", ("a.example",), "RSA_1024", ("us-east-1",), status="EXPIRED")
    assert [str(each) for each in problems_with(None, known, region="eu-west-1")] == [
        (
            'certificate "site": it is EXPIRED, and only an issued certificate can be attached: '
            "give the ARN of one that is"
        )
    ]
    [problem] = problems_with_hosts(None, [known], {"hosts[0]": "*.b.example"})
    assert str(problem).startswith('hosts[0] "*.b.example": no name of the certificate site covers')


@pytest.mark.parametrize(
    ("service", "hosts", "said"),
    [
        (services.APPLICATION_LOAD_BALANCER, ["*.example.com"], ["that it is issued"]),
        (services.API_GATEWAY_REGIONAL, ["a.example.com"], ["that it is issued"]),
        (
            services.API_GATEWAY_REGIONAL,
            ["*.example.com"],
            [
                "that it is issued",
                "that it is issued by ACM and not imported, as a wildcard host name demands",
            ],
        ),
    ],
)
def test_what_is_not_proved(service: services.Service, hosts: list[str], said: list[str]) -> None:
    """Its status, and where that matters whether it was imported."""
    declared = Known("x", ("*.example.com",), "RSA_2048", ("eu-west-1",), status=None)
    assert unproved(service, declared, hosts) == said


def test_services_by_name() -> None:
    """Every service has a name for users, and every name a service."""
    all_of_them = {each for each in vars(services).values() if isinstance(each, services.Service)}
    assert set(services.SERVICES.values()) == all_of_them
    assert set(services.SERVICES) == set(get_args(services.ServiceName))
