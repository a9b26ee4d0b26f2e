"""The program's text: it compiles, it is formatted, and nothing in AWS can break out of it."""

import ast
import subprocess
import sys
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from pulumi_acm.adopt.certificates import WAIT
from pulumi_acm.adopt.import_file import import_file
from pulumi_acm.adopt.model import Adoption, Code, LeftOut, Part, Resource
from pulumi_acm.adopt.program import program

SITE = Part(
    component="Certificate",
    name="example-com",
    args={
        "domains": ["example.com", *(f"name-number-{number}.example.com" for number in range(5))],
        "regions": ["eu-west-1"],
        "tags": {"quote": 'a "quoted" word', "both": 'it\'s "both"', "back": "a\\b"},
        "wait": WAIT,
    },
    resources=(Resource("aws:acm/certificate:Certificate", "example-com/eu-west-1", "arn:c"),),
    comments=("A comment that is long enough to be broken in two lines, because it goes on. " * 2,),
    arns={"eu-west-1": "arn:c"},
)
WEB = Part(
    component="HttpsListener",
    name="web",
    args={
        "load_balancer_arn": "arn:" + "x" * 120,
        "certificate": Code("example_com"),
        "more_certificates": [Code("example_com")],
        "port": 8443,
        "list_default": True,
        "mappings": [{"api_id": "a", "stage": "$default"}],
    },
    resources=(),
)
LEFT_OUT = LeftOut("something\nelse", "it is\r\nimport os  # not code")


def formatted(text: str, path: Path) -> list[str]:
    """Return what ruff has to say of a program."""
    file = path / "adopted.py"
    file.write_text(text, encoding="utf-8")
    complaints = []
    for command in (["check"], ["format", "--check", "--diff"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--isolated", "--no-cache", str(file)],
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            complaints.append(done.stdout + done.stderr)
    return complaints


def test_the_whole(tmp_path: Path) -> None:
    """Everything at once: comments, long lists, quotes, references."""
    text = program(Adoption([SITE, WEB], [LEFT_OUT]), "123456789012", "import.json")
    assert formatted(text, tmp_path) == []
    assert text.startswith('"""Certificates of account 123456789012, written by `pulumi-acm')
    assert "    pulumi import --file import.json --protect=false --generate-code=false\n" in text
    assert "\nWAIT = False\n" in text
    assert 'example_com = acm.Certificate(\n    "example-com",\n' in text
    assert "\nacm.HttpsListener(\n" in text
    assert '    "quote": \'a "quoted" word\',\n' in text
    assert "\n# - something else: it is import os # not code\n" in text


def test_without_a_wait(tmp_path: Path) -> None:
    """What nobody needs is not there."""
    text = program(Adoption([WEB]), "123456789012", "import.json")
    assert "WAIT" not in text
    assert "Not taken over" not in text
    assert formatted(text.replace("example_com", '"arn"'), tmp_path) == []


@given(st.dictionaries(st.text(), st.text(), max_size=3), st.text(), st.text())
def test_any_text(tags: dict[str, str], comment: str, why: str) -> None:
    """Values come out as they were; comments stay comments."""
    part = Part("Certificate", "a", {"tags": tags}, (), (comment,), {"r": "arn"})
    text = program(Adoption([part], [LeftOut("x", why)]), "1", "import.json")
    module = ast.parse(text.encode())
    assert len(module.body) == 3  # docstring, import, the component
    call: Any = module.body[2]
    assert ast.literal_eval(call.value.args[1]) == {"tags": tags}


@settings(max_examples=10, deadline=None)
@given(
    st.lists(st.from_regex(r"[a-z]{1,30}\.example\.com", fullmatch=True), min_size=1, max_size=9),
    st.dictionaries(
        st.from_regex(r"[a-zA-Z ]{1,20}", fullmatch=True), st.text("ab'\" ", max_size=9)
    ),
)
def test_any_is_formatted(tmp_path_factory: Any, domains: list[str], tags: dict[str, str]) -> None:
    """As ruff would leave it, whatever the lengths."""
    part = Part(
        "Certificate", "a", {"domains": domains, "tags": tags or {"a": "b"}}, (), arns={"r": "a"}
    )
    text = program(Adoption([part]), "1", "import.json")
    assert formatted(text, tmp_path_factory.mktemp("program")) == []


def test_the_import_file() -> None:
    """Components first, their children below them by unambiguous names."""
    listener = Resource("aws:lb/listener:Listener", "web", "arn:l")
    web = Part("HttpsListener", "web", {}, (listener,))
    text = import_file([web], "7.51.1")
    assert ast.literal_eval(text.replace("true", "True")) == {
        "resources": [
            {
                "type": "acm:index:HttpsListener",
                "name": "web",
                "logicalName": "web",
                "component": True,
            },
            {
                "type": "aws:lb/listener:Listener",
                "name": "web_resource_1",
                "logicalName": "web",
                "id": "arn:l",
                "parent": "web",
                "version": "7.51.1",
            },
        ]
    }
