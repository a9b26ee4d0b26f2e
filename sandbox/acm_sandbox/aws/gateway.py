"""The door of the local AWS: every request comes through here.

Order: loopback only; the sandbox's own paths; name the call and count it; refuse what is not in the
inventory, and what a test wants refused; then our own backends, or moto's server for the services
that it does well enough.
"""

from __future__ import annotations

import io
import json
import logging
import threading
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from botocore import xform_name
from moto.core.exceptions import ServiceException
from moto.core.request import Request
from werkzeug.wrappers import Response

from . import answers, approval, constraints, inventory, journal, snapshot
from .acm.moments import current as moments
from .calls import Call, identify
from .clock import clock
from .errors import NotInTheSandboxError
from .faults import Faults
from .install import backend
from .services import SERVICES, is_called

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

_LOG = logging.getLogger(__name__)

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OWN_PATHS = "/_sandbox/"


class Gateway:
    """A WSGI application."""

    def __init__(
        self, counts: journal.Journal, path: Path | None = None, faults: Faults | None = None
    ) -> None:
        """Begin.

        Args:
            counts: the journal to count calls into.
            path: the file to save into after each call that changed something.
            faults: what goes wrong on purpose.
        """
        self._journal = counts
        self._faults = faults or Faults()
        self._snapshot = path
        # One call at a time: backends are plain dictionaries, and a snapshot has to be of one
        # moment.
        self._lock = threading.RLock()
        self._moto: Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]] | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        request = Request(environ)
        body = request.get_data()
        # Whoever reads the stream after us finds it unread.
        environ["wsgi.input"] = io.BytesIO(body)
        if not _is_loopback(environ.get("HTTP_HOST", "")):
            # A web page may make a browser call any name that leads here (DNS rebinding).
            return Response("only loopback names are answered\n", 403)(environ, start_response)
        if request.path.startswith(OWN_PATHS):
            return self._own(request)(environ, start_response)
        with self._lock:
            call = identify(request)
            self._journal.add(call.service, call.operation, call.journal_region)
            answer = self._answer(call)
            return answer(environ, start_response)

    def _own(self, request: Request) -> Response:
        if request.path == journal.PATH and request.method == "GET":
            return Response(json.dumps(self._journal.entries()), mimetype="application/json")
        if request.path == journal.PATH and request.method == "DELETE":
            self._journal.clear()
            return Response(status=204)
        if request.path == approval.PATH and request.method == "POST":
            return self._approve(request)
        return Response("the sandbox has no such path\n", 404)

    def _approve(self, request: Request) -> Response:
        # Late, because it imports ACM, which was perhaps never called.
        from .acm import approving, mail  # noqa: PLC0415 - see above

        with self._lock:
            try:
                approved = approving.answer(request.get_data())
            except mail.NotAwaitedError as nothing:
                return Response(f"{nothing}\n", 400)
            self._save()
        return Response(json.dumps(approved), mimetype="application/json")

    def _answer(self, call: Call) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
        try:
            inventory.check(call)
            parameters = call.parameters()
            inventory.check_parameters(call, parameters)
            refusal = self._faults.refusal(call)
            if refusal is not None:
                return answers.error(call, refusal.status, refusal.code, refusal.message)
            service = SERVICES.get(call.service)
            if service is None or service.constraint_error is None:
                return self._moto_answer(call)
            return self._our_answer(call, parameters, service.constraint_error)
        except NotInTheSandboxError as missing:
            return answers.refuse(call, str(missing))
        except Exception as defect:  # noqa: BLE001 - whatever it is, it has to be seen
            # A 500 would be repeated by every SDK, and would say nothing.
            _LOG.exception("%s:%s", call.service, call.operation)
            message = f"the sandbox failed at {call.service}:{call.operation}: {defect!r}"
            return answers.error(call, answers.NOT_IMPLEMENTED, "SandboxDefect", message)

    def _our_answer(
        self, call: Call, parameters: dict[str, Any], constraint_error: str
    ) -> Response:
        if call.model is None:
            raise TypeError(f"{call.service}:{call.operation} has no model")
        target = backend(call.service, call.account, call.region, regional=call.regional)
        changes = inventory.changes(call.operation)
        looking_changed_it = _settle()
        try:
            constraints.check(call.model, parameters, code=constraint_error)
            result = getattr(target, xform_name(call.operation))(parameters)
        except ServiceException as error:
            return answers.serialize(call, error)
        looking_changed_it |= vars(target).pop("changed", False)
        if changes:
            moments.changed_at = clock.now()
        if looking_changed_it or changes:
            self._save()
        return answers.serialize(call, result)

    def _moto_answer(
        self, call: Call
    ) -> Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]:
        if call.service in SERVICES:
            # What moto finds is then ours, in a region that there is.
            backend(call.service, call.account, call.region, regional=call.regional)
        if self._moto is None:
            # Late, because it imports Flask, which our own services do without.
            from moto.moto_server.werkzeug_app import (  # noqa: PLC0415 - see above
                DomainDispatcherApplication,
                create_backend_app,
            )

            self._moto = DomainDispatcherApplication(create_backend_app)
        moto = self._moto

        def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
            chunks = list(moto(environ, start_response))
            if inventory.changes(call.operation):
                self._save()
            return chunks

        return answer

    def _save(self) -> None:
        if self._snapshot is not None:
            snapshot.save(self._snapshot)


def _settle() -> bool:
    """Bring certificates up to date, so that what happened before a call happens before it.

    See `acm/history.py`. Tells whether that changed any.
    """
    if not is_called("acm") or not moments.is_due():
        return False
    from .acm import history  # noqa: PLC0415 - late, as all code of a service

    return history.settle()


def _is_loopback(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False  # brackets that are not closed, say
