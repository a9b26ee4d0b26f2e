"""All hosted zones of an account, in one listing."""

from typing import TYPE_CHECKING

from .zones import HostedZone

if TYPE_CHECKING:
    import boto3


def listed(session: "boto3.Session") -> list[HostedZone]:
    """List all hosted zones, 100 a call."""
    pages = session.client("route53").get_paginator("list_hosted_zones").paginate()
    return [
        HostedZone(
            id=zone["Id"].removeprefix("/hostedzone/"),
            name=zone["Name"].rstrip(".").lower(),
            private=zone["Config"]["PrivateZone"],
        )
        for page in pages
        for zone in page["HostedZones"]
    ]
