"""What is wrong with arguments, as a user reads it: all of it, and never a private key."""

import pytest

from pulumi_acm.problems import Problem, report
from support.pem_sets import family, key_pem, secret_lines

LEAF = family().leaf()
FORMS = {
    "PKCS #8": LEAF.key,
    "SEC 1": key_pem(LEAF.private, "TraditionalOpenSSL"),
    "OpenSSH": key_pem(LEAF.private, "OpenSSH"),
    "cut off": LEAF.key.partition("-----END")[0],
}


def test_a_problem_shows_where_it_is_and_what_is_there() -> None:
    """Value and path as a user would write them."""
    assert str(Problem("timeout", "no", "soon")) == 'timeout "soon": no'
    assert str(Problem("wait", "no", True)) == "wait true: no"
    assert str(Problem("port", "no", 7)) == "port 7: no"
    assert str(Problem("tags", "no", {"a": 1})) == "tags: no"


def test_a_report_counts() -> None:
    """One problem, or several, and of very many the first ones."""
    assert report("it", [Problem("a", "x")]) == "it: 1 problem\n  a: x"
    lines = report("it", [Problem(f"a[{n}]", "x") for n in range(60)]).splitlines()
    assert lines[0] == "it: 60 problems"
    assert lines[-1] == "  and 10 more"


@pytest.mark.parametrize("form", sorted(FORMS))
def test_no_private_key_is_shown(form: str) -> None:
    """Wherever somebody has put it: as a value, into a path, or where a rule quotes it."""
    key = FORMS[form]
    problems = [
        Problem("key_algorithm", "it must be RSA_2048", key),
        Problem(f'tags["{key}"]', "too long"),
        Problem("domains[0]", f'may not begin with white space. Did you mean "{key}"?', f" {key}"),
    ]
    said = report("it", problems)
    assert 'key_algorithm "[a private key]": it must be RSA_2048' in said
    for line in secret_lines(key):
        assert line[:20] not in said
