"""The constraints of the service models, in AWS's words."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config

from acm_sandbox.aws import environment
from unit.sandbox.aws.support import HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

NAME = r"(\*\.)?(((?!-)[A-Za-z0-9-]{0,62}[A-Za-z0-9])\.)+((?!-)[A-Za-z0-9-]{1,62}[A-Za-z0-9])"


@pytest.mark.parametrize(
    "name",
    [
        "localhost",
        "*.com",
        "*",
        "*.*.example.com",
        "www.*.example.com",
        "w*.example.com",
        "example..com",
        "example.com.",
        ".example.com",
        "-a.example.com",
        "a-.example.com",
        "a_b.example.com",
        "bücher.example.com",
        f"{'a' * 64}.example.com",
        "example.c",
    ],
)
def test_bad_names_are_refused(world: World, name: str) -> None:
    """API model, DomainNameString: labels of 63, an asterisk only leftmost and alone."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value of the input at 'domainName' failed to satisfy "
        f"constraint: Member must satisfy regular expression pattern: {NAME}",
    ):
        world.request(name)


@pytest.mark.parametrize("name", ["a.io", "*.example.com", "EXAMPLE.com", f"{'a' * 60}.io"])
def test_good_names_are_accepted(world: World, name: str) -> None:
    """API model, DomainNameString."""
    assert world.describe(world.request(name))["DomainName"] == name.lower()


def test_all_violations_are_in_one_error(world: World) -> None:
    """The wording of AWS for lists names all constraints of the items, not the broken ones."""
    long = ".".join(["a" * 63] * 4)
    with refused(
        "ValidationException",
        "3 validation errors detected: "
        "Value of the input at 'domainName' failed to satisfy constraint: Member must satisfy "
        f"regular expression pattern: {NAME}; "
        "Value of the input at 'subjectAlternativeNames' failed to satisfy constraint: Member must "
        "satisfy constraint: [Member must have length less than or equal to 253, Member must have "
        "length greater than or equal to 1, Member must satisfy regular expression pattern: "
        f"{NAME}]; "
        "Value of the input at 'idempotencyToken' failed to satisfy constraint: Member must "
        r"satisfy regular expression pattern: \w+",
    ):
        world.request("localhost", "example.com", long, IdempotencyToken="no-dash")


@pytest.mark.parametrize(
    ("options", "constraint"),
    [
        (
            {"SubjectAlternativeNames": [f"n{number}.example.com" for number in range(101)]},
            ("'subjectAlternativeNames'", "length less than or equal to 100"),
        ),
        (
            {"IdempotencyToken": "a" * 33},
            ("'idempotencyToken'", "length less than or equal to 32"),
        ),
        (
            {"Tags": [{"Key": ""}]},
            ("'tags.1.member.key'", "length greater than or equal to 1"),
        ),
    ],
)
def test_lists_and_nested_values_are_checked(
    world: World, options: dict[str, Any], constraint: tuple[str, str]
) -> None:
    """API model of RequestCertificate."""
    where, words = constraint
    with refused(
        "ValidationException",
        f"1 validation error detected: Value of the input at {where} failed to satisfy "
        f"constraint: Member must have {words}",
    ):
        _unchecked(world).request_certificate(
            DomainName="example.com", ValidationMethod="DNS", **options
        )


def test_enumerations_are_checked(world: World) -> None:
    """API model, KeyAlgorithm."""
    values = "RSA_1024, RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1"
    with refused(
        "ValidationException",
        "1 validation error detected: Value of the input at 'keyAlgorithm' failed to satisfy "
        f"constraint: Member must satisfy enum value set: [{values}]",
    ):
        world.request("example.com", KeyAlgorithm="DSA")


def test_characters_that_a_tag_cannot_have(world: World) -> None:
    """API model, TagValue."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value of the input at 'tags.1.member.value' failed to "
        "satisfy constraint: Member must satisfy regular expression pattern: "
        r"([\p{L}\p{Z}\p{N}_.:/=+\-@]*)",
    ):
        world.request("example.com", Tags=[{"Key": "team", "Value": "what?"}])


def test_tags_in_any_script_are_accepted(world: World) -> None:
    r"""API model, TagValue: \p{L}, \p{Z}, \p{N} are letters, spaces, digits of all scripts."""
    arn = world.request("example.com", Tags=[{"Key": "Gruppe", "Value": "Größe ٣ 東京"}])
    tags = world.acm().list_tags_for_certificate(CertificateArn=arn)["Tags"]
    assert tags == [{"Key": "Gruppe", "Value": "Größe ٣ 東京"}]


@pytest.mark.parametrize(
    ("items", "words"), [(0, "greater than or equal to 1"), (1001, "less than or equal to 1000")]
)
def test_numbers_are_checked(world: World, items: int, words: str) -> None:
    """API model, ListCertificates.MaxItems: 1 to 1,000."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value of the input at 'maxItems' failed to satisfy "
        f"constraint: Member must have value {words}",
    ):
        # botocore checks the least value itself, unless told not to.
        _unchecked(world).list_certificates(MaxItems=items)


def test_a_missing_parameter_is_null(world: World) -> None:
    """The wording of awsdocs/aws-cloudformation-user-guide#865."""
    with refused(
        "ValidationException",
        "1 validation error detected: Value null at "
        "'domainValidationOptions.1.member.validationDomain' failed to satisfy constraint: Member "
        "must not be null",
    ):
        _unchecked(world).request_certificate(
            DomainName="example.com",
            ValidationMethod="DNS",
            DomainValidationOptions=[{"DomainName": "example.com"}],
        )


def test_route_53_has_another_code(world: World) -> None:
    """API model, InvalidInput."""
    with refused("InvalidInput"):
        world.route53.get_hosted_zone(Id="Z" * 33)


def _unchecked(world: World) -> Any:
    return _client(world.endpoint)


@cache
def _client(endpoint: str) -> Any:
    """Make a client that leaves all checks to the service."""
    return boto3.session.Session().client(
        "acm",
        region_name=HOME,
        endpoint_url=endpoint,
        aws_access_key_id=environment.ACCESS_KEY_ID,
        aws_secret_access_key=environment.SECRET_ACCESS_KEY,
        config=Config(parameter_validation=False),
    )
