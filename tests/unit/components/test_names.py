"""Names in normal form, what is refused, coverage."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.names import (
    InvalidNameError,
    covers,
    is_within,
    normalise,
    parents,
    validation_name,
)


@pytest.mark.parametrize(
    ("given_name", "normal"),
    [
        ("example.com", "example.com"),
        ("Example.COM", "example.com"),
        ("example.com.", "example.com"),
        ("*.Example.com.", "*.example.com"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("*.BÜCHER.example.", "*.xn--bcher-kva.example"),
        ("xn--bcher-kva.example", "xn--bcher-kva.example"),
        ("faß.de", "xn--fa-hia.de"),
        ("a。b.com", "a.b.com"),
        ("1.example.com", "1.example.com"),
        ("example.xn--p1ai", "example.xn--p1ai"),
        # Registered before IDNA 2008 forbade it; ACM reads the ASCII form only.
        ("xn--i-7iq.ws", "xn--i-7iq.ws"),
        ("a" * 63 + ".com", "a" * 63 + ".com"),
    ],
)
def test_normal_form(given_name: str, normal: str) -> None:
    """Case, a trailing dot and Unicode do not make another name."""
    assert normalise(given_name) == normal


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", "a name may not be empty"),
        ("  ", "a name may not be empty"),
        (
            " example.com",
            'a name may not begin or end with white space. Did you mean "example.com"?',
        ),
        (
            "https://www.example.com/x",
            (
                "a name is a host name, not an address with scheme, port or path. "
                'Did you mean "www.example.com"?'
            ),
        ),
        (
            "example.com:443",
            (
                "a name is a host name, not an address with scheme, port or path. "
                'Did you mean "example.com"?'
            ),
        ),
        ("2001:db8::1", "a name is a host name, not an address with scheme, port or path"),
        (
            "*.api.*.example.com",
            (
                "an asterisk may only stand alone, as the leftmost label. "
                'Did you mean "*.example.com"?'
            ),
        ),
        (
            "www*.example.com",
            (
                "an asterisk may only stand alone, as the leftmost label. "
                'Did you mean "*.example.com"?'
            ),
        ),
        ("*", "an asterisk may only stand alone, as the leftmost label"),
        ("*.*.com", "an asterisk may only stand alone, as the leftmost label"),
        ("com", "a name needs a domain and a top-level domain, such as example.com"),
        ("*.com", "a name needs a domain and a top-level domain, such as example.com"),
        ("a..example.com", "a name may not have an empty label: two dots, or a dot in front"),
        (".example.com", "a name may not have an empty label: two dots, or a dot in front"),
        ("10.0.0.10", "ACM issues certificates for names, not for IP addresses"),
        ("example.c", "the top-level domain has at least two characters and is not a number"),
        ("example.42", "the top-level domain has at least two characters and is not a number"),
        (
            "-a.example.com",
            "a label has letters, digits and hyphens, no hyphen first or last: '-a'",
        ),
        ("a b.com", "a label has letters, digits and hyphens, no hyphen first or last: 'a b'"),
        (
            "_acme.example.com",
            "an underscore may stand in a DNS record but not in a certificate's name: '_acme'",
        ),
        ("a" * 64 + ".com", f"a label has at most 63 octets, '{'a' * 64}' has 64"),
        ("a." * 126 + "com", "a name has at most 253 octets, this one has 255"),
        (
            "x.elasticbeanstalk.com",
            "ACM issues no certificates for elasticbeanstalk.com, which Amazon owns",
        ),
        ("CloudFront.net", "ACM issues no certificates for cloudfront.net, which Amazon owns"),
    ],
)
def test_refused(name: str, message: str) -> None:
    """A refusal says the rule, and the name that may be meant."""
    with pytest.raises(InvalidNameError) as caught:
        normalise(name)
    assert str(caught.value) == message


def test_lookalike_of_a_forbidden_domain_is_allowed() -> None:
    """Only the domain itself and what is below it are Amazon's."""
    assert normalise("notamazonaws.com") == "notamazonaws.com"


@pytest.mark.parametrize(
    ("pattern", "host", "covered"),
    [
        ("example.com", "example.com", True),
        ("example.com", "www.example.com", False),
        ("*.example.com", "login.example.com", True),
        ("*.example.com", "example.com", False),
        ("*.example.com", "test.login.example.com", False),
        ("*.example.com", "*.example.com", True),
        ("www.example.com", "*.example.com", False),
        ("*.example.com", "notexample.com", False),
    ],
)
def test_coverage(pattern: str, host: str, *, covered: bool) -> None:
    """A wildcard stands for exactly one label (ACM guide, certificate characteristics)."""
    assert covers(pattern, host) is covered


_label = st.text(string.ascii_letters + string.digits, min_size=1, max_size=12)
_host = st.lists(_label, min_size=1, max_size=4).map(lambda labels: ".".join([*labels, "com"]))
_name = st.builds(lambda wildcard, host: wildcard + host, st.sampled_from(["", "*."]), _host)


@given(_name)
def test_normal_form_is_stable(name: str) -> None:
    """Normalising again, in another case or with a dot, changes nothing."""
    normal = normalise(name)
    assert normalise(normal) == normal
    assert normalise(name.swapcase() + ".") == normal


@given(st.text(max_size=80))
def test_any_text_is_a_name_or_refused(text: str) -> None:
    """No input raises anything but the refusal, and what passes is stable."""
    try:
        normal = normalise(text)
    except InvalidNameError:
        return
    assert normalise(normal) == normal
    assert normal.isascii()


@given(_name)
def test_validation_name_is_within_all_its_parents(name: str) -> None:
    """The domains above a name hold it, and the top-level domain is not among them."""
    base = validation_name(normalise(name))
    assert parents(base)[0] == base
    assert all(is_within(base, parent) and "." in parent for parent in parents(base))


@given(_host)
def test_wildcard_covers_one_label(host: str) -> None:
    """What a wildcard covers is one label longer than its base, never the base itself."""
    base = normalise(host)
    assert covers(f"*.{base}", f"x.{base}")
    assert not covers(f"*.{base}", base)
    assert not covers(f"*.{base}", f"x.y.{base}")
