"""An ImportedCertificate's arguments: what is put right, and all else that is said at once."""

from typing import TYPE_CHECKING, Any

import pytest
from pulumi import Output

from pulumi_acm.imported_spec import Given, parse
from support.pem_sets import NOW, family, issue, pem, secret_lines

if TYPE_CHECKING:
    from pathlib import Path

FAMILY = family()
LEAF = FAMILY.leaf()
ROOT, R1 = pem(FAMILY.root.certificate), FAMILY.chain
GOOD = {"certificate": LEAF.pem, "private_key": LEAF.key, "chain": R1}
OTHER = FAMILY.leaf(subject="b.example.com", names=("b.example.com",), number=1)
RSA = family(kind="RSA_2048").leaf("RSA_2048")


def spec(**args: Any) -> Given:
    """Parse arguments that are right."""
    parsed, problems = parse(args, NOW)
    assert not problems
    assert parsed is not None
    return parsed


def lines(**args: Any) -> list[str]:
    """Return the messages about arguments that are wrong."""
    parsed, problems = parse(args, NOW)
    assert parsed is None
    return [str(problem) for problem in problems]


def test_what_is_read() -> None:
    """Names, key, validity, and each part in its normal form."""
    found = spec(**{name: text.replace("\n", "\r\n") for name, text in GOOD.items()})
    assert found.public is not None
    assert found.public.body == LEAF.pem
    assert found.public.chain_body == R1
    assert found.key == LEAF.key
    assert found.key_algorithm == "EC_prime256v1"
    assert found.public.domains == ("example.com", "*.example.com")
    assert found.public.not_after == "2027-02-12T12:00:00Z"
    assert found.public.notes == found.public.warnings == ()


def test_the_key_is_in_no_repr() -> None:
    """A traceback or a debugger that prints what was parsed shows no key."""
    found = spec(**GOOD)
    assert not any(line in repr(found) for line in secret_lines(LEAF.key))


def test_certbots_files(tmp_path_factory: pytest.TempPathFactory) -> None:
    """As they lie in /etc/letsencrypt/live, in both ways to give them."""
    live = tmp_path_factory.mktemp("live")
    files = {
        "cert": LEAF.pem,
        "chain": R1,
        "fullchain": LEAF.pem + R1,
        "privkey": LEAF.key,
    }
    for name, text in files.items():
        (live / f"{name}.pem").write_text(text)
    key_file = str(live / "privkey.pem")
    one = spec(certificate_file=str(live / "fullchain.pem"), private_key_file=key_file)
    two = spec(
        certificate_file=str(live / "cert.pem"),
        chain_file=str(live / "chain.pem"),
        private_key_file=key_file,
    )
    assert one.public is not None
    assert two.public is not None
    assert (one.public.body, one.public.chain_body) == (LEAF.pem, R1)
    assert (two.public.body, two.public.chain_body) == (LEAF.pem, R1)
    assert len(one.public.notes) == 1


def test_warnings() -> None:
    """What ACM takes, and a client may not."""
    alone = spec(certificate=LEAF.pem, private_key=LEAF.key).public
    assert alone is not None
    assert alone.warnings == (
        (
            'there is no chain: clients that do not know "CN=Test R1", which certifies the '
            "certificate, will not trust it"
        ),
    )
    old = issue("Test R1", FAMILY.intermediate.private, FAMILY.root, ca=True, days=(-90, -1))
    expired = spec(**(GOOD | {"chain": pem(old)})).public
    assert expired is not None
    assert expired.warnings == (
        (
            '"CN=Test R1" of the chain expired at 2026-11-23T12:00:00Z: clients may not trust the '
            "certificate"
        ),
    )


@pytest.mark.parametrize(("days", "warned"), [(80, True), (79, False), (0, False)])
def test_expiry(days: int, warned: bool) -> None:
    """From so many days before on, with the moment and the days that are left."""
    public = spec(**GOOD).public
    assert public is not None
    message = (
        'the certificate "CN=example.com" expires at 2027-02-12T12:00:00Z, in 80 days, and ACM '
        "does not renew what was imported: get a new one and run `pulumi up` with it"
    )
    assert public.expiry_warning(NOW, days) == (message if warned else None)


def test_what_comes_later() -> None:
    """An Output is read when it is known; what is known is checked now."""
    later: Any = Output.from_input("later")
    assert spec(**(GOOD | {"private_key": later})).key is None
    found = spec(
        certificate=later, private_key=later, chain=later, key_algorithm="RSA_4096", domains=["a.b"]
    )
    assert (found.public, found.key, found.key_algorithm) == (None, None, "RSA_4096")
    assert lines(certificate=later, private_key=LEAF.pem) == [
        "private_key: it is a certificate, not a private key",
    ]
    assert lines(certificate=later, private_key=LEAF.key) == [
        (
            "key_algorithm: it is needed, because the certificate or its chain is not known while "
            "planning: certificates with another kind of key are other resources"
        ),
    ]


def test_regions() -> None:
    """As a Certificate has them."""
    found = spec(**GOOD, regions=["eu-west-1", "eu-west-1"], cloudfront=True)
    assert found.spec.regions_or(lambda: "never") == ["eu-west-1", "us-east-1"]
    assert spec(**GOOD).spec.regions_or(lambda: "eu-west-1") == ["eu-west-1"]


def test_all_at_once() -> None:
    """Shape, files, PEM and what is between the arguments."""
    assert lines(
        certificate=LEAF.pem,
        private_key=OTHER.key,
        chain=ROOT,
        regions=["Ireland"],
        tags={"aws:x": "y"},
        expiry_warning_days=-1,
        regoin="x",
    ) == [
        'regions[0] "Ireland": a region is written as in eu-west-1',
        'tags["aws:x"] "aws:x": AWS keeps tag keys that begin with aws: for itself',
        "expiry_warning_days -1: it must be greater than or equal to 0",
        'regoin: there is no such argument. Did you mean "regions"?',
        (
            'chain: the certificate of "CN=Test R1", which certifies "CN=example.com", is not in '
            'it; what is there certifies something else: "CN=Test Root"'
        ),
    ]
    assert lines(
        **(GOOD | {"private_key": OTHER.key}),
        key_algorithm="RSA_2048",
        domains=["example.com", "a.b.example.com"],
        regions=["cn-north-1"],
        cloudfront=True,
    ) == [
        'private_key: it is not the key of the certificate "CN=example.com"',
        'key_algorithm "RSA_2048": the certificate\'s key is EC_prime256v1',
        (
            'domains[1] "a.b.example.com": no name of the certificate covers it (example.com, '
            "*.example.com)"
        ),
        (
            "regions: regions of one certificate, CloudFront's (us-east-1) included, are in one "
            "AWS partition, not in cn-north-1 (aws-cn), us-east-1 (aws); request the others in a "
            "stack of their own"
        ),
    ]
    private = FAMILY.leaf("EC_secp384r1")
    [line] = lines(certificate=private.pem, private_key=private.key, cloudfront=True)
    assert line.startswith("cloudfront: CloudFront takes no EC_secp384r1 keys, only RSA_1024, ")


def test_not_a_mapping() -> None:
    """Not even then is the key shown."""
    parsed, [problem] = parse(LEAF.key, NOW)  # type: ignore[arg-type]  # what a user may do
    assert parsed is None
    assert str(problem) == "args: it must be a mapping of arguments"


def test_a_file_that_is_wrong_is_named(tmp_path_factory: pytest.TempPathFactory) -> None:
    """By its path, which the problems of what is in it have as well."""
    path: Path = tmp_path_factory.mktemp("files") / "chain.pem"
    path.write_text(ROOT)
    [line] = lines(certificate=LEAF.pem, private_key=LEAF.key, chain_file=str(path))
    assert line.startswith(f'chain_file "{path}": the certificate of "CN=Test R1"')
