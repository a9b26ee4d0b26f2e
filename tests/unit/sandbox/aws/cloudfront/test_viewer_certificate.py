"""Which certificate a distribution may serve."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.cloudfront import viewer_certificate as rules
from unit.sandbox.aws.cloudfront.support import VIRGINIA, Cdn, serving
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from collections.abc import Callable

NAME = "www.example.com"
CODE = "InvalidViewerCertificate"


def test_without_aliases_the_default_certificate_serves(cdn: Cdn) -> None:
    """API model, MinimumProtocolVersion: TLSv1 "regardless of the value that you set here"."""
    given = {"CloudFrontDefaultCertificate": True, "MinimumProtocolVersion": "TLSv1.2_2021"}
    shown = cdn.shown(cdn.create(ViewerCertificate=given))["DistributionConfig"]
    assert shown["ViewerCertificate"] == {
        "CloudFrontDefaultCertificate": True,
        "SSLSupportMethod": "vip",
        "MinimumProtocolVersion": "TLSv1",
        "CertificateSource": "cloudfront",
    }


def test_the_default_certificate_serves_no_aliases(cdn: Cdn) -> None:
    """The words of cloudposse/terraform-aws-cloudfront-s3-cdn#72."""
    with refused(CODE, rules.NO_CERTIFICATE):
        cdn.create(NAME)
    with refused(CODE, rules.NO_CERTIFICATE):
        cdn.create(NAME, ViewerCertificate={"CloudFrontDefaultCertificate": True})


def test_a_certificate_of_ones_own(cdn: Cdn) -> None:
    """API model, ViewerCertificate: the default is false then, and the old members say the same."""
    arn = cdn.certificate("example.com", NAME)
    shown = cdn.shown(cdn.create(NAME, ViewerCertificate=serving(arn)))["DistributionConfig"]
    assert shown["Aliases"] == {"Quantity": 1, "Items": [NAME]}
    assert shown["ViewerCertificate"] == {
        "CloudFrontDefaultCertificate": False,
        "ACMCertificateArn": arn,
        "SSLSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
        "Certificate": arn,
        "CertificateSource": "acm",
    }


@pytest.mark.parametrize(
    "made",
    [
        lambda _: f"arn:aws:acm:us-east-1:{ACCOUNT}:certificate/none",
        lambda cdn: cdn.world.issued(NAME, region=HOME),
        lambda cdn: cdn.world.request(NAME, region="us-east-1"),
        lambda cdn: cdn.certificate(NAME, KeyAlgorithm="EC_secp384r1"),
        lambda cdn: cdn.world.with_key("EC_secp521r1", NAME, region=VIRGINIA),
        lambda _: "no ARN",
    ],
    ids=["not there", "another region", "pending", "P-384", "P-521", "no ARN"],
)
def test_one_that_cannot_be_used(cdn: Cdn, made: Callable[[Cdn], str]) -> None:
    """One sentence for all: hashicorp/terraform-provider-aws#13489; guide, "Key size"."""
    with refused(CODE, rules.NOT_USABLE):
        cdn.create(NAME, ViewerCertificate=serving(made(cdn)))


def test_an_expired_one_cannot_be_used(cdn: Cdn) -> None:
    """The same sentence: "isn't valid"."""
    arn = cdn.certificate(NAME)
    clock.advance(timedelta(days=200))
    with refused(CODE, rules.NOT_USABLE):
        cdn.create(NAME, ViewerCertificate=serving(arn))


def test_one_of_another_account_cannot_be_used(cdn: Cdn) -> None:
    """Certificates are not shared; for CloudFront it does not exist."""
    arn = cdn.certificate(NAME)
    role = "arn:aws:iam::222222222222:role/cdn"
    answer = cdn.world.sts.assume_role(RoleArn=role, RoleSessionName="cdn")
    other = Cdn(cdn.world, key=answer["Credentials"]["AccessKeyId"])
    with refused(CODE, rules.NOT_USABLE):
        other.create(NAME, ViewerCertificate=serving(arn))


@pytest.mark.parametrize("algorithm", ["RSA_1024", "RSA_3072", "RSA_4096", "EC_prime256v1"])
def test_the_other_keys_serve(cdn: Cdn, algorithm: str) -> None:
    """Guide, "Key size": RSA of 1,024 to 4,096 bits, and P-256."""
    arn = cdn.world.with_key(algorithm, NAME, region=VIRGINIA)
    cdn.create(NAME, ViewerCertificate=serving(arn))


@pytest.mark.parametrize(
    ("aliases", "covered"),
    [
        (["example.com"], True),
        (["a.example.com", "WWW.example.com"], True),
        (["*.example.com"], True),
        (["a.b.example.com"], False),
        (["example.com", "example.org"], False),
        (["*.a.example.com"], False),
        (["a.example.com."], False),
    ],
)
def test_it_has_to_cover_every_alias(cdn: Cdn, aliases: list[str], covered: bool) -> None:
    """The words of terraform-provider-aws#13828; the final dot: widdix/aws-cf-templates#443."""
    arn = cdn.certificate("example.com", "*.example.com")
    if covered:
        cdn.create(*aliases, ViewerCertificate=serving(arn))
        return
    with refused(CODE, rules.NOT_COVERED):
        cdn.create(*aliases, ViewerCertificate=serving(arn))


def test_an_update_is_checked_too(cdn: Cdn) -> None:
    """And changes nothing where it is refused."""
    arn = cdn.certificate(NAME)
    made = cdn.create(NAME, ViewerCertificate=serving(arn))
    with refused(CODE, rules.NOT_COVERED):
        cdn.update(made, Aliases={"Quantity": 2, "Items": [NAME, "example.org"]})
    shown = cdn.shown(made)["DistributionConfig"]
    assert shown["Aliases"]["Items"] == [NAME]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"CloudFrontDefaultCertificate": True}, rules.MORE_THAN_ONE),
        ({"MinimumProtocolVersion": "SSLv3"}, rules.SNI_WITH_SSL),
    ],
)
def test_what_does_not_go_together(cdn: Cdn, options: dict[str, Any], message: str) -> None:
    """The words of aws/aws-cdk#6035 and cloudtools/troposphere#218."""
    arn = cdn.certificate(NAME)
    with refused("InvalidArgument", message):
        cdn.create(NAME, ViewerCertificate=serving(arn, **options))


def test_how_viewers_are_told_apart_has_to_be_said(cdn: Cdn) -> None:
    """API model, SSLSupportMethod; aws/aws-cdk#9193: the protocol version has not."""
    given = serving(cdn.certificate(NAME))
    del given["SSLSupportMethod"]
    with refused("InvalidArgument", rules.NO_METHOD):
        cdn.create(NAME, ViewerCertificate=given)
    given = serving(given["ACMCertificateArn"])
    del given["MinimumProtocolVersion"]
    shown = cdn.shown(cdn.create(NAME, ViewerCertificate=given))["DistributionConfig"]
    assert shown["ViewerCertificate"]["MinimumProtocolVersion"] == "TLSv1"


def test_dedicated_addresses_may_speak_older_protocols(cdn: Cdn) -> None:
    """API model, SSLSupportMethod: vip costs more; static-ip is CloudFront's team's to allow."""
    arn = cdn.certificate(NAME)
    older = serving(arn, SSLSupportMethod="vip", MinimumProtocolVersion="SSLv3")
    cdn.create(NAME, ViewerCertificate=older)
    with refused(
        "NotInTheSandbox",
        "the sandbox has no cloudfront distribution with SSLSupportMethod static-ip",
    ):
        cdn.create(ViewerCertificate=serving(arn, SSLSupportMethod="static-ip"))


def test_a_protocol_version_that_there_is_not(cdn: Cdn) -> None:
    """API model, MinimumProtocolVersion."""
    with refused("MalformedXML"):
        cdn.create(
            NAME,
            ViewerCertificate=serving(cdn.certificate(NAME), MinimumProtocolVersion="TLSv1.3_2021"),
        )
