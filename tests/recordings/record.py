"""Record the previews anew: all, or with names only these.

    python tests/recordings/record.py name-added raw-bare

Each scenario has a sandbox of its own. What the engine says is normalised (`normal.py`), so that
recording again changes nothing unless the engine, the sandbox or the components say something else.
"""

import gzip
import sys
import tempfile
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parent))

from acm_sandbox.engine import Engine, find_engine  # noqa: E402  # what is imported stands there
from acm_sandbox.session import Session  # noqa: E402
from recordings.normal import normal  # noqa: E402
from recordings.scenario import Program, Scenario  # noqa: E402
from recordings.scenarios import SCENARIOS  # noqa: E402
from support.certificates import zone  # noqa: E402
from support.engine import EngineSandbox, Project  # noqa: E402

PREVIEWS: Final = HERE / "previews"
COMPRESSED_FROM: Final = 200_000
"""Characters: a larger recording is stored compressed."""
_FLAGS: Final = ("--json", "--show-sames", "--show-replacement-steps", "--parallel", "1")
"""One at a time: the steps come in the same order each time."""


def record(scenario: Scenario, engine: Engine) -> str:
    """Return what the engine says of a scenario, in its lasting form."""
    with tempfile.TemporaryDirectory() as directory, Session(engine=engine) as session:
        sandbox = EngineSandbox(session, Path(directory))
        for name in scenario.zones:
            zone(sandbox, name)
        if scenario.beforehand:
            scenario.beforehand(sandbox)
        project = sandbox.project("", name="project")
        for each in scenario.secrets:
            key, _, value = each.partition("=")
            project.config(key, value, secret=True)
        before = scenario.before if isinstance(scenario.before, tuple) else (scenario.before,)
        for program in before:
            if program is not None:
                project.write(_text(program, sandbox))
                up = project.up()
                assert up.ok, up.output
        if scenario.beside:
            scenario.beside(sandbox)
        if scenario.after is not None:
            project.write(_text(scenario.after, sandbox))
        return normal(_said(scenario, project))


def _said(scenario: Scenario, project: Project) -> str:
    commands: dict[str, tuple[str, ...]] = {
        "digest": ("preview", *_FLAGS),
        "bare-digest": ("preview", "--json"),
        "destroy": ("destroy", "--preview-only", *_FLAGS),
        "preview-events": ("preview", "--parallel", "1"),
        "up-events": ("up", "--yes", "--skip-preview", "--parallel", "1"),
        "up-stream": ("up", "--yes", "--skip-preview", "--json", "--parallel", "1"),
        "destroy-events": ("destroy", "--yes", "--skip-preview", "--parallel", "1"),
    }
    log = project.directory / ".events"
    arguments = [*commands[scenario.form], *scenario.options]
    if scenario.form.endswith("-events"):
        arguments += ["--event-log", str(log)]
    result = project.pulumi(*arguments)
    assert result.ok is not scenario.fails, result.output
    return log.read_text(encoding="utf-8") if log.is_file() else result.stdout


def _text(program: Program, sandbox: EngineSandbox) -> str:
    return program(sandbox) if callable(program) else program


def store(name: str, text: str) -> Path:
    """Write a recording, compressed where it is large, and return where it is."""
    for old in (PREVIEWS / f"{name}.json", PREVIEWS / f"{name}.json.gz"):
        old.unlink(missing_ok=True)
    if len(text) < COMPRESSED_FROM:
        path = PREVIEWS / f"{name}.json"
        path.write_text(text, encoding="utf-8")
        return path
    path = PREVIEWS / f"{name}.json.gz"
    # Without the time of compression.
    path.write_bytes(gzip.compress(text.encode(), mtime=0))
    return path


def load(name: str) -> str:
    """Return a recording."""
    path = PREVIEWS / f"{name}.json"
    if path.is_file():
        return path.read_text(encoding="utf-8")
    return gzip.decompress((PREVIEWS / f"{name}.json.gz").read_bytes()).decode()


def main(names: list[str]) -> None:
    """Record the scenarios of these names, or all."""
    PREVIEWS.mkdir(exist_ok=True)
    unknown = set(names) - {each.name for each in SCENARIOS}
    if unknown:
        sys.exit(f"no such scenario: {', '.join(sorted(unknown))}")
    engine = find_engine()
    for scenario in SCENARIOS:
        if not names or scenario.name in names:
            path = store(scenario.name, record(scenario, engine))
            print(f"{path.name:<40} {path.stat().st_size:>8} bytes", flush=True)  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:])
