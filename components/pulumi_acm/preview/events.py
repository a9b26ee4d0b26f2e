"""Read an event log: `--event-log`, `pulumi up --json`, or the events that Pulumi Cloud gives.

https://github.com/pulumi/pulumi/blob/v3.200.0/sdk/go/common/apitype/events.go
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import Field
from pydantic.alias_generators import to_camel

from .steps import EngineModel, Said, State, Step, Text, Texts
from .vocabulary import Outcome  # noqa: TC001  # as the other modules have it

_COLOUR = re.compile(r"<\{%.*?%\}>|\x1b\[[0-9;]*m")


class _Difference(EngineModel):
    diff_kind: str


class _Metadata(EngineModel):
    op: str
    urn: str
    old: State | None = None
    new: State | None = None
    keys: Texts = Field(default_factory=list)
    diffs: Texts = Field(default_factory=list)
    detailed_diff: dict[str, _Difference] | None = None


class _StepEvent(EngineModel):
    metadata: _Metadata
    planning: bool = False


class _Diagnostic(EngineModel):
    message: Text = ""
    prefix: Text = ""
    urn: Text = Field("", alias="urn")
    severity: Text = ""
    ephemeral: bool = False


class _Summary(EngineModel):
    is_preview: bool = False


class _Violation(EngineModel):
    message: Text = ""
    resource_urn: Text = ""
    policy_name: Text = ""
    enforcement_level: Text = ""


class Event(EngineModel):
    """One event: one of its fields is there. What has no field here says nothing of resources."""

    resource_pre_event: _StepEvent | None = None
    res_outputs_event: _StepEvent | None = None
    res_op_failed_event: _StepEvent | None = None
    policy_event: _Violation | None = None
    diagnostic_event: _Diagnostic | None = None
    summary_event: _Summary | None = None


_KINDS = frozenset({"sequence", "preludeEvent", "cancelEvent", *map(to_camel, Event.model_fields)})


def is_event(document: Any) -> bool:
    """Tell whether a JSON document is an event."""
    return isinstance(document, dict) and (
        bool(_KINDS & document.keys()) or any(key.endswith("Event") for key in document)
    )


@dataclass
class _Run:
    """What is gathered of one run while its events are read."""

    steps: dict[tuple[str, str, str], Step]
    planning: bool = False
    finished: bool = False


def read_events(documents: Sequence[Any]) -> Said:
    """Return what the engine said; of a log with a preview and an update, the update.

    Raises:
        ValidationError: these are no events.
    """
    events = [Event.model_validate(each) for each in documents]
    run = _Run({})
    errors: list[tuple[str, str]] = []
    warnings: list[tuple[str, str]] = []
    for event in events:
        if run.finished and (event.resource_pre_event or event.res_outputs_event):
            # The preview is over, the update begins. What was said of both stays.
            run = _Run({})
        _add_step(run, event)
        if event.summary_event:
            run.finished = True
            run.planning = run.planning or event.summary_event.is_preview
        if (said := event.diagnostic_event) and not said.ephemeral:
            message = _COLOUR.sub("", said.message).strip()
            if said.severity == "error":
                errors.append((message, said.urn))
            elif said.severity == "warning":
                warnings.append((message, said.urn))
        if violated := event.policy_event:
            found = errors if violated.enforcement_level == "mandatory" else warnings
            message = _COLOUR.sub("", violated.message).strip()
            found.append((f"policy {violated.policy_name}: {message}", violated.resource_urn))
    steps = tuple(
        replace(each, outcome="planned") if run.planning else each for each in run.steps.values()
    )
    return Said(
        source="preview" if run.planning else "update",
        steps=steps,
        errors=tuple(dict.fromkeys(errors)),
        warnings=tuple(dict.fromkeys(warnings)),
        complete=True,
        finished=run.finished,
        has_dependencies=False,
    )


def _add_step(run: _Run, event: Event) -> None:
    found: tuple[tuple[_StepEvent | None, Outcome], ...] = (
        (event.resource_pre_event, "not-reached"),
        (event.res_outputs_event, "done"),
        (event.res_op_failed_event, "failed"),
    )
    for said, outcome in found:
        if said is None:
            continue
        about = said.metadata
        run.planning = run.planning or said.planning
        # By the old one's id, too: one left from before and one of now may be deleted together.
        key = (about.op, about.urn, about.old.id if about.old else "")
        known = run.steps.get(key)
        if known is not None and known.outcome == "failed":
            continue
        run.steps[key] = Step(
            op=about.op,
            urn=about.urn,
            old=about.old,
            # Of the outputs of a failed step nothing is known.
            new=about.new,
            replace_reasons=tuple(about.keys),
            diff_reasons=tuple(about.diffs),
            diff={path: each.diff_kind for path, each in (about.detailed_diff or {}).items()},
            outcome=outcome,
        )
