"""GitHub and GitLab on this machine, as far as comments go, speaking as they document.

https://docs.github.com/en/rest/issues/comments
https://docs.gitlab.com/api/notes/#merge-requests
"""

import contextlib
import json
import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

TOKEN = "ghs_0123456789abcdefghij"


@dataclass
class Refusal:
    """What the next matching call gets instead of its answer."""

    method: str
    status: int
    message: str = "refused"
    headers: dict[str, str] = field(default_factory=dict)
    times: int = 1
    content: str | None = None
    """What is answered instead of a message, whether it is JSON or not."""


@dataclass
class Host:
    """A pull request's comments, and what was asked."""

    url: str = ""
    last: int = 0
    """Number of the last comment written."""
    comments: dict[int, str] = field(default_factory=dict)
    foreign: set[int] = field(default_factory=set)
    """Comments of other people, which this token may not edit."""
    refusals: list[Refusal] = field(default_factory=list)
    calls: list[tuple[str, str]] = field(default_factory=list)
    deleted_when_edited: bool = False

    def add(self, *bodies: str) -> None:
        """Write comments as somebody."""
        for body in bodies:
            self.last += 1
            self.comments[self.last] = body

    def count(self, method: str) -> int:
        """Return how many calls of a method there were."""
        return sum(called == method for called, _ in self.calls)


class _Handler(BaseHTTPRequestHandler):
    host: Host
    prefix: str
    """The path of the comments of the one pull request that there is."""
    comment: re.Pattern[str]
    """The path of one comment."""

    def log_message(self, *_: Any) -> None:
        """Stay quiet."""

    def answer(
        self,
        status: int,
        body: Any,
        headers: dict[str, str] | None = None,
        text: str | None = None,
    ) -> None:
        content = (json.dumps(body) if text is None else text).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def do_GET(self) -> None:  # http.server's name
        self.handle_call("GET")

    def do_POST(self) -> None:
        self.handle_call("POST")

    def do_PATCH(self) -> None:
        self.handle_call("PATCH")

    def do_PUT(self) -> None:
        self.handle_call("PUT")

    def handle_call(self, method: str) -> None:
        url = urlsplit(self.path)
        self.host.calls.append((method, url.path))
        length = int(self.headers.get("Content-Length") or 0)
        sent = json.loads(self.rfile.read(length) or "{}")
        for refusal in self.host.refusals:
            if refusal.method == method and refusal.times:
                refusal.times -= 1
                said = {"message": refusal.message}
                self.answer(refusal.status, said, refusal.headers, refusal.content)
                return
        if not self.authorised():
            self.answer(401, {"message": "Bad credentials"})
        elif url.path == self.prefix and method == "GET":
            self.page(parse_qs(url.query))
        elif url.path == self.prefix and method == "POST":
            self.host.add(sent["body"])
            self.answer(201, self.shape(self.host.last, sent["body"]))
        elif matched := self.comment.fullmatch(url.path):
            self.one(method, int(matched[1]), sent)
        else:
            self.other(method, url.path)

    def one(self, method: str, number: int, sent: dict[str, Any]) -> None:
        if method != "GET" and self.host.deleted_when_edited:
            self.host.comments.pop(number, None)
        if number not in self.host.comments:
            self.answer(404, {"message": "Not Found"})
        elif method != "GET" and number in self.host.foreign:
            self.answer(403, {"message": "Resource not accessible by integration"})
        else:
            if method != "GET":
                self.host.comments[number] = sent["body"]
            self.answer(200, self.shape(number, self.host.comments[number]))

    def page(self, query: dict[str, list[str]]) -> None:
        size = min(int(query.get("per_page", ["30"])[0]), 100)
        page = int(query.get("page", ["1"])[0])
        everything = [self.shape(*each) for each in self.host.comments.items()]
        here = everything[(page - 1) * size : page * size]
        last = max(1, -(-len(everything) // size))
        self.answer(200, here, self.page_headers(page, size, last))

    def authorised(self) -> bool:
        raise NotImplementedError

    def shape(self, number: int, body: str) -> dict[str, Any]:
        raise NotImplementedError

    def page_headers(self, page: int, size: int, last: int) -> dict[str, str]:
        links = {"next": page + 1, "last": last} if page < last else {}
        base = f"{self.host.url}{self.prefix}?per_page={size}&page="
        if not links:
            return {}
        return {"Link": ", ".join(f'<{base}{n}>; rel="{rel}"' for rel, n in links.items())}

    def other(self, _method: str, path: str) -> None:
        self.answer(404, {"message": f"Not Found: {path}"})


class _GitHub(_Handler):
    prefix = "/repos/o/r/issues/7/comments"
    comment = re.compile(r"/repos/o/r/issues/comments/(\d+)")

    def authorised(self) -> bool:
        return self.headers.get("Authorization") == f"token {TOKEN}"

    def shape(self, number: int, body: str) -> dict[str, Any]:
        return {
            "id": number,
            "body": body,
            "url": f"{self.host.url}/repos/o/r/issues/comments/{number}",
            "html_url": f"https://github.com/o/r/pull/7#issuecomment-{number}",
        }

    def other(self, method: str, path: str) -> None:
        if path == "/repos/o/r/issues/7" and method == "GET":
            self.answer(200, {"number": 7, "url": f"{self.host.url}/repos/o/r/issues/7"})
        else:
            super().other(method, path)


class _GitLab(_Handler):
    prefix = "/api/v4/projects/42/merge_requests/7/notes"
    comment = re.compile(r"/api/v4/projects/42/merge_requests/7/notes/(\d+)")

    def authorised(self) -> bool:
        return self.headers.get("PRIVATE-TOKEN") == TOKEN

    def shape(self, number: int, body: str) -> dict[str, Any]:
        return {"id": number, "body": body}

    def page_headers(self, page: int, size: int, last: int) -> dict[str, str]:
        following = str(page + 1) if page < last else ""
        return {
            **super().page_headers(page, size, last),
            "X-Page": str(page),
            "X-Per-Page": str(size),
            "X-Next-Page": following,
        }

    def other(self, method: str, path: str) -> None:
        if path == "/api/v4/projects/42/merge_requests/7" and method == "GET":
            address = "https://gitlab.com/o/r/-/merge_requests/7"
            self.answer(200, {"iid": 7, "id": 1007, "project_id": 42, "web_url": address})
        else:
            super().other(method, path)


@contextlib.contextmanager
def running(kind: str) -> Iterator[Host]:
    """Run a host for the time of a test."""
    base: type[_Handler] = {"github": _GitHub, "gitlab": _GitLab}[kind]
    host = Host()
    handler = type("Handler", (base,), {"host": host})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    host.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield host
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
