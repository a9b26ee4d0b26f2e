"""`make bench-audit`: one question to one account, asked of pulumi-acm, Custodian and Prowler.

Which certificates expire, are unused, have a weak key, will not be renewed? The account is in the
local AWS, in four regions; the calls are those of its journal. Each tool runs as its users run it,
in a process of its own. Writes bench/audit-results.json and docs/benchmarks.md.
"""

import argparse
import json
import os
import platform
from pathlib import Path
from typing import Any, Final

import page
from account import PER_LISTENER, REGIONS
from asking import ask, world
from tools import TOOLS

RESULTS: Final = Path(__file__).with_name("audit-results.json")


def main() -> None:
    """Run the comparison."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--certificates", type=int, nargs="+", default=[1_000, 10_000])
    parser.add_argument(
        "--limited",
        type=int,
        nargs="*",
        default=[1_000],
        help="how many of them also with ACM's published rates: with 10,000, half an hour",
    )
    parser.add_argument("--per-listener", type=int, default=PER_LISTENER)
    parser.add_argument("--tool", default="", help="only those with this in their name; no page")
    arguments = parser.parse_args()
    tools = [tool for tool in TOOLS if arguments.tool in tool.name]
    for tool in tools:
        tool.install()
    rows: list[dict[str, Any]] = []
    there = {}
    for certificates in arguments.certificates:
        with world(certificates, arguments.per_listener) as here:
            there[certificates] = {key: len(arns) for key, arns in here.account.troubled.items()}
            for limited in [False, True] if certificates in arguments.limited else [False]:
                for tool in tools:
                    rows.append(ask(tool, here, limited=limited))
                    print(json.dumps(rows[-1]), flush=True)
    if arguments.tool:
        return
    results = {
        "python": platform.python_version(),
        "cpus": os.cpu_count(),
        "regions": len(REGIONS),
        "per_listener": arguments.per_listener,
        "there": there,
        "rows": rows,
    }
    RESULTS.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")
    page.main()


if __name__ == "__main__":
    main()
