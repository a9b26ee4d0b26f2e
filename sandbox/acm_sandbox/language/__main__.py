"""``pulumi-language-python``: started by the engine, prints its port, serves until it ends.

The engine passes its address as the last argument, after options of the project's runtime, which
it repeats in each request.
"""

import os
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import grpc

from .children import Children
from .host import LanguageHost, serve

PARENT_CHECK_SECONDS = 0.5
# The SDK's own limits: 400 MB a message.
CHANNEL_OPTIONS = [
    ("grpc.max_receive_message_length", 400 * 1024 * 1024),
    ("grpc.max_send_message_length", 400 * 1024 * 1024),
]
# Each running program and component plugin holds a thread; threads are made when needed.
MAX_CALLS = 128


def main() -> None:
    """Serve one engine, until it asks to end or is gone."""
    engine = os.getppid()
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    if len(sys.argv) < 2:  # noqa: PLR2004 - the command and the address
        sys.exit("pulumi-language-python is started by the Pulumi engine, with its address")

    children = Children()
    server = grpc.server(ThreadPoolExecutor(max_workers=MAX_CALLS), options=CHANNEL_OPTIONS)
    serve(LanguageHost(sys.argv[-1], children), server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    print(port, flush=True)  # noqa: T201 - the protocol: one line, the port

    # A killed engine says nothing: its children find another parent.
    while not stop.wait(PARENT_CHECK_SECONDS) and os.getppid() == engine:
        pass
    if os.getppid() == engine:
        children.end_all()
    server.stop(grace=None)
    children.kill_all()
    # Calls of an engine that is gone may still hold threads: do not wait for them.
    os._exit(0)


if __name__ == "__main__":
    main()
