"""What may be chosen about the local AWS."""

from __future__ import annotations

import pytest

from acm_sandbox.aws.settings import Settings


def test_the_default_quota_is_that_of_aws() -> None:
    """ACM guide, "Quotas": L-FB94F0B0 is 10 until it is raised."""
    assert Settings().names_per_certificate == 10


@pytest.mark.parametrize("names", [0, 101])
def test_a_quota_that_aws_never_gives_is_refused(names: int) -> None:
    """API model: SubjectAlternativeNames takes 100 at most."""
    with pytest.raises(ValueError, match=f"names_per_certificate is {names}: .* 1-100"):
        Settings(names_per_certificate=names)


def test_every_region_is_on_unless_told_otherwise() -> None:
    """The account that a test has is one that has opted in to all."""
    assert Settings().regions_off == frozenset()


@pytest.mark.parametrize("region", ["us-east-1", "eu-west-1", "nowhere-1"])
def test_a_region_that_is_always_on_cannot_be_off(region: str) -> None:
    """AWS Account Management guide: default regions "cannot be enabled or disabled"."""
    with pytest.raises(ValueError, match=f"regions_off: {region} cannot be switched off"):
        Settings(regions_off=frozenset({region}))
