"""Who uses a certificate: asked of the services."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from acm_sandbox.aws import environment, services, usage
from unit.sandbox.aws.support import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

    from unit.sandbox.aws.support import World


def test_each_user_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A load balancer with two listeners is one user, and two services are asked in turn."""

    def first(account: str) -> Iterator[tuple[str, str]]:
        yield from [("one", f"{account}/a"), ("two", f"{account}/a"), ("one", f"{account}/a")]

    def second(account: str) -> Iterator[tuple[str, str]]:
        yield "one", f"{account}/b"

    monkeypatch.setattr(usage, "_asked", lambda: iter([first, second]))
    assert usage.index("1") == {"one": ["1/a", "1/b"], "two": ["1/a"]}
    assert usage.users_of("1", "two") == ["1/a"]
    assert usage.users_of("1", "three") == []


def test_all_who_can_use_certificates_can_be_asked(world: World) -> None:
    """The gateway calls services by their names; so does this."""
    assert world.endpoint
    for service in usage.SOURCES:
        services.backends(service)
    assert usage.index(ACCOUNT) == {}
    for service in usage.SOURCES:
        assert services.existing(service, ACCOUNT) == {}  # asking makes none


def test_who_was_never_called_costs_nothing() -> None:
    """Not even the time to import it: in a process of its own."""
    program = """if True:
        import sys, boto3
        from acm_sandbox.aws.server import LocalAws

        with LocalAws() as server:
            acm = boto3.client("acm", "eu-west-1", endpoint_url=server.endpoint)
            arn = acm.request_certificate(DomainName="example.com", ValidationMethod="DNS")
            acm.delete_certificate(CertificateArn=arn["CertificateArn"])
            print(sorted(name for name in sys.modules if name.startswith("acm_sandbox.aws.")
                         and name.endswith((".backend", ".uses"))))
            print([name for name in ("moto.ec2", "moto.elbv2", "flask") if name in sys.modules])
        """
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=environment.isolate(os.environ, "unused"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == ["['acm_sandbox.aws.acm.backend']", "[]"]
