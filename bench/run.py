"""`make bench`: our Certificate against hand-written programs, as ratios within one run.

(a) Certificate, (b) the same resources by hand, (c) the shape of terraform-aws-acm; 1, 10 and 100
names in 1 and 4 regions. The programs take turns, so that a change of the machine's mood meets all
of them. Writes bench/results.json and prints the table that stands in docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, TypeAlias

import boto3
from rich.console import Console
from rich.table import Table

from acm_sandbox.aws import journal
from acm_sandbox.session import Session, SessionOptions
from programs import PROGRAMS

RESULTS: Final = Path(__file__).with_name("results.json")
NAMES: Final = (1, 10, 100)
REGIONS: Final = (["eu-west-1"], ["eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-2"])
WAITING_READS: Final = {
    "DescribeCertificate",
    "GetChange",
    "GetHostedZone",
    "ListResourceRecordSets",
    "ListTagsForCertificate",
    "ListTagsForResource",
}
"""What a provider reads after each write, and while it waits: no doing of the program's."""


Row: TypeAlias = dict[str, dict[str, Any]]
"""The summary of each program, by its letter."""


@dataclass(frozen=True)
class Figures:
    """One command of one program."""

    seconds: float
    megabytes: float
    """Of the largest process: the engine, the program or the provider."""
    calls: dict[str, int]
    resources: int


def measure(session: Session, directory: Path, *command: str) -> Figures:
    """Run a pulumi command; return what it cost."""
    journal.reset(session.endpoint)
    started = time.monotonic()
    process = subprocess.Popen(
        ["pulumi", *command, "--stack", "bench", "--non-interactive", "--json"],
        cwd=directory,
        env=session.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - started
    if status:
        sys.exit(f"pulumi {' '.join(command)} failed in {directory}")
    calls: dict[str, int] = defaultdict(int)
    for entry in journal.read(session.endpoint):
        calls[entry["operation"]] += entry["count"]
    return Figures(
        seconds, usage.ru_maxrss / 1024, dict(calls), count_resources(session, directory)
    )


def count_resources(session: Session, directory: Path) -> int:
    """Count the AWS resources in the stack's state."""
    state = pulumi(session, directory, "stack", "export", "--stack", "bench")
    resources = json.loads(state)["deployment"].get("resources", [])
    return sum(each["type"].startswith("aws:") for each in resources)


def pulumi(session: Session, directory: Path, *command: str) -> str:
    """Run a pulumi command that is not measured."""
    return subprocess.run(
        ["pulumi", *command, "--non-interactive"],
        cwd=directory,
        env=session.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def project(session: Session, directory: Path, program: str) -> None:
    """Write a project with a stack."""
    directory.mkdir()
    settings = f"name: {directory.name}\nruntime: python\n"
    (directory / "Pulumi.yaml").write_text(settings, encoding="utf-8")
    (directory / "__main__.py").write_text(program, encoding="utf-8")
    pulumi(session, directory, "stack", "init", "bench")
    pulumi(session, directory, "config", "set", "aws:region", "eu-west-1", "--stack", "bench")


def compare(session: Session, base: Path, names: int, regions: list[str], rounds: int) -> Row:
    """Measure the programs in turns; return the medians of each."""
    wanted = ["example.com", *(f"n{index}.example.com" for index in range(1, names))]
    taken: dict[str, dict[str, list[Figures]]] = defaultdict(lambda: defaultdict(list))
    for turn in range(rounds):
        for key, program in PROGRAMS.items():
            directory = base / f"{key}-{names}-{len(regions)}-{turn}"
            project(session, directory, program(wanted, regions))
            taken[key]["preview"].append(measure(session, directory, "preview"))
            taken[key]["up"].append(measure(session, directory, "up", "--yes", "--skip-preview"))
            pulumi(session, directory, "destroy", "--yes", "--skip-preview", "--stack", "bench")
    return {key: summary(each["preview"], each["up"]) for key, each in taken.items()}


def summary(previews: list[Figures], ups: list[Figures]) -> dict[str, Any]:
    """Return the medians of one program's figures; calls are the same in every round."""
    calls = ups[0].calls
    reads = sum(count for name, count in calls.items() if name in WAITING_READS)
    return {
        "resources": ups[0].resources,
        "calls": sum(calls.values()) - reads,
        "waiting_reads": reads,
        "calls_by_operation": dict(sorted(calls.items())),
        "preview_seconds": median(previews, "seconds"),
        "up_seconds": median(ups, "seconds"),
        "up_megabytes": median(ups, "megabytes"),
    }


def median(figures: list[Figures], name: str) -> float:
    """Return the median of one figure."""
    values: list[float] = [getattr(each, name) for each in figures]
    return round(statistics.median(values), 2)


def import_ratio(rounds: int = 11) -> dict[str, float]:
    """Compare the imports, each in a fresh interpreter, in turns."""
    statements = {
        "pulumi_aws": "import pulumi_aws",
        "pulumi_acm": "import pulumi_acm",
        "pulumi_aws_used": "import pulumi_aws as aws; aws.acm.Certificate; aws.route53.Record",
        "pulumi_acm_used": "import pulumi_acm; pulumi_acm.Certificate",
    }
    taken: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        for key, statement in statements.items():
            started = time.monotonic()
            subprocess.run([sys.executable, "-c", statement], check=True)
            taken[key].append(time.monotonic() - started)
    seconds = {key: statistics.median(each) for key, each in taken.items()}
    return {
        **{f"{key}_seconds": round(each, 3) for key, each in seconds.items()},
        "ratio": round(seconds["pulumi_acm"] / seconds["pulumi_aws"], 3),
        "ratio_used": round(seconds["pulumi_acm_used"] / seconds["pulumi_aws_used"], 3),
    }


def ratio(row: Row, figure: str, above: str, below: str) -> str:
    """Return a ratio of two programs' figures, for the table."""
    return f"{row[above][figure] / row[below][figure]:.2f}"


def table(rows: list[dict[str, Any]]) -> Table:
    """Lay the results out for reading."""
    shown = Table("names", "regions", "resources a/b/c", "API calls a/b/c", box=None)
    for column in ("preview a/b", "preview a/c", "up a/b", "up a/c", "memory a/b"):
        shown.add_column(column, justify="right")
    for each in rows:
        row = each["programs"]
        shown.add_row(
            str(each["names"]),
            str(each["regions"]),
            " / ".join(str(row[key]["resources"]) for key in PROGRAMS),
            " / ".join(str(row[key]["calls"]) for key in PROGRAMS),
            ratio(row, "preview_seconds", "a", "b"),
            ratio(row, "preview_seconds", "a", "c"),
            ratio(row, "up_seconds", "a", "b"),
            ratio(row, "up_seconds", "a", "c"),
            ratio(row, "up_megabytes", "a", "b"),
        )
    return shown


def main() -> None:
    """Run all comparisons; a name for a file to write is taken from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="runs of each program (default 3)")
    parser.add_argument("--names", type=int, nargs="+", default=NAMES, help="numbers of names")
    arguments = parser.parse_args()
    console = Console(highlight=False)
    rows = []
    with (
        tempfile.TemporaryDirectory() as base,
        Session(SessionOptions(names_per_certificate=100)) as session,
    ):
        os.environ.update(session.environment)
        zones = boto3.client("route53", region_name="us-east-1")
        zones.create_hosted_zone(Name="example.com", CallerReference="bench")
        for names in arguments.names:
            for regions in REGIONS:
                console.print(f"{names} names, {len(regions)} regions ...", style="dim")
                programs = compare(session, Path(base), names, regions, arguments.rounds)
                rows.append({"names": names, "regions": len(regions), "programs": programs})
    imports = import_ratio()
    RESULTS.write_text(
        json.dumps(
            {
                "python": platform.python_version(),
                "cpus": os.cpu_count(),
                "rounds": arguments.rounds,
                "rows": rows,
                "imports": imports,
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )
    console.print(table(rows))
    console.print(
        f"import pulumi_acm / import pulumi_aws: {imports['ratio']}; with the classes that a "
        f"program uses: {imports['ratio_used']}"
    )


if __name__ == "__main__":
    main()
