"""Which change of which property needs a new resource, as the engine sees it: through the Diff RPC.

The table below was copied by hand from the AWS provider's facts, not read from the package's data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pulumi.runtime.proto import provider_pb2

from acm_sandbox.provider import facts, registry
from acm_sandbox.provider.values import UNKNOWN, encode

if TYPE_CHECKING:
    from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

FORCE_NEW = {
    "aws:acm/certificate:Certificate": {
        "certificateAuthorityArn",
        "domainName",
        "keyAlgorithm",
        "region",
        "subjectAlternativeNames",
        "validationMethod",
        "validationOptions",
    },
    "aws:acm/certificateValidation:CertificateValidation": {
        "certificateArn",
        "region",
        "validationRecordFqdns",
    },
    "aws:route53/record:Record": {"name", "zoneId"},
    "aws:route53/zone:Zone": {"delegationSetId", "name"},
}
CASES = [
    (token, name)
    for token in registry.implemented()
    for name in sorted(facts.resource(token).inputs)
]


def _sample(type_: facts.Type, which: str) -> Any:
    """Make a value of a type; another for another letter."""
    if type_.kind in {"array", "map"}:
        assert type_.element is not None
        element = _sample(type_.element, which)
        return [element] if type_.kind == "array" else {"key": element}
    if type_.kind == "object":
        return {name: _sample(field.type, which) for name, field in type_.fields.items()}
    return {"string": which, "boolean": which == "b", "integer": ord(which), "number": ord(which)}[
        type_.kind
    ]


def _diff(
    stub: ResourceProviderStub,
    token: str,
    olds: dict[str, Any],
    news: dict[str, Any],
    **more: Any,
) -> provider_pb2.DiffResponse:
    request = provider_pb2.DiffRequest(
        id="id",
        urn=f"urn:pulumi:dev::proj::{token}::thing",
        olds=encode(olds),
        news=encode(news),
        **more,
    )
    response: provider_pb2.DiffResponse = stub.Diff(request)
    return response


def test_the_table_is_complete() -> None:
    """Every implemented type has its row."""
    assert set(FORCE_NEW) == set(registry.implemented())


@pytest.mark.parametrize(("token", "name"), CASES)
def test_a_change(stub: ResourceProviderStub, token: str, name: str) -> None:
    """Another value replaces the resource, or updates it."""
    type_ = facts.resource(token).inputs[name].type
    response = _diff(stub, token, {name: _sample(type_, "a")}, {name: _sample(type_, "b")})
    assert response.changes == provider_pb2.DiffResponse.DIFF_SOME
    assert list(response.diffs) == [name]
    assert (name in response.replaces) == (name in FORCE_NEW[token])
    assert set(response.stables) == FORCE_NEW[token] - {name}


@pytest.mark.parametrize(("token", "name"), CASES)
def test_the_same(stub: ResourceProviderStub, token: str, name: str) -> None:
    """The same value is no change."""
    value = {name: _sample(facts.resource(token).inputs[name].type, "b")}
    response = _diff(stub, token, value, value)
    assert response.changes == provider_pb2.DiffResponse.DIFF_NONE
    assert dict(response.detailedDiff) == {}
    assert set(response.stables) == FORCE_NEW[token]


@pytest.mark.parametrize(("token", "name"), CASES)
def test_an_unknown_value(stub: ResourceProviderStub, token: str, name: str) -> None:
    """A value that is not known yet counts as another one."""
    old = _sample(facts.resource(token).inputs[name].type, "b")
    response = _diff(stub, token, {name: old}, {name: UNKNOWN})
    kind = provider_pb2.PropertyDiff.UPDATE
    if name in FORCE_NEW[token]:
        kind = provider_pb2.PropertyDiff.UPDATE_REPLACE
    assert {path: diff.kind for path, diff in response.detailedDiff.items()} == {name: kind}


@pytest.mark.parametrize(("token", "name"), CASES)
def test_ignored(stub: ResourceProviderStub, token: str, name: str) -> None:
    """A change that the program ignores is none."""
    type_ = facts.resource(token).inputs[name].type
    old, new = {name: _sample(type_, "a")}, {name: _sample(type_, "b")}
    response = _diff(stub, token, old, new, ignoreChanges=[name])
    assert response.changes == provider_pb2.DiffResponse.DIFF_NONE


@pytest.mark.parametrize(("token", "name"), CASES)
def test_a_property_that_vanishes(stub: ResourceProviderStub, token: str, name: str) -> None:
    """What AWS computes by itself may go from the program; all else is a change."""
    computed = {
        "aws:acm/certificate:Certificate": {
            "domainName",
            "keyAlgorithm",
            "options",
            "region",
            "subjectAlternativeNames",
            "validationMethod",
        },
        "aws:acm/certificateValidation:CertificateValidation": {"region"},
        "aws:route53/record:Record": {"allowOverwrite"},
        "aws:route53/zone:Zone": set[str](),
    }
    old = _sample(facts.resource(token).inputs[name].type, "b")
    response = _diff(stub, token, {name: old}, {})
    assert list(response.diffs) == ([] if name in computed[token] else [name])
    deleted = {provider_pb2.PropertyDiff.DELETE, provider_pb2.PropertyDiff.DELETE_REPLACE}
    assert {diff.kind for diff in response.detailedDiff.values()} <= deleted
