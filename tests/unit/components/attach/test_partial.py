"""Arguments of which some are malformed."""

import pytest

from pulumi_acm.attach.api_domain_spec import ApiDomainSpec
from pulumi_acm.attach.listener_specs import HttpsListenerSpec
from pulumi_acm.attach.partial import parse_partly
from support.refusing import GROUP_ARN, balancer_arn

GOOD = {"load_balancer_arn": balancer_arn(), "target_group_arn": GROUP_ARN, "certificate": "z"}


def test_all_are_well_formed() -> None:
    """Then nothing is wrong, and the spec is the whole one."""
    parsed = parse_partly(HttpsListenerSpec, {**GOOD, "port": 8443.0, "hosts": None})
    assert type(parsed.spec) is HttpsListenerSpec
    assert (parsed.spec.port, parsed.problems, parsed.malformed) == (8443, [], frozenset())


def test_the_others_are_parsed() -> None:
    """A malformed argument has its default, a required one is None, an unknown one is no more."""
    args = {"target_group_arn": 1, "certificate": "z", "port": 0, "prot": 1, "hosts": ["a"]}
    parsed = parse_partly(HttpsListenerSpec, args)
    assert [each.path for each in parsed.problems] == [
        "load_balancer_arn",
        "target_group_arn",
        "port",
        "prot",
    ]
    assert parsed.malformed == {"load_balancer_arn", "target_group_arn", "port"}
    assert (parsed.spec.port, parsed.spec.hosts, parsed.spec.certificate) == (443, ["a"], "z")
    assert parsed.spec.target_group_arn is None
    assert parsed.are_well_formed("certificate", "hosts")
    assert not parsed.are_well_formed("certificate", "port")


def test_members_of_lists_and_prefixes() -> None:
    """A bad member makes its argument malformed; a prefix is no argument."""
    args = {"domain": "Example.com", "certificate": "z", "mappings": [{"api_id": "a"}]}
    parsed = parse_partly(ApiDomainSpec, args, "mappings")
    assert [each.path for each in parsed.problems] == ["mappings.mappings[0].stage"]
    assert parsed.malformed == {"mappings"}
    assert (parsed.spec.domain, parsed.spec.mappings) == ("example.com", [])


@pytest.mark.parametrize("args", [None, 5, ["domain"]])
def test_no_arguments_at_all(args: object) -> None:
    """Of what is no mapping, nothing can be proved."""
    parsed = parse_partly(ApiDomainSpec, args)
    assert [str(each) for each in parsed.problems] == [
        f"args {args}: it must be a mapping of arguments"
        if isinstance(args, int)
        else "args: it must be a mapping of arguments"
    ]
    assert parsed.malformed == set(ApiDomainSpec.model_fields)
