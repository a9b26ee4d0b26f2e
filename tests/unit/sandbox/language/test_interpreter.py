"""Which Python runs a program, and how a component plugin is started."""

import sys
from pathlib import Path

import pytest

from acm_sandbox.language.interpreter import find_interpreter, plugin_command, program_path


def environment(path: Path) -> Path:
    """Make what looks like a virtual environment: its Python is a link."""
    python = path / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)
    return python


def test_configured_environment_comes_first(tmp_path: Path) -> None:
    """``virtualenv`` of Pulumi.yaml is relative to the project, and beats the active one."""
    python = environment(tmp_path / "venv")
    active = environment(tmp_path / "active")
    found = find_interpreter(
        {"virtualenv": "venv"}, str(tmp_path), {"VIRTUAL_ENV": str(active.parent.parent)}
    )
    assert found == str(python)


@pytest.mark.parametrize("options", [{}, {"virtualenv": "missing"}, {"virtualenv": ""}])
def test_active_environment_comes_second(tmp_path: Path, options: dict[str, str]) -> None:
    """An environment that is not there is passed over: the active one runs the program."""
    python = environment(tmp_path / "active")
    found = find_interpreter(options, "/", {"VIRTUAL_ENV": str(tmp_path / "active")})
    assert found == str(python)


def test_own_python_comes_last() -> None:
    """With no environment at all, the host's Python runs the program."""
    assert find_interpreter({}, "/", {}) == sys.executable


@pytest.mark.parametrize(
    ("entry_point", "expected"), [(".", "/p"), ("app.py", "/p/app.py"), ("", "/p")]
)
def test_program_is_a_directory_or_a_file(entry_point: str, expected: str) -> None:
    """The engine gives the directory, and a file if ``main`` names one."""
    assert program_path("/p", entry_point) == expected


def test_plugin_with_main_is_run_as_it_is(tmp_path: Path) -> None:
    """A directory with ``__main__.py`` is what Python is given, whatever else is there."""
    (tmp_path / "__main__.py").touch()
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "other"\n')
    command = plugin_command("python", str(tmp_path), ["127.0.0.1:1"])
    assert command == ["python", "-u", str(tmp_path), "127.0.0.1:1"]


@pytest.mark.parametrize(
    "text",
    [
        '[project]\nname = "my-components"\n',
        "[build-system]\nname='no'\n\n[project]\nversion='1'\nname = 'my-components' # c\n",
        '[project]\r\nname = "my-components"\r\n[tool.x]\r\nname = "no"\r\n',
    ],
)
def test_plugin_package_is_hosted_by_name(tmp_path: Path, text: str) -> None:
    """Without it, the SDK hosts the components of the package that pyproject.toml names."""
    (tmp_path / "pyproject.toml").write_text(text, newline="")
    command = plugin_command("python", str(tmp_path), ["127.0.0.1:1"])
    assert command == ["python", "-u", "-m", "pulumi.run.plugin", "my-components", "127.0.0.1:1"]


@pytest.mark.parametrize("text", ["[tool.x]\nname = 'no'\n", "[project]\nversion = '1'\n"])
def test_directory_without_either_is_refused(tmp_path: Path, text: str) -> None:
    """What is no plugin is named, with what is missing."""
    (tmp_path / "pyproject.toml").write_text(text)
    with pytest.raises(ValueError, match=r"has neither __main__\.py nor a pyproject\.toml"):
        plugin_command("python", str(tmp_path), [])
