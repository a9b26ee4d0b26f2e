"""`aws:acm/getCertificate:getCertificate` against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider import facts
from acm_sandbox.provider.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

TOKEN = "aws:acm/getCertificate:getCertificate"
CERTIFICATE = "aws:acm/certificate:Certificate"


def _ask(provider: Provider, **args: Any) -> dict[str, Any]:
    result, failures = provider.invoke(TOKEN, args)
    assert failures == []
    assert set(result) == set(facts.invoke(TOKEN).outputs)
    return result


def _request(make: Callable[..., State], domain: str, **more: Any) -> State:
    return make(CERTIFICATE, {"domainName": domain, "validationMethod": "DNS"} | more)


def test_by_domain(provider: Provider, issued: Issued) -> None:
    """An issued one, with what it serves."""
    arn = issued("a.example.com", "b.example.com")
    found = _ask(provider, domain="a.example.com")
    assert found["id"] == found["arn"] == arn
    assert (found["domain"], found["status"]) == ("a.example.com", "ISSUED")
    assert found["certificate"].startswith("-----BEGIN CERTIFICATE-----")
    assert found["certificateChain"].startswith("-----BEGIN CERTIFICATE-----")
    assert found["region"] == "eu-west-1"


@pytest.mark.parametrize("domain", ["b.example.com", "nowhere.example.com"])
def test_no_other_name(provider: Provider, issued: Issued, domain: str) -> None:
    """Only the primary name is looked at."""
    issued("a.example.com", "b.example.com")
    with pytest.raises(ProviderError, match=rf"^no ACM Certificate matching domain \({domain}\)$"):
        _ask(provider, domain=domain)


def test_statuses(provider: Provider, make: Callable[..., State]) -> None:
    """A pending one is found only if it is asked for, and has nothing to show yet."""
    state = _request(make, "a.example.com")
    with pytest.raises(ProviderError, match="no ACM Certificate matching domain"):
        _ask(provider, domain="a.example.com")
    found = _ask(provider, domain="a.example.com", statuses=["PENDING_VALIDATION"])
    assert (found["arn"], found["certificate"]) == (state.id, "")


def test_key_types(provider: Provider, make: Callable[..., State]) -> None:
    """Without them, ACM lists no keys on curves."""
    state = _request(make, "a.example.com", keyAlgorithm="EC_prime256v1")
    pending = {"domain": "a.example.com", "statuses": ["PENDING_VALIDATION"]}
    with pytest.raises(ProviderError, match="no ACM Certificate matching domain"):
        _ask(provider, **pending)
    assert _ask(provider, **pending, keyTypes=["EC_prime256v1"])["arn"] == state.id


def test_several(provider: Provider, issued: Issued) -> None:
    """They are too many, unless the most recent will do."""
    made = [issued("a.example.com") for _ in range(2)]
    with pytest.raises(ProviderError, match=r"^multiple ACM Certificates matching domain \(a.exa"):
        _ask(provider, domain="a.example.com")
    assert _ask(provider, domain="a.example.com", mostRecent=True)["arn"] in made


def test_tags(provider: Provider, make: Callable[..., State]) -> None:
    """They tell one from another."""
    statuses = ["PENDING_VALIDATION"]
    for which in ("one", "two"):
        _request(make, "a.example.com", tags={"which": which})
    found = _ask(provider, tags={"which": "two"}, statuses=statuses)
    assert found["tags"] == {"which": "two"}
    with pytest.raises(ProviderError, match="no ACM Certificate found matching input criteria"):
        _ask(provider, tags={"which": "three"}, statuses=statuses)


def test_another_region(provider: Provider, issued: Issued) -> None:
    """It is asked where the program says."""
    arn = issued("a.example.com", region="us-east-1")
    assert _ask(provider, domain="a.example.com", region="us-east-1")["arn"] == arn


def test_nothing_to_look_for(provider: Provider) -> None:
    """It needs a domain or tags."""
    with pytest.raises(ProviderError, match="one of `domain,tags` must be specified"):
        _ask(provider)
