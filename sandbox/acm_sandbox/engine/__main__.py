"""``python -m acm_sandbox.engine``: make sure that there is an engine, and print its path."""

import sys

from acm_sandbox.errors import EngineError

from .locate import find_engine


def main() -> None:
    """Print the path of the engine; exit with 1 and a message if there is none."""
    try:
        engine = find_engine()
    except EngineError as error:
        sys.exit(f"error: {error}")
    except KeyboardInterrupt:
        sys.exit(130)
    print(engine.path)  # noqa: T201 - what the command is for


if __name__ == "__main__":
    main()
