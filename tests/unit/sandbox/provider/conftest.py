"""A local AWS and providers for it, in this process."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2
from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

from acm_sandbox.aws.server import LocalAws
from acm_sandbox.provider.operations import Provider
from acm_sandbox.provider.plugin import Plugin
from acm_sandbox.provider.servicer import Servicer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_acm import ACMClient
    from mypy_boto3_route53 import Route53Client

    from acm_sandbox.provider.operations import State
    from acm_sandbox.provider.values import Props

REGION = "eu-west-1"


def urn(token: str, name: str = "thing") -> str:
    """Write the URN of a resource."""
    return f"urn:pulumi:dev::proj::{token}::{name}"


@pytest.fixture(scope="module")
def local_aws() -> Iterator[LocalAws]:
    """Run one server for the tests of a module."""
    with LocalAws() as server:
        yield server


@pytest.fixture
def aws(local_aws: LocalAws) -> LocalAws:
    """Give an AWS that knows nothing."""
    local_aws.reset()
    return local_aws


@pytest.fixture(scope="module")
def environ(local_aws: LocalAws) -> dict[str, str]:
    """Give the environment that the plugin is started with."""
    return {"AWS_ENDPOINT_URL": local_aws.endpoint, "AWS_REGION": REGION}


@pytest.fixture(scope="module")
def shared_provider(environ: dict[str, str]) -> Provider:
    """Give one for a module: clients are slow to make, and keep nothing of an AWS."""
    return Provider.configure({}, environ=environ)


@pytest.fixture
def provider(shared_provider: Provider, aws: LocalAws) -> Provider:
    """Give a configured provider, with an AWS that knows nothing."""
    assert shared_provider.settings.endpoint("acm") == aws.endpoint
    return shared_provider


@pytest.fixture
def route53(provider: Provider) -> Route53Client:
    """Give a client to look at the outcome with."""
    client: Route53Client = provider.clients.get("route53")
    return client


@pytest.fixture
def acm(provider: Provider) -> ACMClient:
    """Give a client to look at the outcome with."""
    client: ACMClient = provider.clients.get("acm")
    return client


@pytest.fixture
def make(provider: Provider) -> Callable[..., State]:
    """Check and create a resource, as the engine does."""

    def create(token: str, inputs: Props, name: str = "thing", **options: float) -> State:
        checked = provider.check(urn(token, name), {}, inputs)
        assert checked.failures == []
        return provider.create(urn(token, name), checked.inputs, **options)

    return create


@pytest.fixture(scope="module")
def stub() -> Iterator[ResourceProviderStub]:
    """Give a client of a plugin that serves in this process, configured for no server at all."""
    environ = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_REGION": REGION}
    with serving(environ) as found:
        found.Configure(provider_pb2.ConfigureRequest())
        yield found


@contextmanager
def serving(environ: dict[str, str]) -> Iterator[ResourceProviderStub]:
    """Run a plugin in this process and give its client."""
    plugin = Plugin(Servicer(environ))
    plugin.start()
    with grpc.insecure_channel(f"127.0.0.1:{plugin.port}") as channel:
        yield ResourceProviderStub(channel)
    plugin.end()
    plugin.wait()


@pytest.fixture
def zone(make: Callable[..., State]) -> State:
    """Give a public zone."""
    return make("aws:route53/zone:Zone", {"name": "example.com"})


@pytest.fixture
def prove(make: Callable[..., State], zone: State) -> Callable[[State], list[State]]:
    """Write the records that ACM asks for."""

    def write(certificate: State) -> list[State]:
        by_name = {
            option["resourceRecordName"]: option["resourceRecordValue"]
            for option in certificate.outputs["domainValidationOptions"]
        }
        return [
            make(
                "aws:route53/record:Record",
                {
                    "zoneId": zone.id,
                    "name": name,
                    "type": "CNAME",
                    "ttl": 60,
                    "records": [value],
                    "allowOverwrite": True,
                },
            )
            for name, value in by_name.items()
        ]

    return write


def calls(aws: LocalAws, *services: str) -> dict[str, int]:
    """Count the calls by operation."""
    counts: dict[str, int] = {}
    for entry in aws.journal.entries():
        if not services or entry["service"] in services:
            operation = entry["operation"]
            counts[operation] = counts.get(operation, 0) + entry["count"]
    return counts
