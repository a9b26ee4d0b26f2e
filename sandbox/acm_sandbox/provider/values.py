"""Property values as they cross the RPC: protobuf structs to plain Python and back.

Secrets are unwrapped on the way in (this provider does not accept them, as pulumi-aws's bridge does
not: the engine puts the marks back on every property of the same name); a secret of the schema is
marked on the way out. Unknown values become `UNKNOWN`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from google.protobuf import struct_pb2
from pulumi.runtime import rpc

from acm_sandbox.provider.errors import ProviderError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Props = dict[str, Any]
"""A resource's properties, by their camelCase names."""


class Unknown:
    """The type of `UNKNOWN`, a value that only an update will tell."""

    _instance: Unknown | None = None

    def __new__(cls) -> Unknown:  # noqa: PYI034 - not Self: there is only ever this one object
        """Give the one instance."""
        if cls._instance is None:
            cls._instance = super().__new__(cls)
        return cls._instance

    def __repr__(self) -> str:
        """Show it as Pulumi's previews do."""
        return "<unknown>"


UNKNOWN: Final = Unknown()

_SIGNATURE: Final = rpc._special_sig_key  # noqa: SLF001 - the wire format has no public name
_SECRET: Final = rpc._special_secret_sig  # noqa: SLF001 - the same
_OUTPUT: Final = rpc._special_output_value_sig  # noqa: SLF001 - the same
_RESOURCE: Final = rpc._special_resource_sig  # noqa: SLF001 - the same


def contains_unknown(value: Any) -> bool:
    """Say whether a value is unknown or holds one that is."""
    if isinstance(value, dict):
        return any(map(contains_unknown, value.values()))
    if isinstance(value, list):
        return any(map(contains_unknown, value))
    return value is UNKNOWN


def decode(struct: struct_pb2.Struct) -> Props:
    """Turn a struct into properties; whole numbers become `int`, nulls stay `None`."""
    return {key: decode_value(value) for key, value in struct.fields.items()}


def decode_value(value: struct_pb2.Value) -> Any:
    """Turn one protobuf value into a plain Python one."""
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return _decode_struct(value.struct_value)
    if kind == "list_value":
        return [decode_value(item) for item in value.list_value.values]
    if kind == "number_value":
        number = value.number_value
        return int(number) if number.is_integer() else number
    if kind == "string_value":
        return UNKNOWN if value.string_value == rpc.UNKNOWN else value.string_value
    return value.bool_value if kind == "bool_value" else None


def _decode_struct(struct: struct_pb2.Struct) -> Any:
    signature = struct.fields[_SIGNATURE].string_value if _SIGNATURE in struct.fields else None
    if signature is None:
        return decode(struct)
    if signature == _SECRET:
        return decode_value(struct.fields["value"])
    if signature == _OUTPUT:
        return decode_value(struct.fields["value"]) if "value" in struct.fields else UNKNOWN
    if signature == _RESOURCE:
        reference = struct.fields.get("id")
        return decode_value(reference) if reference else struct.fields["urn"].string_value
    raise ProviderError("assets and archives are not values of any property of this provider")


def secret_names(struct: struct_pb2.Struct) -> frozenset[str]:
    """Give the names of the properties that came marked as secret, in whole or in part."""
    return frozenset(key for key, value in struct.fields.items() if _has_secret(value))


def _has_secret(value: struct_pb2.Value) -> bool:
    kind = value.WhichOneof("kind")
    if kind == "list_value":
        return any(map(_has_secret, value.list_value.values))
    if kind != "struct_value":
        return False
    fields = value.struct_value.fields
    if _SIGNATURE in fields and fields[_SIGNATURE].string_value == _SECRET:
        return True
    if "secret" in fields and fields["secret"].bool_value and _SIGNATURE in fields:
        return True
    return any(map(_has_secret, fields.values()))


def encode(props: Mapping[str, Any], secrets: Collection[str] = ()) -> struct_pb2.Struct:
    """Turn properties into a struct, the named ones marked as secret."""
    return struct_pb2.Struct(
        fields={
            key: _encode_secret(value) if key in secrets else encode_value(value)
            for key, value in props.items()
        },
    )


def encode_value(value: Any) -> struct_pb2.Value:
    """Turn one plain Python value into a protobuf one."""
    if isinstance(value, str | Unknown):
        return struct_pb2.Value(string_value=value if isinstance(value, str) else rpc.UNKNOWN)
    if value is None:
        return struct_pb2.Value(null_value=struct_pb2.NULL_VALUE)
    if isinstance(value, bool):
        return struct_pb2.Value(bool_value=value)
    if isinstance(value, int | float):
        return struct_pb2.Value(number_value=value)
    if isinstance(value, dict):
        return struct_pb2.Value(struct_value=encode(value))
    if isinstance(value, list | tuple):
        items = [encode_value(item) for item in value]
        return struct_pb2.Value(list_value=struct_pb2.ListValue(values=items))
    raise TypeError(f"no property value can be made of {type(value).__name__}")


def _encode_secret(value: Any) -> struct_pb2.Value:
    if value is UNKNOWN:
        return encode_value(value)
    fields = {
        _SIGNATURE: struct_pb2.Value(string_value=_SECRET),
        "value": encode_value(value),
    }
    return struct_pb2.Value(struct_value=struct_pb2.Struct(fields=fields))
