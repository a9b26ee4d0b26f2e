"""What `pulumi-acm audit` does: read, look, judge, and end as it was asked to."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from pulumi_acm.audit.accounts import Who
from pulumi_acm.audit.baseline import BaselineError, known
from pulumi_acm.audit.handshake import public_addresses
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.judging import audit
from pulumi_acm.audit.lookups import gather
from pulumi_acm.audit.model import SEVERITIES, Audit, Severity
from pulumi_acm.audit.probe import probe
from pulumi_acm.audit.progress import Progress as Tell
from pulumi_acm.audit.progress import Step

from .console import notes
from .errors import FOUND, INCOMPLETE, USAGE, CliError
from .resolving import Server, resolver_of

_SECONDS: Final = 5.0
"""That DNS has for an answer."""


@dataclass(frozen=True)
class Sources:
    """What is asked, and how."""

    who: Who
    regions: tuple[str, ...]
    states: tuple[Mapping[str, Any], ...]
    server: Server | None
    """Who is asked about DNS; None: the system's resolver."""
    dns: bool
    probe: bool
    described_max: int
    """Certificates described at most."""
    reimport_days: int
    """Days before its expiry when an import is due."""


def audited(sources: Sources) -> Audit:
    """Read, look and judge, with a progress bar."""
    resolver = resolver_of(sources.server, _SECONDS) if sources.dns else None
    with _progress_bar() as tell:
        inventory = take(
            Wanted(
                who=sources.who,
                regions=sources.regions,
                serials=sources.probe,
                described_max=sources.described_max,
            ),
            resolver=resolver,
            progress=tell,
        )
        seen = gather(inventory, resolver, tell)
        probes = None
        if sources.probe and resolver is not None:
            addresses = public_addresses(resolver)
            probes = probe(inventory.certificates, addresses, progress=tell)
    return audit(
        inventory,
        seen,
        probes,
        inventory.taken_at.date(),
        sources.states,
        reimport_days=sources.reimport_days,
    )


def keys_in(path: Path | None) -> frozenset[str]:
    """Read a baseline, if there is one.

    Raises:
        CliError: it is none, or cannot be read.
    """
    if path is None:
        return frozenset()
    try:
        return known(path.read_text(encoding="utf-8"))
    except BaselineError as error:
        raise CliError(f"{path}: {error}", USAGE) from error
    except (OSError, UnicodeDecodeError) as error:
        raise CliError(f"the baseline {path} cannot be read: {error}", USAGE) from error


def finish(found: Audit, fail_on: Severity | None) -> None:
    """End with the exit status that the audit calls for."""
    if fail_on is not None:
        least = SEVERITIES.index(fail_on)
        if any(SEVERITIES.index(each.severity) >= least for each in found.findings):
            raise typer.Exit(FOUND)
    if found.inventory.gaps:
        raise typer.Exit(INCOMPLETE)


@contextmanager
def _progress_bar() -> Iterator[Tell]:
    """Show how far it is, on stderr, and only to a person."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    bar = Progress(*columns, console=notes(), transient=True, disable=not sys.stderr.isatty())
    with bar:
        tasks: dict[str, Any] = {}

        def tell(step: Step) -> None:
            if step.what not in tasks:
                tasks[step.what] = bar.add_task(step.what)
            bar.update(tasks[step.what], completed=step.done, total=step.total)

        yield tell
