"""The environment that leads to the local AWS and to nothing else."""

from __future__ import annotations

import os

from acm_sandbox.aws import environment

ENDPOINT = "http://127.0.0.1:4321"


def test_no_way_to_a_real_account_is_left() -> None:
    """Each of these would win over the variables set (SDK reference guide)."""
    real = {
        "AWS_PROFILE": "production",
        "AWS_SESSION_TOKEN": "token",
        "AWS_ROLE_ARN": "arn:aws:iam::999999999999:role/admin",
        "AWS_WEB_IDENTITY_TOKEN_FILE": "token",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://169.254.170.23",
        "AWS_ENDPOINT_URL_ACM": "https://acm.eu-west-1.amazonaws.com",
        "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "true",
        "AWS_ACCESS_KEY_ID": "real",
    }
    isolated = environment.isolate(real, ENDPOINT)
    assert {name: value for name, value in isolated.items() if name.startswith("AWS_")} == {
        "AWS_ENDPOINT_URL": ENDPOINT,
        "AWS_ACCESS_KEY_ID": environment.ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": environment.SECRET_ACCESS_KEY,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def test_the_region_and_everything_else_stay() -> None:
    """A region is the user's choice: none is made for him."""
    isolated = environment.isolate({"AWS_REGION": "sa-east-1", "HOME": "/home/me"}, ENDPOINT)
    assert (isolated["AWS_REGION"], isolated["HOME"]) == ("sa-east-1", "/home/me")
    assert "AWS_REGION" not in environment.isolate({}, ENDPOINT)


def test_a_proxy_is_not_asked_for_a_loopback_address() -> None:
    """curl, Go and botocore read NO_PROXY, some in one case only."""
    isolated = environment.isolate({"NO_PROXY": "intranet"}, ENDPOINT)
    assert isolated["NO_PROXY"] == "intranet,127.0.0.1,localhost"
    assert isolated["no_proxy"] == "127.0.0.1,localhost"
