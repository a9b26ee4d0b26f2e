"""What ImportCertificate takes, and what it refuses."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519
from cryptography.x509.oid import AuthorityInformationAccessOID

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.servicequotas.facts import IMPORTED_CERTIFICATES, QUOTAS
from acm_sandbox.aws.settings import Settings
from support.pem import CLIENT, SERVER, authority, issue, new_key
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

DER = serialization.Encoding.DER
NOT_PEM = "The certificate body/chain provided is not in a valid PEM format"
NOT_PARSED = "Unable to parse certificate. Please ensure the certificate is in PEM format."
NO_KEY = "The private key is not supported."
SEVERAL = (
    "The certificate field contains more than one certificate. You can specify only one "
    "certificate in this field."
)
NO_CHAIN = "Could not validate the certificate with the certificate chain."
BROKEN_CHAIN = (
    "Unable to validate certificate chain. The certificate chain must start with the immediate "
    "signing certificate, followed by any intermediaries in order. The index within the chain of "
    "the invalid certificate is: "
)


def ocsp(url: str) -> x509.AuthorityInformationAccess:
    """Say where to ask for a revocation."""
    where = x509.UniformResourceIdentifier(url)
    return x509.AuthorityInformationAccess(
        [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, where)]
    )


class TestForm:
    """PEM, sizes, one certificate."""

    def test_a_certificate_that_signs_itself_needs_no_chain(self, world: World) -> None:
        """ACM guide, "Prerequisites"; LocalStack's recording of AWS."""
        arn = world.import_(issue())
        assert arn.startswith(f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/")
        assert world.describe(arn)["Status"] == "ISSUED"

    @pytest.mark.parametrize(
        ("certificate", "message"),
        [
            (b"CERT123", NOT_PEM),
            (issue().x509.public_bytes(DER), NOT_PEM),
            (issue().private_key, NOT_PEM),
            (b"-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n", NOT_PARSED),
            (issue().certificate[:-40], NOT_PARSED),
            (issue().certificate.replace(b"M", b"m", 1), NOT_PARSED),
            (issue().certificate + issue().certificate, SEVERAL),
        ],
    )
    def test_the_certificate_is_one_in_pem(
        self, world: World, certificate: bytes, message: str
    ) -> None:
        """ACM guide, "Certificate format"; the words of AWS's article on troubleshooting."""
        with refused("ValidationException", message):
            world.import_(issue(), Certificate=certificate)

    @pytest.mark.parametrize(
        "key",
        [
            b"KEY123",
            issue().encoded_key(serialization.PrivateFormat.PKCS8, b"secret"),
            issue().encoded_key(serialization.PrivateFormat.TraditionalOpenSSL, b"secret"),
            issue().certificate,
            ed25519.Ed25519PrivateKey.generate().private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            ),
        ],
    )
    def test_the_key_is_one_in_pem_and_not_encrypted(self, world: World, key: bytes) -> None:
        """API model, "must be unencrypted"; the words of AWS's article on troubleshooting."""
        with refused("ValidationException", NO_KEY):
            world.import_(issue(), PrivateKey=key)

    @pytest.mark.parametrize(
        "form",
        [serialization.PrivateFormat.PKCS8, serialization.PrivateFormat.TraditionalOpenSSL],
    )
    def test_both_forms_of_keys_are_taken(
        self, world: World, form: serialization.PrivateFormat
    ) -> None:
        """`BEGIN PRIVATE KEY` and `BEGIN EC PRIVATE KEY`: the guide shows both."""
        made = issue()
        world.import_(made, PrivateKey=made.encoded_key(form))

    def test_a_key_has_5120_octets_at_most(self, world: World) -> None:
        """API model, ImportCertificate; the words are ours."""
        made = issue()
        padding = b"\n" * (5120 - len(made.private_key))
        world.import_(made, PrivateKey=made.private_key + padding)
        with refused("ValidationException", "The private key is larger than 5120 bytes."):
            world.import_(made, PrivateKey=made.private_key + padding + b"\n")

    @pytest.mark.parametrize(
        ("parameter", "size"),
        [("Certificate", 32768), ("PrivateKey", 8192), ("CertificateChain", 2097152)],
    )
    def test_the_blobs_have_limits(self, world: World, parameter: str, size: int) -> None:
        """API model, CertificateBodyBlob and the others."""
        name = parameter[0].lower() + parameter[1:]
        with refused(
            "ValidationException",
            f"1 validation error detected: Value of the input at '{name}' failed to satisfy "
            f"constraint: Member must have length less than or equal to {size}",
        ):
            options: dict[str, Any] = {parameter: b"\n" * (size + 1)}
            world.import_(issue(), **options)

    def test_an_empty_blob_is_none(self, world: World) -> None:
        """API model, min: 1."""
        with refused(
            "ValidationException",
            "1 validation error detected: Value of the input at 'certificate' failed to satisfy "
            "constraint: Member must have length greater than or equal to 1",
        ):
            world.import_(issue(), Certificate=b"")


class TestCertificate:
    """The certificate itself."""

    @pytest.mark.parametrize(
        "algorithm",
        [
            *("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096"),
            *("EC_prime256v1", "EC_secp384r1", "EC_secp521r1"),
        ],
    )
    def test_seven_types_of_keys(self, world: World, algorithm: str) -> None:
        """ACM guide, "Prerequisites"."""
        arn = world.import_(issue(algorithm=algorithm))
        detail = world.describe(arn)
        assert detail["KeyAlgorithm"] == algorithm.replace("_", "-", 1)

    @pytest.mark.parametrize(("algorithm", "size"), [("RSA_1536", 1536), ("secp256k1", 256)])
    def test_no_others(self, world: World, algorithm: str, size: int) -> None:
        """The words of AWS's article on troubleshooting."""
        message = f"The private key length {size} is not supported for key algorithm."
        with refused("ValidationException", message):
            world.import_(issue(algorithm=algorithm))

    def test_the_key_is_the_certificates(self, world: World) -> None:
        """API model, ImportCertificate; the words are ours."""
        other = issue(key=new_key())
        message = "The private key does not match the public key of the certificate."
        with refused("ValidationException", message):
            world.import_(issue(), PrivateKey=other.private_key)

    def test_it_is_valid_now(self, world: World) -> None:
        """API model, "The current time must be between"; the words are moto's."""
        made = issue(valid=(timedelta(days=10), timedelta(days=20)))
        early = "The certificate is not in effect yet, is not valid."
        with refused("ValidationException", early):
            world.import_(made)
        clock.advance(timedelta(days=11))
        world.import_(made)
        clock.advance(timedelta(days=10))
        with refused("ValidationException", "The certificate has expired, is not valid."):
            world.import_(made)

    def test_it_names_something(self, world: World) -> None:
        """ACM guide, "Prerequisites": a domain name or an IP address; the words are ours."""
        ca = authority()
        world.import_(issue(["192.0.2.1"], subject=[], issuer=ca))
        with refused(
            "ValidationException", "The certificate has no domain name and no IP address."
        ):
            world.import_(issue([], issuer=ca))

    def test_it_has_an_issuer(self, world: World) -> None:
        """API model, "The Issuer field must not be empty"; the words are ours."""
        with refused("ValidationException", "The issuer of the certificate is empty."):
            world.import_(issue(subject=[]))

    @pytest.mark.parametrize(
        ("ca", "leaf", "fits"),
        [
            ("EC_prime256v1", "EC_secp384r1", True),
            ("RSA_2048", "RSA_1024", True),
            ("RSA_2048", "EC_prime256v1", False),
            ("EC_prime256v1", "RSA_2048", False),
        ],
    )
    def test_it_is_of_its_cas_kind(self, world: World, ca: str, leaf: str, *, fits: bool) -> None:
        """API model, "must match the algorithm of the signing CA"; the words are ours."""
        made = issue(algorithm=leaf, issuer=authority(algorithm=ca))
        if fits:
            world.import_(made)
            return
        with refused(
            "ValidationException",
            "The cryptographic algorithm of the certificate does not match the algorithm of the "
            "signing CA.",
        ):
            world.import_(made)

    def test_the_ocsp_url_has_1000_characters_at_most(self, world: World) -> None:
        """API model, ImportCertificate; the words are ours."""
        url = "http://ocsp.example.com/".ljust(1000, "a")
        world.import_(issue(more=[ocsp(url)]))
        with refused(
            "ValidationException", "The OCSP authority URL is longer than 1000 characters."
        ):
            world.import_(issue(more=[ocsp(f"{url}a")]))


class TestChain:
    """Each certificate certifies the one before it."""

    def test_in_order(self, world: World) -> None:
        """ACM guide, "Troubleshoot": up to the root, or only as far as one likes."""
        made = issue(issuer=authority("Two", issuer=authority("One")))
        for chain in (made.chain, made.issuers[0].certificate):
            arn = world.import_(made, CertificateChain=chain)
            found = world.acm().get_certificate(CertificateArn=arn)
            assert found["Certificate"].encode() == made.certificate
            assert found["CertificateChain"].encode() == chain

    def test_without_one(self, world: World) -> None:
        """ACM guide, "Prerequisites": "if you choose to provide the certificate chain"."""
        made = issue(issuer=authority())
        arn = world.acm().import_certificate(
            Certificate=made.certificate, PrivateKey=made.private_key
        )["CertificateArn"]
        assert "CertificateChain" not in world.acm().get_certificate(CertificateArn=arn)

    def test_the_root_first(self, world: World) -> None:
        """ACM guide, "Troubleshoot"; AWS's article on troubleshooting."""
        made = issue(issuer=authority("Two", issuer=authority("One")))
        chain = b"".join(each.certificate for each in reversed(made.issuers))
        with refused("ValidationException", NO_CHAIN):
            world.import_(made, CertificateChain=chain)

    def test_one_left_out(self, world: World) -> None:
        """AWS's article on troubleshooting has the words; the index is ours."""
        made = issue(issuer=authority("Three", issuer=authority("Two", issuer=authority("One"))))
        chain = made.issuers[0].certificate + made.issuers[2].certificate
        with refused("ValidationException", f"{BROKEN_CHAIN}1"):
            world.import_(made, CertificateChain=chain)

    @pytest.mark.parametrize("index", [0, 1])
    def test_the_certificate_itself_in_it(self, world: World, index: int) -> None:
        """ACM guide, "Troubleshoot": not your end-entity certificate; AWS's article."""
        made = issue(issuer=authority())
        parts = [made.chain]
        parts.insert(index, made.certificate)
        with refused("ValidationException", f"{BROKEN_CHAIN}{index}"):
            world.import_(made, CertificateChain=b"".join(parts))

    def test_of_another_ca(self, world: World) -> None:
        """AWS's article on troubleshooting; go-acme/lego#1506."""
        with refused("ValidationException", NO_CHAIN):
            world.import_(
                issue(issuer=authority()), CertificateChain=authority("Other").certificate
            )

    def test_of_another_ca_of_the_same_name(self, world: World) -> None:
        """A name alone certifies nothing."""
        with refused("ValidationException", NO_CHAIN):
            world.import_(issue(issuer=authority()), CertificateChain=authority().certificate)

    @pytest.mark.parametrize("chain", [b"CHAIN", issue().private_key])
    def test_in_pem(self, world: World, chain: bytes) -> None:
        """ACM guide, "Certificate format"."""
        with refused("ValidationException", NOT_PEM):
            world.import_(issue(issuer=authority()), CertificateChain=chain)


class TestAround:
    """Tags and quotas."""

    def test_tags(self, world: World) -> None:
        """API model, ImportCertificate.Tags."""
        arn = world.import_(issue(), Tags=[{"Key": "a", "Value": "b"}])
        tags = world.acm().list_tags_for_certificate(CertificateArn=arn)["Tags"]
        assert tags == [{"Key": "a", "Value": "b"}]

    def test_the_quota(self, world: World) -> None:
        """ACM guide, "Quotas": 2,500 in a region; the words of AWS's article."""
        assert QUOTAS[IMPORTED_CERTIFICATES].default == 2500
        world.server.reset(Settings(quotas={IMPORTED_CERTIFICATES: 2}))
        world.request("example.com")
        arns = [world.import_(issue()) for _ in range(2)]
        with refused(
            "LimitExceededException",
            "You have reached the maximum number of certificates. Delete certificates that are not "
            "in use, or contact AWS Support to request an increase.",
        ):
            world.import_(issue())
        world.import_(issue(), arns[0])
        world.import_(issue(), region="us-east-1")
        world.acm().delete_certificate(CertificateArn=arns[0])
        world.import_(issue())

    def test_no_key_is_in_an_error(self, world: World, caplog: pytest.LogCaptureFixture) -> None:
        """Whatever is wrong, the key is not told."""
        made = issue()
        secret = made.private_key.splitlines()[1].decode()
        bad: list[dict[str, Any]] = [
            {"PrivateKey": made.private_key.replace(b"PRIVATE KEY", b"PUBLIC KEY")},
            {"PrivateKey": made.private_key * 50},
            {"Certificate": made.private_key},
            {"CertificateChain": made.private_key},
        ]
        for options in bad:
            with pytest.raises(world.acm().exceptions.ClientError) as told:
                world.import_(made, **options)
            assert secret not in str(told.value)
        assert secret not in caplog.text


class TestAgain:
    """Onto an ARN."""

    def test_the_arn_stays_and_so_do_tags(self, world: World) -> None:
        """ACM guide, "Reimport"."""
        ca = authority()
        arn = world.import_(issue(issuer=ca), Tags=[{"Key": "a", "Value": "b"}])
        before = world.describe(arn)
        clock.advance(timedelta(days=30))
        new = issue(["example.org", "*.example.org"], at=clock.now(), issuer=authority("Other"))
        assert world.import_(new, arn) == arn
        after = world.describe(arn)
        assert after["SubjectAlternativeNames"] == ["example.org", "*.example.org"]
        assert after["DomainName"] == "example.org"
        assert after["Issuer"] == "Other"
        assert after["Serial"] != before["Serial"]
        assert after["NotAfter"] == new.x509.not_valid_after_utc
        assert after["CreatedAt"] == before["CreatedAt"]
        assert after["ImportedAt"] - before["ImportedAt"] >= timedelta(days=30)
        tags = world.acm().list_tags_for_certificate(CertificateArn=arn)["Tags"]
        assert tags == [{"Key": "a", "Value": "b"}]
        body = world.acm().get_certificate(CertificateArn=arn)
        assert body["Certificate"].encode() == new.certificate
        assert body["CertificateChain"].encode() == new.chain

    def test_an_expired_one_is_issued_again(self, world: World) -> None:
        """ACM guide, "Reimport"; it says "before it expires" and no more."""
        arn = world.import_(issue())
        clock.advance(timedelta(days=91))
        assert world.describe(arn)["Status"] == "EXPIRED"
        world.import_(issue(at=clock.now()), arn)
        assert world.describe(arn)["Status"] == "ISSUED"

    def test_tags_cannot_be_given(self, world: World) -> None:
        """API model; the words of hashicorp/terraform-provider-aws#15060."""
        arn = world.import_(issue())
        with refused("ValidationException", "Tagging is not permitted on re-import."):
            world.import_(issue(), arn, Tags=[{"Key": "a", "Value": "b"}])

    @pytest.mark.parametrize(
        ("old", "new"),
        [("RSA_2048", "RSA_3072"), ("EC_prime256v1", "EC_secp384r1"), ("RSA_2048", "EC_secp384r1")],
    )
    def test_the_key_type_and_size_stay(self, world: World, old: str, new: str) -> None:
        """ACM guide, "Reimport"; the words are ours."""
        arn = world.import_(issue(algorithm=old))
        with refused(
            "ValidationException",
            f"The key type and size cannot be changed: certificate {arn} has {old}, the new one "
            f"{new}.",
        ):
            world.import_(issue(algorithm=new), arn)

    def test_only_an_import_can_be_replaced(self, world: World) -> None:
        """API model, "an imported certificate to replace"; the words are ours."""
        arn = world.issued("example.com")
        message = f"Certificate {arn} was not imported: it cannot be replaced."
        with refused("ValidationException", message):
            world.import_(issue(), arn)

    def test_one_that_is_not_there(self, world: World) -> None:
        """API model, ResourceNotFoundException."""
        arn = world.import_(issue())
        world.acm().delete_certificate(CertificateArn=arn)
        with refused("ResourceNotFoundException"):
            world.import_(issue(), arn)

    def test_what_is_refused_changes_nothing(self, world: World) -> None:
        """The certificate before it is served on."""
        arn = world.import_(issue())
        before = world.describe(arn)
        with refused("ValidationException"):
            world.import_(issue(["example.org"]), arn, CertificateChain=b"CHAIN")
        assert world.describe(arn) == before


class TestUsages:
    """ACM guide, "Reimport": values may come, and may not go."""

    @pytest.mark.parametrize(
        ("old", "new"),
        [
            ({}, {"usages": ("digital_signature", "key_agreement")}),
            ({"extended": (SERVER,)}, {"extended": (SERVER, CLIENT)}),
            ({"usages": None}, {"usages": None}),
            ({"extended": None}, {"extended": None}),
            # The exceptions: for curves, and for client authentication.
            ({"usages": ("digital_signature", "key_encipherment")}, {}),
            ({"extended": (SERVER, CLIENT)}, {}),
        ],
    )
    def test_allowed(self, world: World, old: dict[str, Any], new: dict[str, Any]) -> None:
        """The same, more, or less by an exception."""
        world.import_(issue(**new), world.import_(issue(**old)))

    @pytest.mark.parametrize(
        ("old", "new", "what"),
        [
            (
                {"usages": ("digital_signature", "key_encipherment"), "algorithm": "RSA_2048"},
                {"usages": ("digital_signature",), "algorithm": "RSA_2048"},
                "Key Usages",
            ),
            ({"usages": ("digital_signature", "key_agreement")}, {}, "Key Usages"),
            ({}, {"usages": None}, "Key Usages"),
            ({}, {"extended": (CLIENT,)}, "Extended Key Usages"),
            ({}, {"extended": None}, "Extended Key Usages"),
        ],
    )
    def test_missing(
        self, world: World, old: dict[str, Any], new: dict[str, Any], what: str
    ) -> None:
        """The words of hashicorp/terraform-provider-aws#42779, for both kinds."""
        arn = world.import_(issue(**old))
        with refused(
            "ValidationException",
            f"New certificate is missing one or more {what} supported by the currently imported "
            "certificate",
        ):
            world.import_(issue(**new), arn)

    @pytest.mark.parametrize(
        ("name", "what"), [("usages", "Key Usages"), ("extended", "Extended Key Usages")]
    )
    def test_an_extension_cannot_come(self, world: World, name: str, what: str) -> None:
        """ACM guide, "Prerequisites"; the words are ours."""
        without: dict[str, Any] = {name: None}
        arn = world.import_(issue(**without))
        with refused(
            "ValidationException",
            f"New certificate has {what}, the currently imported certificate has none",
        ):
            world.import_(issue(), arn)


def test_a_certificate_of_version_1(world: World) -> None:
    """ACM guide, "Prerequisites": X.509 version 3; the words are ours."""
    made = issue()
    with refused("ValidationException", "The certificate is not an X.509 version 3 certificate."):
        world.import_(made, Certificate=_version_1(made.x509))


def _version_1(certificate: x509.Certificate) -> bytes:
    """Take the version and the extensions out of a certificate; its signature is wrong then."""
    version, *fields, _extensions = _elements(_elements(certificate.public_bytes(DER))[0])
    assert version.hex() == "a003020102"
    outer = _elements(certificate.public_bytes(DER))
    der = _sequence(_sequence(*fields), *outer[1:])
    return x509.load_der_x509_certificate(der).public_bytes(serialization.Encoding.PEM)


def _elements(sequence: bytes) -> list[bytes]:
    """Split a DER sequence into its elements."""
    start, _ = _content(sequence)
    found = []
    while start < len(sequence):
        inner, length = _content(sequence[start:])
        found.append(sequence[start : start + inner + length])
        start += inner + length
    return found


def _content(element: bytes) -> tuple[int, int]:
    """Tell where a DER element's content begins, and how long it is."""
    first = element[1]
    if first < 128:
        return 2, first
    size = first - 128
    return 2 + size, int.from_bytes(element[2 : 2 + size], "big")


def _sequence(*elements: bytes) -> bytes:
    content = b"".join(elements)
    octets = len(content).to_bytes(2, "big").lstrip(b"\0")
    return bytes([0x30, 0x80 + len(octets)]) + octets + content
