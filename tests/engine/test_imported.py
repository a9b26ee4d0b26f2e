"""An ImportedCertificate on the real engine: imported, in whatever form it comes, or refused."""

from support.engine import REGION, EngineSandbox
from support.importing import (
    ALONE,
    EC,
    EXPORTS,
    NOW,
    RSA,
    SITE,
    body,
    give,
    give_key,
    imported,
    project_of,
)
from support.pem_sets import family, key_pem, pem
from support.targets import TARGETS

LISTENER = TARGETS["application load balancer"]


def test_import_in_two_regions(sandbox: EngineSandbox) -> None:
    """The same certificate in the home region and in CloudFront's, and nothing to do after it."""
    leaf = EC.leaf()
    program = ALONE.replace("**{}", "'cloudfront': True, 'tags': {'team': 'web'}")
    project = project_of(sandbox, program, leaf)
    preview = project.preview()
    assert preview.ok, preview.output
    up = project.up()
    assert up.ok, up.output
    assert sorted(up.steps()) == sorted(preview.steps())  # regions have no order
    assert sorted(name for _, name in up.steps()) == [
        "site",
        "site/eu-west-1/EC_prime256v1",
        "site/us-east-1/EC_prime256v1",
    ]
    [home], [cloudfront] = imported(sandbox), imported(sandbox, "us-east-1")
    assert project.outputs() == {
        "arn": home["CertificateArn"],
        "arns": {REGION: home["CertificateArn"], "us-east-1": cloudfront["CertificateArn"]},
        "cloudfront_arn": cloudfront["CertificateArn"],
        "domains": ["example.com", "*.example.com"],
        "not_after": leaf.certificate.not_valid_after_utc.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "key_algorithm": "EC_prime256v1",
    }
    for found in (home, cloudfront):
        arn = found["CertificateArn"]
        assert (found["Status"], body(sandbox, arn)) == ("ISSUED", leaf.pem)
        acm = sandbox.client("acm", arn.split(":")[3])
        assert {"Key": "team", "Value": "web"} in acm.list_tags_for_certificate(CertificateArn=arn)[
            "Tags"
        ]
    assert project.preview_json()["changeSummary"].keys() == {"same"}
    assert project.destroy().ok
    assert imported(sandbox) == imported(sandbox, "us-east-1") == []


def test_the_same_in_another_form_is_no_change(sandbox: EngineSandbox) -> None:
    """Line ends, the order of the chain and what stands beside the PEM are no difference."""
    leaf = EC.leaf()
    project = project_of(sandbox, ALONE, leaf)
    assert project.up().ok
    text = f"Bag Attributes\n\n{EC.chain}{leaf.pem}".replace("\n", "\r\n")
    (project.directory / "fullchain.pem").write_bytes(text.encode())
    preview = project.preview()
    assert preview.ok, preview.output
    assert preview.changes().keys() == {"same"}


def test_what_is_proved_of_an_imported_one(sandbox: EngineSandbox) -> None:
    """Key, region, names, and that API Gateway serves wildcards only with what ACM issued."""
    site = ALONE.replace("**{}", "'regions': ['eu-central-1']")
    api = 'acm.ApiDomain("api", {"domain": "*.example.com", "certificate": site})\n'
    project = project_of(sandbox, site + api, EC.leaf())
    preview = project.preview()
    assert not preview.ok
    for message in (
        'acm.ApiDomain "api": 2 problems',
        "the API Gateway (regional) is in eu-west-1, this certificate in eu-central-1",
        "takes a wildcard host name only with a certificate issued by ACM",
    ):
        assert message in preview.output
    assert "takes no EC" not in preview.output
    leaf = family("Big", "RSA_2048", now=NOW).leaf("RSA_4096")
    project.write(TARGETS["network load balancer"].text_with(SITE % {}))
    give(project, leaf, family("Big", "RSA_2048", now=NOW))
    preview = project.preview()
    assert not preview.ok
    assert 'certificate "site": Network Load Balancer takes no RSA_4096 keys' in preview.output


def test_a_bad_set_creates_nothing(sandbox: EngineSandbox) -> None:
    """The configured key is another certificate's: the preview fails, and so does up."""
    project = project_of(sandbox, ALONE, EC.leaf())
    give_key(project, EC.leaf(number=1).key)
    for result in (project.preview(), project.up()):
        assert not result.ok
        assert 'error: acm.ImportedCertificate "site": 1 problem\n' in result.output
        assert 'private_key: it is not the key of the certificate "CN=example.com"' in result.output
        assert "Traceback" not in result.output
    assert sandbox.calls("ImportCertificate") == 0
    assert [each["type"] for each in project.resources().values()] in (
        [],
        ["acm:index:ImportedCertificate"],
    )


def test_a_bad_set_in_plain_registers_nothing(sandbox: EngineSandbox) -> None:
    """What is known at once is refused at once, all of it."""
    project = project_of(
        sandbox,
        """
        import pulumi_acm as acm
        acm.ImportedCertificate("site", {
            "certificate_file": "fullchain.pem", "private_key_file": "no.pem", "regions": ["here"],
        })
        """,
        EC.leaf(days=(-20, -1)),
    )
    result = project.up()
    assert not result.ok
    expired = EC.leaf(days=(-20, -1)).certificate.not_valid_after_utc
    for line in (
        'acm.ImportedCertificate "site": 3 problems',
        '  regions[0] "here": a region is written as in eu-west-1',
        '  private_key_file "no.pem": the file cannot be read: No such file or directory',
        f'  certificate_file "fullchain.pem": it expired at {expired:%Y-%m-%dT%H:%M:%SZ}; get a ',
    ):
        assert line in result.output
    assert "Traceback" not in result.output
    assert project.resources() == {}


LATER = """
    import pulumi
    import pulumi_acm as acm
    import pulumi_aws as aws
    zone = aws.route53.Zone("zone", name="example.com")
    read = lambda name: zone.zone_id.apply(lambda _: open(name).read())
    site = acm.ImportedCertificate("site", {
        "certificate": read("fullchain.pem"), "private_key": read("privkey.pem"),
        "key_algorithm": "EC_prime256v1", "domains": ["www.example.com"],
    })
"""


def test_a_certificate_that_comes_later(sandbox: EngineSandbox) -> None:
    """From another resource, such as those of the tls and acme providers: checked when it comes."""
    leaf = EC.leaf()
    project = project_of(sandbox, LATER + EXPORTS.replace("\n", "\n    "), leaf)
    (project.directory / "privkey.pem").write_text(leaf.key)
    preview = project.preview()
    assert preview.ok, preview.output
    assert ("create", "site/eu-west-1/EC_prime256v1") in preview.steps()
    up = project.up()
    assert up.ok, up.output
    assert project.outputs()["domains"] == ["example.com", "*.example.com"]
    assert leaf.key.splitlines()[1] not in str(project.export())
    # Once its source is there, it is known in a preview, which refuses it.
    bad = RSA.leaf("RSA_2048", names=("other.example",))
    give(project, bad, RSA)
    (project.directory / "privkey.pem").write_text(bad.key)
    preview = project.preview()
    assert not preview.ok
    for line in (
        'acm.ImportedCertificate "site": 2 problems',
        'key_algorithm "EC_prime256v1": the certificate\'s key is RSA_2048',
        'domains[0] "www.example.com": no name of the certificate covers it (other.example)',
    ):
        assert line in preview.output


def test_expiry_is_a_warning_each_time(sandbox: EngineSandbox) -> None:
    """In every preview and update, with the moment, from 30 days before on or as it is said."""
    leaf = EC.leaf(days=(-20, 20.5))
    until = leaf.certificate.not_valid_after_utc
    project = project_of(sandbox, ALONE, leaf)
    message = (
        f'the certificate "CN=example.com" expires at {until:%Y-%m-%dT%H:%M:%SZ}, '
        "in 20 days, and ACM does not renew what was imported"
    )
    for result in (project.preview(), project.up(), project.up()):
        assert result.ok, result.output
        assert [each for each in result.diagnostics("warning") if message in each]
    project.write(ALONE.replace("**{}", "'expiry_warning_days': 7"))
    assert message not in project.preview().output


def test_what_was_put_right_is_said(sandbox: EngineSandbox) -> None:
    """A chain in the wrong order, and a full chain that is split."""
    project = project_of(sandbox, ALONE, EC.leaf())
    text = (project.directory / "fullchain.pem").read_text()
    (project.directory / "fullchain.pem").write_text(pem(EC.root.certificate) + text)
    up = project.up()
    assert up.ok, up.output
    said = "".join(up.diagnostics("info"))
    assert 'certificate holds 3 certificates: "CN=example.com" is imported' in said
    assert "the chain was in another order, and was put right" in said


def test_a_key_in_an_older_form(sandbox: EngineSandbox) -> None:
    """SEC 1 and PKCS #1, as `openssl ecparam` and `openssl genrsa` write them."""
    for leaf, issuer in ((EC.leaf(), EC), (RSA.leaf("RSA_2048"), RSA)):
        name = issuer.root.certificate.subject.rfc4514_string().removeprefix("CN=").lower()[:3]
        project = sandbox.project(ALONE, name=f"older-{name.strip()}")
        give(project, leaf, issuer)
        text = key_pem(leaf.private, "TraditionalOpenSSL")
        give_key(project, text)
        up = project.up()
        assert up.ok, up.output
