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
