"""CloudFront in one account: the operations, in place of moto's backend."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BackendDict, BaseBackend
from moto.utilities.utils import PARTITION_NAMES

from acm_sandbox.aws.errors import AwsError

from . import cnames, config, listing
from .distribution import DEPLOYED, IN_PROGRESS, Distribution, random_id

if TYPE_CHECKING:
    from collections.abc import Mapping


class CloudFrontBackend(BaseBackend):
    """The distributions of one account.

    A method of an operation's name takes the parameters as the API names them, and gives the result
    likewise.
    """

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin without distributions."""
        super().__init__(region_name, account_id)
        self.distributions: dict[str, Distribution] = {}
        self.last_number = 0

    # Distributions.

    def create_distribution(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a distribution without tags."""
        return self._create(parameters["DistributionConfig"], {})

    def create_distribution_with_tags(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a distribution with tags."""
        given = parameters["DistributionConfigWithTags"]
        return self._create(given["DistributionConfig"], _read_tags(given["Tags"]))

    def _create(self, given: Mapping[str, Any], tags: dict[str, str]) -> dict[str, Any]:
        reference = given["CallerReference"]
        for other in self.distributions.values():
            if other.config["CallerReference"] == reference:
                raise AwsError(
                    "DistributionAlreadyExists",
                    "The caller reference that you are using to create a distribution is "
                    f"associated with another distribution. Already exists: {other.id}",
                )
        self.last_number += 1
        distribution = Distribution(
            id="E" + random_id(13),
            account=self.account_id,
            number=self.last_number,
            config=self._checked(given, own=""),
            tags=tags,
        )
        self.distributions[distribution.id] = distribution
        location = f"https://cloudfront.amazonaws.com/2020-05-31/distribution/{distribution.id}"
        return {**_answer(distribution), "Location": location}

    def get_distribution(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a distribution."""
        distribution = self._distribution(parameters["Id"])
        return {"Distribution": distribution.shown(), "ETag": distribution.etag}

    def get_distribution_config(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a distribution's configuration, to be changed and sent back."""
        distribution = self._distribution(parameters["Id"])
        return {"DistributionConfig": distribution.config, "ETag": distribution.etag}

    def list_distributions(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a page of the distributions."""
        return listing.page(self.distributions.values(), parameters)

    def update_distribution(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Replace a distribution's configuration as a whole."""
        distribution = self._distribution(parameters["Id"])
        _check_version(distribution, parameters.get("IfMatch"))
        given = parameters["DistributionConfig"]
        if given["CallerReference"] != distribution.config["CallerReference"]:
            # model, IllegalUpdate
            raise AwsError(
                "IllegalUpdate", "The update contains modifications that are not allowed."
            )
        distribution.change(self._checked(given, own=distribution.arn))
        return _answer(distribution)

    def delete_distribution(self, parameters: Mapping[str, Any]) -> None:
        """Delete a distribution that is disabled, everywhere."""
        distribution = self._distribution(parameters["Id"])
        _check_version(distribution, parameters.get("IfMatch"))
        if distribution.enabled or distribution.status != DEPLOYED:
            # aws-controllers-k8s/community#2168
            raise AwsError(
                "DistributionNotDisabled",
                "The distribution you are trying to delete has not been disabled.",
            )
        del self.distributions[distribution.id]

    # Tags.

    def tag_resource(self, parameters: Mapping[str, Any]) -> None:
        """Set tags."""
        self._tagged(parameters["Resource"]).update(_read_tags(parameters["Tags"]))

    def untag_resource(self, parameters: Mapping[str, Any]) -> None:
        """Remove tags; those that are not there, too."""
        tags = self._tagged(parameters["Resource"])
        for key in parameters["TagKeys"].get("Items", []):
            tags.pop(key, None)

    def list_tags_for_resource(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the tags."""
        tags = self._tagged(parameters["Resource"])
        return {"Tags": {"Items": [{"Key": key, "Value": value} for key, value in tags.items()]}}

    # What the operations share.

    def _checked(self, given: Mapping[str, Any], *, own: str) -> dict[str, Any]:
        complete = config.checked(given, self.account_id)
        cnames.check(complete["Aliases"].get("Items", []), self.account_id, own=own)
        return complete

    def _distribution(self, distribution_id: str) -> Distribution:
        if distribution_id not in self.distributions:
            raise AwsError("NoSuchDistribution", "The specified distribution does not exist.")
        return self.distributions[distribution_id]

    def _tagged(self, arn: str) -> dict[str, str]:
        for distribution in self.distributions.values():
            if distribution.arn == arn:
                return distribution.tags
        # model, NoSuchResource
        raise AwsError("NoSuchResource", f"The resource {arn} does not exist.")


def _answer(distribution: Distribution) -> dict[str, Any]:
    """Answer a change: as not deployed yet, so that a client that does not wait is seen not to."""
    shown = {**distribution.shown(), "Status": IN_PROGRESS}
    return {"Distribution": shown, "ETag": distribution.etag}


def _check_version(distribution: Distribution, given: str | None) -> None:
    if not given:
        raise AwsError(
            "InvalidIfMatchVersion",
            "The If-Match version is missing or not valid for the resource.",
        )
    if given != distribution.etag:
        raise AwsError(
            "PreconditionFailed",
            "The request failed because it didn't meet the preconditions in one or more "
            "request-header fields.",
        )


def _read_tags(tags: Mapping[str, Any]) -> dict[str, str]:
    read = {tag["Key"]: tag.get("Value", "") for tag in tags.get("Items", [])}
    for key in read:
        if key.lower().startswith("aws:"):
            # model, InvalidTagging; the rule is that of all services.
            raise AwsError("InvalidTagging", f"{key}: aws: prefixed tag keys are AWS's own.")
    return read


BACKENDS = BackendDict(
    CloudFrontBackend, "cloudfront", use_boto3_regions=False, additional_regions=PARTITION_NAMES
)
