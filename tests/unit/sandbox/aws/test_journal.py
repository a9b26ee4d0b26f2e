"""The journal of calls."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws import journal
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_calls_are_counted_by_service_operation_and_region(world: World) -> None:
    """Sorted; the region of services without regions is `global`."""
    world.acm("us-east-1").list_certificates()
    world.acm("us-east-1").list_certificates()
    world.route53.list_hosted_zones()
    world.acm().list_certificates()
    assert journal.read(world.endpoint) == [
        {"service": "acm", "operation": "ListCertificates", "region": "eu-west-1", "count": 1},
        {"service": "acm", "operation": "ListCertificates", "region": "us-east-1", "count": 2},
        {"service": "route53", "operation": "ListHostedZones", "region": "global", "count": 1},
    ]


def test_failed_and_refused_calls_count_too(world: World) -> None:
    """AWS throttles them just the same."""
    with refused("NoSuchHostedZone"):
        world.route53.get_hosted_zone(Id="Z1")
    with refused("NotInTheSandbox"):
        world.client("s3").list_buckets()
    assert world.calls() == {"route53:GetHostedZone global": 1, "s3:ListBuckets eu-west-1": 1}


def test_it_can_be_emptied_and_does_not_count_itself(world: World) -> None:
    """Neither reading nor emptying is a call of AWS."""
    world.acm().list_certificates()
    journal.reset(world.endpoint)
    assert journal.read(world.endpoint) == []


def test_only_a_local_address_is_asked() -> None:
    """Python's urllib would also open files."""
    with pytest.raises(ValueError, match="'file:///etc/passwd' is no local AWS"):
        journal.read("file:///etc/passwd")
