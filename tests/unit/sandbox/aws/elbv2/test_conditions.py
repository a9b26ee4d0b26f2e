"""Conditions of listener rules: each field, its limits, and AWS's words."""

from __future__ import annotations

from typing import Any

import pytest

from acm_sandbox.aws.elbv2 import conditions
from acm_sandbox.aws.errors import AwsError


def host(*values: str, **more: Any) -> dict[str, Any]:
    """Write a condition on the host."""
    return {"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}} | more


def path(*values: str) -> dict[str, Any]:
    """Write a condition on the path."""
    return {"Field": "path-pattern", "PathPatternConfig": {"Values": list(values)}}


@pytest.mark.parametrize(
    "condition",
    [
        {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "a", "Values": ["*b*"]}},
        {
            "Field": "http-request-method",
            "HttpRequestMethodConfig": {"Values": ["GET", "M-SEARCH"]},
        },
        {"Field": "query-string", "QueryStringConfig": {"Values": [{"Key": "a", "Value": "b*"}]}},
        {"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.0/24", "2001:db8::/32"]}},
        {
            "Field": "host-header",
            "HostHeaderConfig": {"RegexValues": [r"^a\.example\.com:8443$"]},
        },
    ],
)
def test_what_is_given_is_kept(condition: dict[str, Any]) -> None:
    """API model, RuleCondition: each field with its config."""
    assert conditions.checked([condition]) == [condition]


@pytest.mark.parametrize(
    ("field", "config", "value"),
    [
        ("host-header", "HostHeaderConfig", "*.example.com"),
        ("path-pattern", "PathPatternConfig", "/img/*?/~a$'\"@:+&;"),
    ],
)
def test_both_forms_are_shown(field: str, config: str, value: str) -> None:
    """The provider's listener_rule.go reads one, aws/copilot-cli's elbv2.go the other."""
    both = {"Field": field, "Values": [value], config: {"Values": [value]}}
    assert conditions.checked([{"Field": field, "Values": [value]}]) == [both]
    assert conditions.checked([{"Field": field, config: {"Values": [value]}}]) == [both]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ([], "A condition must be specified"),
        ([{}], "A condition field must be specified"),
        (
            [{"Field": "color"}],
            (
                "Condition field 'color' must be one of '[path-pattern,host-header,http-header,"
                "http-request-method,query-string,source-ip]'"
            ),
        ),
        (
            [{"Field": "source-ip", "Values": ["192.0.2.0/24"]}],
            "The 'Values' field is not compatible with 'source-ip'",
        ),
        ([{"Field": "source-ip"}], "A 'SourceIpConfig' must be specified with 'source-ip'"),
        (
            # aws-controllers-k8s/community#2759
            [host("a.example.com", Values=["a.example.com"])],
            (
                "You cannot provide both Values and 'HostHeaderConfig' for a condition of type "
                "'host-header'"
            ),
        ),
        (
            [host("a.example.com", PathPatternConfig={"Values": ["/"]})],
            "A 'PathPatternConfig' cannot be specified with 'host-header'",
        ),
        (
            # serverless/serverless#8954
            [{"Field": "host-header", "Values": ["a.example.com", "b.example.com"]}],
            "The 'host-header' field contains too many values; the limit is '1'",
        ),
        ([host()], "A condition value must be specified"),
        ([{"Field": "path-pattern"}], "A condition value must be specified"),
        ([path("")], "A condition value cannot be empty"),
        (
            [host("a" * 117 + ".example.com")],
            "The 'host-header' value is too long; the limit is '128'",
        ),
        (
            [{"Field": "http-header", "HttpHeaderConfig": {"Values": ["b"]}}],
            "A 'HttpHeaderName' must be specified in 'HttpHeaderConfig'",
        ),
        (
            [
                {
                    "Field": "http-header",
                    "HttpHeaderConfig": {"HttpHeaderName": "a" * 41, "Values": ["b"]},
                }
            ],
            "The 'HttpHeaderName' value is too long; the limit is '40'",
        ),
        (
            [{"Field": "http-request-method", "HttpRequestMethodConfig": {"Values": ["get"]}}],
            (
                "The 'http-request-method' value is invalid; the allowed characters are A-Z, "
                "hyphen and underscore"
            ),
        ),
        (
            [{"Field": "query-string", "QueryStringConfig": {"Values": [{"Value": "b" * 129}]}}],
            "The 'query-string' value is too long; the limit is '128'",
        ),
        (
            [{"Field": "source-ip", "SourceIpConfig": {"Values": ["192.0.2.1/24"]}}],
            "Condition value '192.0.2.1/24' must be in CIDR format",
        ),
        (
            [host("a.example.com"), host("b.example.com")],
            "A rule can only have one 'host-header' condition",
        ),
        (
            # aws/aws-cdk#10065
            [host("a.example.com", "b.example.com", "c.example.com"), path("/a", "/b", "/c")],
            "A rule can only have '5' condition values",
        ),
    ],
)
def test_what_is_refused(given: list[dict[str, Any]], message: str) -> None:
    """API model, RuleCondition and its configs; the words are AWS's where a source is named.

    Else they are those of moto's elbv2, or ours.
    """
    with pytest.raises(AwsError) as caught:
        conditions.checked(given)
    assert (caught.value.code, caught.value.message) == ("ValidationError", message)


@pytest.mark.parametrize(
    "value", ["foo-bar", "example.com:8443", "www.example.1", "exa mple.com", "example.com."]
)
def test_hosts_that_are_none(value: str) -> None:
    """HostHeaderConditionConfig: a dot, and alphabetical characters only after the last one.

    The words of kubernetes-sigs/aws-load-balancer-controller#2561; on ports,
    hashicorp/terraform-provider-aws#49147.
    """
    with pytest.raises(AwsError) as caught:
        conditions.checked([host(value)])
    assert (
        caught.value.message == f"Condition value '{value}' contains a character that is not valid"
    )


def test_five_values_fit() -> None:
    """ALB guide, "Quotas": "Condition Values per Rule", whatever the conditions are."""
    several = {"Field": "http-header", "HttpHeaderConfig": {"HttpHeaderName": "a", "Values": ["b"]}}
    given = [host("a.example.com", "b.example.com"), path("/a"), several, several]
    assert len(conditions.checked(given)) == 4
