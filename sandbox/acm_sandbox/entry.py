"""The console script, which is installed with or without what it needs."""

import sys


def main() -> None:
    """Run `acm-sandbox`, or say how to install what it needs."""
    try:
        from .cli import main as run  # noqa: PLC0415  # what may be missing
    except ModuleNotFoundError as missing:
        sys.exit(
            f"acm-sandbox needs {missing.name}, which comes with an extra: "
            "pip install 'pulumi-acm[sandbox]'"
        )
    run()


if __name__ == "__main__":
    main()
