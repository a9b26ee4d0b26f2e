"""Names of components: valid, unique, the same each time."""

import keyword

from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.adopt.model import variable
from pulumi_acm.adopt.naming import Names


def test_names() -> None:
    """Of domains, wildcards, load balancers; what is taken gets a number."""
    names = Names()
    taken = [
        names.take(each)
        for each in ("example.com", "*.example.com", "EXAMPLE.com", "example-com", "1and1.com")
    ]
    assert taken == [
        "example-com",
        "wildcard-example-com",
        "example-com-2",
        "example-com-3",
        "the-1and1-com",
    ]
    assert names.take("web", "-8443") == "web-8443"
    assert names.take("acm") == "the-acm"
    assert names.take("class") == "the-class"
    assert names.take("***") == "unnamed"


@given(st.lists(st.text(max_size=80), max_size=20))
def test_any_text(said: list[str]) -> None:
    """Whatever it is, the variable is one, and no two are the same."""
    names = Names()
    taken = [names.take(each) for each in said]
    variables = [variable(each) for each in taken]
    assert len(set(variables)) == len(said)
    assert all(each.isidentifier() and not keyword.iskeyword(each) for each in variables)
