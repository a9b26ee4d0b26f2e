"""The last line of defence against secrets in comments."""

import pytest

from pulumi_acm.comment.post import without_secrets

KEY = "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"error: {KEY}\nafter", "error: [secret]\nafter"),
        ("cut: -----BEGIN PRIVATE KEY-----\nMIIE", "cut: [secret]"),
        ("token ghs_12345678 leaked", "token [secret] leaked"),
        (
            "a certificate: -----BEGIN CERTIFICATE-----",
            "a certificate: -----BEGIN CERTIFICATE-----",
        ),
        ("short ab stays", "short ab stays"),
    ],
)
def test_secrets_are_taken_out(body: str, expected: str) -> None:
    """Private keys by their form, tokens because this process has them."""
    assert without_secrets(body, ["ghs_12345678", "ab", ""]) == expected
