"""What is served under a name, compared with ACM's, with TLS servers on loopback."""

from __future__ import annotations

import socket
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest

from pulumi_acm.audit.handshake import Unreachable
from pulumi_acm.audit.probe import Probe, probe
from pulumi_acm.audit.serials import is_same, serial_of
from support.pem import issue
from support.tls_servers import HOST, Shop, plain, reset, serving, silent, slow
from unit.components.audit.test_zone_index import certificate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from pulumi_acm.audit.model import Certificate
    from support.pem import Made
    from support.tls_servers import Behaviour

NAME = "www.example.com"
OLD = (timedelta(days=-90), timedelta(days=-1))


def of(made: Made, *names: str) -> Certificate:
    """Return what ACM knows of a certificate."""
    return replace(certificate(*(names or (NAME,))), serial=serial_of(made.x509))


def at(*ports: int) -> Any:
    """Lead every name to ports of this machine."""

    def addresses(_: str) -> Sequence[tuple[str, int]]:
        return [(HOST, port) for port in ports]

    return addresses


def probed(wanted: Certificate, *ports: int, seconds: float = 5) -> Probe:
    """Probe the one name of a certificate."""
    found = probe([wanted], at(*ports), seconds=seconds)
    return found[wanted.arn][NAME]


def served(served: Made, wanted: Certificate, directory: Path) -> Probe:
    """Probe a server that has a certificate for every client."""
    shop = Shop(directory)
    shop.put(served, NAME)
    with serving(shop) as port:
        found = probed(wanted, port)
    assert shop.asked == [NAME]
    return found


@pytest.mark.parametrize("algorithm", ["RSA_1024", "RSA_2048", "EC_prime256v1", "EC_secp521r1"])
def test_the_same(tmp_path: Path, algorithm: str) -> None:
    """By its serial number, whatever its key, and whoever has issued it."""
    made = issue([NAME], algorithm=algorithm)
    found = served(made, of(made), tmp_path)
    ends = made.x509.not_valid_after_utc
    assert found == Probe(NAME, "same", None, serial_of(made.x509), ends)


def test_another(tmp_path: Path) -> None:
    """It is for the name, and not ACM's."""
    other = issue(["*.example.com"])
    found = served(other, of(issue([NAME])), tmp_path)
    assert (found.outcome, found.serial) == ("another", serial_of(other.x509))
    assert found.reason == "it is issued by CN=*.example.com"


def test_expired(tmp_path: Path) -> None:
    """Be it the same."""
    made = issue([NAME], valid=OLD)
    found = served(made, of(made), tmp_path)
    day = datetime.now(timezone.utc) - timedelta(days=1)
    assert (found.outcome, found.reason) == ("expired", f"it expired on {day:%Y-%m-%d}")


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        (["example.org", "www.example.org"], "it is for example.org, www.example.org"),
        (["*.www.example.com"], "it is for *.www.example.com"),
        ([], "it is for no name at all"),
    ],
)
def test_wrong_name(tmp_path: Path, names: list[str], reason: str) -> None:
    """What a server shows that has none for the name."""
    found = served(issue(names), of(issue([NAME])), tmp_path)
    assert (found.outcome, found.reason) == ("wrong-name", reason)


@pytest.mark.parametrize(
    ("behaviour", "reason"),
    [
        (silent, "timeout: no certificate within 0.5 s"),
        (slow, "timeout: no certificate within 0.5 s"),
        (reset, "reset"),
        (plain, "TLS: WRONG_VERSION_NUMBER"),
    ],
)
def test_unreachable(behaviour: Behaviour, reason: str) -> None:
    """All of it within the time."""
    with serving(behaviour) as port:
        found = probed(of(issue([NAME])), port, seconds=0.5)
    assert found == Probe(NAME, "unreachable", reason)


def test_refused() -> None:
    """Nobody listens."""
    with socket.create_server((HOST, 0)) as server:
        port = server.getsockname()[1]
    assert probed(of(issue([NAME])), port) == Probe(NAME, "unreachable", "refused")


def test_the_next_address(tmp_path: Path) -> None:
    """Of several, the first that answers."""
    made = issue([NAME])
    shop = Shop(tmp_path)
    shop.put(made, NAME)
    with serving(reset) as broken, serving(shop) as port:
        assert probed(of(made), broken, port).outcome == "same"


def test_nothing_is_said_after_the_handshake(tmp_path: Path) -> None:
    """No request, so nothing can be followed, and nothing is asked for."""
    made = issue([NAME])
    shop = Shop(tmp_path)
    shop.put(made, NAME)
    with serving(shop) as port:
        probed(of(made), port)
        assert shop.left.wait(10)
    assert shop.heard == [b""]


def test_each_name_once(tmp_path: Path) -> None:
    """Those of all certificates, wildcards left out; only certificates that ACM could compare."""
    made, other = issue(["a.example.com", "b.example.com"]), issue(["b.example.com"])
    shop = Shop(tmp_path)
    shop.put(made, "a.example.com")
    shop.put(other, "b.example.com")
    one = of(made, "a.example.com", "b.example.com", "*.example.com")
    two = of(other, "b.example.com")
    pending = replace(certificate("c.example.com", status="PENDING_VALIDATION"), serial="01:02")
    unknown = certificate("d.example.com")
    steps: list[int] = []
    with serving(shop) as port:
        found = probe(
            [one, two, pending, unknown], at(port), progress=lambda step: steps.append(step.total)
        )
    assert {
        arn: {name: each.outcome for name, each in names.items()} for arn, names in found.items()
    } == {
        one.arn: {"a.example.com": "same", "b.example.com": "another"},
        two.arn: {"b.example.com": "same"},
    }
    assert sorted(map(str, shop.asked)) == ["a.example.com", "b.example.com"]
    assert steps == [2, 2]


def test_many_slow_ones_at_once() -> None:
    """They do not wait for each other."""
    names = tuple(f"n{number}.example.com" for number in range(100))
    made = of(issue([NAME]), *names)
    with serving(slow) as port:
        found = probe([made], at(port), seconds=0.5, at_once=100)
    assert {each.outcome for each in found[made.arn].values()} == {"unreachable"}


def test_names_that_lead_nowhere() -> None:
    """The reason is the one that the look-up gives."""

    def addresses(_: str) -> Sequence[tuple[str, int]]:
        raise Unreachable("the name does not resolve")

    made = of(issue([NAME]))
    found = probe([made], addresses)[made.arn][NAME]
    assert found == Probe(NAME, "unreachable", "the name does not resolve")


def test_serial_numbers() -> None:
    """ACM writes them in pairs of digits."""
    assert serial_of(issue(serial=0x0A1B).x509) == "0a:1b"
    assert serial_of(issue(serial=0xA1B).x509) == "0a:1b"
    assert is_same("00:0a:1b", "0A:1B")
    assert not is_same("0a:1b", "0a:1c")
