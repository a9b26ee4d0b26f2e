"""Which certificates need another one beside them where client certificates are checked."""

import pytest
from pulumi import Output

from pulumi_acm.attach.api_domain import _ownership_problems
from pulumi_acm.attach.api_domain_spec import ApiDomainSpec
from pulumi_acm.attach.attachable import Attachable
from pulumi_acm.attach.partial import parse_partly
from pulumi_acm.proof import Known

ARGS = {"domain": "example.com", "certificate": "x", "truststore_uri": "s3://x/y"}


@pytest.mark.parametrize(
    ("known", "more", "message"),
    [
        (Known("site", imported=False), {}, ""),
        (Known("site", imported=True), {}, "with an imported certificate"),
        (Known("site", imported=False, private=True), {}, "with a private certificate"),
        (Known("site", private=True), {"ownership_certificate_arn": "y"}, ""),
        (Known("site", private=True), {"ownership_certificate_arn": 5}, ""),
        (Known("site", private=True), {"truststore_uri": None}, ""),
    ],
)
def test_ownership(known: Known, more: dict[str, object], message: str) -> None:
    """API Gateway, `ownershipVerificationCertificateArn`.

    "Only required when configuring mutual TLS and using an ACM imported or private CA certificate
    ARN as the regionalCertificateArn."
    """
    parsed = parse_partly(ApiDomainSpec, {**ARGS, **more})
    found = Attachable(known, lambda _region: Output.from_input(""), None)
    problems = [str(each) for each in _ownership_problems(parsed, [found])]
    assert len(problems) == bool(message)
    assert message in "".join(problems)
