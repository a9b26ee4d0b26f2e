"""Which change of which property needs a new resource, as the engine sees it: through the Diff RPC.

The tables of `replacement` were copied by hand from the AWS provider's facts, not read from the
package's data.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pulumi.runtime.proto import provider_pb2

from acm_sandbox.provider import facts, registry
from acm_sandbox.provider.values import UNKNOWN

from .replacement import BESIDE, COMPUTED, CONDITIONAL, FORCE_NEW, diff, sample

if TYPE_CHECKING:
    from pulumi.runtime.proto.provider_pb2_grpc import ResourceProviderStub

CASES = [
    (token, name)
    for token in registry.implemented()
    for name in sorted(facts.resource(token).inputs)
    if (token, name) not in CONDITIONAL
]


def test_the_table_is_complete() -> None:
    """Every implemented type has its row."""
    assert set(FORCE_NEW) == set(registry.implemented())


@pytest.mark.parametrize(("token", "name"), CASES)
def test_a_change(stub: ResourceProviderStub, token: str, name: str) -> None:
    """Another value replaces the resource, or updates it."""
    type_ = facts.resource(token).inputs[name].type
    beside = BESIDE.get((token, name), {})
    old, new = {name: sample(type_, "a"), **beside}, {name: sample(type_, "b"), **beside}
    response = diff(stub, token, old, new)
    assert response.changes == provider_pb2.DiffResponse.DIFF_SOME
    assert list(response.diffs) == [name]
    assert (name in response.replaces) == (name in FORCE_NEW[token])
    assert set(response.stables) == FORCE_NEW[token] - {name}


@pytest.mark.parametrize(("token", "name"), CASES)
def test_the_same(stub: ResourceProviderStub, token: str, name: str) -> None:
    """The same value is no change."""
    value = {name: sample(facts.resource(token).inputs[name].type, "b")}
    response = diff(stub, token, value, value)
    assert response.changes == provider_pb2.DiffResponse.DIFF_NONE
    assert dict(response.detailedDiff) == {}
    assert set(response.stables) == FORCE_NEW[token]


@pytest.mark.parametrize(("token", "name"), CASES)
def test_an_unknown_value(stub: ResourceProviderStub, token: str, name: str) -> None:
    """A value that is not known yet counts as another one."""
    old = sample(facts.resource(token).inputs[name].type, "b")
    beside = BESIDE.get((token, name), {})
    response = diff(stub, token, {name: old, **beside}, {name: UNKNOWN, **beside})
    kind = provider_pb2.PropertyDiff.UPDATE
    if name in FORCE_NEW[token]:
        kind = provider_pb2.PropertyDiff.UPDATE_REPLACE
    assert {path: one.kind for path, one in response.detailedDiff.items()} == {name: kind}


@pytest.mark.parametrize(("token", "name"), CASES)
def test_ignored(stub: ResourceProviderStub, token: str, name: str) -> None:
    """A change that the program ignores is none."""
    type_ = facts.resource(token).inputs[name].type
    old, new = {name: sample(type_, "a")}, {name: sample(type_, "b")}
    response = diff(stub, token, old, new, ignoreChanges=[name])
    assert response.changes == provider_pb2.DiffResponse.DIFF_NONE


@pytest.mark.parametrize(("token", "name"), CASES)
def test_a_property_that_vanishes(stub: ResourceProviderStub, token: str, name: str) -> None:
    """What AWS computes by itself may go from the program; all else is a change."""
    old = sample(facts.resource(token).inputs[name].type, "b")
    beside = BESIDE.get((token, name), {})
    response = diff(stub, token, {name: old, **beside}, beside)
    assert list(response.diffs) == ([] if name in COMPUTED[token] else [name])
    deleted = {provider_pb2.PropertyDiff.DELETE, provider_pb2.PropertyDiff.DELETE_REPLACE}
    assert {one.kind for one in response.detailedDiff.values()} <= deleted
