"""The tags of applications and environments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk

WHERE = f"arn:aws:elasticbeanstalk:{HOME}:{ACCOUNT}"
TAGS = [{"Key": "team", "Value": "web"}]


def tags(eb: Beanstalk, arn: str) -> dict[str, str]:
    """Read tags."""
    found = eb.client.list_tags_for_resource(ResourceArn=arn)["ResourceTags"]
    return {tag["Key"]: tag["Value"] for tag in found}


def test_of_an_application(eb: Beanstalk) -> None:
    """API model, Tags, UpdateTagsForResource, ListTagsForResource."""
    eb.application("other", Tags=TAGS)
    arn = f"{WHERE}:application/other"
    assert tags(eb, arn) == {"team": "web"}
    eb.client.update_tags_for_resource(
        ResourceArn=arn, TagsToAdd=[{"Key": "a", "Value": "b"}], TagsToRemove=["team", "none"]
    )
    assert tags(eb, arn) == {"a": "b"}


def test_of_an_environment(eb: Beanstalk) -> None:
    """Guide, "Tagging resources": Elastic Beanstalk adds three of its own."""
    made = eb.create({}, Tags=TAGS)
    assert tags(eb, f"{WHERE}:environment/app/web-prod") == {
        "Name": "web-prod",
        "elasticbeanstalk:environment-id": made,
        "elasticbeanstalk:environment-name": "web-prod",
        "team": "web",
    }


def test_what_is_refused(eb: Beanstalk) -> None:
    """API model, ResourceNotFoundException and TooManyTagsException."""
    arn = f"{WHERE}:application/app"
    many = [{"Key": f"n{number}", "Value": "x"} for number in range(51)]
    with refused("TooManyTagsException"):
        eb.client.update_tags_for_resource(ResourceArn=arn, TagsToAdd=many)
    with refused("InvalidParameterValue"):
        eb.client.update_tags_for_resource(
            ResourceArn=arn, TagsToAdd=[{"Key": "elasticbeanstalk:x", "Value": "y"}]
        )
    with refused("ResourceNotFoundException"):
        eb.client.list_tags_for_resource(ResourceArn=f"{WHERE}:application/none")
