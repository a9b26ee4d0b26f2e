"""The environment of a command in the sandbox."""

import os
import subprocess
import sys
from pathlib import Path

from acm_sandbox.session.environment import (
    command_environment,
    sandbox_settings,
    search_path,
    shell_lines,
)

ENDPOINT = "http://127.0.0.1:1234"
# What a user with a real account may have set; each could lead there.
DANGEROUS = {
    "AWS_ACCESS_KEY_ID": "real",
    "AWS_SECRET_ACCESS_KEY": "real",
    "AWS_SESSION_TOKEN": "real",
    "AWS_PROFILE": "real",
    "AWS_DEFAULT_PROFILE": "real",
    "AWS_ROLE_ARN": "real",
    "AWS_WEB_IDENTITY_TOKEN_FILE": "real",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI": "real",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI": "real",
    "AWS_CONFIG_FILE": "real",
    "AWS_ENDPOINT_URL": "real",
    "AWS_ENDPOINT_URL_ACM": "real",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "real",
    "AWS_NEW_IN_NEXT_SDK": "real",
    "PULUMI_ACCESS_TOKEN": "real",
    "PULUMI_BACKEND_URL": "real",
    "PULUMI_CONFIG_PASSPHRASE": "real",
    "PULUMI_CONFIG_PASSPHRASE_FILE": "real",
    "PULUMI_CREDENTIALS_PATH": "real",
    "PULUMI_DEBUG_PROVIDERS": "real",
    "PULUMI_HOME": "real",
}


def settings(path: str = "/sandbox/bin") -> dict[str, str]:
    """Return what a sandbox sets."""
    return sandbox_settings(
        endpoint=ENDPOINT,
        stacks=Path("/s/my stacks"),
        pulumi_home=Path("/s/home"),
        language_host=Path("/s/bin/host"),
        path=path,
    )


def test_nothing_that_leads_to_a_real_account_stays() -> None:
    """No value of the user's for AWS or for Pulumi's backend reaches the command."""
    inherited = {**DANGEROUS, "HOME": "/home/me", "PULUMI_STACK": "dev"}
    environment = command_environment(inherited, settings(), ENDPOINT)
    assert "real" not in environment.values()
    assert environment["AWS_ENDPOINT_URL"] == ENDPOINT
    assert environment["AWS_CONFIG_FILE"] == os.devnull
    assert environment["PULUMI_BACKEND_URL"] == "file:///s/my stacks?metadata=skip"
    assert environment["HOME"] == "/home/me"
    assert environment["PULUMI_STACK"] == "dev"


def test_region_is_the_users_or_nobodys() -> None:
    """The sandbox sets no region: the stack's configuration does, as on a real account."""
    assert "AWS_REGION" not in command_environment({}, settings(), ENDPOINT)
    environment = command_environment({"AWS_REGION": "eu-north-1"}, settings(), ENDPOINT)
    assert environment["AWS_REGION"] == "eu-north-1"


def test_sandbox_and_its_python_come_first_on_path() -> None:
    """``pulumi`` is the sandbox's and ``python`` is the one that has it installed."""
    first, second, *rest = search_path(Path("/s/bin"), "/usr/bin:/bin").split(":")
    assert first == "/s/bin"
    assert second == str(Path(sys.executable).parent)
    assert rest == ["/usr/bin", "/bin"]


def test_shell_lines_make_the_same_environment() -> None:
    """A shell with real credentials that evaluates the lines is in the sandbox."""
    path = search_path(Path("/s/bin"), os.environ["PATH"])
    lines = shell_lines(settings(path), Path("/s/bin"))
    unknown = {"AWS_NEW_IN_NEXT_SDK"}  # a shell cannot unset what nobody has heard of
    inherited = {name: value for name, value in DANGEROUS.items() if name not in unknown}
    shell = subprocess.run(
        ["sh", "-c", f"{lines}\nenv"],
        env={**inherited, "PATH": os.environ["PATH"], "NO_PROXY": "intra"},
        capture_output=True,
        text=True,
        check=True,
    )
    found = dict(line.split("=", 1) for line in shell.stdout.splitlines())
    assert "real" not in found.values()
    assert {name: found[name] for name in settings(path)} == settings(path)
    assert found["NO_PROXY"] == "intra,127.0.0.1,localhost"
    assert found["no_proxy"] == "127.0.0.1,localhost"
