"""Which names, certificates and policies a custom domain name may have."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.cloudfront import cnames
from support.pem import issue
from unit.sandbox.aws.apigateway.support import NAME, VIRGINIA, Gateway, configuration
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    # All ways to give a domain name its certificate.
    Make = Callable[[Gateway, str], Any]

CODE = "BadRequestException"
TRUSTSTORE = "s3://bucket/truststore.pem"
NOT_REGIONAL = "is not supported for the endpoint type REGIONAL."

REGIONAL_WAYS = [
    pytest.param(lambda gateway, arn: gateway.regional(arn), id="v1"),
    pytest.param(lambda gateway, arn: gateway.http_name(arn), id="v2"),
]


@pytest.mark.parametrize("make", REGIONAL_WAYS)
def test_a_regional_one_needs_a_certificate_of_its_region(gateway: Gateway, make: Make) -> None:
    """The words of serverless-components/express#10."""
    arn = gateway.world.issued(NAME, region=VIRGINIA)
    with refused(CODE, f"Invalid certificate ARN: {arn}. Certificate must be in '{HOME}'."):
        make(gateway, arn)


def test_an_edge_optimized_one_needs_one_of_us_east_1(gateway: Gateway) -> None:
    """The words of Miserlou/Zappa#1142."""
    arn = gateway.world.issued(NAME)
    with refused(CODE, f"Invalid certificate ARN: {arn}. Certificate must be in 'us-east-1'."):
        gateway.edge(arn)
    gateway.edge(gateway.world.issued(NAME, region=VIRGINIA))


@pytest.mark.parametrize("kind", ["EDGE", "REGIONAL"])
def test_without_a_certificate(gateway: Gateway, kind: str) -> None:
    """The words of hashicorp/terraform-provider-aws#3276."""
    message = f"A certificate was not provided for the endpoint type {kind}."
    with refused(CODE, message):
        gateway.v1.create_domain_name(domainName=NAME, endpointConfiguration={"types": [kind]})


def test_the_certificate_has_to_be_given_for_its_endpoint_type(gateway: Gateway) -> None:
    """The same words: without an endpoint type it is EDGE, which has another parameter."""
    arn = gateway.world.issued(NAME)
    with refused(CODE, "A certificate was not provided for the endpoint type EDGE."):
        gateway.v1.create_domain_name(domainName=NAME, regionalCertificateArn=arn)


@pytest.mark.parametrize("make", REGIONAL_WAYS)
def test_one_that_is_not_there(gateway: Gateway, make: Make) -> None:
    """The words of aws/aws-cdk#3612."""
    with refused(CODE, "The provided certificate does not exist."):
        make(gateway, f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/none")


@pytest.mark.parametrize("make", REGIONAL_WAYS)
def test_one_of_another_account(gateway: Gateway, make: Make) -> None:
    """The words of aws/aws-cdk#10529."""
    with refused(
        CODE, "The certificate provided must be owned by the account creating the domain."
    ):
        make(gateway, f"arn:aws:acm:{HOME}:222222222222:certificate/none")


@pytest.mark.parametrize("make", REGIONAL_WAYS)
def test_one_that_is_not_issued(gateway: Gateway, make: Make) -> None:
    """facts/acm.md: "Certificate ... not yet issued"."""
    arn = gateway.world.request(NAME)
    with refused(CODE, f"Certificate {arn} in account {ACCOUNT} not yet issued"):
        make(gateway, arn)


def test_an_edge_optimized_one_that_is_not_issued(gateway: Gateway) -> None:
    """The same words."""
    arn = gateway.world.request(NAME, region=VIRGINIA)
    with refused(CODE, f"Certificate {arn} in account {ACCOUNT} not yet issued"):
        gateway.edge(arn)


def test_one_that_has_expired(gateway: Gateway) -> None:
    """It is no longer ISSUED."""
    arn = gateway.world.issued(NAME)
    clock.advance(timedelta(days=200))
    with refused(CODE):
        gateway.regional(arn)


@pytest.mark.parametrize("algorithm", ["RSA_3072", "RSA_4096"])
def test_keys_that_are_too_long(gateway: Gateway, algorithm: str) -> None:
    """Guide, "Certificates": RSA keys up to 2,048 bits; the words are from memory."""
    arn = gateway.world.with_key(algorithm, NAME)
    with refused(
        CODE,
        f"Invalid certificate ARN: {arn}. Its key algorithm {algorithm} is not supported for the "
        "endpoint type REGIONAL.",
    ):
        gateway.regional(arn)


@pytest.mark.parametrize("algorithm", ["RSA_1024", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"])
def test_elliptic_curves(gateway: Gateway, algorithm: str) -> None:
    """Guide, "Certificates": all for regional names, P-256 only where CloudFront serves."""
    gateway.regional(gateway.world.with_key(algorithm, NAME))
    edge = gateway.world.with_key(algorithm, "edge.example.com", region=VIRGINIA)
    if algorithm in {"EC_secp384r1", "EC_secp521r1"}:
        with refused(CODE):
            gateway.edge(edge, "edge.example.com")
    else:
        gateway.edge(edge, "edge.example.com")


@pytest.mark.parametrize("make", REGIONAL_WAYS)
@pytest.mark.parametrize("covering", ["*.example.com", NAME])
def test_it_has_to_cover_the_domain_name(gateway: Gateway, make: Make, covering: str) -> None:
    """Guide, "Certificates"; the words are from memory."""
    arn = gateway.world.issued("example.com")
    with refused(CODE, f"The certificate {arn} does not match the domain name {NAME}."):
        make(gateway, arn)
    make(gateway, gateway.world.issued(covering))


def test_cloudfront_says_so_of_an_edge_optimized_one(gateway: Gateway) -> None:
    """The words of amplify-education/serverless-domain-manager#161."""
    arn = gateway.world.issued("example.com", region=VIRGINIA)
    with refused(
        CODE,
        f"Unable to associate certificate {arn} with CloudFront. This error may prevent the domain "
        f"name {NAME} from being used in API Gateway for up to 40 minutes. Please ensure the "
        "certificate domain name matches the requested domain name, and that this user has "
        "permission to call cloudfront:UpdateDistribution on '*' resources.",
    ):
        gateway.edge(arn)


def test_an_edge_optimized_one_needs_a_name_that_no_distribution_has(gateway: Gateway) -> None:
    """The words of amplify-education/serverless-domain-manager#210."""
    arn = gateway.world.issued(NAME, region=VIRGINIA)
    gateway.edge(arn)
    with refused(
        CODE,
        f"{cnames.TAKEN} (Service: AmazonCloudFront; Status Code: 409; "
        "Error Code: CNAMEAlreadyExists)",
    ):
        Gateway(gateway.world, "eu-central-1").edge(arn)
    elsewhere = gateway.world.issued("*.example.com", region="eu-central-1")
    Gateway(gateway.world, "eu-central-1").regional(elsewhere)


@pytest.mark.parametrize(
    "name",
    ["API.example.com", "localhost", "a..example.com", "*.*.example.com", "api.example.com."],
)
def test_what_is_no_name(gateway: Gateway, name: str) -> None:
    """Guide: small letters only; the words are from memory."""
    with refused(CODE, f"Invalid domain name: {name}"):
        gateway.regional(gateway.world.issued(NAME), name)


def test_a_wildcard(gateway: Gateway) -> None:
    """Guide, "Wildcard custom domain names": a certificate that ACM has issued for the wildcard."""
    arn = gateway.world.issued("*.example.com", "example.com")
    gateway.regional(arn, "*.example.com")
    with refused(CODE, "A wildcard custom domain name needs a certificate that ACM has issued."):
        gateway.patch("*.example.com", regionalCertificateArn=_imported(gateway))


def test_an_imported_one_serves_other_names(gateway: Gateway) -> None:
    """Guide, "Certificates": "issued by ACM or imported"."""
    gateway.regional(_imported(gateway))


def test_mutual_tls(gateway: Gateway) -> None:
    """API model, mutualTlsAuthentication."""
    arn = gateway.world.issued(NAME)
    made = gateway.regional(arn, mutualTlsAuthentication={"truststoreUri": TRUSTSTORE})
    assert made["mutualTlsAuthentication"] == {"truststoreUri": TRUSTSTORE}
    changed = gateway.patch(mutualTlsAuthentication__truststoreVersion="v1")
    assert changed["mutualTlsAuthentication"]["truststoreVersion"] == "v1"
    changed = gateway.patch(mutualTlsAuthentication__truststoreUri="")
    assert "mutualTlsAuthentication" not in changed


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"securityPolicy": "TLS_1_0"}, "Mutual TLS needs the security policy TLS_1_2."),
        (
            {
                "securityPolicy": "SecurityPolicy_TLS13_1_2_2021_06",
                "endpointAccessMode": "BASIC",
            },
            "Mutual TLS needs the security policy TLS_1_2.",
        ),
        (
            {"mutualTlsAuthentication": {"truststoreUri": "https://bucket/key"}},
            "Invalid truststoreUri: https://bucket/key",
        ),
    ],
)
def test_what_mutual_tls_needs(gateway: Gateway, options: dict[str, Any], message: str) -> None:
    """Guide, "Turn on mutual TLS"; the words are from memory."""
    mutual_tls = {"mutualTlsAuthentication": {"truststoreUri": TRUSTSTORE}}
    with refused(CODE, message):
        gateway.regional(gateway.world.issued(NAME), **(mutual_tls | options))


def test_no_mutual_tls_at_the_edge(gateway: Gateway) -> None:
    """Guide, "Turn on mutual TLS": regional domain names only; the words are from memory."""
    arn = gateway.world.issued(NAME, region=VIRGINIA)
    with refused(CODE, "Mutual TLS is not supported for the endpoint type EDGE."):
        gateway.edge(arn, mutualTlsAuthentication={"truststoreUri": TRUSTSTORE})


@pytest.mark.parametrize("v2", [False, True])
def test_an_imported_one_with_mutual_tls_needs_a_proof_of_ownership(
    gateway: Gateway, v2: bool
) -> None:
    """API model, ownershipVerificationCertificateArn; words of terraform-provider-aws#35741."""
    arn, proof = _imported(gateway), gateway.world.issued("*.example.com")

    def make(*, proved: bool) -> Any:
        if v2:
            owned = {"OwnershipVerificationCertificateArn": proof} if proved else {}
            return gateway.v2.create_domain_name(
                DomainName=NAME,
                DomainNameConfigurations=[configuration(arn, **owned)],
                MutualTlsAuthentication={"TruststoreUri": TRUSTSTORE},
            )
        return gateway.regional(
            arn,
            mutualTlsAuthentication={"truststoreUri": TRUSTSTORE},
            **({"ownershipVerificationCertificateArn": proof} if proved else {}),
        )

    with refused(CODE, "Missing ownershipVerificationCertificate."):
        make(proved=False)
    make(proved=True)
    assert gateway.world.describe(proof)["InUseBy"] == gateway.world.describe(arn)["InUseBy"]


@pytest.mark.parametrize("imported", [True, False])
def test_the_proof_is_a_public_certificate_for_the_name(gateway: Gateway, imported: bool) -> None:
    """API model: "the public certificate issued by ACM to validate ownership of your domain"."""
    proof = _imported(gateway) if imported else gateway.world.issued("example.org")
    with refused(
        CODE,
        "The ownershipVerificationCertificate must be a public certificate that ACM has issued for "
        "the domain name.",
    ):
        gateway.regional(gateway.world.issued(NAME), ownershipVerificationCertificateArn=proof)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (
            {"securityPolicy": "SecurityPolicy_TLS13_2025_EDGE"},
            f"The security policy SecurityPolicy_TLS13_2025_EDGE {NOT_REGIONAL}",
        ),
        (
            {"securityPolicy": "SecurityPolicy_TLS13_1_2_2021_06"},
            "The security policy SecurityPolicy_TLS13_1_2_2021_06 needs an endpoint access mode.",
        ),
        (
            {"endpointAccessMode": "STRICT"},
            "The security policy TLS_1_2 does not support an endpoint access mode.",
        ),
    ],
)
def test_security_policies(gateway: Gateway, options: dict[str, Any], message: str) -> None:
    """Guide, "Choose a security policy for your custom domain"; the words are from memory."""
    arn = gateway.world.issued(NAME)
    with refused(CODE, message):
        gateway.regional(arn, **options)
    made = gateway.regional(
        arn, securityPolicy="SecurityPolicy_TLS13_1_2_2021_06", endpointAccessMode="STRICT"
    )
    assert made["endpointAccessMode"] == "STRICT"


def test_a_security_policy_that_there_is_not(gateway: Gateway) -> None:
    """API model, SecurityPolicy."""
    with refused(CODE):
        gateway.regional(gateway.world.issued(NAME), securityPolicy="TLS_1_3")


def _imported(gateway: Gateway) -> str:
    return gateway.world.import_(issue(["*.example.com"]))
