"""`aws:elasticbeanstalk/application:Application`: what environments run versions of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import elasticbeanstalk

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props


class Application(ResourceType):
    """An application."""

    token = "aws:elasticbeanstalk/application:Application"  # noqa: S105 - no secret
    not_supported: ClassVar = {
        "appversionLifecycle": "the life of application versions (appversionLifecycle)",
    }

    def create(self, call: Call, inputs: Props) -> str:
        """Create it."""
        name = str(inputs["name"])
        request: dict[str, Any] = {"ApplicationName": name}
        if inputs.get("description"):
            request["Description"] = inputs["description"]
        if inputs.get("tagsAll"):
            request["Tags"] = tags.to_list(inputs["tagsAll"])
        with doing(f"creating Elastic Beanstalk Application ({name})"):
            elasticbeanstalk.client(call, inputs).create_application(**request)
        return name

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        found = self._describe(call, resource_id, state)
        if found is None:
            return None
        arn = found["ApplicationArn"]
        return {
            "arn": arn,
            "description": found.get("Description") or None,
            "name": found["ApplicationName"],
            "region": call.region(state),
            "tagsAll": elasticbeanstalk.tags_of(call, state, arn),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the description and the tags."""
        if (olds.get("description") or "") != (news.get("description") or ""):
            with doing(f"updating Elastic Beanstalk Application ({resource_id})"):
                elasticbeanstalk.client(call, news).update_application(
                    ApplicationName=resource_id,
                    Description=news.get("description") or "",
                )
        elasticbeanstalk.update_tags(call, olds["arn"], olds, news)

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; while an environment runs, AWS refuses."""
        if self._describe(call, resource_id, state) is None:
            return
        with doing(f"deleting Elastic Beanstalk Application ({resource_id})"):
            elasticbeanstalk.client(call, state).delete_application(ApplicationName=resource_id)

    def _describe(self, call: Call, name: str, props: Props) -> Any:
        with doing(f"reading Elastic Beanstalk Application ({name})"):
            found = elasticbeanstalk.client(call, props).describe_applications(
                ApplicationNames=[name],
            )["Applications"]
        return found[0] if found else None
