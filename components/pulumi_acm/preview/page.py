"""The report as one self-contained HTML file, with a picture of before and after."""

from dataclasses import replace
from typing import Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from .model import Report
from .picture import pictures
from .tables import Table, certificates, details, unchanged
from .words import Style, changed, headline, pieces, sentences, stack_name, summary

_ROWS: Final = 20
"""Certificates that are shown at once: the picture comes after them."""
_ENVIRONMENT = Environment(
    loader=PackageLoader("pulumi_acm.preview", "."),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def _prose(value: str) -> Markup:
    # What is marked as safe is `<code>`; what stands in it or beside it is escaped.
    return Markup("").join(
        Markup("<code>{}</code>").format(part) if is_code else escape(part)
        for is_code, part in pieces(value)
    )


_ENVIRONMENT.filters["prose"] = _prose
STYLE = Style(
    text=lambda value: str(_prose(value)),
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
        summary=summary(report),
        certificates=_marked(certificates(report, STYLE)),
        rows_max=_ROWS,
        pictures=pictures(report),
        ordered=[each for each in changed(report) if each.moves],
        tables=[*map(_marked, details(report, STYLE)), _marked(unchanged(report, STYLE))],
    )


def _marked(table: Table) -> Table:
    return replace(table, rows=[tuple(map(Markup, row)) for row in table.rows])
