"""What goes wrong, in the words that the user sees."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import (
    OperationCancelledError,
    PartialCreateError,
    ProviderError,
    doing,
    unfinished,
    unless_gone,
    waiting,
)


def _refusal(code: str = "Nope") -> ClientError:
    metadata: Any = {"HTTPStatusCode": 400, "RequestId": "r", "ServiceId": "S"}
    return ClientError(
        {"Error": {"Code": code, "Message": "no"}, "ResponseMetadata": metadata},
        "Op",
    )


def _refuse() -> None:
    raise _refusal()


def test_waiting() -> None:
    """The action stands before a wait that fails, and before AWS's words."""
    with (
        pytest.raises(ProviderError, match=r"^waiting for it: timeout$"),
        waiting("waiting for it"),
    ):
        raise ProviderError("timeout")
    with (
        pytest.raises(ProviderError, match=r"^waiting for it: operation error S: Op, .*Nope: no$"),
        waiting("waiting for it"),
    ):
        _refuse()
    with (
        pytest.raises(ProviderError, match=r"^reading it: operation error S: Op"),
        waiting("waiting for it"),
        doing("reading it"),
    ):
        _refuse()


def test_waiting_that_is_cancelled() -> None:
    """It stays a cancellation."""
    with (
        pytest.raises(OperationCancelledError, match=r"^waiting for it: cancelled$"),
        waiting("waiting for it"),
    ):
        raise OperationCancelledError("cancelled")


def test_unfinished() -> None:
    """What was made is kept, with its id."""
    with (
        pytest.raises(PartialCreateError, match=r"^setting it: op") as told,
        unfinished("id-1"),
        doing("setting it"),
    ):
        _refuse()
    assert told.value.resource_id == "id-1"


def test_unless_gone() -> None:
    """One of the codes means that it is not there; any other is an error."""
    assert unless_gone(_refuse, "Nope", "Other") is None
    assert unless_gone(lambda: 1, "Nope") == 1
    with pytest.raises(ClientError):
        unless_gone(_refuse, "Other")
