"""`pulumi-acm records`: what is printed, what is not, and how it ends."""

import json
import os
import socket
import stat
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pulumi_acm.cli import main
from pulumi_acm.cli.errors import FOUND, INCOMPLETE, USAGE
from support.dns_server import SILENT, DnsServer, serving
from support.states import SECRET, certificate, component, record, state, token

STATE = state(
    component("site"),
    certificate("site/eu-west-1", "example.com", "shop.example.net", parent="site"),
    record("example.com"),
)


class Cli:
    """The command, run in this process."""

    def __init__(
        self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], path: Path
    ) -> None:
        """Write exports below a path."""
        self._monkeypatch, self._capsys, self._path = monkeypatch, capsys, path

    def __call__(self, *arguments: str, state: Any = None) -> tuple[int, str, str]:
        """Return the exit status, stdout and stderr."""
        if state is not None:
            export = self._path / "export.json"
            export.write_text(json.dumps(state), encoding="utf-8")
            arguments = (*arguments, "--from", str(export))
        self._monkeypatch.setattr(sys, "argv", ["pulumi-acm", "records", *arguments])
        status: Any = 0
        try:
            main()
        except SystemExit as end:
            status = end.code or 0
        captured = self._capsys.readouterr()
        return status, captured.out, captured.err


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Cli:
    """The command, without any AWS account, in a narrow terminal."""
    for key in list(os.environ):
        if key.startswith("AWS_"):
            monkeypatch.delenv(key)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "none"))
    monkeypatch.setenv("COLUMNS", "40")
    return Cli(monkeypatch, capsys, tmp_path)


@pytest.fixture
def server() -> Iterator[DnsServer]:
    """A name server that knows nothing yet."""
    with serving() as found:
        yield found


def test_table(cli: Cli) -> None:
    """By default: what the stack does not write itself, on lines that can be copied."""
    status, out, err = cli(state=STATE)
    name, value = (each.rstrip(".") for each in token("shop.example.net"))
    assert status == 0
    [line] = [each.split() for each in out.splitlines() if "shop" in each]
    assert line == ["shop.example.net", name, "CNAME", value, "site"]
    assert " example.com" not in out
    assert err == ""


def test_all(cli: Cli) -> None:
    """Also the one that the stack writes itself."""
    _, out, _ = cli("--all", "--format", "json", state=STATE)
    assert [(each["domain"], each["external"]) for each in json.loads(out)] == [
        ("example.com", False),
        ("shop.example.net", True),
    ]


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (
            "bind",
            "$ORIGIN example.net.\n_a16.shop 300 IN CNAME _b16.abcdefghij.acm-validations.aws.",
        ),
        ("csv", "shop.example.net,example.net,_a16.shop,_a16.shop.example.net,CNAME,"),
        ("json", '"host": "_a16.shop"'),
    ],
)
def test_forms(cli: Cli, form: str, expected: str) -> None:
    """Each form, with the zone that the user has named."""
    status, out, err = cli("--format", form, "--zone", "Example.net.", state=STATE)
    assert (status, err) == (0, "")
    assert expected in out


@pytest.mark.parametrize(
    ("export", "message"),
    [
        (state(), "There are no certificates in this stack."),
        (
            state(certificate("imported")),
            "No record is needed: none of imported is validated by DNS.",
        ),
        (
            state(certificate("site", "example.com"), record("example.com")),
            (
                "Nothing is to be written elsewhere: the stack writes all 1 record(s) itself; "
                "--all shows them."
            ),
        ),
    ],
)
@pytest.mark.parametrize(("form", "nothing"), [("table", ""), ("json", "[]\n"), ("csv", "")])
@pytest.mark.parametrize("check", [(), ("--check",)])
def test_nothing_to_write(
    cli: Cli, check: tuple[str, ...], form: str, nothing: str, export: Any, message: str
) -> None:
    """It is no error, and it is said beside the answer."""
    assert cli("--format", form, *check, state=export) == (0, nothing, message + "\n")


def test_secrets_are_not_printed(cli: Cli) -> None:
    """Neither what the state keeps encrypted nor what lies beside it, in any form."""
    export = state(certificate("site", "example.com"), certificate("other", options=SECRET))
    for form in ("table", "json", "csv", "bind"):
        status, out, err = cli("--format", form, state=export)
        assert status == 0
        assert "ciphertext" not in out + err
        assert "1b47061264138c4ac30d75fd1eb44270" not in out + err
        assert "other: the state has its records as secrets; they are not printed" in err


def test_no_pulumi(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """The way out needs none."""
    monkeypatch.setenv("PATH", "")
    status, out, err = cli()
    assert (status, out) == (INCOMPLETE, "")
    assert "there is no `pulumi` on PATH" in err
    assert "--from FILE" in err


def pulumi(directory: Path, script: str) -> None:
    """Put a `pulumi` into a directory."""
    path = directory / "pulumi"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def test_what_pulumi_is_asked(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The stack and the directory are handed on, and secrets are never asked for."""
    (tmp_path / "state.json").write_text(json.dumps(STATE), encoding="utf-8")
    pulumi(
        tmp_path,
        f'echo "$@" > {tmp_path}/asked; /bin/cat {tmp_path}/state.json',
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    status, out, _ = cli("--stack", "prod", "--cwd", "infra")
    assert status == 0
    assert "shop.example.net" in out
    asked = (tmp_path / "asked").read_text(encoding="utf-8").split()
    assert asked[:2] == ["stack", "export"]
    assert asked[-4:] == ["--stack", "prod", "--cwd", "infra"]
    assert "--show-secrets" not in asked


def test_pulumi_fails(cli: Cli, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Pulumi's words, and the way out."""
    pulumi(tmp_path, "echo 'error: no stack selected' >&2; exit 255")
    monkeypatch.setenv("PATH", str(tmp_path))
    status, out, err = cli()
    assert (status, out) == (INCOMPLETE, "")
    assert "`pulumi stack export` failed: no stack selected\nSay which stack (--stack NAME" in err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no JSON"),
        ("[]", "is no state of a stack"),
        ('{"arn": 1}', "is no state of a stack"),
        ("\ud800", "cannot be read"),
    ],
)
def test_no_export(cli: Cli, tmp_path: Path, text: str, message: str) -> None:
    """A file that is something else."""
    path = tmp_path / "other"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    status, out, err = cli("--from", str(path))
    assert (status, out) == (INCOMPLETE, "")
    assert f"{path} {message}" in err


def test_no_file(cli: Cli) -> None:
    """A name that is misspelt."""
    status, _, err = cli("--from", "nowhere.json")
    assert status == INCOMPLETE
    assert "nowhere.json cannot be read" in err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--check", "--format", "bind"), "--check has no answer in the form bind"),
        (("--resolver", "127.0.0.1"), "--resolver is for --check"),
        (("--check", "--resolver", "host:port"), "--resolver is HOST or HOST:PORT"),
        (("--check", "--resolver", "127.0.0.1:70000"), "--resolver is HOST or HOST:PORT"),
        (("--format", "xml"), "xml"),
    ],
)
def test_wrong_calls(
    cli: Cli, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], message: str
) -> None:
    """What makes no sense is refused with status 2."""
    monkeypatch.setenv("COLUMNS", "200")
    status, _, err = cli(*arguments, state=STATE)
    assert status == USAGE
    assert message in err


def test_check_in_place(cli: Cli, server: DnsServer) -> None:
    """All is well."""
    server.cname(*token("shop.example.net"))
    status, out, err = cli("--check", "--resolver", server.address, state=STATE)
    assert (status, err) == (0, "")
    [line] = [each.split() for each in out.splitlines() if "shop" in each]
    assert line[:3] == ["in", "place", "shop.example.net"]


def test_check_finds_something(cli: Cli, server: DnsServer) -> None:
    """Missing and wrong: status 1, what is there, and that Route 53 could not be asked."""
    server.cname(token("example.com")[0], "old.example.org")
    status, out, err = cli("--check", "--all", "--resolver", server.address, state=STATE)
    assert status == FOUND
    assert "wrong" in out
    assert "there is CNAME old.example.org" in out
    assert "missing" in out
    assert "The hosted zones of this account cannot be read (Unable to locate credentials)" in err
    assert "whether NS records point elsewhere is not known" in err


def test_check_forbidden(cli: Cli, server: DnsServer) -> None:
    """A record that is in place, and of no use."""
    server.cname(*token("shop.example.net"))
    server.records["example.net.", "CAA"] = ['0 issue "letsencrypt.org"']
    status, out, _ = cli("--check", "--resolver", server.address, state=STATE)
    assert status == FOUND
    assert "cut off" in out
    assert "CAA of example.net forbids Amazon shop.example.net" in out


def test_check_cannot_say(cli: Cli, server: DnsServer) -> None:
    """Status 3 is not status 1: nobody knows whether it is missing."""
    name, _ = token("shop.example.net")
    for code, said in (("SERVFAIL", "SERVFAIL"), (SILENT, "no answer within 0.3 s")):
        server.broken[name] = code
        arguments = ("--check", "--resolver", server.address, "--timeout", "0.3")
        status, out, _ = cli(*arguments, state=STATE)
        assert status == INCOMPLETE
        assert f"DNS could not say: {said}" in out


def test_check_as_json_and_csv(cli: Cli, server: DnsServer) -> None:
    """For programs: the record, its status and why."""
    server.cname(token("shop.example.net")[0], "old.example.org")
    arguments = ("--check", "--resolver", server.address, "--format")
    status, out, _ = cli(*arguments, "json", state=STATE)
    [row] = json.loads(out)
    assert status == FOUND
    assert (row["status"], row["reasons"]) == ("wrong", ["there is CNAME old.example.org"])
    status, out, _ = cli(*arguments, "csv", state=STATE)
    assert status == FOUND
    assert out.splitlines()[1].endswith(",site,wrong,there is CNAME old.example.org")


def test_resolver_that_there_is_not(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    """A resolver's name that leads nowhere."""

    def nobody(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nobody)
    arguments = ("--check", "--resolver", "nobody.invalid")
    status, _, err = cli(*arguments, state=STATE)
    assert status == INCOMPLETE
    assert "the resolver nobody.invalid cannot be found" in err
