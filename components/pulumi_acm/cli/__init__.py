"""`pulumi-acm`: the console script, which is installed with or without what it needs."""

import sys


def main() -> None:
    """Run `pulumi-acm`, or say how to install what it needs."""
    try:
        from .app import main as run  # noqa: PLC0415  # what may be missing
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.startswith("pulumi_acm"):
            raise
        sys.exit(
            f"pulumi-acm needs {missing.name}, which comes with an extra: "
            "pip install 'pulumi-acm[cli]'"
        )
    run()
