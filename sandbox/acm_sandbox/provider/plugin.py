"""The life of the plugin's process: serve, print the port, and end when the engine does."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import grpc
from pulumi.runtime.proto import provider_pb2_grpc

from acm_sandbox.provider.servicer import Servicer

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

# A certificate's validation may wait for hours, and must not keep others from their turn. A thread
# is made only when there is something for it to do.
_THREADS: Final = 1024
_LARGEST_MESSAGE: Final = 400 * 1024 * 1024  # the engine's own limit
_GRACE: Final = 10.0
"""Seconds that calls under way have to finish in, once the provider is told to end."""
_LOOK_FOR_PARENT: Final = 0.5


class Plugin:
    """A running server."""

    def __init__(self, servicer: Servicer | None = None) -> None:
        """Listen on a free port of the loopback interface."""
        self.servicer = servicer or Servicer()
        self._ended = threading.Event()
        self._server = grpc.server(
            ThreadPoolExecutor(_THREADS, thread_name_prefix="rpc"),
            options=[
                ("grpc.max_receive_message_length", _LARGEST_MESSAGE),
                ("grpc.max_send_message_length", _LARGEST_MESSAGE),
            ],
        )
        provider_pb2_grpc.add_ResourceProviderServicer_to_server(self.servicer, self._server)
        self.port = self._server.add_insecure_port("127.0.0.1:0")

    def start(self) -> None:
        """Begin to serve."""
        self._server.start()

    def end(self) -> None:
        """Ask it to end: waits stop at once, a call to AWS may finish."""
        self.servicer.stop.set()
        self._ended.set()

    def wait(self, look: Callable[[], None] | None = None) -> None:
        """Serve until it is asked to end; `look` is called twice a second."""
        while not self._ended.wait(_LOOK_FOR_PARENT):
            if look:
                look()
        self._server.stop(_GRACE).wait()


def main(arguments: list[str]) -> int:
    """Run the plugin; the engine's address and flags are taken, as every plugin has to."""
    if not arguments or arguments[0].startswith("-"):
        sys.stderr.write(
            "usage: python -m acm_sandbox.provider ENGINE_ADDRESS\n"
            "This is a Pulumi plugin: the engine starts it.\n",
        )
        return 2
    # gRPC logs what it answers with an error; the engine shows a plugin's stderr to the user.
    logging.getLogger("grpc").setLevel(logging.CRITICAL)
    plugin = Plugin()

    def on_signal(number: int, frame: FrameType | None) -> None:
        del number, frame
        plugin.end()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)
    parent = os.getppid()

    def look_for_parent() -> None:
        # An engine that was killed tells nobody: its children get another parent.
        if os.getppid() != parent:
            plugin.end()

    plugin.start()
    sys.stdout.write(f"{plugin.port}\n")
    sys.stdout.flush()
    plugin.wait(look_for_parent)
    # Threads that still wait for a call to AWS must not hold the process up.
    os._exit(0)
