"""Our backends in moto's place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from moto.acm.models import acm_backends
from moto.route53.models import route53_backends

from acm_sandbox.aws.acm.backend import AcmBackend
from acm_sandbox.aws.route53.backend import Route53Backend
from unit.sandbox.aws.support import ACCOUNT, HOME

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


def test_motos_other_services_find_ours(world: World) -> None:
    """moto/elbv2/models.py looks up `acm_backends[account][region]`."""
    arn = world.request("example.com")
    ours: object = acm_backends[ACCOUNT][HOME]
    assert isinstance(ours, AcmBackend)
    assert arn in ours.certificates
    zones: object = route53_backends[ACCOUNT]["aws"]
    assert isinstance(zones, Route53Backend)


def test_a_reset_leaves_nothing(world: World) -> None:
    """Tests share one server."""
    world.request("example.com")
    world.zone("example.com")
    world.server.reset()
    assert world.acm().list_certificates()["CertificateSummaryList"] == []
    assert world.route53.list_hosted_zones()["HostedZones"] == []
