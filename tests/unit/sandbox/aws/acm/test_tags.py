"""Tags of certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_tags_are_set_changed_and_removed(world: World) -> None:
    """API model, AddTagsToCertificate and RemoveTagsFromCertificate."""
    acm = world.acm()
    arn = world.request("example.com", Tags=[{"Key": "a", "Value": "1"}])
    acm.add_tags_to_certificate(
        CertificateArn=arn, Tags=[{"Key": "a", "Value": "2"}, {"Key": "b", "Value": "3"}]
    )
    acm.remove_tags_from_certificate(
        CertificateArn=arn, Tags=[{"Key": "a", "Value": "1"}, {"Key": "b"}, {"Key": "c"}]
    )
    tags = acm.list_tags_for_certificate(CertificateArn=arn)["Tags"]
    assert tags == [{"Key": "a", "Value": "2"}]  # with another value, it is another tag


def test_awss_own_tags_are_refused(world: World) -> None:
    """API model, InvalidTagException."""
    with refused("InvalidTagException"):
        world.request("example.com", Tags=[{"Key": "aws:owner", "Value": "me"}])


def test_fifty_tags_are_the_most(world: World) -> None:
    """API model, TagList and TooManyTagsException: those that are there count."""
    tags = [{"Key": f"tag{number}", "Value": ""} for number in range(50)]
    arn = world.request("example.com", Tags=tags)
    world.acm().add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "tag1", "Value": "x"}])
    with refused("TooManyTagsException"):
        world.acm().add_tags_to_certificate(CertificateArn=arn, Tags=[{"Key": "one more"}])
