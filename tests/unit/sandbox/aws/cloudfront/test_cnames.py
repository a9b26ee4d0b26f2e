"""Alternate domain names: each leads to one distribution."""

from __future__ import annotations

import pytest

from acm_sandbox.aws import certificates
from acm_sandbox.aws.cloudfront import cnames
from unit.sandbox.aws.cloudfront.support import Cdn, serving
from unit.sandbox.aws.support import ACCOUNT, refused

NAME = "www.example.com"


@pytest.fixture
def arn(cdn: Cdn) -> str:
    """A certificate for all names here."""
    return cdn.certificate("example.com", "*.example.com")


def test_a_name_is_taken_once(cdn: Cdn, arn: str) -> None:
    """API model, CNAMEAlreadyExists; the words of aws-amplify/amplify-hosting#620."""
    cdn.create(NAME, ViewerCertificate=serving(arn))
    with refused("CNAMEAlreadyExists", cnames.TAKEN):
        cdn.create("WWW.example.com", ViewerCertificate=serving(arn))
    other = cdn.create(ViewerCertificate=serving(arn))
    with refused("CNAMEAlreadyExists", cnames.TAKEN):
        cdn.update(other, Aliases={"Quantity": 1, "Items": [NAME]})


def test_its_own_names_are_not_in_its_way(cdn: Cdn, arn: str) -> None:
    """An update sends all names again."""
    made = cdn.create(NAME, ViewerCertificate=serving(arn))
    cdn.update(made, Comment="changed")


def test_a_name_is_free_again(cdn: Cdn, arn: str) -> None:
    """After it was removed, or the distribution was deleted."""
    made = cdn.create(NAME, ViewerCertificate=serving(arn))
    cdn.update(made, Aliases={"Quantity": 0}, Enabled=False)
    second = cdn.create(NAME, ViewerCertificate=serving(arn), Enabled=False)
    cdn.delete(second)
    cdn.create(NAME, ViewerCertificate=serving(arn))


def test_a_wildcard_beside_a_name_that_it_covers(cdn: Cdn, arn: str) -> None:
    """Guide, "Requirements for using alternate domain names": in one account, not in two."""
    cdn.create("*.example.com", ViewerCertificate=serving(arn))
    cdn.create(NAME, ViewerCertificate=serving(arn))
    assert cnames.is_taken("api.example.com", "222222222222", own="")
    assert not cnames.is_taken("api.example.org", "222222222222", own="")


def test_an_edge_optimized_domain_name_is_one_too(cdn: Cdn, arn: str) -> None:
    """amplify-education/serverless-domain-manager#210, the other way round."""
    gateway = cdn.world.client("apigateway")
    gateway.create_domain_name(domainName=NAME, certificateArn=arn)
    with refused("CNAMEAlreadyExists", cnames.TAKEN):
        cdn.create(NAME, ViewerCertificate=serving(arn))


@pytest.mark.parametrize("name", ["localhost", "w*.example.com", "a..example.com", "*"])
def test_what_is_no_name(cdn: Cdn, arn: str, name: str) -> None:
    """API model, Aliases: a wildcard is leftmost and alone. AWS looks at the coverage first."""
    found = certificates.find(ACCOUNT, arn)
    assert found is not None
    found.names.append(name)
    with refused("InvalidArgument", cnames.INVALID):
        cdn.create(name, ViewerCertificate=serving(arn))


def test_there_is_a_quota(cdn: Cdn, arn: str) -> None:
    """Guide, "Quotas": 100 alternate domain names for each distribution."""
    names = [f"n{number}.example.com" for number in range(101)]
    cdn.create(*names[:100], ViewerCertificate=serving(arn))
    with refused("TooManyDistributionCNAMEs"):
        cdn.create(*names, ViewerCertificate=serving(arn))
