"""PEM as text: what is read, in which form, and what is said of everything else."""

import base64
import textwrap

import pytest

from pulumi_acm.pem import armour, blocks
from pulumi_acm.pem_files import read_file, shown
from support.pem_sets import family, key, key_pem

FAMILY = family()
LEAF = FAMILY.leaf()
PEM = LEAF.pem
TWO = PEM + FAMILY.chain
BODY = "".join(PEM.splitlines()[1:-1])


@pytest.mark.parametrize(
    "text",
    [
        PEM,
        PEM.strip(),
        PEM.replace("\n", "\r\n"),
        PEM.replace("\n", "\r"),
        "\ufeff" + PEM,
        f"\n\n  {PEM}\n \t\n",
        textwrap.indent(PEM, "    "),
        PEM.replace("\n", " "),
        f"-----BEGIN CERTIFICATE-----\n{BODY}\n-----END CERTIFICATE-----",
        f"Bag Attributes\n    localKeyID: 01 02\nsubject=CN = example.com\n{PEM}---\nServer\n",
        f"Modulus={'ABCDEF' * 20}\n{PEM}",
    ],
    ids=range(11),
)
def test_forms_that_are_the_same(text: str) -> None:
    """Line ends, white space, byte order marks and what tools write beside it do not matter."""
    [block], faults = blocks(text)
    assert faults == []
    assert armour(block.label, block.der) == PEM


def test_the_normal_form_is_that_of_openssl() -> None:
    """Which is what `cryptography` writes, for keys as for certificates."""
    for form in ("PKCS8", "TraditionalOpenSSL"):
        text = key_pem(key(), form)
        [block], _ = blocks(text)
        assert armour(block.label, block.der) == text


def test_several_blocks() -> None:
    """They come in their order."""
    found, faults = blocks(TWO)
    assert [each.label for each in found] == ["CERTIFICATE", "CERTIFICATE"]
    assert "".join(armour(each.label, each.der) for each in found) == TWO
    assert faults == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it is empty"),
        (" \r\n\ufeff", "it is empty"),
        ("cert.pem", "it is no PEM: there is no -----BEGIN ...----- line in it"),
        (PEM.replace("\n", "\\n"), "its line ends are written out as \\n"),
        (base64.b64encode(PEM.encode()).decode(), "it is PEM in base64 once more"),
        (BODY, "it has no BEGIN and END lines"),
        ("0\x82\x01\x02abc", "it is binary (DER, PKCS #12 or a key store), not PEM"),
        (PEM.replace("-----", "----"), "its BEGIN and END lines are damaged"),
        (PEM.replace("-----BEGIN", "----BEGIN"), "one of its BEGIN or END lines is damaged"),
        (PEM.partition("-----END")[0], "block 1 (a certificate) is cut off"),
        (TWO.rpartition("-----END")[0], "block 2 (a certificate) is cut off"),
        (PEM.partition("\n")[2], "there is an END line without its BEGIN line, after 0 blocks"),
        (PEM + PEM.partition("\n")[2], "there is an END line without its BEGIN line, after 1 bloc"),
        (PEM.partition("-----END")[0] + PEM, "block 1 (a certificate) is cut off"),
        (PEM.replace("END CERT", "END X CERT"), "block 1 (a certificate) ends as something else"),
        (PEM.replace(BODY[70:80], "!" * 10), "block 1 (a certificate) is no base64"),
        (PEM.replace(BODY[70:80], "é" * 10), "block 1 (a certificate) is no base64"),
        (PEM.replace(BODY[64:128], BODY[64:127]), "block 1 (a certificate) is no base64"),
        ("-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----", "block 1 (a certificate) is em"),
        (f"{PEM}{BODY[:64]}\n{PEM}", "there is base64 outside of its blocks"),
        ("-----BEGIN MY THING-----\nAAAA\n", "block 1 (of an unknown kind) is cut off"),
    ],
    ids=range(21),
)
def test_faults_of_the_form(text: str, fault: str) -> None:
    """Each is named; none of the messages quotes the text."""
    _, faults = blocks(text)
    assert any(each.startswith(fault) for each in faults), faults
    assert not any(BODY[:20] in each or BODY[-20:] in each for each in faults)


def test_a_long_text_of_boundaries_is_read_once() -> None:
    """No text of some megabytes keeps a preview busy."""
    found, faults = blocks("-----BEGIN CERTIFICATE-----\n" * 80_000)
    assert found == []
    assert len(faults) == 1


@pytest.mark.parametrize("path", ["certs/example.com.pem", "../privkey.pem", "C:\\certs\\key.pem"])
def test_paths_are_shown(path: str) -> None:
    """So that a user sees which file is meant."""
    assert shown(path) == path


MAY_BE_KEYS = [LEAF.key, *LEAF.key.splitlines(), "x.pem\n" + LEAF.key, "." * 300]


@pytest.mark.parametrize("text", MAY_BE_KEYS, ids=range(len(MAY_BE_KEYS)))
def test_what_may_be_a_key_is_not_shown(text: str) -> None:
    """Neither a key that was given as a path, nor a line of one."""
    assert shown(text) is None


def test_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is in a file, and what is wrong with it instead."""
    directory = tmp_path_factory.mktemp("pem")
    path = directory / "it.pem"
    cases: list[tuple[bytes, str]] = [
        (b"\xff\xfe" + PEM.encode("utf-16-le"), "the file is in UTF-16"),
        (base64.b64decode(BODY), "the file is binary (DER or PKCS #12), not PEM"),
        (b"\x89PNG\xfe\xff", "the file is no text"),
    ]
    for content, fault in cases:
        path.write_bytes(content)
        text, found = read_file(str(path))
        assert text == ""
        assert str(found).startswith(fault)
    path.write_bytes(b"\xef\xbb\xbf" + PEM.encode())
    assert read_file(str(path)) == ("\ufeff" + PEM, None)
    assert read_file(str(directory)) == ("", "the file cannot be read: Is a directory")
    assert read_file(str(directory / "no.pem"))[1] == (
        "the file cannot be read: No such file or directory"
    )
    assert str(read_file("a\0b")[1]).startswith("the file cannot be read")
    assert str(read_file(LEAF.key)[1]).startswith("a path is expected here")
