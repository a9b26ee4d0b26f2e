"""The conditions of listener rules: what AWS takes, and the form in which it shows them."""

from __future__ import annotations

import re
from collections import Counter
from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from .facts import CONDITION_VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Condition = dict[str, Any]

_HOST, _PATH, _HEADER = "host-header", "path-pattern", "http-header"
_METHOD, _QUERY, _SOURCE = "http-request-method", "query-string", "source-ip"

# model: RuleCondition. The words of the errors are moto's (getmoto/moto, elbv2/exceptions.py and
# elbv2/models.py), as is the order here, or ours; those that users report have their source.
_CONFIGURATIONS = {
    _PATH: "PathPatternConfig",
    _HOST: "HostHeaderConfig",
    _HEADER: "HttpHeaderConfig",
    _METHOD: "HttpRequestMethodConfig",
    _QUERY: "QueryStringConfig",
    _SOURCE: "SourceIpConfig",
}
# model: RuleCondition.Values: "Specify only when Field is host-header or path-pattern".
_WITH_VALUES = (_HOST, _PATH)
# model: RuleCondition: "up to one of each"; of the other two "one or more".
_ONCE = (_METHOD, _HOST, _PATH, _SOURCE)

# model: the condition configs: "The maximum length of each string is 128 characters", of a method
# and of the name of a header 40.
_LENGTH, _SHORT = 128, 40

# ALB guide, "Add a listener rule" and, on hosts, model: HostHeaderConditionConfig.Values: "You must
# include at least one "." character. You can include only alphabetical characters after the final
# "." character."
_ALLOWED = {
    _HOST: re.compile(r"[A-Za-z0-9_.*?-]*\.[A-Za-z]+"),
    _PATH: re.compile(r"""[A-Za-z0-9_.$/~"'@:+;&*?-]+"""),
}
# model: HttpRequestMethodConditionConfig.Values.
_METHODS = re.compile(r"[A-Z_-]+")


def checked(given: Sequence[Mapping[str, Any]]) -> list[Condition]:
    """Check the conditions of a rule and complete them as AWS does.

    Raises:
        AwsError: ValidationError.
    """
    if not given:
        raise _invalid("A condition must be specified")
    completed = [_one(condition) for condition in given]
    for field, times in Counter(condition["Field"] for condition in completed).items():
        if times > 1 and field in _ONCE:
            raise _invalid(f"A rule can only have one '{field}' condition")
    if sum(len(list(_values(condition))) for condition in completed) > CONDITION_VALUES:
        # The words of aws/aws-cdk#10065.
        raise _invalid(f"A rule can only have '{CONDITION_VALUES}' condition values")
    return completed


def _one(given: Mapping[str, Any]) -> Condition:
    field = given.get("Field")
    if not field:
        raise _invalid("A condition field must be specified")
    if field not in _CONFIGURATIONS:
        raise _invalid(f"Condition field '{field}' must be one of '[{','.join(_CONFIGURATIONS)}]'")
    own = _CONFIGURATIONS[field]
    for other in _CONFIGURATIONS.values():
        if other != own and other in given:
            raise _invalid(f"A '{other}' cannot be specified with '{field}'")
    if "Values" in given and field not in _WITH_VALUES:
        raise _invalid(f"The 'Values' field is not compatible with '{field}'")
    if "Values" in given and own in given:
        # The words of aws-controllers-k8s/community#2759.
        raise _invalid(
            f"You cannot provide both Values and '{own}' for a condition of type '{field}'"
        )
    if own not in given and field not in _WITH_VALUES:
        raise _invalid(f"A '{own}' must be specified with '{field}'")
    condition = _completed(field, given, own)
    _check(condition)
    return condition


def _completed(field: str, given: Mapping[str, Any], own: str) -> Condition:
    """Write a condition in both of the forms that AWS shows, where it has two.

    The provider's listener_rule.go reads the newer one, whichever was given, and aws/copilot-cli's
    ListenerRuleHostHeaders the older one.
    """
    if field not in _WITH_VALUES:
        return {"Field": field, own: dict(given[own])}
    if "Values" in given:
        values = list(given["Values"])
        if len(values) > 1:
            raise _invalid(f"The '{field}' field contains too many values; the limit is '1'")
        return {"Field": field, "Values": values, own: {"Values": values}}
    configuration = dict(given.get(own, {}))
    older = {"Values": configuration["Values"]} if configuration.get("Values") else {}
    return {"Field": field, **older, own: configuration}


def _check(condition: Condition) -> None:
    field = condition["Field"]
    values = list(_values(condition))
    if not values:
        raise _invalid("A condition value must be specified")
    if field == _HEADER:
        name = condition["HttpHeaderConfig"].get("HttpHeaderName")
        if not name:
            raise _invalid("A 'HttpHeaderName' must be specified in 'HttpHeaderConfig'")
        _check_length("HttpHeaderName", name, _SHORT)
    for value in values:
        if not value:
            raise _invalid("A condition value cannot be empty")
        _check_length(field, value, _SHORT if field == _METHOD else _LENGTH)
    for value in condition[_CONFIGURATIONS[field]].get("Values", []):
        _check_characters(field, value)


def _check_length(what: str, value: str, most: int) -> None:
    if len(value) > most:
        raise _invalid(f"The '{what}' value is too long; the limit is '{most}'")


def _check_characters(field: str, value: Any) -> None:
    """Check what is no regular expression: those may have any character."""
    if field in _ALLOWED and not _ALLOWED[field].fullmatch(value):
        # The words of kubernetes-sigs/aws-load-balancer-controller#2561, of a host without a dot.
        raise _invalid(f"Condition value '{value}' contains a character that is not valid")
    if field == _METHOD and not _METHODS.fullmatch(value):
        raise _invalid(
            f"The '{field}' value is invalid; the allowed characters are A-Z, hyphen and underscore"
        )
    if field == _SOURCE:
        try:
            ip_network(value)
        except ValueError:
            raise _invalid(f"Condition value '{value}' must be in CIDR format") from None


def _values(condition: Condition) -> Iterator[str]:
    """List the values of a condition; of a query's pairs the longer part."""
    configuration = condition[_CONFIGURATIONS[condition["Field"]]]
    yield from configuration.get("RegexValues", [])
    for value in configuration.get("Values", []):
        if isinstance(value, str):
            yield value
        else:
            yield max(value.get("Key", ""), value.get("Value", ""), key=len)


def _invalid(message: str) -> AwsError:
    return AwsError("ValidationError", message)
