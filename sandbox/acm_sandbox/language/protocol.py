"""The messages of Pulumi's language protocol, without the SDK that they come with.

``import pulumi`` costs as much as everything else that the host does at its start, and every
``pulumi`` command starts a host. The host needs the generated messages only, so their packages are
entered as empty modules: Python then finds the message modules in them and runs no ``__init__``.
"""

import importlib.util
import sys
import types
from pathlib import Path

PACKAGES = ("pulumi", "pulumi.runtime", "pulumi.runtime.proto")


def enter_packages() -> None:
    """Make ``pulumi.runtime.proto.*`` importable; leave an SDK that is already loaded alone."""
    if "pulumi" in sys.modules:
        return
    spec = importlib.util.find_spec("pulumi")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("No module named 'pulumi'", name="pulumi")
    parent = Path(next(iter(spec.submodule_search_locations))).parent
    for name in PACKAGES:
        module = types.ModuleType(name)
        module.__path__ = [str(parent.joinpath(*name.split(".")))]
        sys.modules[name] = module
