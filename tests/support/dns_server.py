"""A name server on loopback UDP: what DNS would say, and how it fails."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

SILENT = "SILENT"
"""In the place of a return code: the server says nothing."""


@dataclass
class DnsServer:
    """What it answers; a test changes it as it likes."""

    port: int = 0
    records: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    """Values by name and type, as a zone file has them: `("a.example.com.", "CNAME")`."""
    broken: dict[str, str] = field(default_factory=dict)
    """Return codes by name, such as `SERVFAIL`, or SILENT."""
    asked: list[tuple[str, str]] = field(default_factory=list)

    @property
    def address(self) -> str:
        """What `--resolver` takes."""
        return f"127.0.0.1:{self.port}"

    def cname(self, name: str, value: str) -> None:
        """Write a CNAME, names with or without their last dot."""
        self.records[f"{name.rstrip('.')}.", "CNAME"] = [f"{value.rstrip('.')}."]

    def answer(self, wire: bytes) -> bytes | None:
        """Answer one question, or say nothing."""
        query = dns.message.from_wire(wire)
        [question] = query.question
        name, kind = question.name.to_text().lower(), dns.rdatatype.to_text(question.rdtype)
        self.asked.append((name, kind))
        response = dns.message.make_response(query)
        response.flags |= dns.flags.RA
        code = self.broken.get(name)
        if code == SILENT:
            return None
        if code is not None:
            response.set_rcode(dns.rcode.from_text(code))
            return response.to_wire()
        # A resolver follows a CNAME, whatever else is asked for.
        while kind != "CNAME" and (target := self.records.get((name, "CNAME"))):
            response.answer.append(dns.rrset.from_text(name, 60, "IN", "CNAME", *target))
            name = target[0]
        if values := self.records.get((name, kind)):
            response.answer.append(dns.rrset.from_text(name, 60, "IN", kind, *values))
        elif not any(key == name for key, _ in self.records):
            response.set_rcode(dns.rcode.NXDOMAIN)
        return response.to_wire()


@contextmanager
def serving() -> Iterator[DnsServer]:
    """Serve until the end of the block."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 0))
        server = DnsServer(port=sock.getsockname()[1])

        def serve() -> None:
            while True:
                wire, client = sock.recvfrom(4096)
                if not wire:
                    return  # the end, as the block below says it
                if response := server.answer(wire):
                    sock.sendto(response, client)

        thread = threading.Thread(target=serve)
        thread.start()
        try:
            yield server
        finally:
            with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as last:
                last.sendto(b"", sock.getsockname())
            thread.join()
