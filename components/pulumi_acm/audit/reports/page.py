"""The report as one self-contained HTML file, in which everything can be filtered.

The script and the style are allowed by their hashes, so that nothing else ever runs. What may be
many is drawn by the script, a page at a time.
"""

import base64
import hashlib
from importlib import resources
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pulumi_acm.audit.model import SEVERITIES, Audit
from pulumi_acm.audit.phrases import some

from .page_data import embedded
from .summary import next_dates, summarise
from .words import (
    EVENTS,
    GLOBAL,
    OUTLOOKS,
    cost,
    gathered,
    headline,
    known,
    outlooks,
    scope,
    stacks,
)

WITHOUT_SCRIPT: Final = 100
"""Findings that are there for whoever lets no script run."""
_DATES: Final = 8
_ASSETS: Final = "assets"
_SCRIPTS: Final = ("base.js", "filter.js", "lists.js", "timeline.js", "map.js", "start.js")
_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("pulumi_acm.audit.reports", _ASSETS),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def render(audit: Audit) -> str:
    """Return the page."""
    inventory = audit.inventory
    summary = summarise(audit)
    script = "\n".join(_asset(name) for name in _SCRIPTS)
    style = _asset("page.css")
    places: set[tuple[str, str | None]] = {
        (each.account, each.region) for each in inventory.certificates
    }
    places |= {(each.account, each.region) for each in audit.findings}
    return _ENVIRONMENT.get_template(
        "page.html.jinja"
    ).render(
        # Our own files.
        script=Markup(script),  # noqa: S704
        style=Markup(style),  # noqa: S704
        script_hash=_hash(script),
        style_hash=_hash(style),
        data=embedded(audit),
        headline=headline(audit),
        scope=scope(audit),
        cost=cost(summary),
        known=known(summary),
        worst=next((name for name, number in summary.findings.items() if number), None),
        outlooks=outlooks(summary),
        outlook_words=OUTLOOKS,
        gaps=gathered(inventory.gaps),
        dates=[(each.on, EVENTS[each.event], some(each.subjects)) for each in next_dates(audit)][
            :_DATES
        ],
        stacks=stacks(audit),
        calls=sorted(inventory.calls.items(), key=lambda item: -item[1]),
        retries=inventory.retries,
        severities=list(enumerate(SEVERITIES))[::-1],
        codes=summary.codes,
        accounts=sorted({account for account, _ in places}),
        regions=sorted({region or GLOBAL for _, region in places}),
        first=audit.findings[:WITHOUT_SCRIPT],
        findings=len(audit.findings),
    )


def _asset(name: str) -> str:
    return (resources.files(__package__) / _ASSETS / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"
