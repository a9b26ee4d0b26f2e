"""How an RPC fails: with one text for the user, and what there is of an unfinished resource."""

from __future__ import annotations

import os
import traceback
from functools import wraps
from typing import TYPE_CHECKING, Any

import grpc
from pulumi.runtime.proto import provider_pb2, status_pb2

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.operations import InitFailedError, kind_of
from acm_sandbox.provider.values import encode, secret_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from google.protobuf import struct_pb2


def rpc(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let an RPC's errors reach the engine as texts."""

    @wraps(method)
    def call(self: Any, request: Any, context: Any) -> Any:
        try:
            return method(self, request, context)
        except Exception as error:  # noqa: BLE001 - whatever it is, the user gets no traceback
            failure = error
        # Outside the handler, as abort raises, and a chained trace would be logged.
        if isinstance(failure, InitFailedError):
            _attach_state(request.urn, failure, context)
        context.abort(grpc.StatusCode.UNKNOWN, _text(failure))
        raise AssertionError("abort always raises")

    return call


def _text(error: Exception) -> str:
    if isinstance(error, ProviderError):
        return str(error)
    # A defect of this provider: it is named, and its trace is for who asks for it.
    if os.environ.get("ACM_SANDBOX_DEBUG"):
        traceback.print_exception(error)
    return f"internal error of the sandbox's AWS provider: {type(error).__name__}: {error}"


def _attach_state(urn: str, error: InitFailedError, context: grpc.ServicerContext) -> None:
    """Send along what there is of an unfinished resource, so that the engine keeps it."""
    detail = provider_pb2.ErrorResourceInitFailed(
        id=error.state.id,
        properties=encode(error.state.outputs, secrets_of(urn)),
        reasons=[str(error)],
    )
    status = status_pb2.Status(code=grpc.StatusCode.UNKNOWN.value[0], message=str(error))
    status.details.add().Pack(detail)
    context.set_trailing_metadata((("grpc-status-details-bin", status.SerializeToString()),))


def secrets_of(urn: str, struct: struct_pb2.Struct | None = None) -> frozenset[str]:
    """Give what is secret of a resource: by the schema, and as the properties came in."""
    inputs = kind_of(urn).facts.inputs.values()
    marked = secret_names(struct) if struct is not None else frozenset()
    return marked | {prop.name for prop in inputs if prop.secret}
