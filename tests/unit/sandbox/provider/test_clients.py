"""Clients: kept, safe for threads, and deaf to what the user's shell says about AWS."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import Provider

if TYPE_CHECKING:
    from acm_sandbox.aws.server import LocalAws


def test_one_for_each_service_and_region(provider: Provider) -> None:
    """A second question gets the same client; Route 53 has no regions."""
    clients = provider.clients
    assert clients.get("acm") is clients.get("acm", "eu-west-1")
    assert clients.get("acm", "us-east-1") is not clients.get("acm")
    assert clients.get("route53", "eu-west-1") is clients.get("route53", "us-east-1")


def test_made_once_by_many_threads(provider: Provider) -> None:
    """Threads that ask at once get one client."""
    with ThreadPoolExecutor(16) as pool:
        found = set(pool.map(lambda _: id(provider.clients.get("acm")), range(64)))
    assert len(found) == 1


def test_the_users_shell_leads_nowhere_else(
    aws: LocalAws,
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Proxies, endpoints of services and other switches of the environment have no effect."""
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    for name, value in {
        "AWS_ENDPOINT_URL": "http://192.0.2.1:9",
        "AWS_ENDPOINT_URL_ACM": "http://192.0.2.1:9",
        "AWS_ENDPOINT_URL_STS": "http://192.0.2.1:9",
        "AWS_USE_DUALSTACK_ENDPOINT": "true",
        "AWS_USE_FIPS_ENDPOINT": "true",
        "HTTP_PROXY": "http://192.0.2.1:9",
        "http_proxy": "http://192.0.2.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    provider = Provider.configure({}, environ=environ)
    assert provider.clients.get("acm").list_certificates()["CertificateSummaryList"] == []
    assert provider.clients.account_id() == "123456789012"
    assert {(call["service"], call["region"]) for call in aws.journal.entries()} == {
        ("acm", "eu-west-1"),
        ("sts", "eu-west-1"),
    }


def test_a_profile_of_the_shell_is_not_read(
    environ: dict[str, str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Not even to find that it does not exist."""
    monkeypatch.setenv("AWS_PROFILE", "does-not-exist")
    client = Provider.configure({}, environ=environ).clients.get("acm")
    assert client.meta.endpoint_url == environ["AWS_ENDPOINT_URL"]


def test_a_server_that_is_gone() -> None:
    """The text says what was tried."""
    environ = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_REGION": "eu-west-1"}
    with pytest.raises(
        ProviderError, match="retrieving caller identity from STS: Could not connect"
    ):
        Provider.configure({"allowedAccountIds": '["1"]'}, environ=environ)
