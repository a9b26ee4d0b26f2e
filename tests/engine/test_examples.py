"""Every example runs as its README says: up, no change after it, destroy."""

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from support.certificates import zone
from support.engine import EngineSandbox, Project
from support.importing import EC, give

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
WITHOUT_ZONE = {"new-zone"}
"""Examples that do not expect the hosted zone example.com in the account."""
PREPARED: dict[str, Callable[[Project], None]] = {"imported": lambda each: give(each, EC.leaf())}
"""Examples that need files or settings which are in no repository."""


@pytest.mark.parametrize(
    "example", sorted(each.parent.name for each in EXAMPLES.glob("*/Pulumi.yaml"))
)
def test_example(sandbox: EngineSandbox, example: str) -> None:
    """The program is taken as it stands."""
    if example not in WITHOUT_ZONE:
        zone(sandbox, "example.com")
    directory = EXAMPLES / example
    settings = yaml.safe_load((directory / "Pulumi.yaml").read_text(encoding="utf-8"))
    project = sandbox.project(
        (directory / "__main__.py").read_text(encoding="utf-8"),
        name=settings["name"],
        settings=settings,
    )
    if example in PREPARED:
        PREPARED[example](project)
    assert project.preview().ok
    result = project.up()
    assert result.ok, result.output
    assert all(project.outputs().values())
    assert project.preview_json()["changeSummary"].keys() == {"same"}
    assert project.destroy().ok


def test_readme_shows_the_example() -> None:
    """The README's first program is the tested one, to the letter."""
    root = EXAMPLES.parent
    program = (EXAMPLES / "site" / "__main__.py").read_text(encoding="utf-8")
    assert program.partition("\n\n")[2] in (root / "README.md").read_text(encoding="utf-8")
