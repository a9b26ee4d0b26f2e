"""The operations on distributions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws import install, snapshot
from unit.sandbox.aws.cloudfront.support import Cdn, config
from unit.sandbox.aws.support import ACCOUNT, refused

if TYPE_CHECKING:
    from pathlib import Path

TAGS = [{"Key": "team", "Value": "web"}]


def test_a_distribution_has_an_arn_without_a_region(cdn: Cdn) -> None:
    """API model, Distribution.ARN."""
    shown = cdn.shown(cdn.create())
    assert shown["ARN"] == f"arn:aws:cloudfront::{ACCOUNT}:distribution/{shown['Id']}"
    assert shown["DomainName"].endswith(".cloudfront.net")


def test_it_is_the_same_in_every_region(cdn: Cdn) -> None:
    """CloudFront is one service for all of AWS; its calls are counted as global."""
    made = cdn.create()
    elsewhere = cdn.world.client("cloudfront", "ap-southeast-2")
    assert elsewhere.get_distribution(Id=made)["Distribution"]["Id"] == made
    assert set(cdn.world.calls()) == {
        "cloudfront:CreateDistribution global",
        "cloudfront:GetDistribution global",
    }


def test_a_caller_reference_is_for_one_distribution(cdn: Cdn) -> None:
    """API model, CallerReference and DistributionAlreadyExists."""
    made = cdn.create(CallerReference="one")
    with refused(
        "DistributionAlreadyExists",
        "The caller reference that you are using to create a distribution is associated with "
        f"another distribution. Already exists: {made}",
    ):
        cdn.create(CallerReference="one")


def test_a_configuration_can_be_read_changed_and_sent_back(cdn: Cdn) -> None:
    """API model, UpdateDistribution: "Use GetDistributionConfig ... Update ... Submit"."""
    made = cdn.create()
    before = cdn.client.get_distribution_config(Id=made)
    answer = cdn.update(made, Comment="changed")
    assert answer["ETag"] != before["ETag"]
    after = cdn.client.get_distribution_config(Id=made)
    assert after["ETag"] == answer["ETag"]
    assert after["DistributionConfig"] == before["DistributionConfig"] | {"Comment": "changed"}


def test_an_update_needs_the_current_version(cdn: Cdn) -> None:
    """API model, InvalidIfMatchVersion and PreconditionFailed."""
    made = cdn.create()
    there = cdn.client.get_distribution_config(Id=made)
    cdn.update(made)
    with refused(
        "InvalidIfMatchVersion", "The If-Match version is missing or not valid for the resource."
    ):
        cdn.client.update_distribution(Id=made, DistributionConfig=there["DistributionConfig"])
    with refused(
        "PreconditionFailed",
        "The request failed because it didn't meet the preconditions in one or more "
        "request-header fields.",
    ):
        cdn.client.update_distribution(
            Id=made, IfMatch=there["ETag"], DistributionConfig=there["DistributionConfig"]
        )


def test_the_caller_reference_stays(cdn: Cdn) -> None:
    """API model, IllegalUpdate."""
    with refused("IllegalUpdate"):
        cdn.update(cdn.create(), CallerReference="another")


def test_only_a_disabled_one_can_be_deleted(cdn: Cdn) -> None:
    """API model, DistributionNotDisabled; the words of aws-controllers-k8s/community#2168."""
    made = cdn.create()
    message = "The distribution you are trying to delete has not been disabled."
    with refused("DistributionNotDisabled", message):
        cdn.delete(made)
    cdn.update(made, Enabled=False)
    cdn.delete(made)
    with refused("NoSuchDistribution", "The specified distribution does not exist."):
        cdn.shown(made)


def test_tags(cdn: Cdn) -> None:
    """API model, CreateDistributionWithTags, TagResource, UntagResource, ListTagsForResource."""
    made = cdn.client.create_distribution_with_tags(
        DistributionConfigWithTags={"DistributionConfig": config(), "Tags": {"Items": TAGS}}
    )
    arn = made["Distribution"]["ARN"]
    assert cdn.client.list_tags_for_resource(Resource=arn)["Tags"]["Items"] == TAGS
    more = {"Key": "stage", "Value": "test"}
    cdn.client.tag_resource(Resource=arn, Tags={"Items": [more]})
    cdn.client.untag_resource(Resource=arn, TagKeys={"Items": ["team", "none"]})
    assert cdn.client.list_tags_for_resource(Resource=arn)["Tags"]["Items"] == [more]
    with refused("InvalidTagging"):
        cdn.client.tag_resource(Resource=arn, Tags={"Items": [{"Key": "aws:x", "Value": "y"}]})
    with refused("NoSuchResource"):
        cdn.client.list_tags_for_resource(Resource=f"{arn}X")


def test_a_refused_one_leaves_nothing(cdn: Cdn) -> None:
    """An error of a call means that it did nothing."""
    with refused("InvalidViewerCertificate"):
        cdn.create("www.example.com")
    assert cdn.client.list_distributions()["DistributionList"]["Quantity"] == 0


def test_what_is_not_there_is_refused_by_name(cdn: Cdn) -> None:
    """IAM certificates and invalidations, for two."""
    with refused(
        "NotInTheSandbox",
        "the sandbox has no cloudfront:CreateDistribution with "
        "DistributionConfig.ViewerCertificate.IAMCertificateId",
    ):
        cdn.create(ViewerCertificate={"IAMCertificateId": "one"})
    with refused("NotInTheSandbox", "the sandbox has no cloudfront:ListInvalidations"):
        cdn.client.list_invalidations(DistributionId="E1")


def test_everything_is_there_again(cdn: Cdn, tmp_path: Path) -> None:
    """A second `run --state` continues the first."""
    made = cdn.create()
    before = cdn.client.get_distribution(Id=made)
    snapshot.save(tmp_path / "state")
    install.install()
    snapshot.load(tmp_path / "state")
    after = cdn.client.get_distribution(Id=made)
    assert after["Distribution"] == before["Distribution"]
    assert after["ETag"] == before["ETag"]
