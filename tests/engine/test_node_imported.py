"""An ImportedCertificate from Node: imported, renewed, refused; and nobody reads its key."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import pytest

from support.engine import EngineSandbox
from support.importing import EC, body, imported, pieces
from support.node import node
from support.pem_sets import Leaf

LEAF = EC.leaf()
OTHER = EC.leaf(number=1)


def secret(text: Any) -> dict[str, Any]:
    """Return an argument that the Node program makes a secret."""
    return {"secret": text}


def args(leaf: Leaf = LEAF, **changed: Any) -> dict[str, Any]:
    """Return the arguments of an import, its key a secret."""
    return {
        "certificate": leaf.pem,
        "chain": EC.chain,
        "privateKey": secret(leaf.key),
        **changed,
    }


def run(
    sandbox: EngineSandbox, program: Path, directory: Path, *cases: dict[str, Any]
) -> tuple[list[dict[str, Any]], str]:
    """Import one after the other; return what became of each, and all that was printed."""
    path = directory / "cases.json"
    path.write_text(json.dumps(cases), encoding="utf-8")
    status, printed = node(sandbox, program.with_name("imported.js"), directory, path)
    path.unlink()
    assert status == 0, printed
    results = [json.loads(line) for line in printed.splitlines() if line.startswith('{"')]
    assert len(results) == len(cases), printed
    return results, printed


def assert_nobody_reads_the_key(sandbox: EngineSandbox, printed: str, *leaves: Leaf) -> None:
    """Search what was printed, and what the engine wrote, for pieces of the keys."""
    stacks = Path(urlparse(sandbox.environment["PULUMI_BACKEND_URL"]).path)
    files = [each.read_text(encoding="utf-8") for each in stacks.rglob("*.json")]
    assert any("privateKey" in text for text in files)
    for piece in {piece for leaf in leaves for piece in pieces(leaf)}:
        assert piece not in printed
        assert not any(piece in text for text in files)


def test_imported_and_renewed(sandbox: EngineSandbox, node_program: Path, tmp_path: Path) -> None:
    """With a secret key, with a plain one, and again with a renewed certificate: one ARN."""
    results, printed = run(
        sandbox,
        node_program,
        tmp_path,
        args(cloudfront=True),
        args(cloudfront=True, privateKey=LEAF.key),
        args(OTHER, cloudfront=True),
    )
    first, plain, renewed = (each["outputs"] for each in results)
    assert list(first["arns"]) == ["eu-west-1", "us-east-1"]
    assert first["cloudfrontArn"] == first["arns"]["us-east-1"]
    assert first["domains"] == ["example.com", "*.example.com"]
    assert first["keyAlgorithm"] == "EC_prime256v1"
    assert first == plain == renewed
    for region in first["arns"]:
        [found] = imported(sandbox, region)
        assert body(sandbox, found["CertificateArn"]) == OTHER.pem
    assert_nobody_reads_the_key(sandbox, printed, LEAF, OTHER)


BAD: dict[str, tuple[dict[str, Any], str]] = {
    "another key": (
        args(privateKey=secret(OTHER.key)),
        'private_key: it is not the key of the certificate "CN=example.com"',
    ),
    "another key, in plain": (
        args(privateKey=OTHER.key),
        'privateKey: it is not the key of the certificate "CN=example.com"',
    ),
    "damaged": (
        args(privateKey=secret(LEAF.key.replace("-----", "---"))),
        "private_key: its BEGIN and END lines are damaged",
    ),
    # What the engine would print with its value, a secret's as well, if it was told the property.
    "given twice": (
        args(privateKeyFile="privkey.pem"),
        "privateKey: it is given twice, by private_key_file as well",
    ),
    "of another type": (args(privateKey=[LEAF.key]), "privateKey: it must be a string"),
    "as the certificate": (args(certificate=LEAF.key), "certificate: block 1 is a private key"),
    "as the path": (
        args(privateKey=None, privateKeyFile=LEAF.key),
        "privateKeyFile: a path is expected here, and this is PEM",
    ),
    "as what is not secret": (
        args(keyAlgorithm=LEAF.key),
        'keyAlgorithm "[a private key]": it must be',
    ),
    "as a secret that is none": (
        args(keyAlgorithm=secret(LEAF.key)),
        "keyAlgorithm: it must be known while planning",
    ),
    "by a name that there is not": (
        args(private_key=LEAF.key),
        'private_key: there is no such argument. Did you mean "privateKey"?',
    ),
    # Found by the SDK, which would have the engine print all arguments.
    "no number": (
        args(expiryWarningDays="thirty"),
        "Invalid value 'thirty' of type <class 'str'> for integer property expiryWarningDays",
    ),
}


def test_refused(sandbox: EngineSandbox, node_program: Path, tmp_path: Path) -> None:
    """Each mistake is named, nothing is imported, and the key is in no message."""
    # One that is good first, so that there is a state that could show the key.
    cases = [args(), *(given for given, _ in BAD.values())]
    [good, *results], printed = run(sandbox, node_program, tmp_path, *cases)
    for (name, (_, message)), result in zip(BAD.items(), results, strict=True):
        said = result["error"]
        assert message in said, name
        assert 'acm.ImportedCertificate "site": ' in said, name
        assert "Traceback" not in said, name
        assert "server.py" not in said, name
    [found] = imported(sandbox)
    assert found["CertificateArn"] == good["outputs"]["arn"]
    assert_nobody_reads_the_key(sandbox, printed, LEAF, OTHER)


@pytest.mark.parametrize("shown", [LEAF.key, json.dumps(LEAF.key)])
def test_the_search_finds_a_key(shown: str) -> None:
    """As it is, and as JSON has it."""
    assert any(piece in shown for piece in pieces(LEAF))
