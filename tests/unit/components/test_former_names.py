"""What a component was called before, by its aliases."""

import pulumi
import pytest

from pulumi_acm.former_names import former_names

URN = "urn:pulumi:test::project::acm:index:Certificate::old"


@pytest.mark.parametrize(
    ("aliases", "names"),
    [
        (None, []),
        ([], []),
        ([URN], ["old"]),
        ([pulumi.Alias(name="older"), URN], ["older", "old"]),
        ([pulumi.Alias(parent=pulumi.ROOT_STACK_RESOURCE)], []),
        ([pulumi.Alias(type_="acm:index:Other")], []),
    ],
)
def test_names(aliases: list[str | pulumi.Alias] | None, names: list[str]) -> None:
    """An alias by its URN or its name; one of another parent or type has the same name."""
    assert former_names("new", pulumi.ResourceOptions(aliases=aliases)) == names


def test_no_options() -> None:
    """Nothing is known then."""
    assert former_names("new", None) == []
