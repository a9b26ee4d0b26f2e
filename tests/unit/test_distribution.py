"""What users install: the wheel's contents, and what works without the extras."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The names in the wheel."""
    directory = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*build, "--wheel-dir", str(directory), str(ROOT)], check=True)
    [built] = directory.glob("*.whl")
    with zipfile.ZipFile(built) as archive:
        return archive.namelist()


@pytest.mark.parametrize(
    "name",
    [
        "pulumi_acm/py.typed",
        # Without it the official language host takes the package for a resource plugin.
        "pulumi_acm/pulumi-plugin.json",
        "acm_sandbox/py.typed",
        "acm_sandbox/engine/module/go.mod",
        "acm_sandbox/engine/module/go.sum",
        "acm_sandbox/engine/module/tools.go",
        "acm_sandbox/language/program.py",
        "acm_sandbox/provider/schema_facts.json",
    ],
)
def test_data_is_in_the_wheel(wheel: list[str], name: str) -> None:
    """Files that are no modules are easily forgotten."""
    assert name in wheel


def test_nothing_else_is(wheel: list[str]) -> None:
    """Tests, examples and benchmarks stay at home."""
    tops = {name.split("/")[0] for name in wheel}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"acm_sandbox", "pulumi_acm"}


def run_without_extras(statement: str) -> subprocess.CompletedProcess[str]:
    """Run a statement where nothing can be imported that only the extras bring."""
    blocked = ["moto", "typer", "rich", "filelock", "platformdirs", "acm_sandbox.cli"]
    prelude = f"import sys; sys.modules.update(dict.fromkeys({blocked!r}))"
    return subprocess.run(
        [sys.executable, "-c", f"{prelude}\n{statement}"],
        capture_output=True,
        text=True,
        check=False,
    )


def test_components_need_no_extra() -> None:
    """The components and their plugin, with the base dependencies alone."""
    done = run_without_extras("from pulumi_acm.plugin import AcmProvider; AcmProvider()")
    assert done.returncode == 0, done.stderr


def test_sandbox_without_its_extra_says_what_to_install() -> None:
    """A script that is there and cannot work says why."""
    done = run_without_extras("from acm_sandbox.entry import main; main()")
    assert done.returncode == 1
    assert "pip install 'pulumi-acm[sandbox]'" in done.stderr
    assert "Traceback" not in done.stderr
