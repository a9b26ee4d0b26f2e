"""What is said where a preview failed: beside what it said, or alone."""

from dataclasses import replace
from typing import Final

from pulumi_acm.limits import REQUESTS_QUOTA

from .model import Counts, Diagnostic, Reason, Report
from .reporting import with_reasons

_NOTHING: Final = Counts(
    requests=0,
    imports=0,
    requests_quota=REQUESTS_QUOTA,
    requests_by_region={},
    certificates_deleted=0,
    certificates_unchanged=0,
    records_created=0,
    records_adopted=0,
    records_kept=0,
    records_deleted=0,
    records_unchanged=0,
    approvals=0,
    waiting=0,
)


def failed(report: Report, message: str) -> Report:
    """Return the report on a preview that failed, though what it printed does not say so.

    A violated policy, for one, is not in what `pulumi preview --json` prints.
    """
    text = "The preview failed; what is said here may not be all of it."
    found = Reason("preview-failed", "needs-person", "the preview", text)
    told = (*report.diagnostics, Diagnostic("error", message))
    return with_reasons(replace(report, failed=True, diagnostics=told), [found])


def nothing_but(message: str, *, project: str | None, stack: str | None) -> Report:
    """Return the report on a preview that printed nothing to read."""
    empty = Report(
        source="preview",
        stack=stack,
        project=project,
        verdict="safe",
        reasons=(),
        failed=True,
        complete=False,
        diagnostics=(),
        certificates=(),
        attachments=(),
        records=(),
        approvals=(),
        waiting=(),
        counts=_NOTHING,
    )
    return failed(empty, message)
