"""The tables of docs/benchmarks.md that are about audits, from bench/audit-results.json."""

from collections.abc import Iterable, Sequence
from typing import Any, Final, TypeAlias

Row: TypeAlias = dict[str, Any]

COSTS: Final = (
    "certificates",
    "tool",
    "API calls",
    "time",
    "of it, its processor's",
    "time, with ACM's rates",
    "API calls, with ACM's rates",
    "found",
)
RATIOS: Final = ("certificates", "", "times fewer calls", "times less time", "with ACM's rates")
_OURS: Final = "pulumi-acm"


def costs(results: Row) -> str:
    """Lay out what each tool costs, and what it finds."""
    rows = []
    for free, limited in _pairs(results["rows"]):
        rows.append(
            (
                f"{free['certificates']:,}",
                free["tool"],
                f"{free['calls']:,}",
                f"{free['seconds']:.1f} s",
                f"{free['processor_seconds']:.1f} s",
                _time(limited),
                f"{limited['calls']:,}" if limited else "",
                _found(free, results["there"][str(free["certificates"])]),
            )
        )
    return _table(COSTS, rows)


def ratios(results: Row) -> str:
    """Lay out what each of ours saves against each of the others."""
    pairs = list(_pairs(results["rows"]))
    rows = []
    for mine, mine_limited in pairs:
        for other, other_limited in pairs:
            if (
                not mine["tool"].startswith(_OURS)
                or other["tool"].startswith(_OURS)
                or mine["certificates"] != other["certificates"]
            ):
                continue
            with_rates = ""
            if mine_limited and other_limited:
                with_rates = f"{other_limited['seconds'] / mine_limited['seconds']:.0f}"
            rows.append(
                (
                    f"{mine['certificates']:,}",
                    f"{mine['tool']}, against {other['tool']}",
                    f"{other['calls'] / mine['calls']:.0f}",
                    f"{other['seconds'] / mine['seconds']:.1f}",
                    with_rates,
                )
            )
    return _table(RATIOS, rows)


def _pairs(rows: Iterable[Row]) -> Iterable[tuple[Row, Row | None]]:
    """Give what was measured without ACM's rates, with what was measured with them."""
    by_key = {(each["certificates"], each["tool"], each["limited"]): each for each in rows}
    for (certificates, tool, limited), row in by_key.items():
        if not limited:
            yield row, by_key.get((certificates, tool, True))


def _time(row: Row | None) -> str:
    if row is None:
        return ""
    return f"{row['seconds']:.1f} s" + (", gave up" if row["gave_up"] else "")


def _found(row: Row, there: dict[str, int]) -> str:
    """Say how many of what there is; a dash where a tool has no such question."""
    found = (
        "-" if count is None else f"{count} of {there[question]}"
        for question, count in row["found"].items()
    )
    return ", ".join(found)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))
