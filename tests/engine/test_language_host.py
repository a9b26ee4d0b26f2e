"""The Python language host, seen by someone who runs ``pulumi``."""

import signal

import pytest

from acm_sandbox.engine import Engine
from support.engine import EngineSandbox, Result, processes_with, wait_until


@pytest.fixture(autouse=True)
def _own_host(engine: Engine) -> None:
    if not engine.built:
        pytest.skip("this engine brings its own language host")


def errors(result: Result) -> list[str]:
    """List the errors that the user sees; the host has no noise of its own in them."""
    assert not result.ok
    for noise in ("acm_sandbox", "runpy", "asyncio", "runtime/stack.py", "KeyboardInterrupt"):
        assert noise not in result.output
    return [message.rstrip() for message in result.diagnostics()]


def test_exception_is_shown_once_with_the_traceback_of_the_program(sandbox: EngineSandbox) -> None:
    """An exception is one error: the program's own frames, from its first line to the cause."""
    project = sandbox.project(
        """
        import helper

        helper.fail()
        """,
        files={"helper.py": "def fail():\n    raise ValueError('boom')\n"},
    )
    result = project.preview()
    directory = project.directory
    [error] = errors(result)
    lines = [line for line in error.splitlines() if not set(line.strip()) <= set("^~")]
    assert lines == [
        "error: Program failed with an unhandled exception:"
        if error.startswith("error:")
        else "Program failed with an unhandled exception:",
        "Traceback (most recent call last):",
        f'  File "{directory}/__main__.py", line 3, in <module>',
        "    helper.fail()",
        f'  File "{directory}/helper.py", line 2, in fail',
        "    raise ValueError('boom')",
        "ValueError: boom",
    ]
    assert result.output.count("ValueError: boom") == 1


def test_exception_in_apply_starts_at_the_function(sandbox: EngineSandbox) -> None:
    """What an apply raises is shown from the function on, without the SDK's event loop."""
    project = sandbox.project(
        """
        import pulumi

        def fail(value):
            raise ValueError("in apply")

        pulumi.export("x", pulumi.Output.from_input(1).apply(fail))
        """
    )
    [error] = errors(project.up())
    assert "in fail" in error.splitlines()[2]
    assert error.endswith("ValueError: in apply")


def test_run_error_is_only_its_message(sandbox: EngineSandbox) -> None:
    """RunError is how a program says something to its user: there is no traceback."""
    result = sandbox.project("import pulumi\nraise pulumi.RunError('only this')").preview()
    assert errors(result) == ["only this"]


def test_syntax_error_names_file_and_line(sandbox: EngineSandbox) -> None:
    """A program that does not compile is shown as Python shows it."""
    project = sandbox.project("x = (\n")
    [error] = errors(project.preview())
    assert f'File "{project.directory}/__main__.py", line 1' in error
    assert error.endswith("SyntaxError: '(' was never closed")


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("sys.exit(3)", "Program exited with non-zero exit code: 3"),
        ("sys.exit('sorry')", "Program exited with non-zero exit code: 1"),
        ("os._exit(4)", "Program exited with non-zero exit code: 4"),
        ("os.kill(os.getpid(), 9)", "The program was ended by SIGKILL (signal 9)"),
    ],
)
def test_other_ends_are_one_clear_line(sandbox: EngineSandbox, end: str, message: str) -> None:
    """A program that ends itself, or is ended, fails with one line that says how."""
    result = sandbox.project(f"import os, sys\n{end}").preview()
    assert errors(result) == [f"an unhandled error occurred: {message}"]
    assert ("sorry" in result.output) == ("sorry" in end)


def test_sys_exit_zero_is_success(sandbox: EngineSandbox) -> None:
    """A program may leave early without failing; what it exported counts."""
    project = sandbox.project("import pulumi, sys\npulumi.export('a', 1)\nsys.exit()")
    result = project.up()
    assert result.ok, result.output
    assert project.outputs() == {"a": 1}


def test_modules_of_the_program_and_of_the_host_are_apart(sandbox: EngineSandbox) -> None:
    """A program finds its own modules, whatever their names; the host does not import them."""
    project = sandbox.project(
        """
        import children
        import host

        assert children.own
        assert host.own
        """,
        files={
            "children.py": "own = True\n",
            "host.py": "own = True\n",
            # Imported by the host at its start, and by no program.
            "acm_sandbox.py": "raise Exception('not this one')\n",
        },
    )
    result = project.preview()
    assert result.ok, result.output


def test_missing_program_is_named(sandbox: EngineSandbox) -> None:
    """A project without a program says where it was looked for."""
    project = sandbox.project("")
    (project.directory / "__main__.py").unlink()
    assert errors(project.preview()) == [f"No Python program at {project.directory}/__main__.py"]


def test_output_of_the_program_is_shown(sandbox: EngineSandbox) -> None:
    """What a program and its children print is shown line by line."""
    project = sandbox.project(
        """
        import subprocess, sys

        print("from the program")
        print("to stderr", file=sys.stderr)
        subprocess.run(["echo", "from a child"], check=True)
        """
    )
    result = project.preview()
    assert result.ok
    for line in ("from the program", "to stderr", "from a child"):
        assert line in result.output


def test_program_knows_its_stack(sandbox: EngineSandbox) -> None:
    """Names, configuration, secrets, directories and arguments arrive; secrets stay secret."""
    project = sandbox.project(
        """
        import os, sys, threading
        import pulumi

        config = pulumi.Config()
        pulumi.export("names", [pulumi.get_project(), pulumi.get_stack(),
                                pulumi.get_organization()])
        pulumi.export("plain", config.require("plain"))
        pulumi.export("list", config.require_object("list"))
        pulumi.export("secret", config.require_secret("secret"))
        pulumi.export("cwd", os.getcwd())
        pulumi.export("root", pulumi.runtime.get_root_directory())
        pulumi.export("file", __file__)
        pulumi.export("argv", sys.argv)
        seen = []
        thread = threading.Thread(target=lambda: seen.append(pulumi.Config().get("plain")))
        thread.start()
        thread.join()
        pulumi.export("in_thread", seen)
        assert b"hush" not in open("/proc/self/cmdline", "rb").read()
        assert "hush" not in str(os.environ)
        """,
        config={"project:plain": "x y", "project:list": [1, "two"]},
    )
    project.config("secret", "hush", secret=True)
    result = project.up()
    assert result.ok, result.output
    assert "hush" not in result.output
    directory = str(project.directory)
    assert project.outputs() == {
        "names": ["project", "test", "organization"],
        "plain": "x y",
        "list": [1, "two"],
        "secret": "hush",
        "cwd": directory,
        "root": directory,
        "file": f"{directory}/__main__.py",
        "argv": [directory],
        "in_thread": ["x y"],
    }


@pytest.mark.parametrize(("main", "cwd"), [("app.py", "."), ("source", "source")])
def test_main_chooses_the_program(sandbox: EngineSandbox, main: str, cwd: str) -> None:
    """``main`` names a file or a directory; modules beside the program can be imported."""
    program = "import os, pulumi, helper\npulumi.export('cwd', os.getcwd())\n"
    project = sandbox.project(
        "raise Exception('not this one')",
        files={
            main if main.endswith(".py") else f"{main}/__main__.py": program,
            f"{cwd}/helper.py": "",
        },
        settings={"main": main},
    )
    result = project.up()
    assert result.ok, result.output
    assert project.outputs() == {"cwd": str((project.directory / cwd).resolve())}


def test_preview_and_update_have_an_interpreter_each(sandbox: EngineSandbox) -> None:
    """Module state of the preview is gone in the update that follows it."""
    project = sandbox.project(
        """
        import os, pulumi

        print(f"process {os.getpid()} dry run {pulumi.runtime.is_dry_run()}")
        """
    )
    result = project.up("--skip-preview=false")
    assert result.ok, result.output
    seen = {line for line in result.output.splitlines() if line.strip().startswith("process ")}
    assert sorted(line.split()[-1] for line in seen) == ["False", "True"]
    assert len({line.split()[1] for line in seen}) == 2


def test_ctrl_c_ends_a_long_program_quietly(sandbox: EngineSandbox) -> None:
    """Ctrl-C ends the program soon, its clean-up runs, and no traceback is shown."""
    project = sandbox.project(
        """
        import pathlib, time

        try:
            pathlib.Path("started").touch()
            time.sleep(600)
        finally:
            pathlib.Path("cleaned").touch()
        """
    )
    running = project.start("up", "--yes", "--skip-preview")
    assert wait_until((project.directory / "started").exists)
    running.interrupt()
    result = running.wait()
    assert not result.ok
    assert "Traceback" not in result.output
    assert "KeyboardInterrupt" not in result.output
    assert (project.directory / "cleaned").exists()
    assert wait_until(lambda: not processes_with(str(sandbox.session.state.bin)), seconds=5)
    project.write("")
    assert project.up().ok  # the stack was not left locked


def test_nothing_outlives_a_killed_engine(sandbox: EngineSandbox) -> None:
    """After SIGKILL of the engine, the host and the program end by themselves."""
    project = sandbox.project(
        """
        import pathlib, signal, time

        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        pathlib.Path("started").touch()
        time.sleep(600)
        """
    )
    running = project.start("up", "--yes", "--skip-preview")
    assert wait_until((project.directory / "started").exists)
    marker = str(sandbox.session.state.bin)
    assert len(processes_with(marker)) >= 3
    running.kill()
    assert running.process.returncode == -signal.SIGKILL
    assert wait_until(lambda: not processes_with(marker), seconds=5)


def test_nothing_is_installed(sandbox: EngineSandbox) -> None:
    """``pulumi install`` leaves the environment alone, and says so."""
    result = sandbox.project("").pulumi("install", stack=False)
    assert result.ok, result.output
    assert "installs no Python packages" in result.output


def test_about_tells_the_interpreter(sandbox: EngineSandbox) -> None:
    """``pulumi about`` names the Python of the program and what is installed there."""
    about = sandbox.project("").pulumi("about", "--json", stack=False).json
    assert about["runtime"]["executable"] == sandbox.environment["VIRTUAL_ENV"] + "/bin/python"
    assert "pulumi-acm" in {entry["name"] for entry in about["dependencies"]}
