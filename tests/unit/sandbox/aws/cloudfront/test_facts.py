"""What AWS fixes about distributions."""

from __future__ import annotations

from moto.core.utils import get_service_model

from acm_sandbox.aws.cloudfront import facts


def test_the_protocol_versions_are_the_models() -> None:
    """API model, MinimumProtocolVersion."""
    shape = get_service_model("cloudfront").shape_for("MinimumProtocolVersion")
    assert set(facts.MINIMUM_PROTOCOL_VERSIONS) == set(shape.metadata["enum"])
    assert facts.BELOW_SNI in facts.MINIMUM_PROTOCOL_VERSIONS
    assert facts.DEFAULT_PROTOCOL_VERSION in facts.MINIMUM_PROTOCOL_VERSIONS
