"""The tags of whatever has an ARN."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.sandbox.aws.apigateway.support import NAME
from unit.sandbox.aws.support import HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway


@pytest.mark.parametrize("kind", ["apis", "stages", "domainnames"])
def test_tags(gateway: Gateway, kind: str) -> None:
    """API model, TagResource, UntagResource, GetTags."""
    arn = _arn(gateway, kind)
    gateway.v2.tag_resource(ResourceArn=arn, Tags={"a": "1", "b": "2"})
    gateway.v2.untag_resource(ResourceArn=arn, TagKeys=["a", "none"])
    assert gateway.v2.get_tags(ResourceArn=arn)["Tags"] == {"b": "2"}


@pytest.mark.parametrize("path", ["apis/none", "domainnames/none", "vpclinks/one"])
def test_of_nothing(gateway: Gateway, path: str) -> None:
    """API model, NotFoundException."""
    with refused("NotFoundException"):
        gateway.v2.get_tags(ResourceArn=f"arn:aws:apigateway:{HOME}::/{path}")


def _arn(gateway: Gateway, kind: str) -> str:
    where = f"arn:aws:apigateway:{HOME}::"
    if kind == "domainnames":
        gateway.http_name(gateway.world.issued(NAME))
        return f"{where}/domainnames/{NAME}"
    end = "/stages/$default" if kind == "stages" else ""
    return f"{where}/apis/{gateway.http_api()}{end}"
