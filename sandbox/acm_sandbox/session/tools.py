"""What a sandbox puts on PATH and into Pulumi's plugin directory."""

import os
import shlex
import sys
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path

from acm_sandbox import launch
from acm_sandbox.engine import Engine
from acm_sandbox.engine.build import LANGUAGE_HOST
from acm_sandbox.errors import SandboxError

AWS_PLUGIN = "pulumi-resource-aws"
_PYTHON = shlex.quote(sys.executable)


def provide_engine(bin_directory: Path, engine: Engine) -> None:
    """Put ``pulumi`` on PATH, and a Python language host if the engine came without one.

    Both are links to the engine's own directory: it takes a host that lies beside its real path
    without the warning that it gives about others.
    """
    bin_directory.mkdir(parents=True, exist_ok=True)
    _link(bin_directory / "pulumi", engine.path)
    own_host = language_host(bin_directory)
    _script(own_host, launch.script(_PYTHON, "acm_sandbox.language"))
    _link(bin_directory / LANGUAGE_HOST, engine.language_host or own_host)


def language_host(bin_directory: Path) -> Path:
    """Return where the session's own language host is."""
    return bin_directory / "acm-sandbox-language-host"


def provide_sandbox_aws(plugins: Path, versions: Iterable[str]) -> None:
    """Install the sandbox's AWS plugin, as the versions that programs ask for.

    Installed, and not on PATH: the engine would take it from there for every version, but with a
    warning at each command. Versions of an earlier run stay, because stacks remember theirs.
    """
    if plugins.is_symlink():  # of a run with the official plugin: what it leads to is the user's
        plugins.unlink()
    text = launch.script(_PYTHON, "acm_sandbox.provider")
    directories = {plugins / f"resource-aws-v{version.removeprefix('v')}" for version in versions}
    for directory in directories | set(plugins.glob("resource-aws-v*")):
        directory.mkdir(parents=True, exist_ok=True)
        _script(directory / AWS_PLUGIN, text)


def provide_official_aws(plugins: Path, environment: Mapping[str, str]) -> None:
    """Use the plugins that the user has installed, among them AWS's.

    Raises:
        SandboxError: there is no AWS plugin among them.
    """
    home = environment.get("PULUMI_HOME") or Path.home() / ".pulumi"
    installed = Path(home, "plugins")
    if not any(installed.glob(f"resource-aws-v*/{AWS_PLUGIN}")):
        raise SandboxError(
            f"There is no AWS plugin in {installed}. Install it with: pulumi plugin install "
            f"resource aws {installed_aws_version()}; or leave out --aws-plugin official."
        )
    _link(plugins, installed)


def installed_aws_version() -> str:
    """Return the version of pulumi-aws here: that of the plugin that Python programs ask for."""
    return metadata.version("pulumi-aws")


def _link(link: Path, target: Path) -> None:
    if link.is_symlink() or link.is_file():
        link.unlink()
    elif link.is_dir():
        raise SandboxError(
            f"{link} holds plugins of the sandbox: use another --state with --aws-plugin official."
        )
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(target)


def _script(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)  # it may be a link, or in use
    path.write_text(text, encoding="utf-8")
    path.chmod(0o755)
    if not os.access(path, os.X_OK):
        raise SandboxError(f"{path.parent} does not allow executables: use another --state.")
