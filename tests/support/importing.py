"""Projects with an ImportedCertificate: its file, its key in the configuration, its ARNs."""

import base64
import subprocess
from datetime import datetime, timezone
from typing import Any

from .engine import REGION, EngineSandbox, Project
from .pem_sets import Family, Leaf, family, key_pem, secret_lines

NOW = datetime.now(timezone.utc).replace(microsecond=0)
EC = family("EC", now=NOW)
RSA = family("RSA", "RSA_2048", now=NOW)
KEY_TYPES = ("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1")
PIECE = 32
"""Characters of a piece of a key that is searched for."""
SITE = """acm.ImportedCertificate("site", {
    "certificate_file": "fullchain.pem",
    "private_key": pulumi.Config().require_secret("privateKey"),
    **%r,
})"""
EXPORTS = """
for output in ("arn", "arns", "cloudfront_arn", "domains", "not_after", "key_algorithm"):
    pulumi.export(output, getattr(site, output))
"""
ALONE = f"import pulumi\nimport pulumi_acm as acm\nsite = {SITE % {}}\n{EXPORTS}"


def project_of(sandbox: EngineSandbox, program: str, leaf: Leaf, issuer: Family = EC) -> Project:
    """Return a project with a certificate's file, and its key in the configuration."""
    project = sandbox.project(program)
    give(project, leaf, issuer)
    return project


def give(project: Project, leaf: Leaf, issuer: Family = EC) -> None:
    """Put another certificate in place, as certbot and a CI job do."""
    (project.directory / "fullchain.pem").write_text(leaf.pem + issuer.chain)
    give_key(project, leaf.key)


def give_key(project: Project, text: str) -> None:
    """Put a private key into the configuration as the guide says: by standard input.

    As an argument it would be taken for a flag, because of its dashes, and printed.
    """
    command = ["pulumi", "config", "set", "--secret", "privateKey", "--stack", project.stack]
    subprocess.run(
        command, cwd=project.directory, env=project.environment, input=text, text=True, check=True
    )


def imported(sandbox: EngineSandbox, region: str = REGION) -> list[dict[str, Any]]:
    """Return the imported certificates of a region, described."""
    acm = sandbox.client("acm", region)
    listed = acm.list_certificates(Includes={"keyTypes": list(KEY_TYPES)})
    found = [
        acm.describe_certificate(CertificateArn=each["CertificateArn"])["Certificate"]
        for each in listed["CertificateSummaryList"]
    ]
    return [each for each in found if each["Type"] == "IMPORTED"]


def body(sandbox: EngineSandbox, arn: str) -> str:
    """Return the certificate that an ARN has now."""
    found: str = sandbox.client("acm", arn.split(":")[3]).get_certificate(CertificateArn=arn)[
        "Certificate"
    ]
    return found


def pieces(leaf: Leaf) -> set[str]:
    """Return pieces of a private key, in all forms in which it could turn up.

    Without those of its public half, which is in the certificate as well.
    """
    forms = (key_pem(leaf.private, each) for each in ("PKCS8", "TraditionalOpenSSL"))
    lines = [line for form in forms for line in secret_lines(form)]
    armoured = leaf.key.encode()
    # Within base64 once more, past the armour that all keys have.
    lines += [base64.b64encode(armoured[start:]).decode() for start in range(60, 63)]
    public = "".join(secret_lines(leaf.pem))
    found = {
        line[start : start + PIECE]
        for line in lines
        for start in range(0, max(1, len(line) - PIECE + 1), PIECE // 2)
    }
    return {each for each in found if len(each) == PIECE and each not in public}
