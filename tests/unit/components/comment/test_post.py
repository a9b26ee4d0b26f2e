"""The last line of defence against secrets in comments."""

import pytest

from pulumi_acm.comment.post import secrets_of, without_secrets

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


def test_secrets_are_known_by_the_names_of_their_variables() -> None:
    """What only says where one is, is none."""
    environment = {
        "AWS_SECRET_ACCESS_KEY": "aaaaaaaaa",
        "CLOUDFLARE_API_TOKEN": "bbbbbbbbbb",
        "db_password": "cccccccc",
        "PULUMI_CONFIG_PASSPHRASE_FILE": "/run/secret",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "/run/token",
        "ACTIONS_ID_TOKEN_REQUEST_URL": "https://example.com",
        "AWS_REGION": "eu-west-1",
        "TOKENIZER": "wordpiece",
    }
    assert secrets_of(environment) == ["bbbbbbbbbb", "aaaaaaaaa", "cccccccc"]
