"""Refresh and import of `aws:acm/certificate:Certificate` against the local AWS."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.provider.operations import Provider

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_acm import ACMClient

    from acm_sandbox.provider.operations import State

TOKEN = "aws:acm/certificate:Certificate"
URN = urn(TOKEN)


def _inputs(**more: Any) -> dict[str, Any]:
    return {"domainName": "example.com", "validationMethod": "DNS"} | more


class TestRead:
    """Refresh and import."""

    def test_refresh_keeps_the_programs_spelling(
        self,
        provider: Provider,
    ) -> None:
        """Names in another order, and without the primary one, are no drift."""
        names = ["www.example.com", "api.example.com"]
        inputs = provider.check(URN, {}, _inputs(subjectAlternativeNames=names)).inputs
        state = provider.create(URN, inputs)
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert found.inputs == inputs
        assert found.outputs == state.outputs

    def test_refresh_sees_drift(
        self,
        provider: Provider,
        acm: ACMClient,
    ) -> None:
        """A tag changed by hand shows in the inputs, and the next update puts it back."""
        inputs = provider.check(URN, {}, _inputs(tags={"a": "1"})).inputs
        state = provider.create(URN, inputs)
        acm.add_tags_to_certificate(CertificateArn=state.id, Tags=[{"Key": "a", "Value": "2"}])
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert found.inputs["tags"] == {"a": "2"}
        assert provider.diff(URN, found.outputs, inputs).changed == ["tags", "tagsAll"]

    def test_issued(
        self,
        make: Callable[..., State],
        prove: Callable[[State], list[State]],
        provider: Provider,
    ) -> None:
        """A refresh tells the new status and the dates."""
        state = make(TOKEN, _inputs())
        prove(state)
        found = provider.read(URN, state.id, state.outputs, _inputs())
        assert found is not None
        assert found.outputs["status"] == "ISSUED"
        assert found.outputs["notAfter"].endswith("Z")

    def test_gone(self, make: Callable[..., State], provider: Provider, acm: ACMClient) -> None:
        """A certificate deleted by hand is gone from the state."""
        state = make(TOKEN, _inputs())
        acm.delete_certificate(CertificateArn=state.id)
        assert provider.read(URN, state.id, state.outputs, _inputs()) is None

    def test_validation_timed_out(self, make: Callable[..., State], provider: Provider) -> None:
        """So is one whose names were not proved in time."""
        state = make(TOKEN, _inputs())
        clock.advance(timedelta(hours=73))
        assert provider.read(URN, state.id, state.outputs, _inputs()) is None

    def test_import(self, make: Callable[..., State], provider: Provider) -> None:
        """The ARN tells the region; the inputs would make the same certificate."""
        state = make(TOKEN, _inputs(region="us-east-1", tags={"a": "b"}))
        found = provider.read(URN, state.id, {}, {})
        assert found is not None
        assert found.id == state.id
        assert found.outputs == state.outputs
        assert found.inputs == {
            "domainName": "example.com",
            "keyAlgorithm": "RSA_2048",
            "options": state.outputs["options"],
            "region": "us-east-1",
            "subjectAlternativeNames": ["example.com"],
            "tags": {"a": "b"},
            "tagsAll": {"a": "b"},
            "validationMethod": "DNS",
            "__defaults": [],
        }
        assert provider.check(URN, {}, found.inputs).failures == []
        assert provider.diff(URN, found.outputs, found.inputs).detailed == {}

    def test_import_with_region(self, make: Callable[..., State], provider: Provider) -> None:
        """`ARN@region` is taken too."""
        state = make(TOKEN, _inputs(region="us-east-1"))
        found = provider.read(URN, f"{state.id}@us-east-1", {}, {})
        assert found is not None
        assert found.id == state.id

    def test_default_tags_are_not_the_resources_own(self, environ: dict[str, str]) -> None:
        """They show in `tagsAll` only."""
        args = {"defaultTags": '{"tags": {"team": "x"}}'}
        provider = Provider.configure(args, environ=environ)
        inputs = provider.check(URN, {}, _inputs(tags={"a": "b"})).inputs
        state = provider.create(URN, inputs)
        assert state.outputs["tags"] == {"a": "b"}
        assert state.outputs["tagsAll"] == {"a": "b", "team": "x"}
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert found.inputs == inputs
