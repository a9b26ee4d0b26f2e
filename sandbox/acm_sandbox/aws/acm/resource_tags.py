"""TagResource and its like: for what ACM has beside certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NoReturn

from acm_sandbox.aws.errors import AwsError

from .state import State

if TYPE_CHECKING:
    from collections.abc import Mapping


class ResourceTags(State):
    """The newer tag operations, which take "all ACM resource types except" certificates (model).

    What they do take, ACME endpoints, the sandbox has not. The words are ours.
    """

    def tag_resource(self, parameters: Mapping[str, Any]) -> NoReturn:
        """Refuse to tag."""
        _refuse(parameters["ResourceArn"], "AddTagsToCertificate")

    def untag_resource(self, parameters: Mapping[str, Any]) -> NoReturn:
        """Refuse to remove tags."""
        _refuse(parameters["ResourceArn"], "RemoveTagsFromCertificate")

    def list_tags_for_resource(self, parameters: Mapping[str, Any]) -> NoReturn:
        """Refuse to show tags."""
        _refuse(parameters["ResourceArn"], "ListTagsForCertificate")


def _refuse(arn: str, instead: str) -> NoReturn:
    if ":certificate/" in arn:
        raise AwsError("ValidationException", f"{arn} is a certificate: use {instead}.")
    raise AwsError("ResourceNotFoundException", f"Could not find resource {arn}.")
