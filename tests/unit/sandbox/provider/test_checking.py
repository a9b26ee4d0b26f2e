"""Checks: every problem at once, in the provider's words; defaults, automatic names, tags."""

from __future__ import annotations

from typing import Any

import pytest

from acm_sandbox.provider import checking, registry
from acm_sandbox.provider.checking import Naming
from acm_sandbox.provider.settings import Settings
from acm_sandbox.provider.values import UNKNOWN

CERTIFICATE = "aws:acm/certificate:Certificate"
RECORD = "aws:route53/record:Record"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
ZONE = "aws:route53/zone:Zone"

ALIAS = {"name": "lb.aws", "zoneId": "Z9", "evaluateTargetHealth": False}


def _check(
    token: str,
    news: dict[str, Any],
    *,
    olds: dict[str, Any] | None = None,
    naming: Naming | None = None,
    **settings: Any,
) -> checking.Checked:
    return checking.check(
        registry.resource_type(token),
        "thing",
        news,
        olds=olds or {},
        settings=Settings(region="eu-west-1", endpoints={"": "http://127.0.0.1:9"}, **settings),
        naming=naming or Naming(seed=b"seed"),
    )


@pytest.mark.parametrize(
    ("token", "news", "failures"),
    [
        pytest.param(
            CERTIFICATE,
            {"domainName": "a.com", "validationMethd": "DNS"},
            [
                (
                    'Invalid or unknown key. Did you mean "validationMethod"? '
                    "Examine values at 'thing.validationMethd'."
                ),
            ],
            id="unknown key",
        ),
        pytest.param(
            VALIDATION,
            {},
            [
                (
                    'Missing required argument. The argument "certificate_arn" is required, but no '
                    "definition was found. Examine values at 'thing.certificateArn'."
                ),
            ],
            id="missing",
        ),
        pytest.param(
            CERTIFICATE,
            {"validationMethod": "DNS"},
            [
                (
                    'Invalid combination of arguments. "domain_name": one of '
                    "`domain_name,private_key,private_key_wo` must be specified. "
                    "Examine values at 'thing.domainName'."
                ),
            ],
            id="none of several",
        ),
        pytest.param(
            CERTIFICATE,
            {"domainName": "a.com.", "subjectAlternativeNames": ["b.com.", ""]},
            [
                (
                    "invalid value for domain_name (cannot end with a period). "
                    "Examine values at 'thing.domainName'."
                ),
                (
                    "invalid value for subject_alternative_names.0 (cannot end with a period). "
                    "Examine values at 'thing.subjectAlternativeNames[0]'."
                ),
                (
                    "expected length of subject_alternative_names.1 to be in the range (1 - 253), "
                    "got . "
                    "Examine values at 'thing.subjectAlternativeNames[1]'."
                ),
            ],
            id="final dots",
        ),
        pytest.param(
            CERTIFICATE,
            {"domainName": "a.com", "validationMethod": "FAX", "keyAlgorithm": "RSA-2048"},
            [
                (
                    'expected validation_method to be one of ["DNS" "EMAIL" "HTTP"], got FAX. '
                    "Examine values at 'thing.validationMethod'."
                ),
                (
                    'expected key_algorithm to be one of ["EC_prime256v1" "EC_secp384r1" '
                    '"EC_secp521r1" '
                    '"RSA_1024" "RSA_2048" "RSA_3072" "RSA_4096"], got RSA-2048. '
                    "Examine values at 'thing.keyAlgorithm'."
                ),
            ],
            id="enums",
        ),
        pytest.param(
            CERTIFICATE,
            {"domainName": "a.com", "certificateAuthorityArn": "arn:ca"},
            [
                (
                    "the sandbox's AWS provider does not support certificates of a private CA "
                    "(certificateAuthorityArn). Examine values at 'thing.certificateAuthorityArn'."
                ),
            ],
            id="private CA",
        ),
        pytest.param(
            RECORD,
            {"name": "a", "type": "A", "zoneId": "Z1"},
            [
                (
                    'Invalid combination of arguments. "aliases": one of `aliases,records` must be '
                    "specified. Examine values at 'thing.aliases'."
                ),
            ],
            id="neither records nor alias",
        ),
        pytest.param(
            RECORD,
            {
                "name": "a",
                "type": "A",
                "zoneId": "Z1",
                "records": ["x"],
                "aliases": [ALIAS],
                "ttl": 1,
            },
            [
                (
                    'Invalid combination of arguments. "aliases": only one of `aliases,records` '
                    "can be specified, but `aliases,records` were specified. "
                    "Examine values at 'thing.aliases'."
                ),
                (
                    'Conflicting configuration arguments. "aliases": conflicts with ttl. '
                    "Examine values at 'thing.aliases'."
                ),
            ],
            id="records and alias",
        ),
        pytest.param(
            RECORD,
            {"name": "a", "type": "B", "zoneId": "Z1", "records": ["x"], "ttl": "many"},
            ["expected integer, got string. Examine values at 'thing.ttl'."],
            id="type",
        ),
        pytest.param(
            RECORD,
            {"name": "a", "type": "A", "zoneId": "Z1", "aliases": [{"name": "x", "zone": "Z"}]},
            [
                (
                    'Invalid or unknown key. Did you mean "zoneId"? '
                    "Examine values at 'thing.aliases[0].zone'."
                ),
                (
                    'Missing required argument. The argument "evaluate_target_health" is required, '
                    "but no definition was found. "
                    "Examine values at 'thing.aliases[0].evaluateTargetHealth'."
                ),
                (
                    'Missing required argument. The argument "zone_id" is required, but no '
                    "definition was found. Examine values at 'thing.aliases[0].zoneId'."
                ),
            ],
            id="inside an object",
        ),
        pytest.param(
            RECORD,
            {
                "name": "a",
                "type": "A",
                "zoneId": "Z1",
                "records": ["x"],
                "ttl": 1,
                "weightedRoutingPolicies": [{"weight": 1}],
                "latencyRoutingPolicies": [{"region": "eu-west-1"}],
            },
            [
                (
                    'Conflicting configuration arguments. "weightedRoutingPolicies": conflicts '
                    "with latencyRoutingPolicies. "
                    "Examine values at 'thing.weightedRoutingPolicies'."
                ),
                (
                    'Missing required argument. "latencyRoutingPolicies": all of '
                    "`latencyRoutingPolicies,set_identifier` must be specified. "
                    "Examine values at 'thing.latencyRoutingPolicies'."
                ),
            ],
            id="routing policies",
        ),
        pytest.param(
            ZONE,
            {"name": "a.com", "delegationSetId": "N1", "vpcs": [{"vpcId": "vpc-1"}]},
            [
                (
                    'Conflicting configuration arguments. "delegation_set_id": conflicts with '
                    "vpcs. Examine values at 'thing.delegationSetId'."
                ),
            ],
            id="conflict",
        ),
    ],
)
def test_failures(token: str, news: dict[str, Any], failures: list[str]) -> None:
    """Each is found, with its path and the rule."""
    found = _check(token, news).failures
    assert sorted(found) == sorted(failures)


def test_all_failures_at_once() -> None:
    """Unknown, missing, of a wrong type and against a rule: one answer."""
    found = _check(
        RECORD, {"nme": "a", "type": "A", "ttl": [], "records": ["x"], "aliases": [ALIAS]}
    )
    assert [failure.partition("Examine")[2] for failure in found.failures] == [
        " values at 'thing.nme'.",
        " values at 'thing.ttl'.",
        " values at 'thing.name'.",
        " values at 'thing.zoneId'.",
        " values at 'thing.aliases'.",
    ]


def test_a_private_key_is_never_told() -> None:
    """A failure names the property, not what is in it."""
    found = _check(CERTIFICATE, {"domainName": "a.com", "privateKey": ["SECRET"]})
    assert found.failures
    assert "SECRET" not in " ".join(found.failures)


def test_unknown_values_pass() -> None:
    """What is not known yet cannot be wrong yet."""
    every = dict.fromkeys(registry.resource_type(VALIDATION).facts.inputs, UNKNOWN)
    assert _check(VALIDATION, every).failures == []
    record = {"name": UNKNOWN, "type": UNKNOWN, "zoneId": UNKNOWN, "records": [UNKNOWN], "ttl": 60}
    assert _check(RECORD, record).failures == []
    certificate = {"domainName": UNKNOWN, "subjectAlternativeNames": [UNKNOWN], "tags": UNKNOWN}
    checked = _check(CERTIFICATE, certificate)
    assert checked.failures == []
    assert checked.inputs["tagsAll"] is UNKNOWN


def test_values_are_brought_to_their_type() -> None:
    """Text for a number, a number for text: as the provider accepts them."""
    record = {"name": "a", "type": "TXT", "zoneId": "Z1", "records": [7, True], "ttl": "60"}
    inputs = _check(RECORD, record | {"allowOverwrite": "true"}).inputs
    assert inputs["records"] == ["7", "true"]
    assert inputs["ttl"] == 60
    assert inputs["allowOverwrite"] is True


def test_the_region_is_the_providers() -> None:
    """It is filled in where the program gives none, and is no default."""
    inputs = _check(CERTIFICATE, {"domainName": "a.com"}).inputs
    assert inputs["region"] == "eu-west-1"
    assert inputs["__defaults"] == []
    other = _check(CERTIFICATE, {"domainName": "a.com", "region": "us-east-1"}).inputs
    assert other["region"] == "us-east-1"
    assert "region" not in _check(ZONE, {"name": "a.com"}).inputs


def test_defaults_are_listed() -> None:
    """`__defaults` names what the provider filled in."""
    inputs = _check(ZONE, {"name": "a.com"}).inputs
    assert inputs == {
        "name": "a.com",
        "comment": "Managed by Pulumi",
        "forceDestroy": False,
        "tagsAll": {},
        "__defaults": ["comment", "forceDestroy"],
    }


def test_a_default_inside_a_block() -> None:
    """Only where there is the block."""
    given = {"domainName": "a.com", "options": {"export": "ENABLED"}}
    assert _check(CERTIFICATE, given).inputs["options"] == {
        "certificateTransparencyLoggingPreference": "ENABLED",
        "export": "ENABLED",
    }
    assert "options" not in _check(CERTIFICATE, {"domainName": "a.com"}).inputs


def test_default_tags() -> None:
    """The program's tags win; ignored ones are left out."""
    inputs = _check(
        CERTIFICATE,
        {"domainName": "a.com", "tags": {"team": "mine", "own": "1"}},
        default_tags={"team": "all", "stage": "dev"},
        ignore_tags=frozenset({"stage"}),
    ).inputs
    assert inputs["tags"] == {"team": "mine", "own": "1"}
    assert inputs["tagsAll"] == {"team": "mine", "own": "1"}


class TestAutomaticNames:
    """Names that the program leaves to the provider."""

    def test_made_of_the_logical_name(self) -> None:
        """The seed decides, so that a retried update names the same thing the same."""
        first, second = _check(ZONE, {}).inputs, _check(ZONE, {}).inputs
        assert first["name"] == second["name"]
        assert first["name"].startswith("thing-")
        assert len(first["name"]) == len("thing-") + 7
        assert "name" in first["__defaults"]

    def test_kept(self) -> None:
        """A name once made stays, whatever the seed."""
        olds = {"name": "thing-0000000", "__defaults": ["name"]}
        assert _check(ZONE, {}, olds=olds).inputs["name"] == "thing-0000000"

    def test_an_explicit_name_is_not_kept(self) -> None:
        """A name that the program no longer gives is replaced by an automatic one."""
        assert _check(ZONE, {}, olds={"name": "a.com", "__defaults": []}).inputs["name"] != "a.com"

    def test_as_configured(self) -> None:
        """`pulumi:autonaming` proposes, enforces or disables."""
        proposed = _check(ZONE, {}, naming=Naming(proposed="mine"))
        assert proposed.inputs["name"] == "mine"
        enforced = _check(ZONE, {}, naming=Naming(proposed="mine", enforced=True))
        assert enforced.inputs["name"] == "mine"
        disabled = _check(ZONE, {}, naming=Naming(disabled=True))
        assert disabled.failures == [
            (
                "automatic naming is disabled but no value was given for `name`. "
                "Examine values at 'thing.name'."
            ),
        ]

    def test_too_long(self) -> None:
        """A name that AWS would refuse fails here."""
        (failure,) = _check(ZONE, {}, naming=Naming(proposed="x" * 256)).failures
        assert "is longer than 255 characters: give `name` or a shorter resource name" in failure
