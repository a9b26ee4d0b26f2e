"""The region of a service that a typed value is for: given, or the default provider's."""

import pulumi
import pulumi_aws as aws

from pulumi_acm.exceptions import PlanningError
from pulumi_acm.mirror import region_of


def own_region(given: str | None, component: pulumi.ComponentResource | None) -> str:
    """Return the region: given, that of the component's AWS provider, or of the default one.

    Raises:
        PlanningError: the provider's region is not known while planning.
    """
    if given is not None:
        return given
    if component is not None:
        return region_of(component)
    found = aws.get_region().region
    if not found:
        raise PlanningError(
            "the region of the AWS provider is not known while planning; give `region`"
        )
    return found
