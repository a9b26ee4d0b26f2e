"""What waits, against a local AWS that takes a day for everything."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.aws.settings import Settings
from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import InitFailedError, Provider

from .conftest import urn
from .test_cloudfront import TOKEN as DISTRIBUTION
from .test_cloudfront import inputs_of as distribution

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import State

    from .conftest import Issued

DAY = 86_400.0
APPLICATION = "aws:elasticbeanstalk/application:Application"
ENVIRONMENT = "aws:elasticbeanstalk/environment:Environment"
DOMAIN = "aws:apigatewayv2/domainName:DomainName"


@pytest.fixture(autouse=True)
def slow(provider: Provider, local_aws: LocalAws) -> None:
    """Let everything take a day."""
    del provider
    local_aws.reset(
        Settings(deployment_delay=DAY, domain_delay=DAY, environment_delay=DAY),
    )


def _create(provider: Provider, token: str, inputs: dict[str, Any], timeout: float = 0.3) -> None:
    checked = provider.check(urn(token), {}, inputs)
    assert checked.failures == []
    provider.create(urn(token), checked.inputs, timeout=timeout)


def test_a_distribution(provider: Provider) -> None:
    """The program's timeout holds, and what was made is kept."""
    with pytest.raises(
        InitFailedError,
        match=r"^waiting until CloudFront Distribution \(.*\) is deployed: timeout while",
    ) as told:
        _create(provider, DISTRIBUTION, distribution())
    assert told.value.state.outputs["status"] == "InProgress"


def test_another_certificate_of_a_domain(
    provider: Provider,
    make: Callable[..., State],
    issued: Issued,
) -> None:
    """It is waited for until it is served."""
    configuration = {"endpointType": "REGIONAL", "securityPolicy": "TLS_1_2"}

    def inputs(certificate: str) -> dict[str, Any]:
        more = {"certificateArn": certificate}
        return {"domainName": "a.example.com", "domainNameConfiguration": configuration | more}

    state = make(DOMAIN, inputs(issued("a.example.com")), timeout=5.0)
    checked = provider.check(urn(DOMAIN), {}, inputs(issued("a.example.com", "b.example.com")))
    with pytest.raises(
        ProviderError,
        match=r"^waiting for API Gateway v2 Domain Name \(a.example.com\) update: timeout while .*"
        r"\(last state: 'UPDATING', timeout: 300ms\)$",
    ):
        provider.update(urn(DOMAIN), state.id, state.outputs, checked.inputs, timeout=0.3)


@pytest.mark.parametrize("by", ["customTimeouts", "waitForReadyTimeout"])
def test_an_environment(provider: Provider, make: Callable[..., State], by: str) -> None:
    """Its own property says how long, unless the program's timeout does."""
    client = provider.clients.get("elasticbeanstalk")
    inputs = {
        "application": make(APPLICATION, {}).id,
        "solutionStackName": client.list_available_solution_stacks()["SolutionStacks"][0],
    }
    property_ = by == "waitForReadyTimeout"
    with pytest.raises(
        ProviderError,
        match=r"^waiting for Elastic Beanstalk Environment \(e-.*\) create: timeout while .*"
        r"\(last state: 'Launching', timeout: 300ms\)$",
    ):
        _create(
            provider,
            ENVIRONMENT,
            inputs | ({"waitForReadyTimeout": "300ms"} if property_ else {}),
            timeout=0 if property_ else 0.3,
        )


def test_cancellation(environ: dict[str, str]) -> None:
    """It ends a wait."""
    stop = threading.Event()
    impatient = Provider.configure({}, environ=environ, stop=stop)
    threading.Timer(0.5, stop.set).start()
    with pytest.raises(InitFailedError, match="cancelled while waiting"):
        _create(impatient, DISTRIBUTION, distribution(), timeout=60)
