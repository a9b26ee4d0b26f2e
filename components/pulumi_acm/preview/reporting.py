"""Put a report together."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Final, TypeVar

from pulumi_acm.limits import REQUESTS_QUOTA

from . import coverage, needs, reasons, reasons_records, reasons_targets
from .attachments import attachments_of
from .certificates import certificates_of, labels_of
from .changes import changes_of
from .links import VALIDATION, Links
from .model import (
    Approval,
    Attachment,
    Certificate,
    Counts,
    Diagnostic,
    Reason,
    Record,
    Report,
    WaitingName,
)
from .moves import Around, moves_of
from .records import records_of, unseen
from .steps import Said, parse_urn
from .vocabulary import VERDICTS, ReasonCode, Verdict

_T = TypeVar("_T")
NOT_LOOKED_UP: Final = (
    "Whether anything outside this stack uses the certificates that are deleted was not looked up; "
    "`--check-in-use` does."
)
_IMPORTS: Final = frozenset({"new", "reissued", "replaced", "reimported"})


def report_of(said: Said, now: datetime | None = None) -> Report:
    """Return the report on what the engine said.

    Raises:
        PreviewError: a URN is none.
    """
    changes = changes_of(said.steps)
    links = Links(changes, labels_of(changes), has_dependencies=said.has_dependencies)
    attachments = attachments_of(changes, links)
    bare = certificates_of(changes)
    records = records_of(changes, links, bare)
    approvals = needs.approvals(changes, bare)
    waiting = needs.waiting(changes, links, bare, records)
    by_urn = {change.urn: change for change in changes}
    awaited = {links.awaited(each) for each in changes if each.type == VALIDATION and each.new}
    around = _Around(attachments, records, approvals, waiting, awaited)
    certificates = [
        replace(each, moves=moves_of(each, by_urn[each.urn], around.of(each.urn)))
        for each in sorted(bare, key=_order)
    ]
    counts = _counts(certificates, records, approvals, waiting)
    named = {each.urn: each for each in certificates}
    found = [
        *reasons_targets.of_attachments(attachments, by_urn, named, links),
        *coverage.of_twins(attachments, by_urn),
        *coverage.of_names(attachments, by_urn, named),
        *reasons.of_certificates(certificates, attachments, now),
        *reasons_records.of_records(records, certificates, unseen(changes, links)),
        *reasons_records.of_zones(changes, records),
        *reasons.of_needs(approvals, waiting, named),
        *(reasons.of_use(certificates, attachments) if said.source == "preview" else ()),
        *_of_run(said, counts, certificates),
    ]
    stack = next(filter(None, (parse_urn(step.urn) for step in said.steps)), None)
    return with_reasons(
        Report(
            source=said.source,
            stack=stack.stack if stack else None,
            project=stack.project if stack else None,
            verdict="safe",
            reasons=(),
            failed=_failed(said),
            complete=said.complete,
            diagnostics=(
                *(Diagnostic("error", message, urn or None) for message, urn in said.errors),
                *(Diagnostic("warning", message, urn or None) for message, urn in said.warnings),
            ),
            certificates=tuple(certificates),
            attachments=tuple(attachments),
            records=tuple(records),
            approvals=tuple(approvals),
            waiting=tuple(waiting),
            counts=counts,
            notes=tuple(_notes(said, certificates, records, attachments)),
        ),
        found,
    )


class _Around:
    """What has to do with each certificate, found once for all of them."""

    def __init__(
        self,
        attachments: Sequence[Attachment],
        records: Sequence[Record],
        approvals: Sequence[Approval],
        waiting: Sequence[WaitingName],
        awaited: set[str | None],
    ) -> None:
        self._attachments = _by_urn(attachments, lambda each: each.certificates)
        self._records = _by_urn(records, lambda each: each.certificates)
        self._approvals = _by_urn(approvals, lambda each: (each.certificate,))
        self._waiting = _by_urn(waiting, lambda each: (each.certificate,))
        self._awaited = awaited

    def of(self, urn: str) -> Around:
        return Around(
            self._attachments.get(urn, ()),
            self._records.get(urn, ()),
            self._approvals.get(urn, ()),
            self._waiting.get(urn, ()),
            urn in self._awaited,
        )


def _by_urn(found: Sequence[_T], urns: Callable[[_T], Sequence[str]]) -> dict[str, list[_T]]:
    grouped: dict[str, list[_T]] = {}
    for each in found:
        for urn in urns(each):
            grouped.setdefault(urn, []).append(each)
    return grouped


def with_reasons(report: Report, found: Sequence[Reason]) -> Report:
    """Return a report with these reasons beside its own, and the verdict that follows."""
    together = tuple(dict.fromkeys((*report.reasons, *found)))
    ordered = tuple(sorted(together, key=lambda each: each.severity != "dangerous"))
    verdict: Verdict = max((each.severity for each in ordered), key=VERDICTS.index, default="safe")
    return replace(report, reasons=ordered, verdict=verdict)


def _order(certificate: Certificate) -> tuple[bool, str, str, str]:
    unchanged = certificate.action == "unchanged"
    return (unchanged, certificate.label, certificate.region or "", certificate.urn)


def _counts(
    certificates: Sequence[Certificate],
    records: Sequence[Record],
    approvals: Sequence[Approval],
    waiting: Sequence[WaitingName],
) -> Counts:
    requested = [
        each
        for each in certificates
        if each.action in needs.REQUESTED and each.kind not in ("imported", "private")
    ]
    by_region = Counter(each.region or "unknown" for each in requested)
    actions = Counter(each.action for each in records)
    # Of a replaced record the new one is created, the old one kept or deleted.
    replaced = [each for each in records if each.action == "replaced"]
    kept = sum(each.retained for each in replaced)
    return Counts(
        requests=len(requested),
        imports=sum(each.kind == "imported" and each.action in _IMPORTS for each in certificates),
        requests_quota=REQUESTS_QUOTA,
        requests_by_region=dict(sorted(by_region.items())),
        certificates_deleted=sum(map(reasons.is_deleted, certificates)),
        certificates_unchanged=sum(each.action == "unchanged" for each in certificates),
        records_created=actions["created"] + len(replaced),
        records_adopted=actions["adopted"],
        records_kept=actions["kept"] + kept,
        records_deleted=actions["deleted"] + len(replaced) - kept,
        records_unchanged=actions["unchanged"],
        approvals=len(approvals),
        waiting=len(waiting),
    )


def _failed(said: Said) -> bool:
    outcomes = {each.outcome for each in said.steps}
    return bool(said.errors or {"failed", "not-reached"} & outcomes) or not said.finished


def _of_run(said: Said, counts: Counts, certificates: Sequence[Certificate]) -> Iterator[Reason]:
    what = said.source
    if said.errors:
        errors = "an error" if len(said.errors) == 1 else f"{len(said.errors)} errors"
        text = f"The {what} ended with {errors}; what is said here may not be all of it."
        code: ReasonCode = "preview-failed" if what == "preview" else "update-failed"
        yield Reason(code, "needs-person", f"the {what}", text, said.errors[0][1] or None)
    elif _failed(said):
        text = f"The {what} did not come to its end: what is said here is not all of it."
        yield Reason("interrupted", "needs-person", f"the {what}", text)
    if (
        said.source == "preview"
        and not said.complete
        and any(map(reasons.is_deleted, certificates))
    ):
        text = (
            "A certificate is deleted, and what goes on using it may not be in this preview, "
            "which leaves out what does not change: make it with `--show-sames`."
        )
        yield Reason("incomplete", "needs-person", "the preview", text)
    for region, number in counts.requests_by_region.items():
        if number > counts.requests_quota:
            text = (
                f"{number} certificates are requested, an account may request "
                f"{counts.requests_quota} in 365 days (quota L-DA1D8B98). Have it raised before."
            )
            yield Reason("over-quota", "needs-person", region, text)


def _notes(
    said: Said,
    certificates: Sequence[Certificate],
    records: Sequence[Record],
    attachments: Sequence[Attachment],
) -> Iterator[str]:
    if not said.complete:
        yield (
            "Resources that do not change are not in this preview, so what serves a certificate "
            "may be missing; `pulumi preview --json --show-sames` has them."
        )
    if said.source == "preview" and any(each.may_exist for each in records):
        yield (
            "A validation record that is created may be in its zone already, written for another "
            "certificate of the same name: it is then taken over as it is."
        )
    if not said.has_dependencies and said.source == "preview" and attachments:
        yield (
            "An event log does not say what depends on what: which certificate a target takes is "
            "concluded from what is new."
        )
    if said.source == "preview" and any(map(reasons.is_deleted, certificates)):
        yield NOT_LOOKED_UP
