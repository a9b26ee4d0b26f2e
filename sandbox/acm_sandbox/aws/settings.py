"""What a user or a test may choose about the local AWS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import regions

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Settings:
    """The adjustable part of AWS: quotas that AWS raises on request, and how long it takes.

    The delays are zero because a sandbox that makes people wait teaches them nothing; they exist so
    that a test can prove that waiting is done right.
    """

    names_per_certificate: int = 10
    """Quota L-FB94F0B0, "Domain names per ACM certificate": 10 by default, adjustable to 100."""

    quotas: Mapping[str, float] = field(default_factory=dict)
    """What other quotas are raised or lowered to, by their codes, such as `L-DA1D8B98`.

    New accounts begin below AWS's defaults (aws/aws-cdk#5889).
    """

    regions_off: frozenset[str] = frozenset()
    """The regions that nobody has opted in to. Only those can be off that need it."""

    record_delay: float = 0.0
    """Seconds until DescribeCertificate shows the first validation record, and then each other."""

    issue_delay: float = 0.0
    """Seconds from the moment all validation records are seen in DNS until the status is ISSUED."""

    renewal_delay: float = 0.0
    """Seconds from the moment a renewal begins until it is done, or found to need a person."""

    deployment_delay: float = 0.0
    """Seconds until a new or changed CloudFront distribution is Deployed."""

    domain_delay: float = 0.0
    """Seconds until a changed custom domain name of API Gateway is AVAILABLE."""

    environment_delay: float = 0.0
    """Seconds until an Elastic Beanstalk environment is Ready, or Terminated."""

    keeps_replaced_default: bool = False
    """Whether a listener's default certificate stays in its certificate list when another takes
    its place, as hashicorp/terraform-provider-aws#8620 and #25652 report.

    The guides say no: "Add previous default certificate to listener certificate list" is an option
    of the console ("Replace the default certificate"), and of another tool than the console "the
    certificate list is empty". https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-update-certificates.html
    """

    def __post_init__(self) -> None:
        """Refuse what AWS could never be asked for."""
        highest = 100  # the API's own limit on SubjectAlternativeNames
        if not 1 <= self.names_per_certificate <= highest:
            raise ValueError(
                f"names_per_certificate is {self.names_per_certificate}: "
                f"AWS adjusts it to 1-{highest}"
            )
        always_on = sorted(self.regions_off - regions.opt_in())
        if always_on:
            raise ValueError(f"regions_off: {', '.join(always_on)} cannot be switched off in AWS")


class CurrentSettings:
    """Holds the settings in force.

    moto makes the backends itself, from a region and an account, so there is no constructor to hand
    them through.
    """

    def __init__(self) -> None:
        """Begin with AWS's defaults."""
        self.value = Settings()


current = CurrentSettings()
