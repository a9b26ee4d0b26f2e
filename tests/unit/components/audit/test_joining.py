"""A stack's state joined with what AWS has."""

from typing import Any

import pytest

from pulumi_acm.audit.joining import ownership
from support.audits import arn
from support.inventories import gap, judged, made, only

MINE, OTHER = made(1, "a.example.com"), made(2, "b.example.com")
GONE = arn(3)


def state(*arns: str, **fields: Any) -> dict[str, Any]:
    """Return an export of a stack with these certificates."""
    resources: list[dict[str, Any]] = [
        {"urn": "urn:pulumi:dev::p::pulumi:pulumi:Stack::p-dev", "type": "pulumi:pulumi:Stack"},
        {"urn": "urn:x::lb", "type": "aws:lb/listener:Listener", "id": OTHER.arn},
    ]
    resources += [
        {"urn": f"urn:x::{each}", "type": "aws:acm/certificate:Certificate", "id": each, **fields}
        for each in arns
    ]
    return {"version": 3, "deployment": {"resources": resources}}


def test_managed_unmanaged_gone() -> None:
    """By ARN; other resources of a stack are no certificates."""
    assert ownership(only(MINE, OTHER), [state(MINE.arn, GONE)]) == {
        MINE.arn: "managed",
        OTHER.arn: "unmanaged",
        GONE: "gone",
    }


def test_without_a_state_nothing_is_said() -> None:
    """Rather than that nobody manages anything; an empty stack manages nothing."""
    assert ownership(only(MINE), []) == {}
    empties: list[dict[str, Any]] = [
        {"deployment": {}},
        {"deployment": {"resources": None}},
        {"deployment": None},
    ]
    for empty in empties:
        assert ownership(only(MINE), [empty]) == {MINE.arn: "unmanaged"}


def test_several_stacks() -> None:
    """Each manages some."""
    assert ownership(only(MINE, OTHER), [state(MINE.arn), state(OTHER.arn)]) == {
        MINE.arn: "managed",
        OTHER.arn: "managed",
    }


@pytest.mark.parametrize("fields", [{"external": True}, {"delete": True}])
def test_what_a_stack_does_not_manage(fields: dict[str, Any]) -> None:
    """It only reads it, or is about to delete it."""
    assert ownership(only(MINE), [state(MINE.arn, GONE, **fields)]) == {MINE.arn: "unmanaged"}


@pytest.mark.parametrize("id_", ["", "x", None])
def test_a_resource_that_was_not_created(id_: str | None) -> None:
    """It has no ARN as its id."""
    assert ownership(only(MINE), [state(str(id_ or ""))]) == {MINE.arn: "unmanaged"}


@pytest.mark.parametrize(
    ("where", "fields"),
    [
        (arn(3, region="ap-south-1"), {}),
        (arn(3, account="999999999999"), {}),
        (GONE, {"gaps": (gap("certificates", "eu-west-1"),)}),
        (GONE, {"gaps": (gap("certificates", None),)}),
    ],
)
def test_what_may_be_there_is_not_gone(where: str, fields: dict[str, Any]) -> None:
    """Its region or account was not read, or not to the end."""
    assert ownership(only(MINE, **fields), [state(MINE.arn, where)]) == {
        MINE.arn: "managed",
        where: "unread",
    }


def test_a_gap_elsewhere_does_not_matter() -> None:
    """Nor do quotas."""
    gaps = (gap("certificates", "us-east-1"), gap("quotas", "eu-west-1"))
    assert ownership(only(MINE, gaps=gaps), [state(GONE)])[GONE] == "gone"
    away = (gap("certificates", "eu-west-1", "999999999999"),)
    assert ownership(only(MINE, gaps=away), [state(GONE)])[GONE] == "gone"


def test_an_audit_has_it() -> None:
    """Where states are given."""
    assert judged(only(MINE)).ownership == {}
    assert judged(only(MINE), states=[state(MINE.arn)]).ownership == {MINE.arn: "managed"}
