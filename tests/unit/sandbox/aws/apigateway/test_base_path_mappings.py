"""The operations on base path mappings."""

from __future__ import annotations

import pytest

from unit.sandbox.aws.apigateway.support import NAME, Gateway
from unit.sandbox.aws.support import refused


@pytest.fixture
def api(gateway: Gateway) -> str:
    """A REST API with two stages, beside a domain name."""
    gateway.regional(gateway.world.issued(NAME))
    return gateway.rest_api("prod", "test")


def test_the_whole_domain_name(gateway: Gateway, api: str) -> None:
    """API model, basePath and stage: "(none)"."""
    made = gateway.v1.create_base_path_mapping(domainName=NAME, restApiId=api)
    assert (made["basePath"], made["restApiId"]) == ("(none)", api)
    assert "stage" not in made
    found = gateway.v1.get_base_path_mapping(domainName=NAME, basePath="(none)")
    assert found["restApiId"] == api


def test_paths(gateway: Gateway, api: str) -> None:
    """API model, CreateBasePathMapping, GetBasePathMappings, DeleteBasePathMapping."""
    for path, stage in (("v1", "prod"), ("v2", "test")):
        gateway.v1.create_base_path_mapping(
            domainName=NAME, restApiId=api, basePath=path, stage=stage
        )
    listed = gateway.v1.get_base_path_mappings(domainName=NAME)["items"]
    assert [(item["basePath"], item["stage"]) for item in listed] == [
        ("v1", "prod"),
        ("v2", "test"),
    ]
    gateway.v1.delete_base_path_mapping(domainName=NAME, basePath="v1")
    with refused("NotFoundException", "Invalid base path mapping identifier specified"):
        gateway.v1.get_base_path_mapping(domainName=NAME, basePath="v1")


def test_what_is_refused(gateway: Gateway, api: str) -> None:
    """The words are moto/apigateway/exceptions.py's, who took them from AWS."""
    create = gateway.v1.create_base_path_mapping
    with refused("NotFoundException", "Invalid domain name identifier specified"):
        create(domainName="other.example.com", restApiId=api)
    with refused("BadRequestException", "Invalid REST API identifier specified"):
        create(domainName=NAME, restApiId="none")
    with refused("BadRequestException", "Invalid stage identifier specified"):
        create(domainName=NAME, restApiId=api, stage="none")
    with refused(
        "BadRequestException",
        "API Gateway V1 doesn't support the slash character (/) in base path mappings. To create a "
        "multi-level base path mapping, use API Gateway V2.",
    ):
        create(domainName=NAME, restApiId=api, basePath="a/b")
    create(domainName=NAME, restApiId=api, basePath="a")
    with refused("ConflictException", "Base path already exists for this domain name"):
        create(domainName=NAME, restApiId=api, basePath="a")


def test_a_change_in_place(gateway: Gateway, api: str) -> None:
    """API model, UpdateBasePathMapping, with the patches of the provider's file."""
    gateway.v1.create_base_path_mapping(domainName=NAME, restApiId=api, stage="prod")
    other = gateway.rest_api("next")
    changed = gateway.v1.update_base_path_mapping(
        domainName=NAME,
        basePath="(none)",
        patchOperations=[
            {"op": "replace", "path": "/basePath", "value": "v2"},
            {"op": "replace", "path": "/restapiId", "value": other},
            {"op": "replace", "path": "/stage", "value": "next"},
        ],
    )
    del changed["ResponseMetadata"]
    assert changed == {"basePath": "v2", "restApiId": other, "stage": "next"}
    assert len(gateway.v1.get_base_path_mappings(domainName=NAME)["items"]) == 1
    with refused("BadRequestException", "Invalid stage identifier specified"):
        gateway.v1.update_base_path_mapping(
            domainName=NAME,
            basePath="v2",
            patchOperations=[{"op": "replace", "path": "/stage", "value": "none"}],
        )


def test_what_is_mapped_cannot_be_deleted(gateway: Gateway, api: str) -> None:
    """The words are AWS's, as users report them."""
    gateway.v1.create_base_path_mapping(domainName=NAME, restApiId=api, stage="prod")
    with refused(
        "BadRequestException",
        "Deleting RestApi failed. Please remove all base path mappings related to the RestApi in "
        "your domains.",
    ):
        gateway.v1.delete_rest_api(restApiId=api)
    with refused(
        "BadRequestException",
        "Deleting stage prod failed. Please remove all base path mappings related to the stage in "
        f"your domains: {NAME}",
    ):
        gateway.v1.delete_stage(restApiId=api, stageName="prod")
    gateway.v1.delete_stage(restApiId=api, stageName="test")
    gateway.v1.delete_base_path_mapping(domainName=NAME, basePath="(none)")
    gateway.v1.delete_rest_api(restApiId=api)
