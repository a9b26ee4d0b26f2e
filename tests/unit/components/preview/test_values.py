"""What stands for unknown and secret values is what the SDK says."""

from pulumi.runtime import rpc

from pulumi_acm.preview.values import (
    OUTPUT_SIGNATURE,
    SECRET_SIGNATURE,
    SIGNATURE,
    UNKNOWN_SENTINELS,
    Hidden,
    plain,
)


def test_constants_are_the_sdks() -> None:
    """They are written down here, because importing the SDK takes most of a second."""
    assert rpc.UNKNOWN in UNKNOWN_SENTINELS
    assert rpc._special_sig_key == SIGNATURE
    assert rpc._special_secret_sig == SECRET_SIGNATURE
    assert rpc._special_output_value_sig == OUTPUT_SIGNATURE


def test_unknown_and_secret_values_are_hidden_wherever_they_are() -> None:
    """In lists, in objects, as an output with a value and as one without."""
    secret = {SIGNATURE: SECRET_SIGNATURE, "value": "hunter2"}
    found = plain(
        {
            "list": [rpc.UNKNOWN, "a", secret],
            "redacted": "[secret]",
            "output": {SIGNATURE: OUTPUT_SIGNATURE, "value": "b"},
            "secret output": {SIGNATURE: OUTPUT_SIGNATURE, "value": secret},
            "unknown output": {SIGNATURE: OUTPUT_SIGNATURE},
            "number": 1,
        }
    )
    assert found == {
        "list": [Hidden.UNKNOWN, "a", Hidden.SECRET],
        "redacted": Hidden.SECRET,
        "output": "b",
        "secret output": Hidden.SECRET,
        "unknown output": Hidden.UNKNOWN,
        "number": 1,
    }
