"""What the local AWS has, and how it refuses the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name
from moto.core.utils import get_service_model

from acm_sandbox.aws import inventory
from acm_sandbox.aws.services import SERVICES, backends
from unit.sandbox.aws.support import create, refused

if TYPE_CHECKING:
    from botocore.model import Shape

    from unit.sandbox.aws.support import World


def test_an_operation_that_is_not_there_is_refused_by_name(world: World) -> None:
    """It is known to ACM, and to moto, but has no rules here."""
    with refused("NotInTheSandbox", "the sandbox has no acm:GetAccountConfiguration"):
        world.acm().get_account_configuration()


@pytest.mark.parametrize(
    ("options", "parameter"),
    [
        ({"ManagedBy": "CLOUDFRONT"}, "ManagedBy"),
        ({"Options": {"ValidationMethod": "DNS"}}, "Options.ValidationMethod"),
    ],
)
def test_a_parameter_that_is_not_there_is_refused_by_name(
    world: World, options: dict[str, Any], parameter: str
) -> None:
    """To ignore it would be to promise what does not happen."""
    message = f"the sandbox has no acm:RequestCertificate with {parameter}"
    with refused("NotInTheSandbox", message):
        world.request("example.com", **options)
    assert world.acm().list_certificates()["CertificateSummaryList"] == []


def test_a_routing_policy_is_refused_by_name(world: World) -> None:
    """Weighted, latency and failover records would need a DNS that answers by them."""
    zone = world.zone("example.com")
    change = create("www.example.com", "A", "192.0.2.1")
    change["ResourceRecordSet"] |= {"SetIdentifier": "one", "Weight": 1}
    with refused(
        "NotInTheSandbox",
        "the sandbox has no route53:ChangeResourceRecordSets with "
        "ChangeBatch.Changes.ResourceRecordSet.SetIdentifier",
    ):
        world.change(zone, change)


@pytest.mark.parametrize("service", inventory.OPERATIONS)
def test_the_inventory_speaks_botocores_language(service: str) -> None:
    """A misspelt name would refuse what is there, or let through what is not."""
    model = get_service_model(service)
    for operation, parameters in inventory.OPERATIONS[service].items():
        shape = model.operation_model(operation).input_shape
        for path in parameters:
            _resolve(shape, path)


def _resolve(shape: Shape | None, path: str) -> None:
    for name in path.split("."):
        while shape is not None and shape.type_name == "list":
            shape = getattr(shape, "member")  # noqa: B009 - Shape itself has no such attribute
        shape = getattr(shape, "members")[name]  # noqa: B009 - the same


@pytest.mark.parametrize(
    "service", [name for name, service in SERVICES.items() if service.constraint_error]
)
def test_our_backends_have_what_the_inventory_lists(service: str) -> None:
    """The methods are found by the operations' names."""
    backend = backends(service).backend
    missing = [
        operation
        for operation in inventory.OPERATIONS[service]
        if not callable(getattr(backend, xform_name(operation), None))
    ]
    assert missing == []


def test_operations_that_only_look_are_known_by_their_names() -> None:
    """A snapshot is not written for them."""
    assert not inventory.changes("DescribeCertificate")
    assert not inventory.changes("ListHostedZonesByName")
    assert inventory.changes("RequestCertificate")
    assert inventory.changes("AssumeRole")
