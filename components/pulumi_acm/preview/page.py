"""The report as one self-contained HTML file, with a picture of before and after."""

from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .model import Report
from .picture import pictures
from .words import (
    OUTCOMES,
    RECORDS,
    Style,
    changed,
    headline,
    moving,
    sentences,
    served,
    serves,
    stack_name,
    summary,
    switches,
    what_happens,
)

_ENVIRONMENT = Environment(
    loader=PackageLoader("pulumi_acm.preview", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
STYLE = Style(
    text=lambda value: str(escape(value)),
    code=lambda value: f"<code>{escape(value)}</code>",
    strong=lambda value: f"<strong>{escape(value)}</strong>",
)


def render(report: Report) -> str:
    """Return the page."""
    return _ENVIRONMENT.get_template("page.html.jinja").render(
        report=report,
        headline=headline(report),
        stack=stack_name(report),
        # The style has escaped every value in them.
        sentences=[Markup(each) for each in sentences(report, STYLE)],  # noqa: S704
        serves=lambda each: Markup(serves(report, each, STYLE)),  # noqa: S704
        served=lambda each: map(Markup, served(each, STYLE)),
        switches=lambda each: switches(report, each),
        summary=summary(report),
        changed=changed(report),
        what_happens=what_happens,
        pictures=pictures(report),
        names=_names(report),
        ordered=[each for each in changed(report) if each.moves],
        services=moving(report.attachments),
        records=[each for each in report.records if each.action != "unchanged"],
        unchanged=[each for each in report.certificates if each.action == "unchanged"],
        record_words=RECORDS,
        outcomes=OUTCOMES,
    )


def _names(report: Report) -> list[dict[str, Any]]:
    rows = dict.fromkeys(
        (each.label, each.added, each.removed, each.names_before, each.names_after)
        for each in changed(report)
    )
    return [
        {
            "label": label,
            "added": added,
            "removed": removed,
            "stay": [name for name in after if name in before],
        }
        for label, added, removed, before, after in rows
    ]
