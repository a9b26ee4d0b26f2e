"""When a listener rule applies: the conditions, to and from the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.resource import Problem
from acm_sandbox.provider.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from acm_sandbox.provider.values import Props

_CONFIGS: Final = {
    "hostHeader": ("host-header", "HostHeaderConfig"),
    "httpHeader": ("http-header", "HttpHeaderConfig"),
    "httpRequestMethod": ("http-request-method", "HttpRequestMethodConfig"),
    "pathPattern": ("path-pattern", "PathPatternConfig"),
    "queryStrings": ("query-string", "QueryStringConfig"),
    "sourceIp": ("source-ip", "SourceIpConfig"),
}
_BLOCKS: Final = (
    "host_header, http_header, http_request_method, path_pattern, query_string or source_ip"
)
_NAMES: Final = {
    "httpHeaderName": "HttpHeaderName",
    "regexValues": "RegexValues",
    "values": "Values",
    "key": "Key",
    "value": "Value",
}


def sets(property_: str) -> frozenset[str]:
    """Give the paths in which order means nothing."""
    values = {
        f"{property_}.{name}.{values}"
        for name in _CONFIGS
        for values in ("values", "regexValues")
        if name != "queryStrings"
    }
    return frozenset(values | {property_, f"{property_}.queryStrings"})


def check(conditions: Iterable[Any]) -> Iterator[Problem]:
    """Check that no condition is for network load balancers."""
    for i, condition in enumerate(conditions):
        source = condition.get("sourceIp") if isinstance(condition, dict) else None
        if isinstance(source, dict) and source.get("ipAddressType"):
            reason = "the sandbox's AWS provider does not support the type of IP addresses"
            yield Problem(f"conditions[{i}].sourceIp.ipAddressType", f"{reason} (ipAddressType)")


def to_aws(conditions: Iterable[Props]) -> list[dict[str, Any]]:
    """Write conditions as the API takes them.

    Raises:
        ProviderError: for one that has none of the blocks, or several, in the AWS provider's words.
    """
    return [_condition(condition) for condition in conditions]


def from_aws(conditions: Iterable[Any]) -> list[Props]:
    """Read conditions."""
    return [_read(condition) for condition in conditions]


def _condition(condition: Props) -> dict[str, Any]:
    given = [name for name in _CONFIGS if condition.get(name) not in (None, UNKNOWN, [])]
    if not given:
        raise ProviderError(f"One of {_BLOCKS} must be set in a condition block")
    if len(given) > 1:
        raise ProviderError(f"Only one of {_BLOCKS} can be set in a condition block")
    (name,) = given
    field, config = _CONFIGS[name]
    block = condition[name]
    if name == "queryStrings":
        return {"Field": field, config: {"Values": [_to_aws(pair) for pair in block]}}
    return {"Field": field, config: _to_aws(block)}


def _to_aws(block: Props) -> dict[str, Any]:
    return {_NAMES[name]: value for name, value in block.items() if value not in ("", [])}


def _read(condition: Any) -> Props:
    for name, (field, config) in _CONFIGS.items():
        if condition["Field"] == field:
            block = condition[config]
            if name == "queryStrings":
                return {name: [_from_aws(pair) for pair in block["Values"]]}
            return {name: _from_aws(block)}
    raise ProviderError(f"unknown condition field {condition['Field']}")


def _from_aws(block: Any) -> Props:
    return {name: block[there] for name, there in _NAMES.items() if block.get(there)}
