"""The private key of an import: all that the engine prints and writes is searched for it."""

from pathlib import Path
from urllib.parse import urlparse

import pytest

from support.engine import EngineSandbox, Project
from support.importing import ALONE, EC, RSA, body, give, give_key, imported, pieces
from support.pem_sets import Family, secret_lines

CONFIGURED = 'pulumi.Config().require_secret("privateKey")'
IN_PLAIN = ALONE.replace(CONFIGURED, 'open("privkey.txt").read()')
BY_PATH = ALONE.replace(f'"private_key": {CONFIGURED}', '"private_key_file": "privkey.txt"')
KEY_AS_PATH = IN_PLAIN.replace('"private_key"', '"private_key_file"')
KEY_AS_CERTIFICATE = IN_PLAIN.replace(
    '"certificate_file": "fullchain.pem"', '"certificate": open("privkey.txt").read()'
)


LIFE = (
    ("preview", "--diff"),
    ("preview", "--json"),
    ("up", "--yes", "--skip-preview=false", "--diff", "--show-full-output"),
    ("preview", "--show-reads", "--show-sames", "--suppress-outputs=false"),
    ("refresh", "--yes", "--skip-preview", "--diff"),
    ("up", "--yes", "--skip-preview", "--json"),
    ("stack", "export"),
    ("stack", "output", "--json"),
    ("stack", "history", "--json", "--full-dates"),
    ("config",),
)


def written(sandbox: EngineSandbox, project: Project) -> str:
    """Return all that the engine has written: states, histories, logs, settings and events."""
    stacks = Path(urlparse(sandbox.environment["PULUMI_BACKEND_URL"]).path)
    home = Path(sandbox.environment["PULUMI_HOME"])
    files = [
        *stacks.rglob("*"),
        *(each for each in home.rglob("*") if not {"plugins", "bin"} & set(each.parts)),
        *(each for each in project.directory.rglob("*") if each.name != "privkey.txt"),
    ]
    texts = [each.read_text(encoding="utf-8", errors="replace") for each in files if each.is_file()]
    assert any('"private_key"' in text or "privateKey" in text for text in texts)
    return "\n".join(texts)


@pytest.mark.parametrize(
    ("program", "issuer", "kind"),
    [
        (ALONE, EC, "EC_prime256v1"),
        (IN_PLAIN, RSA, "RSA_2048"),
        (BY_PATH, EC, "EC_prime256v1"),
    ],
    ids=["secret", "plain", "file"],
)
def test_nobody_reads_the_key(
    sandbox: EngineSandbox, program: str, issuer: Family, kind: str
) -> None:
    """Through a whole life: preview, update, refresh, renewal, and then mistakes."""
    first, second = issuer.leaf(kind), issuer.leaf(kind, 1)
    secrets = pieces(first) | pieces(second)
    assert len(secrets) > 4
    project = sandbox.project(program)
    said = []

    for leaf, commands in ((first, LIFE), (second, LIFE[:3])):
        give(project, leaf, issuer)
        (project.directory / "privkey.txt").write_text(leaf.key)
        for command in commands:
            result = project.pulumi(*command)
            said.append(result.output)
            assert result.ok, result.output
        said.append(project.up().output)
    [found] = imported(sandbox)
    assert body(sandbox, found["CertificateArn"]) == second.pem
    for key, mistake in (
        (first.key, program),  # another's
        (second.key.replace(secret_lines(second.key)[1], "A" * 64), program),
        (second.key.replace("\n", "\\n"), program),
        (second.key.replace("-----", "---"), KEY_AS_PATH),
        ("".join(secret_lines(second.key)), KEY_AS_PATH),
        (second.key, KEY_AS_CERTIFICATE),
    ):
        give_key(project, key)
        (project.directory / "privkey.txt").write_text(key)
        project.write(mistake)
        result = project.preview("--diff")
        assert not result.ok
        said.append(result.output)
    everything_said = "\n".join(said)
    assert "[secret]" in everything_said
    everything_written = written(sandbox, project)
    for piece in secrets:
        assert piece not in everything_said
        assert piece not in everything_written


def test_the_search_finds_a_key(sandbox: EngineSandbox) -> None:
    """What is searched for is found where a program gives a key away."""
    leaf = EC.leaf()
    project = sandbox.project(
        f"{ALONE}key = {CONFIGURED}\npulumi.export('oops', pulumi.Output.unsecret(key))\n"
    )
    give(project, leaf)
    up = project.up()
    assert up.ok, up.output
    found = written(sandbox, project)
    assert any(piece in found for piece in pieces(leaf))
    shown = project.pulumi("stack", "output", "oops").output
    assert any(piece in shown for piece in pieces(leaf))
