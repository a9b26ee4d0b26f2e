"""The host's start, which every ``pulumi`` command waits for."""

import os
import signal
import subprocess
import sys

HOST = [sys.executable, "-m", "acm_sandbox.language"]


def test_host_prints_its_port_and_ends_on_request() -> None:
    """One line with the port; SIGINT, as the engine sends it, ends it without a word."""
    with subprocess.Popen(
        [*HOST, "-virtualenv=venv", "-root=/p", "127.0.0.1:1"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as host:
        assert host.stdout
        assert 0 < int(host.stdout.readline()) < 65536
        os.kill(host.pid, signal.SIGINT)
        assert host.communicate(timeout=10) == ("", "")
    assert host.returncode == 0


def test_host_by_hand_says_what_it_is() -> None:
    """Without an engine's address there is nothing to serve."""
    done = subprocess.run(HOST, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr == (
        "pulumi-language-python is started by the Pulumi engine, with its address\n"
    )


def test_host_does_not_load_the_sdk() -> None:
    """``import pulumi`` would double the time of the start: only the messages are loaded."""
    script = """
import sys
import acm_sandbox.language.__main__
for name in sorted(sys.modules):
    if name.split(".")[0] in ("pulumi", "boto3", "moto", "rich", "typer"):
        if not name.startswith("pulumi.runtime.proto."):
            print(name, getattr(sys.modules[name], "__file__", "is empty"))
"""
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "pulumi is empty",
        "pulumi.runtime is empty",
        "pulumi.runtime.proto is empty",
    ]
