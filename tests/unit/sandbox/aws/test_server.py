"""Starting and stopping."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.server import LocalAws

if TYPE_CHECKING:
    from pathlib import Path

    from unit.sandbox.aws.support import World


def test_one_for_each_process(world: World) -> None:
    """The state is moto's, and in the process: two would share it unnoticed."""
    assert world.endpoint.startswith("http://127.0.0.1:")
    with pytest.raises(RuntimeError, match="running in this process already"):
        LocalAws().start()


def test_it_has_no_endpoint_before_it_runs() -> None:
    """A made-up one would send the caller elsewhere."""
    server = LocalAws()
    with pytest.raises(RuntimeError, match="not running"):
        _ = server.endpoint
    server.stop()  # stopping what does not run is no error


def test_it_runs_anew_after_a_stop_and_quietly(tmp_path: Path) -> None:
    """In a process of its own: the one of the tests has its server already."""
    output = _run(
        """
        import socket, boto3
        from acm_sandbox.aws.server import LocalAws

        server = LocalAws()
        for _ in range(2):
            with server:
                port = int(server.endpoint.rsplit(":", 1)[1])
                client = boto3.client("acm", endpoint_url=server.endpoint)
                assert client.list_certificates()["CertificateSummaryList"] == []
                client.request_certificate(DomainName="example.com", ValidationMethod="DNS")
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1)
            except ConnectionRefusedError:
                print("closed")
        """,
        tmp_path,
    )
    assert output == "closed\nclosed\n"


def test_a_port_that_is_taken_is_an_error_and_leaves_nothing_behind(tmp_path: Path) -> None:
    """`acm-sandbox up --port` says so, and can be tried again."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        output = _run(
            f"""
            from acm_sandbox.aws.server import LocalAws

            try:
                LocalAws(port={port}).start()
            except OSError as error:
                print(type(error).__name__)
            with LocalAws() as other:
                print(other.endpoint != "http://127.0.0.1:{port}")
            """,
            tmp_path,
        )
    assert output == "OSError\nTrue\n"


def test_it_is_quick_to_start(tmp_path: Path) -> None:
    """Import and start together: everybody waits for it at each `run`."""
    output = _run(
        """
        import time
        from acm_sandbox.aws.server import LocalAws
        with LocalAws():
            print(time.process_time())  # of this process: others may be busy
        """,
        tmp_path,
    )
    assert float(output) < 2  # measured: 0.4 s


def test_the_environment_leads_every_sdk_here(world: World) -> None:
    """And nowhere else: no profile, no file, no metadata service."""
    variables = world.server.environment()
    assert variables["AWS_ENDPOINT_URL"] == world.endpoint
    assert "AWS_REGION" not in variables
    isolated = world.server.isolated({"AWS_PROFILE": "production"})
    assert "AWS_PROFILE" not in isolated


def _run(program: str, home: Path) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
    environ |= {
        "AWS_DEFAULT_REGION": "eu-west-1",
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "none",
        "HOME": str(home),
        "PYTHONWARNINGS": "error",
    }
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout
