"""The local AWS as a server: in a thread of this process, on a loopback port."""

from __future__ import annotations

import socket
import threading
from typing import TYPE_CHECKING, ClassVar

from werkzeug.serving import ThreadedWSGIServer, WSGIRequestHandler

from . import environment, install, snapshot
from .clock import clock
from .faults import Faults
from .gateway import Gateway
from .journal import Journal
from .settings import Settings
from .settings import current as current_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

    from typing_extensions import Self

HOST = "127.0.0.1"


class LocalAws:
    """An AWS that answers on this machine only and knows nobody.

    One for each process at a time, because moto keeps its state in the process. Also a context
    manager.
    """

    _running: ClassVar[threading.Lock] = threading.Lock()

    def __init__(
        self, *, port: int = 0, snapshot: Path | None = None, settings: Settings | None = None
    ) -> None:
        """Prepare it, without starting.

        Args:
            port: the port to listen at; 0 takes a free one.
            snapshot: a file to keep the state in, read at the start, written after each change.
            settings: what may be chosen about this AWS. The default is AWS's own.
        """
        self._port = port
        self._snapshot = snapshot
        self._settings = settings or Settings()
        self._server: ThreadedWSGIServer | None = None
        self._thread: threading.Thread | None = None
        self.journal = Journal()
        self.faults = Faults()

    def __enter__(self) -> Self:
        """Start."""
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop."""
        self.stop()

    def start(self) -> None:
        """Start answering; when this returns, it does.

        Raises:
            RuntimeError: if a local AWS runs in this process already.
            OSError: if the port is taken.
        """
        if not self._running.acquire(blocking=False):
            raise RuntimeError("a local AWS is running in this process already: stop it first")
        try:
            self._load()
            self._server = _listen(self._port, Gateway(self.journal, self._snapshot, self.faults))
        except BaseException:
            self._running.release()
            raise
        self._thread = threading.Thread(
            target=self._server.serve_forever,
            kwargs={"poll_interval": 0.05},
            name="local-aws",
            daemon=True,
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop answering; the state is in the snapshot, if anywhere."""
        if self._server is None or self._thread is None:
            return
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        self._server = self._thread = None
        self._running.release()

    def reset(self, settings: Settings | None = None) -> None:
        """Become as new while running: no state, no faults, an empty journal, the present time.

        Quicker than another server, for tests. A snapshot stays as it is until the next change.
        """
        self._settings = settings or Settings()
        current_settings.value = self._settings
        clock.reset()
        install.install()
        self.faults.clear()
        self.journal.clear()

    @property
    def endpoint(self) -> str:
        """The URL to give to an SDK.

        Raises:
            RuntimeError: while it is not running.
        """
        if self._server is None:
            raise RuntimeError("the local AWS is not running: start it first")
        return f"http://{HOST}:{self._server.server_address[1]}"

    def environment(self) -> dict[str, str]:
        """Give the variables that lead every SDK here; the region is left to the user.

        To run a program, take `isolated`: it also removes what would win over these.
        """
        return environment.variables(self.endpoint)

    def isolated(self, environ: Mapping[str, str]) -> dict[str, str]:
        """Copy an environment so that what runs in it cannot reach any other AWS."""
        return environment.isolate(environ, self.endpoint)

    def _load(self) -> None:
        current_settings.value = self._settings
        install.install()
        if self._snapshot is not None:
            self._snapshot.parent.mkdir(parents=True, exist_ok=True)
            snapshot.load(self._snapshot)


def _listen(port: int, gateway: Gateway) -> ThreadedWSGIServer:
    # werkzeug ends the process where it finds the port taken: so it gets a socket that has one.
    with socket.create_server((HOST, port)) as listener:
        return ThreadedWSGIServer(HOST, port, gateway, _Handler, fd=listener.fileno())


class _Handler(WSGIRequestHandler):
    """Logs no requests: the journal counts them."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing."""
