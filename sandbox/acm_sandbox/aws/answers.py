"""From a result or an error to the HTTP response that the SDKs expect."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from uuid import uuid4
from xml.sax.saxutils import escape

from moto.core.errors import COMMON_ERROR_CODES, ErrorLookupFactory
from moto.core.exceptions import ServiceException
from moto.core.serialize import get_serializer_class
from werkzeug.wrappers import Response

if TYPE_CHECKING:
    from moto.core.model import OperationModel

    from .calls import Call

# 501 Not Implemented says it, and no SDK repeats it: botocore's standard and legacy modes and the
# Go SDK retry 500, 502, 503 and 504 only (botocore/retries/standard.py, botocore/data/_retry.json;
# aws-sdk-go-v2 aws/retry/standard.go: DefaultRetryableHTTPStatusCodes).
NOT_IMPLEMENTED = 501
CODE = "NotInTheSandbox"

BAD_REQUEST = 400


def serialize(call: Call, result: object) -> Response:
    """Answer with a result, or with an error."""
    if call.model is None:
        raise TypeError(f"{call.service}:{call.operation} has no model")
    if isinstance(result, ServiceException) and not _is_in_the_model(call.model, result):
        return error(call, BAD_REQUEST, result.code, result.message)
    serializer = get_serializer_class(call.service, call.protocol)(operation_model=call.model)
    serialized = serializer.serialize(result)
    headers = dict(serialized["headers"])
    headers["x-amzn-RequestId"] = str(uuid4())
    return Response(serialized["body"], serialized["status_code"], headers)


def refuse(call: Call, message: str) -> Response:
    """Answer that the sandbox lacks something, so that every SDK raises its own error."""
    return error(call, NOT_IMPLEMENTED, CODE, message)


def error(call: Call, status: int, code: str, message: str) -> Response:
    """Answer with an error that the service's model does not know.

    Not by moto's serializer: it warns about codes that are not in the model.
    """
    request_id = str(uuid4())
    if _speaks_json(call):
        body = json.dumps({"__type": code, "message": message})
        mime = "application/x-amz-json-1.1"
    else:
        detail = f"<Code>{code}</Code><Message>{escape(message)}</Message>"
        form = _XML.get(call.service, _ERROR_RESPONSE)
        body = form.format(detail=detail, request_id=request_id)
        mime = "text/xml"
    headers: dict[str, Any] = {
        "Content-Type": mime,
        "x-amzn-ErrorType": code,
        "x-amzn-RequestId": request_id,
    }
    return Response(body, status, headers)


def _is_in_the_model(model: OperationModel, exception: ServiceException) -> bool:
    """Tell whether the model has an error; AWS gives more, such as ELB's UnsupportedCertificate."""
    known = ErrorLookupFactory().for_service(model.service_model)
    return exception.code in COMMON_ERROR_CODES or known.from_code(exception.code) is not None


_ERROR_RESPONSE = (
    "<ErrorResponse><Error><Type>Sender</Type>{detail}</Error>"
    "<RequestId>{request_id}</RequestId></ErrorResponse>"
)
# The two services with an envelope of their own.
_XML = {
    "ec2": (
        "<Response><Errors><Error>{detail}</Error></Errors>"
        "<RequestID>{request_id}</RequestID></Response>"
    ),
    "s3": "<Error>{detail}<RequestId>{request_id}</RequestId></Error>",
}


def _speaks_json(call: Call) -> bool:
    if call.model is not None:
        return "json" in call.protocol
    # Without a model: S3, EC2 and those that name an action speak XML, all others JSON.
    return call.service not in _XML and "Action" not in call.request.values
