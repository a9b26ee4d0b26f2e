"""Paths into nested properties."""

from __future__ import annotations

from typing import Any

import pytest

from acm_sandbox.provider import nested
from acm_sandbox.provider.values import UNKNOWN


@pytest.mark.parametrize(
    ("path", "generic"),
    [
        ("tags", "tags"),
        ("listeners[0].port", "listeners.port"),
        ("origins[1].customHeaders[12].name", "origins.customHeaders.name"),
    ],
)
def test_generic(path: str, generic: str) -> None:
    """A path without its indexes names the property in every element."""
    assert nested.generic(path) == generic


def test_fill() -> None:
    """A default holds where the object around it is there and does not say it itself."""
    props: dict[str, Any] = {
        "actions": [
            {"redirect": {"port": "1"}},
            {"redirect": {}},
            {"type": "forward"},
            UNKNOWN,
        ],
    }
    nested.fill(props, "actions.redirect.port", "#{port}")
    nested.fill(props, "actions.redirect.host.name", "x")
    nested.fill(props, "nothing.of.it", "x")
    assert props["actions"] == [
        {"redirect": {"port": "1"}},
        {"redirect": {"port": "#{port}"}},
        {"type": "forward"},
        UNKNOWN,
    ]
    assert set(props) == {"actions"}


def test_carry_copies() -> None:
    """What AWS fills in is set beside what the program says, whose own object stays as it is."""
    inside = {"certificateArn": "a"}
    props: dict[str, Any] = {"configuration": inside, "list": [{}]}
    nested.carry(props, "configuration.target", UNKNOWN)
    nested.carry(props, "configuration.certificateArn", "b")
    nested.carry(props, "configuration.nothing", None)
    nested.carry(props, "list.target", UNKNOWN)
    assert props == {
        "configuration": {"certificateArn": "a", "target": UNKNOWN},
        "list": [{}],
    }
    assert inside == {"certificateArn": "a"}


def test_value_at() -> None:
    """A path that leads nowhere has no value."""
    props = {"a": {"b": {"c": 1}}, "list": [1]}
    assert nested.value_at(props, "a.b.c") == 1
    assert nested.value_at(props, "a.x.c") is None
    assert nested.value_at(props, "list.x") is None


def test_key() -> None:
    """Equal elements of a set have one key, whatever is empty and in whichever order."""
    sets = {"origins", "origins.protocols"}
    one = {"id": "o", "protocols": ["a", "b"], "path": "", "shield": None, "codes": [1, 2]}
    other = {"codes": [1, 2], "protocols": ["b", "a"], "id": "o"}
    assert nested.key(one, "origins", sets) == nested.key(other, "origins", sets)
    assert nested.key(one, "origins", sets) != nested.key(
        other | {"codes": [2, 1]}, "origins", sets
    )
    assert nested.key({"id": UNKNOWN}, "origins", sets) != nested.key({"id": "x"}, "origins", sets)
    with pytest.raises(TypeError, match="object is no property value"):
        nested.key(object(), "origins", sets)
