"""`aws:acm/certificate:Certificate` against the local AWS."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.settings import Settings
from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import InitFailedError, Provider
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.resources import acm_certificate
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_acm import ACMClient

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import State

TOKEN = "aws:acm/certificate:Certificate"
URN = urn(TOKEN)


def _inputs(**more: Any) -> dict[str, Any]:
    return {"domainName": "example.com", "validationMethod": "DNS"} | more


class TestCreate:
    """Requesting."""

    def test_outputs(self, make: Callable[..., State], aws: LocalAws) -> None:
        """What the state has of a pending certificate."""
        state = make(TOKEN, _inputs(subjectAlternativeNames=["*.example.com"], tags={"a": "b"}))
        outputs = state.outputs
        assert outputs.pop("arn") == state.id
        assert state.id.startswith("arn:aws:acm:eu-west-1:123456789012:certificate/")
        options = outputs.pop("domainValidationOptions")
        assert outputs == {
            "domainName": "example.com",
            "keyAlgorithm": "RSA_2048",
            "notAfter": "",
            "notBefore": "",
            "options": {
                "certificateTransparencyLoggingPreference": "ENABLED",
                "export": "DISABLED",
            },
            "pendingRenewal": False,
            "region": "eu-west-1",
            "renewalEligibility": "INELIGIBLE",
            "renewalSummaries": [],
            "status": "PENDING_VALIDATION",
            "subjectAlternativeNames": ["*.example.com", "example.com"],
            "tags": {"a": "b"},
            "tagsAll": {"a": "b"},
            "type": "AMAZON_ISSUED",
            "validationEmails": [],
            "validationMethod": "DNS",
        }
        assert {option["domainName"] for option in options} == {"example.com", "*.example.com"}
        # A wildcard and its apex are proved by one record.
        assert len({option["resourceRecordName"] for option in options}) == 1
        assert {option["resourceRecordType"] for option in options} == {"CNAME"}
        assert calls(aws) == {
            "RequestCertificate": 1,
            "DescribeCertificate": 2,
            "ListTagsForCertificate": 1,
        }

    def test_another_region(self, make: Callable[..., State], aws: LocalAws) -> None:
        """`region` is the resource's own."""
        state = make(TOKEN, _inputs(region="us-east-1"))
        assert state.id.startswith("arn:aws:acm:us-east-1:")
        assert state.outputs["region"] == "us-east-1"
        assert {entry["region"] for entry in aws.journal.entries()} == {"us-east-1"}

    def test_a_second_request_is_a_second_certificate(self, make: Callable[..., State]) -> None:
        """The idempotency token is never the same."""
        assert make(TOKEN, _inputs()).id != make(TOKEN, _inputs()).id

    def test_an_elliptic_key(self, make: Callable[..., State]) -> None:
        """The algorithm is written with an underscore, whatever ACM does."""
        outputs = make(TOKEN, _inputs(keyAlgorithm="EC_prime256v1")).outputs
        assert outputs["keyAlgorithm"] == "EC_prime256v1"

    def test_without_a_method(self, provider: Provider) -> None:
        """It fails at the create, in the provider's words."""
        with pytest.raises(ProviderError) as told:
            provider.create(URN, {"domainName": "example.com", "region": "eu-west-1"})
        assert str(told.value) == (
            "`certificate_authority_arn` or `validation_method` must be set when creating an ACM "
            "certificate"
        )

    def test_refused_by_acm(self, provider: Provider, aws: LocalAws) -> None:
        """The code and the message of AWS are told, and what was tried."""
        names = [f"{i}.example.com" for i in range(10)]
        inputs = provider.check(URN, {}, _inputs(subjectAlternativeNames=names)).inputs
        with pytest.raises(ProviderError) as told:
            provider.create(URN, inputs)
        assert str(told.value).startswith(
            "requesting ACM Certificate (example.com): operation error ACM: RequestCertificate, "
            "https response error StatusCode: 400, RequestID: ",
        )
        assert "LimitExceededException: " in str(told.value)
        # A quota does not change by asking again.
        assert calls(aws) == {"RequestCertificate": 1}

    def test_waits_for_the_records(self, make: Callable[..., State], local_aws: LocalAws) -> None:
        """ACM may take seconds until it tells them."""
        local_aws.reset(Settings(record_delay=0.3))
        assert make(TOKEN, _inputs()).outputs["domainValidationOptions"]

    def test_records_that_never_come(
        self,
        provider: Provider,
        local_aws: LocalAws,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The certificate exists: the engine must keep its ARN."""
        local_aws.reset(Settings(record_delay=60))
        monkeypatch.setattr(acm_certificate, "RECORDS_TIMEOUT", 0.2)
        with pytest.raises(InitFailedError) as told:
            provider.create(URN, provider.check(URN, {}, _inputs()).inputs)
        arn = told.value.state.id
        assert told.value.state.outputs["arn"] == arn
        assert str(told.value) == (
            f"waiting for ACM Certificate ({arn}) to be issued: timeout while waiting for state "
            "to become 'true' (last state: 'false', timeout: 200ms)"
        )

    def test_cancelled_while_waiting(self, environ: dict[str, str], local_aws: LocalAws) -> None:
        """So it must when the engine cancels."""
        local_aws.reset(Settings(record_delay=60))
        provider = Provider.configure({}, environ=environ)
        threading.Timer(0.3, provider.stop.set).start()
        with pytest.raises(InitFailedError, match="cancelled while waiting") as told:
            provider.create(URN, provider.check(URN, {}, _inputs()).inputs)
        assert told.value.state.id.startswith("arn:aws:acm:")


class TestPreview:
    """What is known before."""

    def test_create(self) -> None:
        """The names are known, their records are not."""
        kind = resource_type(TOKEN)
        found = kind.preview_create(_inputs(subjectAlternativeNames=["www.example.com"]))
        later = {
            "resourceRecordName": UNKNOWN,
            "resourceRecordType": UNKNOWN,
            "resourceRecordValue": UNKNOWN,
        }
        options = found.pop("domainValidationOptions")
        assert sorted(options, key=lambda option: str(option["domainName"])) == [
            {"domainName": "example.com", **later},
            {"domainName": "www.example.com", **later},
        ]
        assert found["subjectAlternativeNames"] == ["example.com", "www.example.com"]
        for name in ("arn", "status", "keyAlgorithm", "options"):
            assert found[name] is UNKNOWN

    def test_the_order_is_that_of_the_outcome(self, make: Callable[..., State]) -> None:
        """A program that takes them by index gets the same name in preview and update."""
        names = [f"{i}.example.com" for i in range(5)]
        inputs = _inputs(subjectAlternativeNames=names)
        planned = resource_type(TOKEN).preview_create(inputs)["domainValidationOptions"]
        made = make(TOKEN, inputs).outputs["domainValidationOptions"]
        assert [o["domainName"] for o in planned] == [o["domainName"] for o in made]

    @pytest.mark.parametrize(
        "more",
        [
            {"domainName": UNKNOWN},
            {"subjectAlternativeNames": UNKNOWN},
            {"subjectAlternativeNames": ["a.com", UNKNOWN]},
            {"validationMethod": "EMAIL"},
        ],
    )
    def test_unknown_names(self, more: dict[str, Any]) -> None:
        """Then nothing is known of the records either."""
        found = resource_type(TOKEN).preview_create(_inputs(**more))
        assert found["domainValidationOptions"] is UNKNOWN

    def test_update(self) -> None:
        """What an update does not change stays known."""
        olds = {"arn": "arn:x", "status": "ISSUED", "tags": {"a": "1"}, "domainName": "example.com"}
        found = resource_type(TOKEN).preview_update(olds, _inputs(tagsAll={}))
        assert found["arn"] == "arn:x"
        assert found["status"] == "ISSUED"
        assert "tags" not in found


class TestUpdate:
    """Changes in place."""

    def test_tags(self, make: Callable[..., State], provider: Provider, acm: ACMClient) -> None:
        """Added, changed and removed."""
        state = make(TOKEN, _inputs(tags={"a": "1", "b": "2"}))
        news = provider.check(URN, {}, _inputs(tags={"b": "3", "c": "4"})).inputs
        outputs = provider.update(URN, state.id, state.outputs, news)
        assert outputs["tags"] == outputs["tagsAll"] == {"b": "3", "c": "4"}
        listed = acm.list_tags_for_certificate(CertificateArn=state.id)["Tags"]
        assert {tag["Key"]: tag.get("Value") for tag in listed} == {"b": "3", "c": "4"}
        assert outputs["domainValidationOptions"] == state.outputs["domainValidationOptions"]

    def test_options(self, make: Callable[..., State], provider: Provider) -> None:
        """The logging preference moves; nothing else is asked of ACM."""
        state = make(TOKEN, _inputs())
        options = {"certificateTransparencyLoggingPreference": "DISABLED"}
        news = provider.check(URN, {}, _inputs(options=options)).inputs
        try:
            outputs = provider.update(URN, state.id, state.outputs, news)
        except ProviderError as error:
            # AWS no longer lets anyone opt out: then it says so.
            assert "updating ACM Certificate" in str(error)  # noqa: PT017 - either is right
        else:
            assert outputs["options"]["certificateTransparencyLoggingPreference"] == "DISABLED"


class TestDelete:
    """Deleting."""

    def test_twice(self, make: Callable[..., State], provider: Provider, acm: ACMClient) -> None:
        """What is gone already is no error."""
        state = make(TOKEN, _inputs())
        provider.delete(URN, state.id, state.outputs)
        provider.delete(URN, state.id, state.outputs)
        assert acm.list_certificates()["CertificateSummaryList"] == []
