"""Run one Pulumi program: the child process of the language host.

The host starts this file by its path, with the interpreter of the *program*: that environment has
``pulumi`` and need not have ``acm_sandbox``, so nothing else is imported here. What to run arrives
as JSON on standard input (configuration may hold secrets, which do not belong on a command line),
and how it ended leaves as JSON on the file descriptor named by the only argument.
"""

import asyncio
import json
import logging
import os
import signal
import sys
import threading
import time
import traceback
import types
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NoReturn

PARENT_CHECK_SECONDS = 0.5
# What the SDK raises when the engine stopped listening, because some resource failed. The engine
# has said what failed: this message would only come on top of it.
MONITOR_GONE = "Resource monitor has terminated"
SDK_RUNTIME = "pulumi/runtime"
OUTCOME_LIMIT = 32_000  # characters; the pipe to the host holds 64 KiB without a reader

Outcome = dict[str, Any]


def main() -> None:
    """Run the program and tell the host how it ended."""
    channel = int(sys.argv[1])
    os.set_inheritable(channel, False)
    try:
        # The host blocks SIGINT for its children, so that none arrives before this point, where
        # it would be answered with a traceback of Python's start-up.
        signal.signal(signal.SIGINT, _interrupt_once)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
        spec = json.load(sys.stdin.buffer)
        threading.Thread(target=_end_with, args=(spec["host_pid"],), daemon=True).start()
        outcome = _run(spec, lambda: _leave(channel))
        # It is done; all that is left is to say so.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    except KeyboardInterrupt:
        _leave(channel)
    _tell(channel, outcome)
    sys.exit(outcome.get("code", 0 if outcome["kind"] == "done" else 1))


def _interrupt_once(_signum: int, _frame: types.FrameType | None) -> NoReturn:
    """Interrupt, and be deaf from then on: the engine sends SIGINT, and a terminal may as well."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    raise KeyboardInterrupt


def _tell(channel: int, outcome: Outcome) -> None:
    os.write(channel, json.dumps(outcome).encode())
    os.close(channel)


def _leave(channel: int) -> NoReturn:
    """End at once after an interrupt: threads and the SDK would wait for an engine that is gone."""
    _tell(channel, {"kind": "interrupted"})
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(128 + signal.SIGINT)


def _end_with(host_pid: int) -> None:
    """End this process soon after the host is gone, however the host went."""
    while os.getppid() == host_pid:
        time.sleep(PARENT_CHECK_SECONDS)
    os._exit(1)


def _run(spec: dict[str, Any], interrupted: Callable[[], NoReturn]) -> Outcome:
    path = _main_file(Path(spec["program"]))
    os.chdir(spec["pwd"])
    sys.argv = [spec["program"], *spec["args"]]
    sys.path[0] = str(path.parent)  # Python put this file's directory there
    try:
        import pulumi  # noqa: PLC0415 - from the program's environment, found by the path set above
    except ImportError as error:
        return _error(
            f"Cannot import the Pulumi SDK with {sys.executable}: {error}. Install it there "
            "(pip install pulumi), or name another environment under runtime.options.virtualenv "
            "in Pulumi.yaml."
        )
    _configure(spec)
    if not path.is_file():
        pulumi.log.error(f"No Python program at {path}")
        return {"kind": "reported"}

    # Pulumi's futures are often never awaited when a program fails: asyncio's complaints about
    # that are not the user's.
    logging.getLogger("asyncio").setLevel(logging.CRITICAL)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    executor = ThreadPoolExecutor(max_workers=max(spec["parallel"], 1) * 4)
    loop.set_default_executor(executor)
    try:
        loop.run_until_complete(pulumi.runtime.run_in_stack(lambda: _execute(path, interrupted)))
    except SystemExit as error:
        return _exited(error)
    except pulumi.RunError as error:
        if not str(error).startswith(MONITOR_GONE):
            pulumi.log.error(str(error))
        return {"kind": "reported"}
    except Exception as error:  # noqa: BLE001 - whatever a program may raise
        pulumi.log.error(
            "Program failed with an unhandled exception:\n" + _format(error, path.parent)
        )
        return {"kind": "reported"}
    return {"kind": "done"}


def _main_file(program: Path) -> Path:
    return program / "__main__.py" if program.is_dir() else program


def _configure(spec: dict[str, Any]) -> None:
    """Connect the SDK with the engine, and give it the stack's configuration."""
    from pulumi import runtime  # noqa: PLC0415 - as in _run

    for key, value in spec["config"].items():
        # Reaches threads of the program too, which do not inherit the context of the next call.
        runtime.set_config(key, value)
    runtime.set_all_config(spec["config"], spec["secret_keys"])
    runtime.configure(
        runtime.Settings(
            project=spec["project"],
            stack=spec["stack"],
            organization=spec["organization"],
            root_directory=spec["root"],
            monitor=spec["monitor"],
            engine=spec["engine"],
            parallel=spec["parallel"],
            dry_run=spec["dry_run"],
        )
    )


def _execute(path: Path, interrupted: Callable[[], NoReturn]) -> None:
    """Run the file as ``__main__``: without runpy, whose frames would be in every traceback."""
    code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    module = types.ModuleType("__main__")
    module.__file__ = str(path)
    sys.modules["__main__"] = module
    try:
        exec(code, module.__dict__)  # noqa: S102 - the program is what the user asked to run
    except KeyboardInterrupt:
        interrupted()


def _exited(error: SystemExit) -> Outcome:
    """Treat ``sys.exit`` as Python does: nothing is 0, a message goes to stderr and is 1."""
    if error.code is None or error.code == 0:
        return {"kind": "done"}
    if isinstance(error.code, int):
        return {"kind": "exited", "code": error.code & 0xFF}
    print(error.code, file=sys.stderr)  # noqa: T201 - Python's own behaviour
    return {"kind": "exited", "code": 1}


def _error(message: str) -> Outcome:
    return {"kind": "error", "message": message[:OUTCOME_LIMIT]}


def _format(error: BaseException, program_directory: Path) -> str:
    """Format the exception with its traceback from the first line of the program's own code on."""
    seen = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        cause.__traceback__ = _cut(cause.__traceback__, program_directory)
        cause = cause.__cause__ or cause.__context__
    return "".join(traceback.format_exception(type(error), error, error.__traceback__)).rstrip()


def _cut(trace: types.TracebackType | None, program_directory: Path) -> types.TracebackType | None:
    """Drop the frames above the program: those of this file, of asyncio and of the SDK's runner.

    An exception that passed through no code of the program keeps the SDK's frames.
    """
    frame = trace
    while frame is not None:
        filename = Path(frame.tb_frame.f_code.co_filename)
        # A virtual environment may lie in the program's directory: what is installed is not its.
        if filename.is_relative_to(program_directory) and "site-packages" not in filename.parts:
            return frame
        frame = frame.tb_next
    while trace is not None and _is_runner(Path(trace.tb_frame.f_code.co_filename)):
        trace = trace.tb_next
    return trace


def _is_runner(filename: Path) -> bool:
    directory = filename.parent
    return filename == Path(__file__) or directory.name == "asyncio" or directory.match(SDK_RUNTIME)


if __name__ == "__main__":
    main()
