"""Whatever the input is: a report, or a message; never a traceback."""

import io
import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.console import Console

from pulumi_acm.preview import markdown, page, terminal
from pulumi_acm.preview.errors import PreviewError
from pulumi_acm.preview.reading import read
from recordings.record import load

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(["04da6b54-80e4-46f7-96ec-b56ff0331ba9", "[secret]", "same", "replace"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text()
            | st.sampled_from(
                [
                    *("steps", "diagnostics", "events", "op", "urn", "oldState", "newState"),
                    *("inputs", "outputs", "resourcePreEvent", "metadata", "summaryEvent"),
                ]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)
SOURCES = {
    name: load(name)
    for name in (
        *("name-added", "classic-load-balancer", "raw-validation-to-email", "dns-elsewhere-added"),
        *("import-raw-renewed", "raw-delete-before-replace", "beanstalk", "events-up"),
        *("raw-sni-renamed", "raw-zone-emptied", "raw-two-accounts", "raw-another-read"),
    )
}
SOURCES["report"] = json.dumps(read(load("cloudfront-moved")).as_json())


def reads(text: str | bytes) -> None:
    """Read it; a report must be JSON, and can be shown in every form."""
    try:
        report = read(text)
    except PreviewError as error:
        assert str(error)  # noqa: PT017  # either of the two
    else:
        json.dumps(report.as_json()).encode()
        assert len(markdown.render(report).encode("utf-8")) > 0
        assert page.render(report).encode("utf-8")
        terminal.render(report, Console(file=io.StringIO()))


@given(st.binary())
def test_bytes(data: bytes) -> None:
    """Anything at all."""
    reads(data)


@given(VALUES)
def test_json(value: Any) -> None:
    """Any JSON, with the engine's own words among it."""
    reads(json.dumps(value))


@given(st.lists(VALUES, max_size=4))
def test_lines(values: list[Any]) -> None:
    """Any JSON, a document a line."""
    reads("\n".join(map(json.dumps, values)))


def _mutate(value: Any, choose: Callable[[int], int], other: Any) -> Any:
    """Return a document with one of its parts, far inside, exchanged or gone."""
    if isinstance(value, dict) and value:
        key = list(value)[choose(len(value))]
        if choose(6) == 0:
            return {name: each for name, each in value.items() if name != key}
        return {**value, key: _mutate(value[key], choose, other)}
    if isinstance(value, list) and value:
        index = choose(len(value))
        return [*value[:index], _mutate(value[index], choose, other), *value[index + 1 :]]
    return other


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data(), name=st.sampled_from(sorted(SOURCES)), other=VALUES)
def test_mutated_recordings(data: st.DataObject, name: str, other: Any) -> None:
    """Recordings with something in them exchanged or missing."""

    def choose(count: int) -> int:
        return data.draw(st.integers(0, count - 1))

    text = SOURCES[name]
    if name.startswith("events"):
        lines = text.splitlines()
        index = choose(len(lines))
        lines[index] = json.dumps(_mutate(json.loads(lines[index]), choose, other))
        reads("\n".join(lines))
    else:
        document = json.loads(text)
        for _ in range(3):
            document = _mutate(document, choose, other)
        reads(json.dumps(document))


@given(end=st.integers(0, 400))
def test_cut_recordings(end: int) -> None:
    """What was cut in the middle of writing."""
    text = SOURCES["events-up"]
    reads(text[: len(text) * end // 400])
