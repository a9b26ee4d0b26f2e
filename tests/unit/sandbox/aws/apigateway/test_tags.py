"""The tags of whatever has an ARN."""

from __future__ import annotations

import pytest

from unit.sandbox.aws.apigateway.support import NAME, Gateway
from unit.sandbox.aws.support import HOME, refused


@pytest.mark.parametrize("kind", ["domainnames", "restapis", "stages"])
def test_tags(gateway: Gateway, kind: str) -> None:
    """API model, TagResource, UntagResource, GetTags."""
    arn = _arn(gateway, kind)
    gateway.v1.tag_resource(resourceArn=arn, tags={"a": "1", "b": "2"})
    gateway.v1.tag_resource(resourceArn=arn, tags={"b": "3"})
    gateway.v1.untag_resource(resourceArn=arn, tagKeys=["a", "none"])
    assert gateway.v1.get_tags(resourceArn=arn)["tags"] == {"b": "3"}
    with refused("BadRequestException"):
        gateway.v1.tag_resource(resourceArn=arn, tags={"aws:x": "y"})


@pytest.mark.parametrize("path", ["restapis/none", "domainnames/none", "vpclinks/one"])
def test_of_nothing(gateway: Gateway, path: str) -> None:
    """API model, NotFoundException."""
    with refused("NotFoundException"):
        gateway.v1.get_tags(resourceArn=f"arn:aws:apigateway:{HOME}::/{path}")


def _arn(gateway: Gateway, kind: str) -> str:
    where = f"arn:aws:apigateway:{HOME}::"
    if kind == "domainnames":
        gateway.regional(gateway.world.issued(NAME))
        return f"{where}/domainnames/{NAME}"
    api = gateway.rest_api("prod")
    end = "/stages/prod" if kind == "stages" else ""
    return f"{where}/restapis/{api}{end}"
