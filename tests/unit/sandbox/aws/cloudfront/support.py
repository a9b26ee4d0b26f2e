"""What the tests of CloudFront begin with: configurations and distributions."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

VIRGINIA = "us-east-1"

_references = count()

ORIGIN = {
    "Id": "web",
    "DomainName": "origin.example.com",
    "CustomOriginConfig": {
        "HTTPPort": 80,
        "HTTPSPort": 443,
        "OriginProtocolPolicy": "https-only",
    },
}
BEHAVIOR = {
    "TargetOriginId": "web",
    "ViewerProtocolPolicy": "redirect-to-https",
    "ForwardedValues": {"QueryString": False, "Cookies": {"Forward": "none"}},
}


def config(*aliases: str, **options: Any) -> dict[str, Any]:
    """Write a configuration."""
    written: dict[str, Any] = {
        "CallerReference": f"reference-{next(_references)}",
        "Comment": "",
        "Enabled": True,
        "Origins": items(ORIGIN),
        "DefaultCacheBehavior": BEHAVIOR,
    }
    if aliases:
        written["Aliases"] = items(*aliases)
    return written | options


def items(*listed: Any) -> dict[str, Any]:
    """Write a list as CloudFront has it."""
    return {"Quantity": len(listed), "Items": list(listed)}


def serving(arn: str, **options: Any) -> dict[str, Any]:
    """Write a viewer certificate."""
    return {
        "ACMCertificateArn": arn,
        "SSLSupportMethod": "sni-only",
        "MinimumProtocolVersion": "TLSv1.2_2021",
    } | options


class Cdn:
    """The distributions of a world."""

    def __init__(self, world: World, key: str | None = None) -> None:
        """Look at a world, with a key of another account perhaps."""
        self.world = world
        self.client = world.client("cloudfront", key=key)

    def certificate(self, *names: str, **options: Any) -> str:
        """Issue a certificate where CloudFront looks for it."""
        return self.world.issued(*names, region=VIRGINIA, **options)

    def create(self, *aliases: str, **options: Any) -> str:
        """Create a distribution; give its id."""
        made = self.client.create_distribution(DistributionConfig=config(*aliases, **options))
        created: str = made["Distribution"]["Id"]
        return created

    def shown(self, distribution: str) -> dict[str, Any]:
        """Show a distribution."""
        found: dict[str, Any] = self.client.get_distribution(Id=distribution)["Distribution"]
        return found

    def update(self, distribution: str, **options: Any) -> dict[str, Any]:
        """Change a configuration as everybody does: read, change, send back."""
        there = self.client.get_distribution_config(Id=distribution)
        answer: dict[str, Any] = self.client.update_distribution(
            Id=distribution,
            IfMatch=there["ETag"],
            DistributionConfig=there["DistributionConfig"] | options,
        )
        return answer

    def delete(self, distribution: str) -> None:
        """Delete a distribution as it is."""
        etag = self.client.get_distribution(Id=distribution)["ETag"]
        self.client.delete_distribution(Id=distribution, IfMatch=etag)
