"""`aws:acm/certificate:Certificate`, validated by email, against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws import approval
from acm_sandbox.aws.settings import Settings
from acm_sandbox.provider.errors import ProviderError

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_acm import ACMClient

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
URN = urn(TOKEN)
MAILBOXES = ("admin", "administrator", "hostmaster", "postmaster", "webmaster")


def _inputs(**more: Any) -> dict[str, Any]:
    return {"domainName": "www.example.com", "validationMethod": "EMAIL"} | more


def _options(name: str, domain: str) -> list[dict[str, str]]:
    return [{"domainName": name, "validationDomain": domain}]


def test_there_are_no_records_but_addresses(settle: Callable[..., State]) -> None:
    """Nothing is left to do after it, after a refresh, and after an import."""
    outputs = settle(TOKEN, _inputs()).outputs
    assert outputs["domainValidationOptions"] == []
    assert outputs["validationEmails"] == [f"{mailbox}@example.com" for mailbox in MAILBOXES]
    assert (outputs["validationMethod"], outputs["status"]) == ("EMAIL", "PENDING_VALIDATION")


def test_a_validation_domain(make: Callable[..., State], provider: Provider) -> None:
    """It is the program's alone: AWS is not asked for it, and another one is a replacement."""
    options = _options("www.example.com", "www.example.com")
    inputs = _inputs(validationOptions=options, subjectAlternativeNames=["api.example.com"])
    state = make(TOKEN, inputs)
    assert set(state.outputs["validationEmails"]) == {
        f"{mailbox}@{domain}"
        for mailbox in MAILBOXES
        for domain in ("example.com", "api.example.com")
    }
    assert state.outputs["validationOptions"] == options
    checked = provider.check(URN, {}, inputs).inputs
    refreshed = provider.read(URN, state.id, state.outputs, checked)
    assert refreshed is not None
    assert (refreshed.outputs, refreshed.inputs) == (state.outputs, checked)
    for other in ({}, {"validationOptions": _options("www.example.com", "example.com")}):
        news = provider.check(URN, {}, inputs | {"validationOptions": []} | other).inputs
        assert provider.diff(URN, state.outputs, news).replaces == ["validationOptions"]


def test_a_validation_domain_that_is_none(provider: Provider) -> None:
    """It fails at the create, in AWS's words."""
    inputs = _inputs(validationOptions=_options("www.example.com", "example.org"))
    with pytest.raises(ProviderError, match="InvalidDomainValidationOptionsException: The valida"):
        provider.create(URN, provider.check(URN, {}, inputs).inputs)


def test_it_waits_for_the_addresses(make: Callable[..., State], local_aws: LocalAws) -> None:
    """ACM may take seconds until it tells them."""
    local_aws.reset(Settings(record_delay=0.3))
    assert make(TOKEN, _inputs()).outputs["validationEmails"]


def test_approved(make: Callable[..., State], provider: Provider, aws: LocalAws) -> None:
    """A refresh tells, and a validation that waited is done."""
    state = make(TOKEN, _inputs())
    approval.approve(aws.endpoint, state.id)
    make(VALIDATION, {"certificateArn": state.id})
    found = provider.read(URN, state.id, state.outputs, _inputs())
    assert found is not None
    assert found.outputs["status"] == "ISSUED"
    assert found.outputs["validationEmails"] == state.outputs["validationEmails"]


def test_records_prove_nothing(make: Callable[..., State], provider: Provider) -> None:
    """They are refused, in the provider's words."""
    inputs = {"certificateArn": make(TOKEN, _inputs()).id, "validationRecordFqdns": ["_x.a.com"]}
    with pytest.raises(ProviderError) as told:
        provider.create(urn(VALIDATION), inputs)
    assert str(told.value) == "validation_record_fqdns is not valid for EMAIL validation"


class TestMoved:
    """By UpdateCertificateOptions to DNS validation."""

    @pytest.fixture
    def state(
        self, make: Callable[..., State], aws: LocalAws, acm: ACMClient, provider: Provider
    ) -> State:
        """One that was moved, as the state had it before."""
        # The records are the same for all certificates of a name: another one tells and proves.
        zone = make("aws:route53/zone:Zone", {"name": "example.com"})
        other = make(TOKEN, _inputs(validationMethod="DNS"))
        option = other.outputs["domainValidationOptions"][0]
        state = make(TOKEN, _inputs())
        approval.approve(aws.endpoint, state.id)
        acm.update_certificate_options(CertificateArn=state.id, Options={"ValidationMethod": "DNS"})
        before = provider.read(URN, state.id, state.outputs, _inputs())
        assert before is not None
        assert before.outputs["validationMethod"] == "EMAIL"
        record = {
            "zoneId": zone.id,
            "name": option["resourceRecordName"],
            "type": "CNAME",
            "ttl": 60,
            "records": [option["resourceRecordValue"]],
        }
        make("aws:route53/record:Record", record)
        return state

    def test_a_refresh_sees_it(self, state: State, provider: Provider) -> None:
        """The program that says DNS is then no replacement; the one that says EMAIL is."""
        inputs = provider.check(URN, {}, _inputs()).inputs
        found = provider.read(URN, state.id, state.outputs, inputs)
        assert found is not None
        assert found.id == state.id
        assert found.outputs["validationMethod"] == found.inputs["validationMethod"] == "DNS"
        assert found.outputs["validationEmails"] == []
        assert [option["domainName"] for option in found.outputs["domainValidationOptions"]] == [
            "www.example.com"
        ]
        news = provider.check(URN, {}, _inputs(validationMethod="DNS")).inputs
        assert provider.diff(URN, found.outputs, news).detailed == {}
        assert provider.diff(URN, found.outputs, inputs).replaces == ["validationMethod"]

    def test_without_a_refresh_it_is_a_replacement(self, state: State, provider: Provider) -> None:
        """The state has what AWS had at the last look."""
        news = provider.check(URN, {}, _inputs(validationMethod="DNS")).inputs
        assert provider.diff(URN, state.outputs, news).replaces == ["validationMethod"]


def test_approving_is_no_call(make: Callable[..., State], aws: LocalAws) -> None:
    """What counts calls does not count it."""
    state = make(TOKEN, _inputs())
    before = calls(aws)
    approval.approve(aws.endpoint, state.id)
    assert calls(aws) == before
