"""The operations on applications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from . import transitions
from .application import Application
from .environment import TERMINATED, TERMINATING
from .state import INVALID, ElasticBeanstalkState, read_tags

if TYPE_CHECKING:
    from collections.abc import Mapping


class Applications(ElasticBeanstalkState):
    """A method of an operation's name takes and gives what the API does."""

    def create_application(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create an application."""
        name = parameters["ApplicationName"]
        if name in self.applications:
            raise AwsError(INVALID, f"Application {name} already exists.")
        self.applications[name] = Application(
            name=name,
            account=self.account_id,
            region=self.region_name,
            description=parameters.get("Description"),
            tags=read_tags(parameters.get("Tags", []), beside={}),
        )
        return {"Application": self.applications[name].shown()}

    def describe_applications(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the applications of the given names, or all; one that is not there is no error."""
        wanted = parameters.get("ApplicationNames") or list(self.applications)
        return {
            "Applications": [
                application.shown()
                for name, application in self.applications.items()
                if name in wanted
            ]
        }

    def update_application(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change an application's description."""
        application = self.application(parameters["ApplicationName"])
        if "Description" in parameters:
            application.description = parameters["Description"]
            application.updated_at = clock.now()
        return {"Application": application.shown()}

    def delete_application(self, parameters: Mapping[str, Any]) -> None:
        """Delete an application that has no running environment, or terminate those."""
        name = parameters["ApplicationName"]
        if name not in self.applications:
            return  # mem: the provider's application.go expects no error
        running = [
            environment
            for environment in self.all_environments()
            if environment.application == name and environment.status != TERMINATED
        ]
        if running and not parameters.get("TerminateEnvByForce"):
            # model, DeleteApplication: "You cannot delete an application that has a running
            # environment"; the words are mem.
            raise AwsError(
                "OperationInProgressFailure",
                f"Unable to delete application {name} because it has running environments.",
            )
        for environment in running:
            self.events.append(transitions.begin(environment, TERMINATING))
        del self.applications[name]
