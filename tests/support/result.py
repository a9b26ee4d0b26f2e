"""What one ``pulumi`` command did."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Result:
    """How one ``pulumi`` command went."""

    command: tuple[str, ...]
    exit_code: int
    stdout: str
    stderr: str
    events: list[dict[str, Any]]
    """The engine's events, in order; empty for commands that have no event log."""

    @property
    def ok(self) -> bool:
        """Whether the command succeeded; when it did not, pytest shows the output beside it."""
        return self.exit_code == 0

    @property
    def output(self) -> str:
        """Everything that the user would see."""
        return self.stdout + self.stderr

    @property
    def json(self) -> Any:
        """Standard output, parsed."""
        return json.loads(self.stdout)

    def steps(self) -> list[tuple[str, str]]:
        """List what the engine did as ``(operation, name)``, the stack and providers aside."""
        steps = []
        for event in self.events:
            step = event.get("resourcePreEvent", {}).get("metadata")
            if step and not step["type"].startswith("pulumi:"):
                steps.append((step["op"], step["urn"].rsplit("::", 1)[1]))
        return steps

    def changes(self) -> dict[str, int]:
        """Return the engine's own summary: how many resources had each operation."""
        for event in self.events:
            if "summaryEvent" in event:
                changes: dict[str, int] = event["summaryEvent"]["resourceChanges"]
                return changes
        return {}

    def diagnostics(self, severity: str = "error") -> list[str]:
        """List the messages of one severity, as the engine was told them."""
        return [
            event["diagnosticEvent"]["message"]
            for event in self.events
            if event.get("diagnosticEvent", {}).get("severity") == severity
        ]


def read_events(log: Path) -> list[dict[str, Any]]:
    """Read an event log; the engine may be writing its last line."""
    if not log.is_file():
        return []
    lines = log.read_text(encoding="utf-8").split("\n")
    return [json.loads(line) for line in lines[:-1] if line]
