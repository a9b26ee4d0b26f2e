"""From what the engine says to a report.

::

    report = read(Path("preview.json").read_bytes())
    print(report.verdict)
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from .digest import is_digest, read_digest
from .errors import PreviewError
from .events import is_event, read_events
from .model import SCHEMA_VERSION, Report
from .reporting import report_of
from .steps import Said

_MOST: Final = 3
"""Violations of the form that are told: the first ones say enough."""
_WHAT: Final = (
    "it is neither what `pulumi preview --json` prints nor an event log (`--event-log`, "
    "`pulumi up --json`)"
)
_OURS: Final = frozenset({"version", "verdict", "certificates", "attachments", "records"})
"""What a report in its JSON form has, and nothing of the engine's."""


def read(text: str | bytes, *, now: datetime | None = None) -> Report:
    """Return what a change does to certificates.

    Args:
        text: what `pulumi preview --json` or `pulumi destroy --preview-only --json` prints, an
            event log of a preview, an update or a destroy, or a report in its JSON form. Most can
            be said of a preview with `--show-sames --show-replacement-steps`.
        now: the time, with its zone; what is due is told only if it is given.

    Raises:
        PreviewError: it is none of these.
    """
    documents = _documents(text)
    if len(documents) == 1 and isinstance(documents[0], dict) and documents[0].keys() >= _OURS:
        return _report(documents[0])
    try:
        said = _said(documents)
    except ValidationError as error:
        raise PreviewError(f"{_WHAT}: {_first(error)}") from error
    return report_of(said, now)


def _report(document: dict[str, Any]) -> Report:
    if document["version"] != SCHEMA_VERSION:
        raise PreviewError(
            f"it is a report of version {document['version']}, this is made for {SCHEMA_VERSION}"
        )
    try:
        return TypeAdapter(Report).validate_python(document)
    except ValidationError as error:
        raise PreviewError(
            f"it is no report of version {SCHEMA_VERSION}: {_first(error)}"
        ) from error


def _said(documents: Sequence[Any]) -> Said:
    if len(documents) == 1:
        [document] = documents
        if is_digest(document):
            return read_digest(document)
        if isinstance(document, dict) and isinstance(document.get("events"), list):
            documents = document["events"]
        elif isinstance(document, list):
            documents = document
    if documents and all(map(is_event, documents)):
        return read_events(documents)
    raise PreviewError(_WHAT[0].upper() + _WHAT[1:])


def _documents(text: str | bytes) -> list[Any]:
    """Parse one JSON document, or one on each line."""
    data = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    data = data.removeprefix(b"\xef\xbb\xbf").strip()
    if not data:
        raise PreviewError("it is empty: the engine has printed nothing to read")
    try:
        return [from_json(data)]
    except ValueError as whole:
        lines = [line for line in data.splitlines() if line.strip()]
        if len(lines) == 1 or not lines[0].startswith(b"{"):
            raise PreviewError(f"it is not JSON: {whole}") from whole
        return [
            _line(number, line, last=number == len(lines)) for number, line in enumerate(lines, 1)
        ]


def _line(number: int, line: bytes, *, last: bool) -> Any:
    try:
        return from_json(line)
    except ValueError as error:
        if last:
            raise PreviewError(f"its last line is cut: {error}") from error
        raise PreviewError(f"line {number} is not JSON: {error}") from error


def _first(error: ValidationError) -> str:
    found = error.errors(include_url=False, include_context=False, include_input=False)
    told = [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in found[:_MOST]]
    return "; ".join(told)
