"""What a sandbox puts on PATH and into Pulumi's plugin directory."""

import os
from pathlib import Path

import pytest

from acm_sandbox.engine import Engine
from acm_sandbox.errors import SandboxError
from acm_sandbox.session import tools


def engine(directory: Path, *, host: bool) -> Engine:
    """Make an engine's directory."""
    directory.mkdir()
    for name in ("pulumi", "pulumi-language-python"):
        (directory / name).touch()
    path = directory / "pulumi-language-python" if host else None
    return Engine(directory / "pulumi", "3.200.0", path, built=True)


def test_engine_and_its_own_host_are_linked(tmp_path: Path) -> None:
    """Pulumi takes a host beside its real path without a warning: both are links to there."""
    given = engine(tmp_path / "engine", host=True)
    for _ in range(2):  # a kept state directory has them already
        tools.provide_engine(tmp_path / "bin", given)
    assert (tmp_path / "bin" / "pulumi").resolve() == given.path
    assert (tmp_path / "bin" / "pulumi-language-python").resolve() == given.language_host


def test_engine_without_a_host_gets_one(tmp_path: Path) -> None:
    """A Pulumi that was built by hand finds the sandbox's host on PATH."""
    tools.provide_engine(tmp_path / "bin", engine(tmp_path / "engine", host=False))
    host = tmp_path / "bin" / "pulumi-language-python"
    assert os.access(host, os.X_OK)
    assert host.resolve() == tools.language_host(tmp_path / "bin")
    assert "acm_sandbox.language" in host.read_text()


def test_aws_plugin_is_installed_in_each_version(tmp_path: Path) -> None:
    """Stacks remember the version they were made with: versions of an earlier run stay."""
    tools.provide_sandbox_aws(tmp_path, ["7.50.0"])
    old = tmp_path / "resource-aws-v7.50.0" / "pulumi-resource-aws"
    old.write_text("of a Python that is gone")
    tools.provide_sandbox_aws(tmp_path, ["7.51.1", "v7.52.0"])
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "resource-aws-v7.50.0",
        "resource-aws-v7.51.1",
        "resource-aws-v7.52.0",
    ]
    assert "acm_sandbox.provider" in old.read_text()
    assert os.access(old, os.X_OK)


def test_official_plugins_are_those_of_the_user(tmp_path: Path) -> None:
    """All installed plugins are found, and none is copied."""
    installed = tmp_path / "home" / "plugins" / "resource-aws-v7.51.1"
    installed.mkdir(parents=True)
    (installed / "pulumi-resource-aws").touch()
    plugins = tmp_path / "state" / "plugins"
    tools.provide_official_aws(plugins, {"PULUMI_HOME": str(tmp_path / "home")})
    assert plugins.resolve() == installed.parent


def test_missing_official_plugin_is_named_with_the_command(tmp_path: Path) -> None:
    """Nothing is downloaded: the error says how to install it."""
    with pytest.raises(SandboxError) as caught:
        tools.provide_official_aws(tmp_path / "plugins", {"PULUMI_HOME": str(tmp_path)})
    assert "pulumi plugin install resource aws" in str(caught.value)
    assert str(tmp_path / "plugins") in str(caught.value)


def test_state_with_sandbox_plugins_is_not_given_the_users(tmp_path: Path) -> None:
    """A state directory keeps to one kind of plugin: nothing of it is deleted."""
    installed = tmp_path / "home" / "plugins" / "resource-aws-v7.51.1"
    installed.mkdir(parents=True)
    (installed / "pulumi-resource-aws").touch()
    plugins = tmp_path / "plugins"
    tools.provide_sandbox_aws(plugins, ["7.51.1"])
    with pytest.raises(SandboxError, match="use another --state"):
        tools.provide_official_aws(plugins, {"PULUMI_HOME": str(tmp_path / "home")})


def test_sandbox_never_writes_among_the_users_plugins(tmp_path: Path) -> None:
    """A state that was used with the official plugin leads to the user's: the link goes first."""
    installed = tmp_path / "home" / "plugins" / "resource-aws-v7.51.1"
    installed.mkdir(parents=True)
    official = installed / "pulumi-resource-aws"
    official.write_text("official")
    plugins = tmp_path / "plugins"
    tools.provide_official_aws(plugins, {"PULUMI_HOME": str(tmp_path / "home")})
    tools.provide_sandbox_aws(plugins, ["7.51.1"])
    assert official.read_text() == "official"
    assert not plugins.is_symlink()
