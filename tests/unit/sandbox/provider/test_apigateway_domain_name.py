"""`aws:apigateway/domainName:DomainName` and its mappings against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.resources import apigateway_base_path_mapping
from acm_sandbox.provider.values import UNKNOWN

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

TOKEN = "aws:apigateway/domainName:DomainName"
MAPPING = "aws:apigateway/basePathMapping:BasePathMapping"
REGIONAL = {"endpointConfiguration": {"types": "REGIONAL"}, "securityPolicy": "TLS_1_2"}


@pytest.fixture
def api(make: Callable[..., State]) -> str:
    """Give the id of an API with a stage `live`."""
    made = make("aws:apigateway/restApi:RestApi", {})
    method = {
        "restApi": made.id,
        "resourceId": made.outputs["rootResourceId"],
        "httpMethod": "GET",
    }
    make("aws:apigateway/method:Method", method | {"authorization": "NONE"})
    make("aws:apigateway/integration:Integration", method | {"type": "MOCK"})
    deployment = make("aws:apigateway/deployment:Deployment", {"restApi": made.id})
    stage = {"restApi": made.id, "deployment": deployment.id, "stageName": "live"}
    make("aws:apigateway/stage:Stage", stage)
    return made.id


def test_a_regional_one(
    settle: Callable[..., State],
    change: Callable[..., State],
    gone: Callable[..., None],
    issued: Issued,
    in_use: Callable[[str], list[str]],
    aws: LocalAws,
) -> None:
    """Another certificate is an update in place, that waits until it is served."""
    old, new = issued("a.example.com"), issued("a.example.com", "b.example.com")
    inputs = {"domainName": "a.example.com", **REGIONAL}
    state = settle(TOKEN, inputs | {"regionalCertificateArn": old})
    assert state.id == "a.example.com"
    assert state.outputs["arn"] == "arn:aws:apigateway:eu-west-1::/domainnames/a.example.com"
    assert ".execute-api." in state.outputs["regionalDomainName"]
    assert state.outputs["regionalZoneId"].startswith("Z")
    assert in_use(old)
    aws.journal.clear()
    changed = change(TOKEN, state, inputs | {"regionalCertificateArn": new, "tags": {"a": "b"}})
    assert changed.outputs["regionalCertificateArn"] == new
    assert (in_use(old), bool(in_use(new))) == ([], True)
    assert calls(aws, "apigateway")["UpdateDomainName"] == 1
    gone(TOKEN, changed)
    assert in_use(new) == []


def test_an_edge_one(
    settle: Callable[..., State],
    change: Callable[..., State],
    issued: Issued,
) -> None:
    """Its certificate is one of us-east-1, and it is reached through CloudFront."""
    old, new = (issued("a.example.com", region="us-east-1") for _ in range(2))
    inputs = {"domainName": "a.example.com", "endpointConfiguration": {"types": "EDGE"}}
    state = settle(TOKEN, inputs | {"certificateArn": old})
    assert state.outputs["cloudfrontDomainName"].endswith(".cloudfront.net")
    assert state.outputs["cloudfrontZoneId"] == "Z2FDTNDATAQYW2"
    changed = change(TOKEN, state, inputs | {"certificateArn": new})
    assert changed.outputs["certificateArn"] == new


def test_preview() -> None:
    """An alias record can be planned: its target is not known, but will be there."""
    found = resource_type(TOKEN).preview_create({"domainName": "a.example.com"})
    assert found["regionalDomainName"] is UNKNOWN
    olds = {"regionalDomainName": "d-1", "regionalCertificateArn": "old"}
    found = resource_type(TOKEN).preview_update(olds, {"regionalCertificateArn": UNKNOWN})
    assert found == {"regionalDomainName": "d-1", "regionalCertificateArn": UNKNOWN}


@pytest.mark.parametrize(
    ("inputs", "reason"),
    [
        (
            {"certificateArn": "a", "regionalCertificateArn": "b"},
            'Conflicting configuration arguments. "certificate_arn": conflicts with regional_',
        ),
        (
            {"endpointConfiguration": {"types": "PRIVATE"}},
            "expected endpoint_configuration.0.types.0 to be one of",
        ),
        (
            {"certificatePrivateKey": "hush"},
            "the sandbox's AWS provider does not support certificates that are not ACM's",
        ),
    ],
)
def test_what_is_refused(provider: Provider, inputs: dict[str, Any], reason: str) -> None:
    """Two certificates, other places, a key, which stays a secret."""
    failures = provider.check(urn(TOKEN), {}, {"domainName": "a.example.com"} | inputs).failures
    assert failures[0].startswith(reason)
    assert "hush" not in "".join(failures)


def test_what_aws_refuses(make: Callable[..., State], issued: Issued) -> None:
    """A certificate of another region, in AWS's words."""
    elsewhere = issued("a.example.com", region="us-east-1")
    inputs = {"domainName": "a.example.com", **REGIONAL, "regionalCertificateArn": elsewhere}
    with pytest.raises(
        ProviderError,
        match=r"^creating API Gateway Domain Name \(a.example.com\): .*BadRequestException",
    ):
        make(TOKEN, inputs)


class TestBasePathMapping:
    """Which API a path serves."""

    @pytest.fixture
    def domain(self, make: Callable[..., State], issued: Issued) -> str:
        """Give a domain name."""
        certificate = {"regionalCertificateArn": issued("a.example.com")}
        return make(TOKEN, {"domainName": "a.example.com", **REGIONAL, **certificate}).id

    def test_life(
        self,
        settle: Callable[..., State],
        change: Callable[..., State],
        gone: Callable[..., None],
        api: str,
        domain: str,
    ) -> None:
        """The path changes in place; the id, as with the AWS provider, does not."""
        inputs = {"domainName": domain, "restApi": api, "stageName": "live"}
        state = settle(MAPPING, inputs)
        assert state.id == "a.example.com/"
        state = change(MAPPING, state, inputs | {"basePath": "v1"})
        assert state.outputs["basePath"] == "v1"
        state = change(MAPPING, state, inputs | {"basePath": "v2"})
        assert state.outputs["basePath"] == "v2"
        gone(MAPPING, state)

    def test_a_stage_that_is_not_there(
        self,
        make: Callable[..., State],
        api: str,
        domain: str,
        aws: LocalAws,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """It is looked for again for a short time."""
        monkeypatch.setattr(apigateway_base_path_mapping, "PROPAGATION_TIMEOUT", 0.3)
        inputs = {"domainName": domain, "restApi": api, "stageName": "nowhere"}
        with pytest.raises(
            ProviderError,
            match=r"^creating API Gateway Base Path Mapping \(a.example.com/\): .*BadRequest",
        ):
            make(MAPPING, inputs)
        assert calls(aws)["CreateBasePathMapping"] > 1

    def test_import(self, provider: Provider) -> None:
        """The id has the domain and the path."""
        with pytest.raises(ProviderError, match=r"unexpected format of ID \(a\), expected DOMAIN"):
            provider.read(urn(MAPPING), "a", {}, {})
