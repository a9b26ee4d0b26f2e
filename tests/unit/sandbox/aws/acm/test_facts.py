"""The facts, held against botocore's model, which may change with it."""

from __future__ import annotations

from moto.core.utils import get_service_model

from acm_sandbox.aws.acm import facts
from acm_sandbox.aws.acm.authority import Authority


def test_the_key_algorithms_are_the_models() -> None:
    """API model, KeyAlgorithm: our three and those for import only."""
    known = get_service_model("acm").shape_for("KeyAlgorithm").metadata["enum"]
    assert set(facts.REQUESTABLE_KEY_ALGORITHMS) < set(known)
    assert set(known) >= facts.DEFAULT_KEY_TYPES_FILTER
    assert set(facts.SIGNATURE_ALGORITHMS) == set(facts.REQUESTABLE_KEY_ALGORITHMS)
    assert Authority().trusted() == ""


def test_the_number_of_tags_is_the_models() -> None:
    """API model, TagList."""
    assert get_service_model("acm").shape_for("TagList").metadata["max"] == facts.MAX_TAGS
