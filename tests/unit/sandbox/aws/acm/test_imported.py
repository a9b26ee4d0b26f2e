"""How an imported certificate is shown."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cryptography.x509.oid import NameOID

from acm_sandbox.aws.clock import clock
from support.pem import CLIENT, SERVER, authority, issue
from unit.sandbox.aws.balancing import Balancing
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_a_description(world: World) -> None:
    """LocalStack's recording of AWS, test_import_certificate."""
    made = issue(
        ["localhost", "localhost.localstack.cloud", "192.0.2.1"],
        subject=[
            (NameOID.COUNTRY_NAME, "AU"),
            (NameOID.ORGANIZATION_NAME, "LocalStack Org"),
            (NameOID.COMMON_NAME, "localhost"),
        ],
        algorithm="RSA_2048",
        usages=("digital_signature", "content_commitment", "key_encipherment"),
        serial=1001,
    )
    arn = world.import_(made)
    detail = dict(world.describe(arn))
    created, imported = detail.pop("CreatedAt"), detail.pop("ImportedAt")
    assert created == imported
    names = ["localhost", "localhost.localstack.cloud", "192.0.2.1"]
    assert detail == {
        "CertificateArn": arn,
        "DomainName": "localhost",
        "SubjectAlternativeNames": names,
        "DomainValidationOptions": [{"DomainName": name} for name in names],
        "Serial": "03:e9",
        "Subject": "C=AU,O=LocalStack Org,CN=localhost",
        "Issuer": "LocalStack Org",
        "Status": "ISSUED",
        "NotBefore": made.x509.not_valid_before_utc,
        "NotAfter": made.x509.not_valid_after_utc,
        "KeyAlgorithm": "RSA-2048",
        "SignatureAlgorithm": "SHA256WITHRSA",
        "InUseBy": [],
        "Type": "IMPORTED",
        "KeyUsages": [
            {"Name": "DIGITAL_SIGNATURE"},
            {"Name": "NON_REPUDIATION"},
            {"Name": "KEY_ENCIPHERMENT"},
        ],
        "ExtendedKeyUsages": [
            {"Name": "TLS_WEB_SERVER_AUTHENTICATION", "OID": "1.3.6.1.5.5.7.3.1"}
        ],
        "RenewalEligibility": "INELIGIBLE",
        "Options": {"CertificateTransparencyLoggingPreference": "DISABLED", "Export": "DISABLED"},
        "CertificateKeyPairOrigin": "CUSTOMER_PROVIDED",
    }


def test_a_summary(world: World) -> None:
    """API model, CertificateSummary; the dates are those of the certificate."""
    made = issue(["*.example.com"], algorithm="RSA_2048", extended=(SERVER, CLIENT))
    arn = world.import_(made)
    (summary,) = world.acm().list_certificates()["CertificateSummaryList"]
    assert (summary["CertificateArn"], summary["Type"]) == (arn, "IMPORTED")
    assert summary["NotAfter"] == made.x509.not_valid_after_utc
    assert "ImportedAt" in summary
    assert "IssuedAt" not in summary
    assert summary["ExtendedKeyUsages"] == [
        "TLS_WEB_SERVER_AUTHENTICATION",
        "TLS_WEB_CLIENT_AUTHENTICATION",
    ]


def test_the_filters_of_a_list(world: World) -> None:
    """API model, Filters and CertificateKeyPairOrigins."""
    arns = {
        algorithm: world.import_(issue(algorithm=algorithm))
        for algorithm in ("RSA_1024", "RSA_4096", "EC_secp521r1")
    }
    world.request("example.com")

    def listed(*algorithms: str, origin: str = "CUSTOMER_PROVIDED") -> set[str]:
        found = world.client("acm").list_certificates(
            Includes={"keyTypes": list(algorithms)}, CertificateKeyPairOrigins=[origin]
        )
        return {each["CertificateArn"] for each in found["CertificateSummaryList"]}

    assert listed() == {arns["RSA_1024"]}
    assert listed("RSA_4096", "EC_secp521r1") == {arns["RSA_4096"], arns["EC_secp521r1"]}
    assert len(listed("RSA_2048", origin="AWS_MANAGED")) == 1
    assert listed("RSA_2048") == set()


def test_the_common_name_is_one_of_its_names(world: World) -> None:
    """API model, SubjectAlternativeNames: "include the canonical domain name (CN)"."""
    subject = [(NameOID.COMMON_NAME, "Example.com")]
    detail = world.describe(world.import_(issue(["www.example.com"], subject=subject)))
    assert detail["DomainName"] == "example.com"
    assert detail["SubjectAlternativeNames"] == ["example.com", "www.example.com"]


def test_it_expires(world: World) -> None:
    """API model, CertificateStatus; ACM guide: imports are never renewed."""
    arn = world.import_(issue())
    clock.advance(timedelta(days=89))
    assert world.describe(arn)["Status"] == "ISSUED"
    clock.advance(timedelta(days=2))
    assert world.describe(arn)["Status"] == "EXPIRED"


def test_in_use_it_stays_what_it_is(world: World) -> None:
    """ACM guide, "Managed renewal": never eligible; onto the ARN, its users stay."""
    balancing = Balancing(world)
    arn = world.import_(issue(issuer=(ca := authority())))
    balancing.listener(balancing.load_balancer(), arn)
    before = world.describe(arn)
    assert len(before["InUseBy"]) == 1
    assert before["RenewalEligibility"] == "INELIGIBLE"
    world.import_(issue(issuer=ca), arn)
    assert world.describe(arn)["InUseBy"] == before["InUseBy"]
    with refused("ResourceInUseException"):
        world.acm().delete_certificate(CertificateArn=arn)


def test_its_options_cannot_be_changed(world: World) -> None:
    """ACM guide, "Migrating from email to DNS validation": public certificates only."""
    arn = world.import_(issue())
    with refused("ValidationException", f"Certificate {arn} is not validated by email."):
        world.acm().update_certificate_options(
            CertificateArn=arn, Options={"ValidationMethod": "DNS"}
        )
