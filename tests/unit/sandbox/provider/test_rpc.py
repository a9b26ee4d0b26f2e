"""The RPCs, as the engine calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto import provider_pb2, status_pb2

from acm_sandbox.aws.settings import Settings
from acm_sandbox.provider.operations import Provider
from acm_sandbox.provider.resources import acm_certificate
from acm_sandbox.provider.values import UNKNOWN, decode, encode, secret_names

from .conftest import REGION, serving, urn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

    from acm_sandbox.aws.server import LocalAws

CERTIFICATE = urn("aws:acm/certificate:Certificate")
BUCKET = urn("aws:s3/bucket:Bucket")
ZONE = urn("aws:route53/zone:Zone")


@pytest.fixture
def live(aws: LocalAws, environ: dict[str, str]) -> Iterator[ResourceProviderStub]:
    """Give a client of a plugin that is configured for the local AWS."""
    assert environ["AWS_ENDPOINT_URL"] == aws.endpoint
    with serving(environ) as found:
        found.Configure(provider_pb2.ConfigureRequest(acceptSecrets=True))
        yield found


@pytest.fixture
def unknown(environ: dict[str, str]) -> Iterator[ResourceProviderStub]:
    """Give a client of a plugin whose configuration is not known yet."""
    with serving(environ) as found:
        found.Configure(provider_pb2.ConfigureRequest(args=encode({"region": UNKNOWN})))
        yield found


def _told(call: Callable[[Any], Any], request: Any) -> grpc.Call:
    with pytest.raises(grpc.RpcError) as told:
        call(request)
    return cast("grpc.Call", told.value)


def _check(stub: ResourceProviderStub, urn: str, **news: Any) -> provider_pb2.CheckResponse:
    request = provider_pb2.CheckRequest(urn=urn, news=encode(news), randomSeed=b"seed")
    return cast("provider_pb2.CheckResponse", stub.Check(request))


def test_life_of_a_resource(live: ResourceProviderStub) -> None:
    """Check, preview, create, diff, update, read, delete."""
    inputs = _check(live, ZONE, name="example.com").inputs
    previewed = live.Create(provider_pb2.CreateRequest(urn=ZONE, properties=inputs, preview=True))
    assert previewed.id == ""
    assert decode(previewed.properties)["zoneId"] is UNKNOWN
    created = live.Create(provider_pb2.CreateRequest(urn=ZONE, properties=inputs))
    assert decode(created.properties)["zoneId"] == created.id
    news = _check(live, ZONE, name="example.com", comment="mine").inputs
    request = {"id": created.id, "urn": ZONE, "olds": created.properties, "news": news}
    diff = live.Diff(provider_pb2.DiffRequest(**request))
    assert (list(diff.diffs), list(diff.replaces)) == (["comment"], [])
    assert diff.hasDetailedDiff
    assert not diff.detailedDiff["comment"].inputDiff
    previewed = live.Update(provider_pb2.UpdateRequest(**request, preview=True))
    assert decode(previewed.properties)["comment"] == "mine"
    updated = live.Update(provider_pb2.UpdateRequest(**request))
    assert updated.properties == previewed.properties
    state = {"id": created.id, "urn": ZONE, "properties": updated.properties}
    read = live.Read(provider_pb2.ReadRequest(**state, inputs=news))
    assert (read.id, read.properties, read.inputs) == (created.id, updated.properties, news)
    assert live.Delete(provider_pb2.DeleteRequest(**state)) == empty_pb2.Empty()
    gone = live.Read(provider_pb2.ReadRequest(**state, inputs=news))
    assert gone == provider_pb2.ReadResponse()


def test_check_failures_have_no_property(live: ResourceProviderStub) -> None:
    """The engine would print its value: the text names it."""
    failures = _check(live, CERTIFICATE, domainName="a.com.", privateKey="SECRET").failures
    assert failures
    assert {failure.property for failure in failures} == {""}
    assert "SECRET" not in str(failures)


def test_secrets(live: ResourceProviderStub) -> None:
    """What is secret by the schema is marked, and what came so stays so."""
    request = provider_pb2.CheckRequest(
        urn=CERTIFICATE,
        news=encode({"domainName": "a.com", "privateKey": "x"}, secrets={"domainName"}),
    )
    response = live.Check(request)
    assert secret_names(response.inputs) == {"domainName", "privateKey"}
    created = live.Create(
        provider_pb2.CreateRequest(urn=CERTIFICATE, properties=response.inputs, preview=True),
    )
    assert secret_names(created.properties) == {"domainName", "privateKey"}


def test_capabilities(environ: dict[str, str]) -> None:
    """Previews and automatic names; secrets the engine keeps track of itself, as for pulumi-aws."""
    with serving(environ) as stub:
        response = stub.Configure(provider_pb2.ConfigureRequest(acceptSecrets=True))
        assert response.supportsPreview
        assert response.supports_autonaming_configuration
        assert not response.acceptSecrets
        assert stub.GetPluginInfo(empty_pb2.Empty()).version == "7.51.1"
        # Not implemented, so that the engine takes the capabilities from Configure.
        told = _told(stub.Handshake, provider_pb2.ProviderHandshakeRequest())
        assert told.code() == grpc.StatusCode.UNIMPLEMENTED


class TestConfiguration:
    """CheckConfig, DiffConfig, Configure."""

    def test_check(self) -> None:
        """All problems at once."""
        with serving({}) as stub:
            response = stub.CheckConfig(provider_pb2.CheckRequest(news=encode({"regoin": "x"})))
            reasons = [failure.reason for failure in response.failures]
        assert len(reasons) == 3
        assert reasons[1].startswith("Missing region information\n")

    def test_secrets_stay_marked(self, environ: dict[str, str]) -> None:
        """A key is never written in the open."""
        with serving(environ) as stub:
            news = encode({"secretKey": "x", "region": UNKNOWN}, secrets={"secretKey"})
            response = stub.CheckConfig(provider_pb2.CheckRequest(news=news))
        assert secret_names(response.inputs) == {"secretKey"}
        assert list(response.failures) == []

    def test_refused(self) -> None:
        """Configure fails with the same text, and nothing works after it."""
        with serving({"AWS_REGION": REGION}) as stub:
            told = _told(stub.Configure, provider_pb2.ConfigureRequest())
            assert "can never touch a real account" in (told.details() or "")
            told = _told(stub.Delete, provider_pb2.DeleteRequest(urn=ZONE))
            assert told.details() == "the provider's configuration is not known yet"

    def test_a_new_region_is_no_new_provider(self, stub: ResourceProviderStub) -> None:
        """Each resource has its own."""
        request = provider_pb2.DiffRequest(
            olds=encode({"region": "a", "version": "1"}),
            news=encode({"region": "b", "version": "1"}),
        )
        response = stub.DiffConfig(request)
        assert (list(response.diffs), list(response.replaces)) == (["region"], [])


class TestUnknownConfiguration:
    """A provider that depends on a resource, in a preview."""

    def test_check(self, unknown: ResourceProviderStub) -> None:
        """The inputs pass as they are."""
        inputs = encode({"anything": "x"})
        response = unknown.Check(provider_pb2.CheckRequest(urn=ZONE, news=inputs))
        assert response == provider_pb2.CheckResponse(inputs=inputs)

    def test_create(self, unknown: ResourceProviderStub) -> None:
        """Nothing is known of the outputs."""
        response = unknown.Create(provider_pb2.CreateRequest(urn=ZONE, preview=True))
        assert decode(response.properties) == {}

    def test_diff_and_update(self, unknown: ResourceProviderStub) -> None:
        """Nor of a change."""
        response = unknown.Diff(provider_pb2.DiffRequest(urn=ZONE))
        assert response.changes == provider_pb2.DiffResponse.DIFF_UNKNOWN
        updated = unknown.Update(provider_pb2.UpdateRequest(urn=ZONE, preview=True))
        assert decode(updated.properties) == {}

    def test_invoke(self, unknown: ResourceProviderStub) -> None:
        """A question cannot be answered."""
        request = provider_pb2.InvokeRequest(tok="aws:index/getRegion:getRegion")
        told = _told(unknown.Invoke, request)
        assert told.details() == "the provider's configuration is not known yet"


class TestErrors:
    """What the user sees."""

    def test_a_type_that_is_not_implemented(self, stub: ResourceProviderStub) -> None:
        """It is named, with those that are."""
        told = _told(stub.Check, provider_pb2.CheckRequest(urn=BUCKET))
        assert told.code() == grpc.StatusCode.UNKNOWN
        details = told.details() or ""
        assert details.startswith(
            "the sandbox's AWS provider does not implement aws:s3/bucket:Buck"
        )
        assert "aws:acm/certificate:Certificate" in details

    def test_a_type_that_nobody_knows(self, stub: ResourceProviderStub) -> None:
        """Nor does pulumi-aws."""
        told = _told(stub.Check, provider_pb2.CheckRequest(urn=urn("aws:x/y:Z")))
        assert "does not implement aws:x/y:Z" in (told.details() or "")

    def test_a_defect(
        self,
        stub: ResourceProviderStub,
        monkeypatch: pytest.MonkeyPatch,
        capfd: pytest.CaptureFixture[str],
    ) -> None:
        """One line, and no traceback, neither in the answer nor on stderr."""

        def fail(*_: Any) -> None:
            raise KeyError("zoneId")

        monkeypatch.setattr(Provider, "check", fail)
        told = _told(stub.Check, provider_pb2.CheckRequest(urn=ZONE))
        assert told.details() == "internal error of the sandbox's AWS provider: KeyError: 'zoneId'"
        assert capfd.readouterr().err == ""

    def test_an_unfinished_resource(
        self,
        live: ResourceProviderStub,
        local_aws: LocalAws,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """The engine gets its id and its state with the error."""
        local_aws.reset(Settings(record_delay=60))
        monkeypatch.setattr(acm_certificate, "RECORDS_TIMEOUT", 0.1)
        inputs = _check(live, CERTIFICATE, domainName="example.com", validationMethod="DNS").inputs
        told = _told(live.Create, provider_pb2.CreateRequest(urn=CERTIFICATE, properties=inputs))
        trailing = dict(told.trailing_metadata() or ())
        status = status_pb2.Status.FromString(cast("bytes", trailing["grpc-status-details-bin"]))
        failed = provider_pb2.ErrorResourceInitFailed()
        assert status.details[0].Unpack(failed)
        assert failed.id.startswith("arn:aws:acm:")
        assert decode(failed.properties)["status"] == "PENDING_VALIDATION"
        assert list(failed.reasons) == [told.details()]

    def test_no_schema(self, stub: ResourceProviderStub) -> None:
        """It is pulumi-aws's."""
        told = _told(stub.GetSchema, provider_pb2.GetSchemaRequest())
        assert "pulumi-aws's own applies" in (told.details() or "")


def test_cancel_ends_waits(live: ResourceProviderStub) -> None:
    """A validation that would wait for an hour ends at once."""
    inputs = _check(live, CERTIFICATE, domainName="example.com", validationMethod="DNS").inputs
    arn = live.Create(provider_pb2.CreateRequest(urn=CERTIFICATE, properties=inputs)).id
    validation = urn("aws:acm/certificateValidation:CertificateValidation")
    properties = _check(live, validation, certificateArn=arn).inputs
    pending = live.Create.future(provider_pb2.CreateRequest(urn=validation, properties=properties))
    with pytest.raises(grpc.FutureTimeoutError):
        pending.result(timeout=0.5)
    live.Cancel(empty_pb2.Empty())
    with pytest.raises(grpc.RpcError) as told:
        pending.result(timeout=5)
    assert "cancelled while waiting for state to become 'ISSUED'" in str(told.value)
