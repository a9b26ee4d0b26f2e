"""What the other tools are asked, asked of pulumi-acm: the audit without services and quotas.

python bench/question.py REPORT REGION...
"""

import sys
from pathlib import Path

from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.judging import audit
from pulumi_acm.audit.lookups import gather
from pulumi_acm.audit.reports import document


def main() -> None:
    """Read, judge, and write the report as JSON."""
    report, *regions = sys.argv[1:]
    inventory = take(Wanted(regions=tuple(regions), attachments=False, quotas=False))
    found = audit(inventory, gather(inventory), None, inventory.taken_at.date())
    Path(report).write_text(document.render(found), encoding="utf-8")


if __name__ == "__main__":
    main()
