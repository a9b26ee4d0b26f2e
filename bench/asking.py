"""Asking a tool about an account in the local AWS: what it costs, and how much it finds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from unittest.mock import patch

from account import Account, seed
from acm_sandbox.aws import journal, usage
from acm_sandbox.aws.server import LocalAws
from pulumi_acm.audit.rates import RATES
from tools import HERE, LATER, NO_RENEWAL, Answers, Tool

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMITS: Final = {
    **{f"{key[0]}:{key[1]}": rate.per_second for key, rate in RATES.items() if key[0] == "acm"},
    # https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html#api-rate-limits
    "acm:ListTagsForCertificate": 10,
}
"""Requests of each operation that ACM answers in a second, in each account and region."""


@dataclass(frozen=True)
class World:
    """What the tools are run in."""

    aws: LocalAws
    account: Account
    environment: dict[str, str]
    endpoints: tuple[str, ...]
    """Of the local AWS, and of the service that it lacks."""


@contextmanager
def world(certificates: int, per_listener: int) -> Iterator[World]:
    """Run a local AWS with an account to audit."""
    with LocalAws() as aws, _tagging() as also:
        environment = aws.isolated(os.environ)
        with patch.dict(os.environ, environment, clear=True):
            account = seed(certificates, per_listener)
        environment["AWS_ENDPOINT_URL_RESOURCE_GROUPS_TAGGING_API"] = also
        # The account does not change any more. So who uses what is looked up once, instead of
        # before each answer: nobody is to wait for the local AWS where AWS would be quick.
        with patch.object(usage, "index", cache(usage.index)):
            yield World(aws, account, environment, (aws.endpoint, also))


@contextmanager
def _tagging() -> Iterator[str]:
    """Run tagging.py; give its endpoint."""
    command = [sys.executable, str(HERE / "tagging.py")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        if process.stdin is None or process.stdout is None:
            raise TypeError("both were asked for")
        try:
            yield process.stdout.readline().strip()
        finally:
            process.stdin.close()


def ask(tool: Tool, world: World, *, limited: bool) -> dict[str, Any]:
    """Run a tool, with ACM's published rates or without; return what it cost and found."""
    world.aws.faults.clear()
    for action, per_second in LIMITS.items() if limited else ():
        world.aws.faults.throttle(action, per_second=per_second)
    for endpoint in world.endpoints:
        journal.reset(endpoint)
    with tempfile.TemporaryDirectory() as base:
        directory = Path(base)
        program, *arguments = tool.command(directory)
        log = directory / "log"
        started = time.monotonic()
        with log.open("wb") as output:
            process = subprocess.Popen(
                [tool.programs / program, *arguments],
                cwd=directory,
                env=world.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
            _, status, used = os.wait4(process.pid, 0)
        seconds = time.monotonic() - started
        if status and not limited:  # under limits, a tool may give up: that is a result, too
            sys.exit(f"{tool.name} failed:\n{log.read_text(encoding='utf-8')[-5000:]}")
        answers = tool.answers(directory)
    calls = _calls(world)
    return {
        "tool": tool.name,
        "certificates": world.account.certificates,
        "limited": limited,
        "gave_up": bool(status),
        "calls": calls.total(),
        "seconds": round(seconds, 1),
        "processor_seconds": round(used.ru_utime + used.ru_stime, 1),
        "found": _found(tool, answers, world.account),
        "calls_by_operation": dict(sorted(calls.items())),
    }


def _calls(world: World) -> Counter[str]:
    calls: Counter[str] = Counter()
    for endpoint in world.endpoints:
        for entry in journal.read(endpoint):
            calls[f"{entry['service']}:{entry['operation']}"] += entry["count"]
    return calls


def _found(tool: Tool, answers: Answers, account: Account) -> dict[str, int | None]:
    """Count what was found by question; None where a tool has no such question.

    What is named and is not so ends the comparison: it would not be the same question.
    """
    named = {key: answers.get(key, set()) for key in account.troubled}
    # To a tool that tells both, they are one question.
    named[LATER] = named[NO_RENEWAL] & account.troubled[LATER]
    named[NO_RENEWAL] = named[NO_RENEWAL] - named[LATER]
    for question, arns in account.troubled.items():
        if false := named[question] - arns:
            sys.exit(f"{tool.name}: {len(false)} are not {question}, {min(false)} for one")
    return {key: len(arns) if key in tool.knows else None for key, arns in named.items()}
