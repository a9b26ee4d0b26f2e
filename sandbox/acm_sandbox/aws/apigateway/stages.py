"""The operations on deployments and stages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import patches
from .domain_name import random_id
from .rest_api import Deployment, RestApi, Stage
from .state import BAD_REQUEST, CONFLICT, NOT_FOUND, ApiGatewayState, checked_tags, page

if TYPE_CHECKING:
    from collections.abc import Mapping

_DESCRIPTION, _DEPLOYMENT, _VARIABLES = "/description", "/deploymentId", "/variables/"


class Stages(ApiGatewayState):
    """A method of an operation's name takes and gives what the API does."""

    def create_deployment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Deploy an API as it is; with a stage's name, to that stage, which may be a new one."""
        api = self.rest_api(parameters["restApiId"])
        methods = [
            method for resource in api.resources.values() for method in resource.methods.values()
        ]
        if not methods:
            raise AwsError(BAD_REQUEST, "The REST API doesn't contain any methods")
        if any("methodIntegration" not in method for method in methods):
            raise AwsError(BAD_REQUEST, "No integration defined for method")
        deployment = Deployment(random_id(6), parameters.get("description"))
        api.deployments[deployment.id] = deployment
        name = parameters.get("stageName")
        if name in api.stages:
            api.stages[name].deployment = deployment.id
            api.stages[name].variables |= parameters.get("variables", {})
            api.stages[name].updated_at = clock.now()
        elif name:
            api.stages[name] = Stage(
                name=name,
                deployment=deployment.id,
                description=parameters.get("stageDescription"),
                variables=parameters.get("variables", {}),
                tags={},
            )
        return deployment.shown()

    def get_deployment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a deployment."""
        if parameters.get("embed"):  # what was not sent is parsed as an empty list
            raise NotInTheSandboxError("apigateway:GetDeployment with embed")
        return self._deployment(parameters).shown()

    def get_deployments(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the deployments of an API."""
        deployments = self.rest_api(parameters["restApiId"]).deployments
        return page((deployment.shown() for deployment in deployments.values()), parameters)

    def update_deployment(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a deployment's description; there is nothing else."""
        deployment = self._deployment(parameters)
        values = patches.replaced(parameters, (_DESCRIPTION,), "UpdateDeployment")
        deployment.description = values.get(_DESCRIPTION, deployment.description)
        return deployment.shown()

    def delete_deployment(self, parameters: Mapping[str, Any]) -> None:
        """Delete a deployment that no stage shows."""
        api = self.rest_api(parameters["restApiId"])
        deployment = self._deployment(parameters)
        if any(stage.deployment == deployment.id for stage in api.stages.values()):
            # moto/apigateway/exceptions.py
            raise AwsError(
                BAD_REQUEST, "Active stages pointing to this deployment must be moved or deleted"
            )
        del api.deployments[deployment.id]

    def create_stage(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a stage."""
        api = self.rest_api(parameters["restApiId"])
        self._deployment(parameters)
        stage = Stage(
            name=parameters["stageName"],
            deployment=parameters["deploymentId"],
            description=parameters.get("description"),
            variables=parameters.get("variables", {}),
            tags=checked_tags(parameters.get("tags", {})),
        )
        if stage.name in api.stages:
            raise AwsError(CONFLICT, "Stage already exists")  # mem
        api.stages[stage.name] = stage
        return stage.shown()

    def get_stage(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a stage."""
        return self.stage(parameters).shown()

    def get_stages(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the stages of an API, or of one of its deployments."""
        wanted = parameters.get("deploymentId")
        stages = self.rest_api(parameters["restApiId"]).stages.values()
        return {"item": [stage.shown() for stage in stages if wanted in {None, stage.deployment}]}

    def update_stage(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a stage."""
        api, stage = self.rest_api(parameters["restApiId"]), self.stage(parameters)
        paths = (_DESCRIPTION, _DEPLOYMENT, _VARIABLES)
        for path, value in patches.replaced(parameters, paths, "UpdateStage").items():
            if path == _DESCRIPTION:
                stage.description = value
            elif path == _DEPLOYMENT:
                stage.deployment = _checked_deployment(api, value)
            else:
                stage.variables[path.removeprefix(_VARIABLES)] = value
        stage.updated_at = clock.now()
        return stage.shown()

    def delete_stage(self, parameters: Mapping[str, Any]) -> None:
        """Delete a stage that no domain name leads to."""
        api, stage = self.rest_api(parameters["restApiId"]), self.stage(parameters)
        domains = self.mapped_by(api.id, stage.name)
        if domains:
            raise AwsError(BAD_REQUEST, stage_is_mapped(stage.name, domains))
        del api.stages[stage.name]

    def _deployment(self, parameters: Mapping[str, Any]) -> Deployment:
        api = self.rest_api(parameters["restApiId"])
        return api.deployments[_checked_deployment(api, parameters["deploymentId"])]


def stage_is_mapped(stage: str, domains: list[str]) -> str:
    """Say why a stage cannot be deleted: as users report it; no issue is known."""
    return (
        f"Deleting stage {stage} failed. Please remove all base path mappings related to the stage "
        f"in your domains: {', '.join(domains)}"
    )


def _checked_deployment(api: RestApi, deployment: str) -> str:
    if deployment not in api.deployments:
        raise AwsError(NOT_FOUND, "Invalid Deployment identifier specified")
    return deployment
