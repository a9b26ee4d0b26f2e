"""What a user or a test may choose about the local AWS."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """The adjustable part of AWS: quotas that AWS raises on request, and how long it takes.

    The delays are zero because a sandbox that makes people wait teaches them nothing; they exist so
    that a test can prove that waiting is done right.
    """

    names_per_certificate: int = 10
    """Quota L-FB94F0B0, "Domain names per ACM certificate": 10 by default, adjustable to 100."""

    record_delay: float = 0.0
    """Seconds until DescribeCertificate shows the first validation record, and then each other."""

    issue_delay: float = 0.0
    """Seconds from the moment all validation records are seen in DNS until the status is ISSUED."""

    deployment_delay: float = 0.0
    """Seconds until a new or changed CloudFront distribution is Deployed."""

    domain_delay: float = 0.0
    """Seconds until a changed custom domain name of API Gateway is AVAILABLE."""

    environment_delay: float = 0.0
    """Seconds until an Elastic Beanstalk environment is Ready, or Terminated."""

    def __post_init__(self) -> None:
        """Refuse what AWS could never be asked for."""
        highest = 100  # the API's own limit on SubjectAlternativeNames
        if not 1 <= self.names_per_certificate <= highest:
            raise ValueError(
                f"names_per_certificate is {self.names_per_certificate}: "
                f"AWS adjusts it to 1-{highest}"
            )


class CurrentSettings:
    """Holds the settings in force.

    moto makes the backends itself, from a region and an account, so there is no constructor to hand
    them through.
    """

    def __init__(self) -> None:
        """Begin with AWS's defaults."""
        self.value = Settings()


current = CurrentSettings()
