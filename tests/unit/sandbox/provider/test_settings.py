"""The provider's configuration, and the rule that it only ever speaks to this machine."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider import settings
from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import Provider
from acm_sandbox.provider.settings import Credentials
from acm_sandbox.provider.values import UNKNOWN

if TYPE_CHECKING:
    from pathlib import Path

HERE = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9", "AWS_REGION": "eu-west-1"}


def test_region() -> None:
    """The configuration's, else the environment's, in AWS's order of variables."""
    environ = HERE | {"AWS_DEFAULT_REGION": "eu-west-2"}
    assert settings.load({"region": "us-west-2"}, environ).region == "us-west-2"
    assert settings.load({}, environ).region == "eu-west-1"
    del environ["AWS_REGION"]
    assert settings.load({}, environ).region == "eu-west-2"


def test_a_missing_region_is_told_as_pulumi_aws_does() -> None:
    """The words are those a user may search for."""
    environ = {"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}
    assert settings.problems({}, environ) == [
        (
            "Missing region information\n"
            "Make sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`."
        ),
    ]
    with pytest.raises(ProviderError, match="Missing region information"):
        settings.load({}, environ)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:5000",
        "http://127.9.9.9",
        "http://localhost:5000/",
        "http://[::1]:5000",
        "https://localhost",
    ],
)
def test_loopback(url: str) -> None:
    """All that can only be this machine."""
    assert settings.is_loopback(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "127.0.0.1:5000",
        "http://0.0.0.0:5000",
        "http://10.0.0.1:5000",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@acm.amazonaws.com",
        "http://localhost.localstack.cloud:4566",
        "https://acm.eu-west-1.amazonaws.com",
        "http://[::",
        "ftp://localhost",
    ],
)
def test_not_loopback(url: str) -> None:
    """All that could lead elsewhere, whatever it looks like."""
    assert not settings.is_loopback(url)


@pytest.mark.parametrize(
    ("args", "environ", "told"),
    [
        pytest.param({}, {"AWS_REGION": "x"}, "there is none", id="no endpoint"),
        pytest.param(
            {},
            {"AWS_REGION": "x", "AWS_ENDPOINT_URL": "https://acm.amazonaws.com"},
            'got "https://acm.amazonaws.com"',
            id="AWS",
        ),
        pytest.param(
            {"endpoints": '[{"acm": "https://acm.amazonaws.com"}]'},
            HERE,
            'got "https://acm.amazonaws.com"',
            id="one of several",
        ),
    ],
)
def test_refuses_any_other_endpoint(
    args: dict[str, Any],
    environ: dict[str, str],
    told: str,
) -> None:
    """The rule is named, and nothing is configured."""
    (problem,) = settings.problems(args, environ)
    assert problem.startswith(
        "the sandbox's AWS provider speaks only to an endpoint on this machine, so that it can "
        "never touch a real account",
    )
    assert problem.endswith(told)
    with pytest.raises(ProviderError, match="never touch a real account"):
        Provider.configure(args, environ=environ)


def test_endpoints_of_services() -> None:
    """One for a service, and the environment's for the others."""
    found = settings.load({"endpoints": '[{"acm": "http://localhost:1"}]'}, HERE)
    assert found.endpoint("acm") == "http://localhost:1"
    assert found.endpoint("route53") == "http://127.0.0.1:9"
    only = settings.load({"endpoints": '[{"acm": "http://localhost:1"}]', "region": "x"}, {})
    with pytest.raises(ProviderError, match="aws:endpoints has none for route53"):
        only.endpoint("route53")


@pytest.mark.parametrize("key", sorted(settings._REFUSED))
def test_what_is_not_supported_is_refused_by_name(key: str) -> None:
    """A setting that would be ignored silently is worse than none."""
    (problem,) = settings.problems({key: "{}"}, HERE)
    assert problem == f'the sandbox\'s AWS provider does not support "{key}"'


def test_an_unknown_key() -> None:
    """As pulumi-aws tells it."""
    assert settings.problems({"regoin": "x"}, HERE) == [
        (
            "could not validate provider configuration: Invalid or unknown key. "
            "Check `pulumi config get aws:regoin`."
        ),
    ]


def test_broken_json_is_not_shown() -> None:
    """It may hold anything."""
    assert settings.problems({"assumeRoles": "{secret"}, HERE) == ["aws:assumeRoles is not JSON"]


def test_unknown_values_pass() -> None:
    """In a preview they may be anything."""
    args = {"region": UNKNOWN, "endpoints": UNKNOWN, "assumeRoles": UNKNOWN, "profile": UNKNOWN}
    assert settings.problems(args, {}) == []


def test_tags() -> None:
    """Default tags and those to ignore arrive as JSON."""
    found = settings.load(
        {
            "defaultTags": json.dumps({"tags": {"team": "x"}}),
            "ignoreTags": json.dumps({"keys": ["k"], "keyPrefixes": ["p:"]}),
        },
        HERE,
    )
    assert found.default_tags == {"team": "x"}
    assert [found.ignores(tag) for tag in ("k", "p:1", "aws:x", "kk")] == [True, True, True, False]


class TestCredentials:
    """Whose keys are used: never one that would have to be asked for on a network."""

    def test_fake_by_default(self) -> None:
        """Without any the keys are made up."""
        assert settings.load({}, HERE).credentials == Credentials()

    def test_the_environments(self) -> None:
        """As the SDKs read them."""
        environ = HERE | {"AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"}
        assert settings.load({}, environ).credentials == Credentials("A", "S")

    def test_the_configurations(self) -> None:
        """Its keys win."""
        environ = HERE | {"AWS_ACCESS_KEY_ID": "A", "AWS_SECRET_ACCESS_KEY": "S"}
        args = {"accessKey": "B", "secretKey": "T", "token": "U"}
        assert settings.load(args, environ).credentials == Credentials("B", "T", "U")

    def test_a_profile_with_keys(self, tmp_path: Path) -> None:
        """A profile of the shared credentials file."""
        file = tmp_path / "credentials"
        file.write_text("[mine]\naws_access_key_id = A\naws_secret_access_key = S%\n[sso]\nx = y\n")
        environ = HERE | {"AWS_SHARED_CREDENTIALS_FILE": str(file)}
        assert settings.load({"profile": "mine"}, environ).credentials == Credentials("A", "S%")
        with pytest.raises(ProviderError, match="failed to get shared config profile, other"):
            settings.load({"profile": "other"}, environ)
        with pytest.raises(ProviderError, match='profile "sso" has no access key of its own'):
            settings.load({"profile": "sso"}, environ)


class TestAccounts:
    """Which account it may be."""

    @pytest.mark.parametrize(
        "args",
        [{"allowedAccountIds": '["111111111111"]'}, {"forbiddenAccountIds": '["123456789012"]'}],
    )
    def test_not_allowed(self, environ: dict[str, str], args: dict[str, str]) -> None:
        """The account is named."""
        with pytest.raises(ProviderError, match="AWS account ID not allowed: 123456789012"):
            Provider.configure(args, environ=environ)

    def test_allowed(self, environ: dict[str, str]) -> None:
        """One of several is enough."""
        allowed = '["111111111111", "123456789012"]'
        Provider.configure({"allowedAccountIds": allowed}, environ=environ)

    def test_both(self) -> None:
        """They exclude each other."""
        args = {"allowedAccountIds": '["1"]', "forbiddenAccountIds": '["2"]'}
        assert settings.problems(args, HERE) == [
            '"allowed_account_ids": conflicts with forbidden_account_ids',
        ]

    def test_an_assumed_role(self, environ: dict[str, str]) -> None:
        """A role of another account leads to that account."""
        role = {"roleArn": "arn:aws:iam::210987654321:role/dns", "duration": "1h"}
        provider = Provider.configure({"assumeRoles": json.dumps([role])}, environ=environ)
        assert provider.clients.account_id() == "210987654321"

    def test_an_unsupported_part_of_a_role(self) -> None:
        """It is refused by name."""
        args = {"assumeRoles": '[{"roleArn": "arn:x", "transitiveTagKeys": ["a"]}]'}
        assert settings.problems(args, HERE) == [
            "the sandbox's AWS provider does not support assumeRoles[].transitiveTagKeys",
        ]
