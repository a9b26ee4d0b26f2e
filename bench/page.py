"""Write docs/benchmarks.md from bench/results.json: what was measured, and what it says."""

import json
from pathlib import Path
from typing import Any, Final

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "benchmarks.md"

INTRODUCTION: Final = """\
# Benchmarks

`make bench` compares three programs that make the same certificates, in turns within one run, with the real
engine against the local AWS: **(a)** `acm.Certificate`; **(b)** the same resources written by hand with
pulumi-aws, by somebody who knows all the tricks; **(c)** the shape of terraform-aws-acm: certificate, records
and validation in each region. This page is written by it; the figures are in `bench/results.json`.
"""

CONCLUSIONS: Final = """\
## What it says

- **API calls are regions + distinct names + one listing of zones** (target: met). They do not grow with regions
  x names, as those of (c) do. Not counted are the reads that the AWS provider makes after each write and while
  it waits.
- **Preview (a)/(b), target 1.05: missed** by the imports: pydantic, and the model of the arguments, cost about
  60 ms once a run, and a preview against the local AWS takes less than a second, most of it the start of the
  engine and its plugins. The official AWS plugin is larger and starts later, and AWS answers in 50 to 200 ms
  where the local one takes 2, so the share is smaller there; that could not be measured here.
- **Up (a)/(c), target below 0.5 with four regions: met with 100 names only.** Up to 10 names the start of the
  processes is most of the time, because the local AWS answers at once. The calls tell what it means with
  AWS, where Route 53 takes five changes a second from an account: 100 instead of 400 for 100 names.
- **`import pulumi_acm` is lazy**, as pulumi_aws is with its services; the ratio with the classes that a program
  uses is the honest one.
"""


def main() -> None:
    """Write the page."""
    results = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    imports = results["imports"]
    lines = [
        INTRODUCTION,
        f"Python {results['python']}, {results['cpus']} cores, medians of {results['rounds']} runs "
        "of each program.\n",
        "| names | regions | resources a / b / c | API calls a / b / c | preview a/b | preview a/c "
        "| up a/b | up a/c | memory a/b |",
        "|---|---|---|---|---|---|---|---|---|",
        *(row(each) for each in results["rows"]),
        "",
        f"`import pulumi_acm` takes {imports['ratio']} of the time of `import pulumi_aws`; with the "
        f"classes that a program uses, {imports['ratio_used']} of it.\n",
        CONCLUSIONS,
    ]
    PAGE.write_text("\n".join(lines), encoding="utf-8")


def row(result: dict[str, Any]) -> str:
    """Return one line of the table."""
    programs = result["programs"]

    def all_three(figure: str) -> str:
        return " / ".join(str(programs[key][figure]) for key in "abc")

    def ratio(figure: str, other: str) -> str:
        return f"{programs['a'][figure] / programs[other][figure]:.2f}"

    cells = [
        str(result["names"]),
        str(result["regions"]),
        all_three("resources"),
        all_three("calls"),
        ratio("preview_seconds", "b"),
        ratio("preview_seconds", "c"),
        ratio("up_seconds", "b"),
        ratio("up_seconds", "c"),
        ratio("up_megabytes", "b"),
    ]
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    main()
