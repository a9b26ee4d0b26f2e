"""Property values across the RPC."""

from __future__ import annotations

from typing import Any

import pytest
from google.protobuf import struct_pb2
from pulumi.runtime import rpc

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.values import (
    UNKNOWN,
    Unknown,
    contains_unknown,
    decode,
    encode,
    secret_names,
)


def _special(signature: str, **fields: Any) -> struct_pb2.Struct:
    """Write a struct with one property of a special form."""
    found = struct_pb2.Struct()
    found.update({"x": {rpc._special_sig_key: signature, **fields}})
    return found


def test_there_and_back() -> None:
    """Everything a property can be survives; whole numbers are integers."""
    props = {
        "text": "a",
        "yes": True,
        "no": False,
        "whole": 60,
        "part": 0.5,
        "none": None,
        "list": ["a", 1, [True]],
        "map": {"a": {"b": "c"}},
        "later": UNKNOWN,
        "inside": ["a", UNKNOWN, {"k": UNKNOWN}],
    }
    found = decode(encode(props))
    assert found == props
    assert isinstance(found["whole"], int)
    assert found["later"] is UNKNOWN


def test_unknown_is_one_object() -> None:
    """It is compared by identity and shown as previews do."""
    assert Unknown() is UNKNOWN
    assert repr(UNKNOWN) == "<unknown>"
    assert contains_unknown({"a": [{"b": UNKNOWN}]})
    assert not contains_unknown({"a": [{"b": None}]})


def test_secrets() -> None:
    """A secret is unwrapped, its name is known, and it can be marked again."""
    struct = encode({"key": "hidden", "open": "seen"}, secrets={"key"})
    assert struct.fields["key"].struct_value.fields[rpc._special_sig_key].string_value == (
        rpc._special_secret_sig
    )
    assert decode(struct) == {"key": "hidden", "open": "seen"}
    assert secret_names(struct) == {"key"}


def test_a_secret_inside() -> None:
    """A property that holds a secret somewhere is one."""
    outer = struct_pb2.Struct()
    inner = encode({"key": "hidden"}, secrets={"key"})
    outer.fields["block"].struct_value.CopyFrom(inner)
    outer.fields["list"].list_value.values.add().struct_value.CopyFrom(inner)
    outer.fields["open"].string_value = "seen"
    assert secret_names(outer) == {"block", "list"}


def test_output_values() -> None:
    """Known ones are their values, unknown ones unknown."""
    signature = rpc._special_output_value_sig
    assert decode(_special(signature, value="a", secret=True)) == {"x": "a"}
    assert secret_names(_special(signature, value="a", secret=True)) == {"x"}
    assert decode(_special(signature, secret=False)) == {"x": UNKNOWN}


def test_resource_references() -> None:
    """A resource stands for its id."""
    signature = rpc._special_resource_sig
    assert decode(_special(signature, urn="urn:x", id="Z1")) == {"x": "Z1"}
    assert decode(_special(signature, urn="urn:x")) == {"x": "urn:x"}


def test_assets_are_refused() -> None:
    """None of the types has one."""
    with pytest.raises(ProviderError, match="assets and archives"):
        decode(_special(rpc._special_asset_sig, text="a"))


def test_what_is_no_value() -> None:
    """A defect is told by its type, not by its content."""
    with pytest.raises(TypeError, match="no property value can be made of set"):
        encode({"a": {"secret"}})
