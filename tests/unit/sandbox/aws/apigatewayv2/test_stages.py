"""The operations on stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway


def test_a_stage(gateway: Gateway) -> None:
    """API model, Stage."""
    api = gateway.http_api()
    gateway.v2.create_stage(
        ApiId=api, StageName="test", AutoDeploy=True, StageVariables={"a": "b"}, Tags={"c": "d"}
    )
    stage = gateway.v2.get_stage(ApiId=api, StageName="test")
    assert (stage["AutoDeploy"], stage["StageVariables"]) == (True, {"a": "b"})
    assert (stage["Tags"], "ApiGatewayManaged" in stage) == ({"c": "d"}, False)
    changed = gateway.v2.update_stage(ApiId=api, StageName="test", Description="new")
    assert (changed["Description"], changed["AutoDeploy"]) == ("new", True)
    with refused("ConflictException", "Stage already exists"):
        gateway.v2.create_stage(ApiId=api, StageName="test")
    gateway.v2.delete_stage(ApiId=api, StageName="test")
    with refused("NotFoundException", "Invalid stage identifier specified"):
        gateway.v2.get_stage(ApiId=api, StageName="test")


def test_what_quick_create_made_cannot_be_changed(gateway: Gateway) -> None:
    """API model, Stage.ApiGatewayManaged: "You can't modify the $default stage"."""
    with refused("BadRequestException", "You can't modify the $default stage."):
        gateway.v2.update_stage(ApiId=gateway.http_api(), StageName="$default", Description="x")
