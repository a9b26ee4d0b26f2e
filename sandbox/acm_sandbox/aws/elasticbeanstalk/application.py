"""An application: what it is, and how AWS shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

if TYPE_CHECKING:
    from datetime import datetime


@dataclass
class Application:
    """One application in one region. Plain data, so that it can be kept in a snapshot."""

    name: str
    account: str
    region: str
    description: str | None
    tags: dict[str, str]
    created_at: datetime = field(default_factory=clock.now)
    updated_at: datetime = field(default_factory=clock.now)

    @property
    def arn(self) -> str:
        """The ARN."""
        where = f"{self.region}:{self.account}"
        return f"arn:aws:elasticbeanstalk:{where}:application/{self.name}"

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "ApplicationArn": self.arn,
            "ApplicationName": self.name,
            "Description": self.description,
            "DateCreated": self.created_at,
            "DateUpdated": self.updated_at,
            "Versions": [],
            "ConfigurationTemplates": [],
        }
