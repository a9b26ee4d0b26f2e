"""Certificates that ACM has given up: what is said of each."""

from typing import get_args

import pytest
from botocore.loaders import create_loader
from mypy_boto3_acm.literals import CertificateStatusType

from pulumi_acm.failures import PENDING, REASONS, STATUSES, Seen, is_dead, obituary, replace_command

ARN = "arn:aws:acm:eu-west-1:123456789012:certificate/1"


def reasons() -> set[str]:
    """Return the reasons of the API model that a public certificate can have."""
    model = create_loader().load_service_model("acm", "service-2")
    enum = model["shapes"]["FailureReason"]["enum"]
    # The service-linked role is that by which ACM renews private certificates.
    return {each for each in enum if not each.startswith(("PCA_", "SLR_"))}


def test_every_reason_of_the_api_is_known() -> None:
    """And none that it does not have."""
    assert set(REASONS) == reasons()


def test_every_status_is_dead_or_alive() -> None:
    """Two of them are no reason to request a certificate anew."""
    assert set(get_args(CertificateStatusType)) - set(STATUSES) == {PENDING, "ISSUED"}


@pytest.mark.parametrize("fact", [*REASONS.values(), *STATUSES.values()])
def test_every_fact_has_its_source(fact: object) -> None:
    """A page of AWS."""
    assert str(vars(fact)["source"]).startswith("https://docs.aws.amazon.com/acm/")


def test_the_reason_is_explained() -> None:
    """Region, status, reason, ARN and what to mend."""
    first, arn, mend = obituary(Seen("FAILED", "CAA_ERROR"), "eu-west-1", ARN)
    assert first.startswith("eu-west-1: FAILED, CAA_ERROR: a CAA record of a name")
    assert arn.strip() == ARN
    assert "let it allow amazon.com" in mend


def test_a_reason_that_is_not_known_is_named() -> None:
    """AWS may have new ones."""
    first, _, mend = obituary(Seen("FAILED", "SOLAR_ECLIPSE"), "eu-west-1", ARN)
    assert "FAILED, SOLAR_ECLIPSE: ACM has refused the request" in first
    assert "look the reason up at https://" in mend


def test_who_is_dead() -> None:
    """What is not known is not dead."""
    assert is_dead(Seen("EXPIRED"))
    assert not is_dead(Seen("ISSUED"))
    assert not is_dead(None)


def test_the_command_survives_a_shell() -> None:
    """A URN has a dollar sign in it."""
    assert replace_command(["a$b", "c"]) == "pulumi up --replace 'a$b' --replace 'c'"
