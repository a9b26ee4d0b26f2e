"""The operations on API mappings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.sandbox.aws.apigateway.support import NAME, VIRGINIA
from unit.sandbox.aws.support import refused

if TYPE_CHECKING:
    from unit.sandbox.aws.apigateway.support import Gateway

CODE = "BadRequestException"


@pytest.fixture
def api(gateway: Gateway) -> str:
    """An HTTP API, beside a domain name."""
    gateway.http_name(gateway.world.issued(NAME))
    return gateway.http_api()


def test_the_whole_domain_name(gateway: Gateway, api: str) -> None:
    """API model, ApiMapping."""
    made = gateway.v2.create_api_mapping(DomainName=NAME, ApiId=api, Stage="$default")
    found = gateway.v2.get_api_mapping(DomainName=NAME, ApiMappingId=made["ApiMappingId"])
    assert (found["ApiId"], found["ApiMappingKey"], found["Stage"]) == (api, "", "$default")


def test_several_levels_and_rest_apis(gateway: Gateway, api: str) -> None:
    """Guide, "Mapping API stages to a custom domain name": both, in one domain name."""
    rest = gateway.rest_api("prod")
    for target, stage, key in ((api, "$default", "a/b"), (rest, "prod", "rest")):
        gateway.v2.create_api_mapping(DomainName=NAME, ApiId=target, Stage=stage, ApiMappingKey=key)
    listed = gateway.v2.get_api_mappings(DomainName=NAME)["Items"]
    assert [(item["ApiMappingKey"], item["ApiId"]) for item in listed] == [
        ("a/b", api),
        ("rest", rest),
    ]
    assert gateway.v1.get_base_path_mapping(domainName=NAME, basePath="rest")["stage"] == "prod"


def test_what_is_refused(gateway: Gateway, api: str) -> None:
    """The words of aws/aws-cdk#9078 and aws/aws-cdk#9141; the others are from memory."""
    create = gateway.v2.create_api_mapping
    with refused("NotFoundException", "Invalid domain name identifier specified"):
        create(DomainName="other.example.com", ApiId=api, Stage="$default")
    with refused("NotFoundException", "Invalid API identifier specified none"):
        create(DomainName=NAME, ApiId="none", Stage="$default")
    with refused(CODE, "Invalid stage identifier specified"):
        create(DomainName=NAME, ApiId=api, Stage="none")
    for key in ("/", "/a", "a/", "a^b"):
        with refused(
            CODE, "An ApiMapping key may contain only letters, numbers and one of $-_.+!*'(),"
        ):
            create(DomainName=NAME, ApiId=api, Stage="$default", ApiMappingKey=key)
    create(DomainName=NAME, ApiId=api, Stage="$default")
    with refused("ConflictException", "ApiMapping key already exists for this domain name"):
        create(DomainName=NAME, ApiId=api, Stage="$default")


def test_an_edge_optimized_name_leads_to_rest_apis(gateway: Gateway, api: str) -> None:
    """Guide: regional names for HTTP and WebSocket APIs; the words are from memory."""
    name = "edge.example.org"
    gateway.edge(gateway.world.issued(name, region=VIRGINIA), name)
    with refused(CODE, f"Only REST APIs can be mapped to the edge-optimized domain name {name}"):
        gateway.v2.create_api_mapping(DomainName=name, ApiId=api, Stage="$default")
    rest = gateway.rest_api("prod")
    with refused(CODE, "API mappings with multiple levels need a regional custom domain name"):
        gateway.v2.create_api_mapping(
            DomainName=name, ApiId=rest, Stage="prod", ApiMappingKey="a/b"
        )
    gateway.v2.create_api_mapping(DomainName=name, ApiId=rest, Stage="prod")


@pytest.mark.parametrize(
    "options",
    [
        {"securityPolicy": "TLS_1_0"},
        {"securityPolicy": "SecurityPolicy_TLS13_1_2_2021_06", "endpointAccessMode": "BASIC"},
    ],
)
def test_http_apis_need_the_policy_that_they_have(
    gateway: Gateway, api: str, options: dict[str, str]
) -> None:
    """Guide, "Choose a security policy for your custom domain"; the words are from memory."""
    name, rest = "rest.example.org", gateway.rest_api("prod")
    gateway.regional(gateway.world.issued(name), name, **options)
    policy = options["securityPolicy"]
    with refused(CODE, f"Only REST APIs can be mapped to a domain name with the policy {policy}"):
        gateway.v2.create_api_mapping(DomainName=name, ApiId=api, Stage="$default")
    gateway.v2.create_api_mapping(DomainName=name, ApiId=rest, Stage="prod")


def test_websocket_apis_are_alone(gateway: Gateway, api: str) -> None:
    """Guide, "Custom domain names for WebSocket APIs"; the words are from memory."""
    chat = gateway.websocket_api()
    gateway.v2.create_api_mapping(DomainName=NAME, ApiId=chat, Stage="prod")
    with refused(CODE, f"The domain name {NAME} cannot lead to WebSocket APIs and to others"):
        gateway.v2.create_api_mapping(
            DomainName=NAME, ApiId=api, Stage="$default", ApiMappingKey="http"
        )
    other = gateway.websocket_api()
    gateway.v2.create_api_mapping(DomainName=NAME, ApiId=other, Stage="prod", ApiMappingKey="other")


def test_a_change_in_place(gateway: Gateway, api: str) -> None:
    """API model, UpdateApiMapping."""
    made = gateway.v2.create_api_mapping(DomainName=NAME, ApiId=api, Stage="$default")
    of = {"DomainName": NAME, "ApiMappingId": made["ApiMappingId"]}
    gateway.v2.create_stage(ApiId=api, StageName="test")
    changed = gateway.v2.update_api_mapping(**of, ApiId=api, Stage="test", ApiMappingKey="v2")
    assert (changed["Stage"], changed["ApiMappingKey"]) == ("test", "v2")
    assert len(gateway.v2.get_api_mappings(DomainName=NAME)["Items"]) == 1
    with refused(CODE, "Invalid stage identifier specified"):
        gateway.v2.update_api_mapping(**of, ApiId=api, Stage="none")
    gateway.v2.delete_api_mapping(**of)
    with refused(
        "NotFoundException", "The api mapping resource specified in the request was not found."
    ):
        gateway.v2.get_api_mapping(**of)


def test_what_is_mapped_cannot_be_deleted(gateway: Gateway, api: str) -> None:
    """The words are AWS's, as users report them for the stage."""
    gateway.v2.create_api_mapping(DomainName=NAME, ApiId=api, Stage="$default")
    with refused(
        CODE,
        "Deleting stage $default failed. Please remove all base path mappings related to the stage "
        f"in your domains: {NAME}",
    ):
        gateway.v2.delete_stage(ApiId=api, StageName="$default")
    with refused(CODE):
        gateway.v2.delete_api(ApiId=api)
    gateway.v2.delete_domain_name(DomainName=NAME)
    gateway.v2.delete_api(ApiId=api)
