"""Who uses a certificate: distributions."""

from __future__ import annotations

from unit.sandbox.aws.cloudfront.support import Cdn, serving
from unit.sandbox.aws.support import refused

NAME = "www.example.com"


def test_a_certificate_is_in_use_by_its_distributions(cdn: Cdn) -> None:
    """ACM's API model, InUseBy: ARNs; it is right after attaching, changing and deleting."""
    old, new = cdn.certificate(NAME), cdn.certificate("example.com", NAME)
    made = cdn.create(NAME, ViewerCertificate=serving(old))
    other = cdn.create(ViewerCertificate=serving(old))
    arns = [cdn.shown(distribution)["ARN"] for distribution in (made, other)]
    assert cdn.world.describe(old)["InUseBy"] == arns
    assert cdn.world.describe(old)["RenewalEligibility"] == "ELIGIBLE"

    cdn.update(made, ViewerCertificate=serving(new))
    assert cdn.world.describe(old)["InUseBy"] == arns[1:]
    assert cdn.world.describe(new)["InUseBy"] == arns[:1]

    cdn.update(made, Aliases={"Quantity": 0}, Enabled=False, ViewerCertificate={})
    assert cdn.world.describe(new)["InUseBy"] == []


def test_one_in_use_cannot_be_deleted(cdn: Cdn) -> None:
    """ACM's API model, ResourceInUseException: a disabled distribution uses it too."""
    arn = cdn.certificate(NAME)
    made = cdn.create(NAME, ViewerCertificate=serving(arn))
    acm = cdn.world.acm("us-east-1")
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=arn)
    cdn.update(made, Enabled=False)
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=arn)
    cdn.delete(made)
    acm.delete_certificate(CertificateArn=arn)
