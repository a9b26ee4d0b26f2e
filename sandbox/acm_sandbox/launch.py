"""Shell scripts that start a module of the sandbox, as the executables that Pulumi looks for."""

# Pulumi starts plugins in the project's directory, which `python -m` would import from first: a
# `queue.py` of the user's must not break the plugin. (`python -P` came with Python 3.11.)
RUN_MODULE = (
    "import runpy, sys; sys.path.pop(0); "
    'runpy.run_module(sys.argv.pop(1), run_name="__main__", alter_sys=True)'
)


def script(python: str, module: str) -> str:
    """Return the script that runs ``module`` with the Python named by a shell expression.

    The engine interrupts its plugins when it ends them. Python may still be starting then, and
    would show a traceback: SIGINT is ignored until the module sets a handler of its own.
    """
    return f"#!/bin/sh\ntrap '' INT\nexec {python} -c '{RUN_MODULE}' {module} \"$@\"\n"
