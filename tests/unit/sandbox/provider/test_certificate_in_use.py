"""Deleting a certificate that something uses."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.resources import acm_certificate

from .conftest import urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

TOKEN = "aws:acm/certificate:Certificate"
URN = urn(TOKEN)


def test_the_programs_timeout(
    make: Callable[..., State],
    provider: Provider,
    balancer: State,
    issued: Issued,
) -> None:
    """A listener has it: a shorter time than the provider's own holds."""
    arn = issued("a.example.com")
    response = {"contentType": "text/plain", "statusCode": "200"}
    listener = make(
        "aws:lb/listener:Listener",
        {
            "loadBalancerArn": balancer.id,
            "port": 443,
            "protocol": "HTTPS",
            "certificateArn": arn,
            "defaultActions": [{"type": "fixed-response", "fixedResponse": response}],
        },
    )
    began = time.monotonic()
    with pytest.raises(ProviderError, match="ResourceInUseException"):
        provider.delete(URN, arn, {"region": "eu-west-1"}, timeout=0.3)
    assert time.monotonic() - began < 10
    provider.delete(urn("aws:lb/listener:Listener"), listener.id, listener.outputs)
    provider.delete(URN, arn, {"region": "eu-west-1"}, timeout=0.3)


def test_while_in_use(
    make: Callable[..., State],
    provider: Provider,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is tried again for a time; then AWS's own words are told."""
    state = make(TOKEN, {"domainName": "example.com", "validationMethod": "DNS"})
    client = provider.clients.get("acm")
    tries = []

    def refuse(**_: Any) -> None:
        tries.append(1)
        message = f"Certificate {state.id} in account 123456789012 is in use."
        raise client.exceptions.ResourceInUseException(
            {
                "Error": {"Code": "ResourceInUseException", "Message": message},
                "ResponseMetadata": {"HTTPStatusCode": 400, "RequestId": "r"},
            },
            "DeleteCertificate",
        )

    monkeypatch.setattr(client, "delete_certificate", refuse)
    monkeypatch.setattr(acm_certificate, "IN_USE_TIMEOUT", 0.3)
    with pytest.raises(ProviderError, match=r"ResourceInUseException: .* is in use"):
        provider.delete(URN, state.id, state.outputs)
    assert len(tries) > 1
