"""The operations on deployments and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway


def test_an_api_without_methods_cannot_be_deployed(gateway: Gateway) -> None:
    """The words are AWS's, as users report them."""
    api = gateway.v1.create_rest_api(name="api")
    of = {"restApiId": api["id"]}
    with refused("BadRequestException", "The REST API doesn't contain any methods"):
        gateway.v1.create_deployment(**of)
    gateway.v1.put_method(
        **of, resourceId=api["rootResourceId"], httpMethod="GET", authorizationType="NONE"
    )
    with refused("BadRequestException", "No integration defined for method"):
        gateway.v1.create_deployment(**of)


def test_a_deployment_and_a_stage(gateway: Gateway) -> None:
    """API model, CreateDeployment and CreateStage."""
    of = {"restApiId": gateway.rest_api()}
    deployment = gateway.v1.create_deployment(**of, description="one")["id"]
    gateway.v1.create_stage(
        **of, stageName="prod", deploymentId=deployment, variables={"a": "b"}, tags={"c": "d"}
    )
    stage = gateway.v1.get_stage(**of, stageName="prod")
    assert (stage["deploymentId"], stage["variables"]) == (deployment, {"a": "b"})
    assert stage["tags"] == {"c": "d"}
    assert [item["stageName"] for item in gateway.v1.get_stages(**of)["item"]] == ["prod"]
    assert gateway.v1.get_deployment(**of, deploymentId=deployment)["description"] == "one"
    assert len(gateway.v1.get_deployments(**of)["items"]) == 1
    with refused("ConflictException", "Stage already exists"):
        gateway.v1.create_stage(**of, stageName="prod", deploymentId=deployment)
    with refused("NotFoundException", "Invalid Deployment identifier specified"):
        gateway.v1.create_stage(**of, stageName="test", deploymentId="none")
    with refused("NotFoundException", "Invalid stage identifier specified"):
        gateway.v1.get_stage(**of, stageName="test")


def test_a_deployment_to_a_stage_makes_it_or_moves_it(gateway: Gateway) -> None:
    """API model, CreateDeployment.stageName."""
    of = {"restApiId": gateway.rest_api("prod")}
    first = gateway.v1.get_stage(**of, stageName="prod")["deploymentId"]
    second = gateway.v1.create_deployment(**of, stageName="prod")["id"]
    assert gateway.v1.get_stage(**of, stageName="prod")["deploymentId"] == second
    assert first != second


def test_changes(gateway: Gateway) -> None:
    """API model, UpdateStage and UpdateDeployment."""
    of = {"restApiId": gateway.rest_api("prod")}
    other = gateway.v1.create_deployment(**of)["id"]
    stage = gateway.v1.update_stage(
        **of,
        stageName="prod",
        patchOperations=[
            {"op": "replace", "path": "/deploymentId", "value": other},
            {"op": "replace", "path": "/description", "value": "new"},
            {"op": "replace", "path": "/variables/a", "value": "b"},
        ],
    )
    assert (stage["deploymentId"], stage["description"]) == (other, "new")
    assert stage["variables"] == {"a": "b"}
    changed = gateway.v1.update_deployment(
        **of,
        deploymentId=other,
        patchOperations=[{"op": "replace", "path": "/description", "value": "x"}],
    )
    assert changed["description"] == "x"


def test_a_deployment_that_a_stage_shows_stays(gateway: Gateway) -> None:
    """The words are moto/apigateway/exceptions.py's, who took them from AWS."""
    of = {"restApiId": gateway.rest_api("prod")}
    deployment = gateway.v1.get_stage(**of, stageName="prod")["deploymentId"]
    with refused(
        "BadRequestException", "Active stages pointing to this deployment must be moved or deleted"
    ):
        gateway.v1.delete_deployment(**of, deploymentId=deployment)
    gateway.v1.delete_stage(**of, stageName="prod")
    gateway.v1.delete_deployment(**of, deploymentId=deployment)
