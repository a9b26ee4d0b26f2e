"""`aws:acm/certificate:Certificate`, imported, against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pulumi.runtime.proto import provider_pb2

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.values import UNKNOWN, encode, secret_names
from support.pem import Made, authority, issue, new_key

from .conftest import calls, serving, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_acm import ACMClient

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:acm/certificate:Certificate"
URN = urn(TOKEN)
NAMES = ("example.com", "*.example.com")
CA = authority()


def _inputs(made: Made, **more: Any) -> dict[str, Any]:
    inputs = {
        "certificateBody": made.certificate.decode(),
        "privateKey": made.private_key.decode(),
    }
    if made.issuers:
        inputs["certificateChain"] = made.chain.decode()
    return inputs | more


def _first() -> Made:
    return issue(NAMES, issuer=CA)


class TestCreate:
    """Importing."""

    def test_outputs(self, make: Callable[..., State], aws: LocalAws) -> None:
        """What the state has: what was given, and what AWS reads from it."""
        made = _first()
        inputs = _inputs(made, tags={"a": "b"})
        state = make(TOKEN, inputs)
        outputs = state.outputs
        assert outputs.pop("arn") == state.id
        for moment in ("notBefore", "notAfter"):
            assert outputs.pop(moment).endswith("Z")
        assert outputs == inputs | {
            "domainName": "example.com",
            "domainValidationOptions": [],
            "keyAlgorithm": "EC_prime256v1",
            "options": {
                "certificateTransparencyLoggingPreference": "DISABLED",
                "export": "DISABLED",
            },
            "pendingRenewal": False,
            "region": "eu-west-1",
            "renewalEligibility": "INELIGIBLE",
            "renewalSummaries": [],
            "status": "ISSUED",
            "subjectAlternativeNames": ["*.example.com", "example.com"],
            "tagsAll": {"a": "b"},
            "type": "IMPORTED",
            "validationEmails": [],
            "validationMethod": "NONE",
        }
        assert calls(aws) == {
            "ImportCertificate": 1,
            "DescribeCertificate": 2,
            "ListTagsForCertificate": 1,
        }

    def test_nothing_is_left_to_do(self, provider: Provider) -> None:
        """After it, and after a refresh."""
        inputs = provider.check(URN, {}, _inputs(_first())).inputs
        state = provider.create(URN, inputs)
        assert provider.diff(URN, state.outputs, inputs).detailed == {}
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert (found.outputs, found.inputs) == (state.outputs, inputs)

    def test_another_region(self, make: Callable[..., State]) -> None:
        """`region` is the resource's own."""
        assert make(TOKEN, _inputs(_first(), region="us-east-1")).id.startswith(
            "arn:aws:acm:us-east-1:"
        )

    def test_without_a_chain(self, make: Callable[..., State]) -> None:
        """It is optional."""
        assert "certificateChain" not in make(TOKEN, _inputs(issue())).outputs

    @pytest.mark.parametrize(
        ("inputs", "words"),
        [
            (
                _inputs(_first(), privateKey="KEY"),
                "ValidationException: The private key is not supported.",
            ),
            (
                {"privateKey": _first().private_key.decode()},
                "Value of the input at 'certificate' failed to satisfy constraint: Member must ",
            ),
        ],
    )
    def test_refused_by_acm(self, provider: Provider, inputs: dict[str, Any], words: str) -> None:
        """The code and the message of AWS are told, and what was tried; never the key."""
        checked = provider.check(URN, {}, inputs)
        assert checked.failures == []
        with pytest.raises(ProviderError) as told:
            provider.create(URN, checked.inputs)
        assert str(told.value).startswith(
            "importing ACM Certificate: operation error ACM: ImportCertificate, https response "
            "error StatusCode: 400, RequestID: ",
        )
        assert words in str(told.value)
        assert "BEGIN" not in str(told.value)


class TestCheck:
    """What excludes what: the provider's ConflictsWith, ExactlyOneOf and RequiredWith."""

    @pytest.mark.parametrize(
        ("more", "words"),
        [
            ({"domainName": "a.com"}, '"domain_name": conflicts with private_key'),
            ({"domainName": "a.com"}, "only one of `domain_name,private_key,private_key_wo` can"),
            ({"validationMethod": "DNS"}, '"validation_method": conflicts with certificate_body'),
            (
                {"subjectAlternativeNames": ["a.com"]},
                '"subject_alternative_names": conflicts with private_key',
            ),
            (
                {"keyAlgorithm": "EC_prime256v1"},
                '"key_algorithm": conflicts with certificate_body',
            ),
            (
                {"validationOptions": [{"domainName": "a.com", "validationDomain": "a.com"}]},
                '"validation_options": conflicts with certificate_chain',
            ),
            (
                {"options": {"certificateTransparencyLoggingPreference": "ENABLED"}},
                '"options.0.certificate_transparency_logging_preference": conflicts with certif',
            ),
            ({"privateKey": None}, "one of `domain_name,private_key,private_key_wo` must be"),
            ({"privateKey": None}, '"certificate_body": all of `certificate_body,private_key,'),
        ],
    )
    def test_refused(self, provider: Provider, more: dict[str, Any], words: str) -> None:
        """Whatever is wrong is reported at once, without the key."""
        failures = provider.check(URN, {}, _inputs(_first()) | more).failures
        assert any(words in failure for failure in failures), failures
        assert not any("BEGIN" in failure for failure in failures)

    def test_the_option_to_export_is_not(self, provider: Provider) -> None:
        """The conflict is that of the transparency log alone."""
        inputs = _inputs(_first(), options={"export": "DISABLED"})
        assert provider.check(URN, {}, inputs).failures == []

    def test_write_only_keys_are_not_supported(self, provider: Provider) -> None:
        """Refused by name."""
        inputs = _inputs(_first(), privateKey=None, privateKeyWo="x", privateKeyWoVersion=1)
        failures = provider.check(URN, {}, inputs).failures
        assert any("write-only private keys (privateKeyWo)" in each for each in failures)


class TestUpdate:
    """Importing onto the ARN."""

    def test_all_three(
        self, make: Callable[..., State], change: Callable[..., State], acm: ACMClient
    ) -> None:
        """ARN and tags stay, what AWS reads from the certificate is new."""
        state = make(TOKEN, _inputs(_first(), tags={"a": "b"}))
        new = issue(["example.com", "www.example.com"], key=new_key(), issuer=authority("Other"))
        after = change(TOKEN, state, _inputs(new, tags={"a": "b"})).outputs
        assert after["arn"] == state.id
        assert after["subjectAlternativeNames"] == ["example.com", "www.example.com"]
        assert after["privateKey"] == new.private_key.decode()
        assert after["tags"] == {"a": "b"}
        body = acm.get_certificate(CertificateArn=state.id)
        assert body["Certificate"].encode() == new.certificate
        assert body["CertificateChain"].encode() == new.chain

    def test_the_chain_taken_away(
        self, make: Callable[..., State], change: Callable[..., State], acm: ACMClient
    ) -> None:
        """A property that goes is a change like any other."""
        made = _first()
        state = make(TOKEN, _inputs(made))
        change(TOKEN, state, _inputs(made, certificateChain=None))
        assert "CertificateChain" not in acm.get_certificate(CertificateArn=state.id)

    def test_tags_alone(
        self, make: Callable[..., State], change: Callable[..., State], aws: LocalAws
    ) -> None:
        """Nothing is imported for them."""
        made = _first()
        change(TOKEN, make(TOKEN, _inputs(made)), _inputs(made, tags={"a": "b"}))
        assert calls(aws)["ImportCertificate"] == 1

    def test_with_tags(
        self, make: Callable[..., State], change: Callable[..., State], acm: ACMClient
    ) -> None:
        """AWS refuses tags with a re-import: they are set by themselves."""
        state = make(TOKEN, _inputs(_first()))
        change(TOKEN, state, _inputs(_first(), tags={"a": "b"}))
        tags = acm.list_tags_for_certificate(CertificateArn=state.id)["Tags"]
        assert tags == [{"Key": "a", "Value": "b"}]

    def test_a_key_of_another_type(self, make: Callable[..., State], provider: Provider) -> None:
        """It is an update like any other, and AWS refuses it."""
        state = make(TOKEN, _inputs(issue()))
        news = provider.check(URN, {}, _inputs(issue(algorithm="EC_secp384r1"))).inputs
        assert provider.diff(URN, state.outputs, news).replaces == []
        with pytest.raises(ProviderError) as told:
            provider.update(URN, state.id, state.outputs, news)
        assert str(told.value).startswith(f"importing ACM Certificate ({state.id}): operation")
        assert "The key type and size cannot be changed" in str(told.value)

    def test_from_a_request(self, make: Callable[..., State], provider: Provider) -> None:
        """The provider plans an import onto a requested certificate; AWS refuses that, too."""
        state = make(TOKEN, {"domainName": "example.com", "validationMethod": "DNS"})
        news = provider.check(URN, {}, _inputs(_first())).inputs
        assert provider.diff(URN, state.outputs, news).replaces == []
        with pytest.raises(ProviderError, match="was not imported: it cannot be replaced"):
            provider.update(URN, state.id, state.outputs, news)


class TestPreview:
    """What is known before."""

    def test_create(self) -> None:
        """The names are read from the certificate when it is there."""
        found = resource_type(TOKEN).preview_create(_inputs(_first()))
        unknown = ("arn", "domainName", "subjectAlternativeNames", "domainValidationOptions")
        assert all(found[name] is UNKNOWN for name in unknown)

    def test_update(self, make: Callable[..., State]) -> None:
        """The ARN stays known: what uses it does not change."""
        state = make(TOKEN, _inputs(_first()))
        found = resource_type(TOKEN).preview_update(state.outputs, _inputs(_first()))
        assert found["arn"] == state.id
        assert found["domainName"] == "example.com"


class TestImport:
    """`pulumi import`, and `import_` in a program."""

    def test_aws_does_not_give_the_key(
        self, make: Callable[..., State], provider: Provider
    ) -> None:
        """So it is imported anew by the next update, in place."""
        made = _first()
        state = make(TOKEN, _inputs(made))
        found = provider.read(URN, state.id, {}, {})
        assert found is not None
        assert not {"certificateBody", "certificateChain", "privateKey"} & found.outputs.keys()
        news = provider.check(URN, {}, _inputs(made)).inputs
        diff = provider.diff(URN, found.outputs, news)
        assert diff.changed == ["certificateBody", "certificateChain", "privateKey"]
        assert diff.replaces == []
        outputs = provider.update(URN, state.id, found.outputs, news)
        assert outputs == state.outputs

    def test_the_generated_program_is_refused(
        self, make: Callable[..., State], provider: Provider
    ) -> None:
        """pulumi/pulumi-aws#4046: the method is "NONE", which must not be in a program."""
        found = provider.read(URN, make(TOKEN, _inputs(_first())).id, {}, {})
        assert found is not None
        assert found.inputs["validationMethod"] == "NONE"
        failures = provider.check(URN, {}, found.inputs).failures
        refusal = 'expected validation_method to be one of ["DNS" "EMAIL" "HTTP"], got NONE.'
        assert failures == [f"{refusal} Examine values at 'thing.validationMethod'."]
        del found.inputs["validationMethod"]
        again = provider.check(URN, {}, found.inputs)
        assert again.failures == []
        assert provider.diff(URN, found.outputs, again.inputs).detailed == {}


def test_the_key_is_secret(environ: dict[str, str], aws: LocalAws) -> None:
    """Marked, whether the program marked it or not."""
    assert aws.endpoint == environ["AWS_ENDPOINT_URL"]
    inputs = encode(_inputs(_first()))
    with serving(environ) as stub:
        stub.Configure(provider_pb2.ConfigureRequest())
        checked = stub.Check(provider_pb2.CheckRequest(urn=URN, news=inputs))
        assert secret_names(checked.inputs) == {"privateKey"}
        request = provider_pb2.CreateRequest(urn=URN, properties=checked.inputs)
        created = stub.Create(request)
        assert secret_names(created.properties) == {"privateKey"}


def test_deleting(make: Callable[..., State], gone: Callable[..., None], acm: ACMClient) -> None:
    """As any other."""
    gone(TOKEN, make(TOKEN, _inputs(_first())))
    assert (
        acm.list_certificates(Includes={"keyTypes": ["EC_prime256v1"]})["CertificateSummaryList"]
        == []
    )
