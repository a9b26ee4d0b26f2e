"""Commands that speak to AWS, run in this process against a local one."""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from acm_sandbox.aws.server import LocalAws
from pulumi_acm.cli import main
from unit.sandbox.aws.support import HOME, World


@dataclass(frozen=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    err: str


Run = Callable[..., Ended]


@pytest.fixture(scope="module")
def _world() -> Iterator[World]:
    with LocalAws() as server:
        yield World(server)


@pytest.fixture
def world(_world: World, monkeypatch: pytest.MonkeyPatch) -> World:
    """A local AWS that holds nothing yet, and an environment that leads there and nowhere else."""
    _world.server.reset()
    for name in [each for each in os.environ if each.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in _world.server.environment().items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_DEFAULT_REGION", HOME)
    # Nobody waits for what a test refuses on purpose.
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")
    return _world


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run `pulumi-acm` with these arguments."""

    def run_it(*arguments: str) -> Ended:
        monkeypatch.setattr(sys, "argv", ["pulumi-acm", *arguments])
        status = 0
        try:
            main()
        except SystemExit as end:
            status = int(end.code or 0)
        captured = capsys.readouterr()
        return Ended(status, captured.out, captured.err)

    return run_it
