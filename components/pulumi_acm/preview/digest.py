"""Read what `pulumi preview --json` prints: one document, the digest of a preview.

https://github.com/pulumi/pulumi/blob/v3.200.0/pkg/display/json.go
"""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from .steps import EngineModel, Said, State, Step, Text, Texts, or_no_list, parse_urn


class _Difference(EngineModel):
    kind: str


class _Step(EngineModel):
    op: str
    urn: str
    old_state: State | None = None
    new_state: State | None = None
    replace_reasons: Texts = Field(default_factory=list)
    diff_reasons: Texts = Field(default_factory=list)
    detailed_diff: dict[str, _Difference] | None = None


class _Diagnostic(EngineModel):
    message: Text = ""
    urn: Text = ""
    severity: Text = ""


class Digest(EngineModel):
    """The document."""

    steps: Annotated[list[_Step], BeforeValidator(or_no_list)] = Field(default_factory=list)
    diagnostics: Annotated[list[_Diagnostic], BeforeValidator(or_no_list)] = Field(
        default_factory=list
    )
    change_summary: dict[str, int] | None = None


def is_digest(document: Any) -> bool:
    """Tell whether a JSON document is a digest: even an empty one has a duration or a summary."""
    keys = {"steps", "diagnostics", "changeSummary", "duration", "config"}
    return isinstance(document, dict) and bool(keys & document.keys())


def read_digest(document: Any) -> Said:
    """Return what the engine said.

    Raises:
        ValidationError: it is no digest.
    """
    digest = Digest.model_validate(document)
    shown = sum(each.op == "same" and not _is_stack(each.urn) for each in digest.steps)
    stacks = sum(each.op == "same" and _is_stack(each.urn) for each in digest.steps)
    expected = (digest.change_summary or {}).get("same", 0)
    return Said(
        source="preview",
        steps=tuple(
            Step(
                op=each.op,
                urn=each.urn,
                old=each.old_state,
                new=each.new_state,
                replace_reasons=tuple(each.replace_reasons),
                diff_reasons=tuple(each.diff_reasons),
                diff={path: found.kind for path, found in (each.detailed_diff or {}).items()},
                outcome="planned",
            )
            for each in digest.steps
        ),
        errors=_with_severity(digest, "error"),
        warnings=_with_severity(digest, "warning"),
        # The stack itself is always among the steps.
        complete=shown + stacks >= expected,
        finished=digest.change_summary is not None or bool(_with_severity(digest, "error")),
        has_dependencies=True,
    )


def _is_stack(urn: str) -> bool:
    name = parse_urn(urn)
    return name is not None and name.type == "pulumi:pulumi:Stack"


def _with_severity(digest: Digest, severity: str) -> tuple[tuple[str, str], ...]:
    # The message begins with the severity here, other than in an event log.
    return tuple(
        (each.message.removeprefix(f"{severity}: ").strip(), each.urn)
        for each in digest.diagnostics
        if each.severity == severity
    )
