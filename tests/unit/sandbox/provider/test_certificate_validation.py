"""`aws:acm/certificateValidation:CertificateValidation` against the local AWS."""

from __future__ import annotations

import re
import threading
import time
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import NotSupportedError, ProviderError
from acm_sandbox.provider.registry import resource_type

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_acm import ACMClient

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

TOKEN = "aws:acm/certificateValidation:CertificateValidation"
URN = urn(TOKEN)
CERTIFICATE = "aws:acm/certificate:Certificate"
INPUTS = {"domainName": "example.com", "validationMethod": "DNS"}


@pytest.fixture
def certificate(make: Callable[..., State]) -> State:
    """Give a pending certificate of two names."""
    return make(CERTIFICATE, INPUTS | {"subjectAlternativeNames": ["www.example.com"]})


def test_waits_until_it_is_issued(
    make: Callable[..., State],
    prove: Callable[[State], list[State]],
    certificate: State,
) -> None:
    """The records may come while it waits."""
    threading.Timer(0.3, prove, [certificate]).start()
    state = make(TOKEN, {"certificateArn": certificate.id})
    assert state.outputs == {"certificateArn": certificate.id, "region": "eu-west-1"}
    # The time before the wait, as the AWS provider has it: there was none.
    assert state.id == "0001-01-01 00:00:00 +0000 UTC"


def test_issued_already(
    make: Callable[..., State],
    prove: Callable[[State], list[State]],
    certificate: State,
    aws: LocalAws,
) -> None:
    """Then it asks three times, as the AWS provider does, and its id is the time of issuance."""
    records = prove(certificate)
    make(TOKEN, {"certificateArn": certificate.id})
    aws.journal.clear()
    fqdns = [record.outputs["fqdn"] for record in records]
    state = make(TOKEN, {"certificateArn": certificate.id, "validationRecordFqdns": fqdns})
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC", state.id)
    assert not state.id.startswith("0001")
    assert state.outputs["validationRecordFqdns"] == sorted(fqdns)
    assert calls(aws) == {"DescribeCertificate": 3}


def test_missing_records(make: Callable[..., State], certificate: State) -> None:
    """Each is told, with the name it is for; others and final dots do not matter."""
    by_domain = {
        option["domainName"]: option["resourceRecordName"].removesuffix(".")
        for option in certificate.outputs["domainValidationOptions"]
    }
    inputs: dict[str, Any] = {"certificateArn": certificate.id}
    with pytest.raises(ProviderError) as told:
        make(TOKEN, inputs | {"validationRecordFqdns": ["other.example.com"]})
    assert sorted(str(told.value).splitlines()) == [
        f"missing {domain} DNS validation record: {by_domain[domain]}"
        for domain in ("example.com", "www.example.com")
    ]
    with pytest.raises(ProviderError) as told:
        make(TOKEN, inputs | {"validationRecordFqdns": [f"{by_domain['example.com']}."]})
    assert str(told.value) == (
        f"missing www.example.com DNS validation record: {by_domain['www.example.com']}"
    )


def test_records_for_email(
    make: Callable[..., State],
    provider: Provider,
    certificate: State,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """They make no sense there."""
    client = provider.clients.get("acm")
    described = client.describe_certificate(CertificateArn=certificate.id)
    for option in described["Certificate"]["DomainValidationOptions"]:
        option["ValidationMethod"] = "EMAIL"
    monkeypatch.setattr(client, "describe_certificate", lambda **_: described)
    with pytest.raises(ProviderError) as told:
        make(TOKEN, {"certificateArn": certificate.id, "validationRecordFqdns": ["x"]})
    assert str(told.value) == "validation_record_fqdns is not valid for EMAIL validation"


def test_a_timeout(make: Callable[..., State], certificate: State) -> None:
    """The program's `customTimeouts` counts, and the text is the provider's."""
    start = time.monotonic()
    with pytest.raises(ProviderError) as told:
        make(TOKEN, {"certificateArn": certificate.id}, timeout=1)
    assert time.monotonic() - start < 3
    assert str(told.value) == (
        f"waiting for ACM Certificate ({certificate.id}) to be issued: timeout while waiting for "
        "state to become 'ISSUED' (last state: 'PENDING_VALIDATION', timeout: 1s)"
    )


def test_the_timeout_by_default(provider: Provider) -> None:
    """75 minutes."""
    assert provider.call().timeout(resource_type(TOKEN), "create") == 75 * 60
    assert provider.call(timeout=5).timeout(resource_type(TOKEN), "create") == 5


def test_a_failed_certificate(
    make: Callable[..., State],
    provider: Provider,
    certificate: State,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """ACM's reason is told."""
    client = provider.clients.get("acm")
    described = client.describe_certificate(CertificateArn=certificate.id)
    described["Certificate"] |= {"Status": "FAILED", "FailureReason": "CAA_ERROR"}
    monkeypatch.setattr(client, "describe_certificate", lambda **_: described)
    with pytest.raises(ProviderError) as told:
        make(TOKEN, {"certificateArn": certificate.id})
    assert str(told.value) == (
        f"waiting for ACM Certificate ({certificate.id}) to be issued: "
        "unexpected state 'FAILED', wanted target 'ISSUED'. last error: CAA_ERROR"
    )


def test_no_such_certificate(make: Callable[..., State]) -> None:
    """It says which."""
    arn = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"
    with pytest.raises(
        ProviderError, match=re.escape(f"reading ACM Certificate ({arn}): couldn't")
    ):
        make(TOKEN, {"certificateArn": arn})


def test_refresh(
    make: Callable[..., State],
    prove: Callable[[State], list[State]],
    provider: Provider,
    certificate: State,
    acm: ACMClient,
) -> None:
    """It is there while the certificate is issued."""
    inputs = {"certificateArn": certificate.id, "region": "eu-west-1"}
    assert provider.read(URN, "x", inputs, inputs) is None
    prove(certificate)
    state = make(TOKEN, {"certificateArn": certificate.id})
    found = provider.read(URN, state.id, state.outputs, inputs)
    assert found is not None
    assert found.inputs == inputs
    provider.delete(URN, state.id, state.outputs)
    assert acm.describe_certificate(CertificateArn=certificate.id)
    acm.delete_certificate(CertificateArn=certificate.id)
    assert provider.read(URN, state.id, state.outputs, inputs) is None


def test_no_import(provider: Provider) -> None:
    """There is nothing that an id could name."""
    with pytest.raises(NotSupportedError, match="does not support import"):
        provider.read(URN, "2026-01-01 00:00:00 +0000 UTC", {}, {})


def test_many_waits_hold_nobody_up(
    make: Callable[..., State],
    prove: Callable[[State], list[State]],
    certificate: State,
) -> None:
    """Two validations of one certificate wait at once, and records are written meanwhile."""
    results: list[State] = []
    threads = [
        threading.Thread(
            target=lambda: results.append(make(TOKEN, {"certificateArn": certificate.id})),
        )
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    prove(certificate)
    for thread in threads:
        thread.join(10)
    assert len(results) == 2
