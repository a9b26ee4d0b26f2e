"""What goes wrong, in the words the user sees: one exception tree and AWS errors as text."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from botocore.exceptions import BotoCoreError, ClientError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


class ProviderError(Exception):
    """An error whose text is meant for the user as it stands."""


class NotSupportedError(ProviderError):
    """Raised for what pulumi-aws can do and this provider cannot: it says so by name."""


class OperationCancelledError(ProviderError):
    """Raised out of a wait when the engine cancels or the provider is told to stop."""


class PartialCreateError(ProviderError):
    """Raised by a create that made the resource but could not finish: the engine keeps its id."""

    def __init__(self, resource_id: str, message: str) -> None:
        """Remember the id of what exists already."""
        super().__init__(message)
        self.resource_id = resource_id


def error_code(error: ClientError) -> str:
    """Give AWS's code of an error, such as `ResourceNotFoundException`."""
    return str(error.response.get("Error", {}).get("Code", ""))


def describe(error: Exception) -> str:
    """Write an AWS error as the provider's SDK does: operation, status, code and message."""
    if not isinstance(error, ClientError):
        return str(error)
    response: dict[str, Any] = dict(error.response)
    metadata = response.get("ResponseMetadata", {})
    message = response.get("Error", {}).get("Message") or ""
    if error_code(error) == "InvalidChangeBatch":
        # The provider unpacks this one: the messages are what the user can act on.
        return f"InvalidChangeBatch: {message or ', '.join(map(str, response.get('messages', [])))}"
    return (
        f"operation error {metadata.get('ServiceId', 'AWS')}: {error.operation_name}, "
        f"https response error StatusCode: {metadata.get('HTTPStatusCode', 0)}, "
        f"RequestID: {metadata.get('RequestId', '')}, {error_code(error)}: {message}"
    )


@contextmanager
def doing(action: str) -> Iterator[None]:
    """Put `action` before the text of any AWS error that leaves the block.

    Example:
        with doing("creating Route53 Record"):
            client.change_resource_record_sets(...)
    """
    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise ProviderError(f"{action}: {describe(error)}") from error


@contextmanager
def waiting(action: str) -> Iterator[None]:
    """Put `action` before the text of a wait that fails, and of any AWS error in it."""
    try:
        with doing(action):
            yield
    except OperationCancelledError as error:
        raise OperationCancelledError(f"{action}: {error}") from error
    except ProviderError as error:
        if isinstance(error.__cause__, BotoCoreError | ClientError):
            raise
        raise ProviderError(f"{action}: {error}") from error


@contextmanager
def unfinished(resource_id: str) -> Iterator[None]:
    """Let a create that fails in the block keep what it has made already."""
    try:
        yield
    except ProviderError as error:
        raise PartialCreateError(resource_id, str(error)) from error


def unless_gone(call: Callable[[], T], *codes: str) -> T | None:
    """Call AWS; `None` where it answers with one of these codes: what was asked for is gone."""
    try:
        return call()
    except ClientError as error:
        if error_code(error) in codes:
            return None
        raise
