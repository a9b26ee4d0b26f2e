"""The plugin's process: how it starts, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import grpc
import pytest
from google.protobuf import empty_pb2
from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

COMMAND = [sys.executable, "-m", "acm_sandbox.provider"]


def _start(*arguments: str, through_shell: bool = False) -> subprocess.Popen[str]:
    command = [*COMMAND, *arguments]
    if through_shell:
        # A parent that dies: the plugin's own id comes before its port.
        command = ["/bin/sh", "-c", '"$@" & echo $!; wait', "sh", *command]
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _runs(identifier: int) -> bool:
    try:
        os.kill(identifier, 0)
    except ProcessLookupError:
        return False
    return True


def test_prints_its_port_and_serves() -> None:
    """As the engine expects of a plugin, whatever flags it adds."""
    process = _start("127.0.0.1:9", "--tracing", "x", "--logtostderr", "-v=9")
    with grpc.insecure_channel(f"127.0.0.1:{_line(process)}") as channel:
        assert ResourceProviderStub(channel).GetPluginInfo(empty_pb2.Empty()).version == "7.51.1"
    process.terminate()
    assert process.communicate(timeout=10) == ("", "")
    assert process.returncode == 0


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_ends_quietly(number: signal.Signals) -> None:
    """No traceback reaches the user's terminal."""
    process = _start("127.0.0.1:9")
    _line(process)
    process.send_signal(number)
    assert process.communicate(timeout=10) == ("", "")
    assert process.returncode == 0


def test_ends_with_its_parent() -> None:
    """An engine that is killed leaves nothing behind."""
    shell = _start("127.0.0.1:9", through_shell=True)
    plugin = int(_line(shell))
    assert _line(shell).isdecimal()
    shell.kill()
    shell.communicate(timeout=10)
    deadline = time.monotonic() + 10
    while _runs(plugin) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not _runs(plugin)


def test_without_an_engine() -> None:
    """Somebody started it by hand: it says what it is."""
    done = subprocess.run(COMMAND, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("usage: python -m acm_sandbox.provider ENGINE_ADDRESS\n")


def test_imports_no_sdk_of_aws_at_the_start() -> None:
    """The engine starts the plugin with every command: boto3 and pulumi_aws wait for their use."""
    code = "import sys, acm_sandbox.provider.plugin; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert not loaded & {"boto3", "botocore.session", "botocore.client", "pulumi_aws", "moto"}
