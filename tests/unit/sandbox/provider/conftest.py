"""A local AWS and providers for it, in this process."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import grpc
import pytest
from pulumi.runtime.proto import provider_pb2
from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

from acm_sandbox.aws.server import LocalAws
from acm_sandbox.provider import facts
from acm_sandbox.provider.operations import Provider, State
from acm_sandbox.provider.plugin import Plugin
from acm_sandbox.provider.servicer import Servicer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from mypy_boto3_acm import ACMClient
    from mypy_boto3_route53 import Route53Client

    from acm_sandbox.provider.values import Props

REGION = "eu-west-1"


class Issued(Protocol):
    """Makes an issued certificate of names below example.com and gives its ARN."""

    def __call__(self, *names: str, region: str = REGION) -> str:
        """Make one."""
        ...


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

    def create(token: str, inputs: Props, name: str = "thing", **options: Any) -> State:
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


@pytest.fixture
def settle(provider: Provider) -> Callable[..., State]:
    """Make a resource, and see that nothing is left to do: after it, a refresh or an import."""

    def create(token: str, inputs: Props, import_id: str = "", **options: Any) -> State:
        checks = provider.check(urn(token), {}, inputs)
        assert checks.failures == []
        checked = checks.inputs
        state = provider.create(urn(token), checked, **options)
        assert provider.diff(urn(token), state.outputs, checked).detailed == {}
        refreshed = provider.read(urn(token), state.id, state.outputs, checked)
        assert refreshed is not None
        assert (refreshed.outputs, refreshed.inputs) == (state.outputs, checked)
        imported = provider.read(urn(token), import_id or state.id, {}, {})
        assert imported is not None
        assert imported.id == state.id
        again = provider.check(urn(token), {}, imported.inputs)
        assert again.failures == []
        assert provider.diff(urn(token), imported.outputs, again.inputs).detailed == {}
        return state

    return create


@pytest.fixture
def change(provider: Provider) -> Callable[..., State]:
    """Update a resource, and see that nothing is left to do."""

    def update(token: str, state: State, inputs: Props, **options: Any) -> State:
        name = facts.resource(token).autoname
        named = {name.property: state.outputs[name.property]} if name else {}
        checked = provider.check(urn(token), {}, named | inputs)
        assert checked.failures == []
        found = provider.diff(urn(token), state.outputs, checked.inputs)
        assert (found.detailed != {}, found.replaces) == (True, [])
        outputs = provider.update(urn(token), state.id, state.outputs, checked.inputs, **options)
        assert provider.diff(urn(token), outputs, checked.inputs).detailed == {}
        return State(state.id, outputs)

    return update


@pytest.fixture
def gone(provider: Provider) -> Callable[..., None]:
    """Delete a resource, twice, and see that it is gone."""

    def delete(token: str, *states: State) -> None:
        for state in states:
            provider.delete(urn(token), state.id, state.outputs)
            provider.delete(urn(token), state.id, state.outputs)
            assert provider.read(urn(token), state.id, state.outputs, {}) is None

    return delete


@pytest.fixture
def issued(make: Callable[..., State], prove: Callable[[State], list[State]]) -> Issued:
    """Give issued certificates of names below example.com."""

    def issue(*names: str, region: str = REGION) -> str:
        inputs = {
            "domainName": names[0],
            "subjectAlternativeNames": list(names[1:]),
            "validationMethod": "DNS",
            "region": region,
        }
        certificate = make("aws:acm/certificate:Certificate", inputs)
        prove(certificate)
        validated = {"certificateArn": certificate.id, "region": region}
        make("aws:acm/certificateValidation:CertificateValidation", validated)
        return certificate.id

    return issue


@pytest.fixture
def in_use(provider: Provider) -> Callable[[str], list[str]]:
    """Ask ACM what uses a certificate."""

    def ask(arn: str) -> list[str]:
        acm: ACMClient = provider.clients.get("acm", arn.split(":")[3])
        return acm.describe_certificate(CertificateArn=arn)["Certificate"]["InUseBy"]

    return ask


@pytest.fixture
def subnets(make: Callable[..., State]) -> list[str]:
    """Give two subnets of a network that is connected to the internet."""
    vpc = make("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"})
    make("aws:ec2/internetGateway:InternetGateway", {"vpcId": vpc.id})
    return [
        make(
            "aws:ec2/subnet:Subnet",
            {
                "vpcId": vpc.id,
                "cidrBlock": f"10.0.{i}.0/24",
                "availabilityZone": f"{REGION}{zone}",
            },
        ).id
        for i, zone in enumerate("ab")
    ]


@pytest.fixture
def balancer(make: Callable[..., State], subnets: list[str]) -> State:
    """Give an Application Load Balancer."""
    return make("aws:lb/loadBalancer:LoadBalancer", {"subnets": subnets})


def calls(aws: LocalAws, *services: str) -> dict[str, int]:
    """Count the calls by operation."""
    counts: dict[str, int] = {}
    for entry in aws.journal.entries():
        if not services or entry["service"] in services:
            operation = entry["operation"]
            counts[operation] = counts.get(operation, 0) + entry["count"]
    return counts
