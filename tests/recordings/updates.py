"""Event logs, of previews and of updates."""

from typing import Final

from .programs import BALANCER, MORE, WWW, program, raw, raw_listener, raw_web, target, web
from .scenario import Scenario

EVENTS: Final = [
    Scenario(
        "events-preview",
        "The event log of name-added.",
        web(*WWW),
        web(*MORE),
        form="preview-events",
    ),
    Scenario(
        "events-up",
        "The event log of the update itself.",
        web(*WWW),
        web(*MORE),
        form="up-events",
    ),
    Scenario(
        "events-up-stream",
        "What `pulumi up --json` prints.",
        target("sni", *WWW),
        target("sni", *MORE),
        form="up-stream",
    ),
    Scenario(
        "events-raw-preview",
        "The event log of raw-first-creation's preview.",
        None,
        raw_web(*WWW),
        form="preview-events",
    ),
    Scenario(
        "events-up-failed",
        "An update that AWS stops at the listener.",
        program(BALANCER, raw("example.com", records=False)),
        program(
            BALANCER, raw("example.com", "www.example.com", records=False), raw_listener("site.arn")
        ),
        form="up-events",
        fails=True,
    ),
    Scenario("events-destroy", "The event log of a destroy.", web(*WWW), form="destroy-events"),
]
