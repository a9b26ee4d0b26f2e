"""Servers on loopback, each with its way to answer a TLS client, or not to."""

from __future__ import annotations

import contextlib
import socket
import ssl
import struct
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from .pem import Made

HOST = "127.0.0.1"
Behaviour: TypeAlias = "Callable[[socket.socket], None]"
"""What is done with a connection, in a thread of its own; it is closed afterwards."""


@contextmanager
def serving(behaviour: Behaviour) -> Iterator[int]:
    """Serve until the end of the block; gives the port."""
    ended = threading.Event()
    with socket.create_server((HOST, 0)) as server:

        def handle(connection: socket.socket) -> None:
            with connection, contextlib.suppress(OSError):
                behaviour(connection)

        def accept() -> None:
            while True:
                connection, _ = server.accept()
                if ended.is_set():
                    connection.close()
                    return
                threading.Thread(target=handle, args=(connection,), daemon=True).start()

        thread = threading.Thread(target=accept)
        thread.start()
        try:
            yield server.getsockname()[1]
        finally:
            ended.set()
            socket.create_connection(server.getsockname()).close()
            thread.join()


class Shop:
    """A server with certificates by name, as clients ask for them."""

    def __init__(self, directory: Path) -> None:
        """Keep what it serves in a directory."""
        self._directory = directory
        self._contexts: dict[str | None, ssl.SSLContext] = {}
        self.asked: list[str | None] = []
        """The names that clients have asked for."""
        self.heard: list[bytes] = []
        """What they have said after the handshake."""
        self.left = threading.Event()
        """That somebody has gone again."""

    def put(self, made: Made, *names: str) -> None:
        """Serve a certificate under names."""
        path = self._directory / f"{len(self._contexts)}.pem"
        path.write_bytes(made.private_key + made.certificate + made.chain)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        # A server that has served for long enough takes any key.
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.load_cert_chain(path)
        self._contexts |= dict.fromkeys(names, context)

    def __call__(self, connection: socket.socket) -> None:
        """Shake hands, and listen."""

        def choose(tls: ssl.SSLSocket, name: str | None, _: ssl.SSLContext) -> None:
            self.asked.append(name)
            tls.context = self._contexts[name]

        first = next(iter(self._contexts.values()))
        first.sni_callback = choose  # type: ignore[assignment]  # typeshed knows ssl.SSLObject only
        with first.wrap_socket(connection, server_side=True) as tls:
            heard = b""
            with contextlib.suppress(OSError):
                while data := tls.recv(4096):
                    heard += data
            self.heard.append(heard)
            self.left.set()


def silent(connection: socket.socket) -> None:
    """Hear everything, say nothing."""
    while connection.recv(4096):
        pass


def slow(connection: socket.socket) -> None:
    """Begin an answer that never ends, byte by byte."""
    connection.recv(4096)
    # A handshake record of 16,384 bytes.
    connection.sendall(b"\x16\x03\x03\x40\x00")
    while True:
        connection.sendall(b"\x02")
        threading.Event().wait(0.05)


def reset(connection: socket.socket) -> None:
    """Break off."""
    connection.recv(4096)
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))


def plain(connection: socket.socket) -> None:
    """Speak HTTP, with an address to go to."""
    connection.recv(4096)
    connection.sendall(b"HTTP/1.1 301 Moved Permanently\r\nLocation: https://example.org/\r\n\r\n")
