"""Write docs/benchmarks.md: bench/page.md, filled with the figures of the two results."""

import json
from pathlib import Path
from typing import Any, Final

import audit_table

HERE: Final = Path(__file__).parent
PAGE: Final = HERE.parent / "docs" / "benchmarks.md"
HEAD: Final = (
    "names",
    "regions",
    "resources a / b / c",
    "API calls a / b / c",
    "preview a/b",
    "preview a/c",
    "up a/b",
    "up a/c",
    "memory a/b",
)


def main() -> None:
    """Write the page."""
    results = json.loads((HERE / "results.json").read_text(encoding="utf-8"))
    rows = [HEAD, ["---"] * len(HEAD), *(cells(each) for each in results["rows"])]
    table = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    audit = json.loads((HERE / "audit-results.json").read_text(encoding="utf-8"))
    audit |= {"costs": audit_table.costs(audit), "ratios": audit_table.ratios(audit)}
    template = (HERE / "page.md").read_text(encoding="utf-8")
    figures = {**results, **results["imports"], "table": table, "audit": audit}
    PAGE.write_text(template.format_map(figures), encoding="utf-8")


def cells(result: dict[str, Any]) -> list[str]:
    """Return one row of the table."""
    programs = result["programs"]

    def all_three(figure: str) -> str:
        return " / ".join(str(programs[key][figure]) for key in "abc")

    def ratio(figure: str, other: str) -> str:
        return f"{programs['a'][figure] / programs[other][figure]:.2f}"

    return [
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


if __name__ == "__main__":
    main()
