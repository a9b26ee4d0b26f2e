"""Names split over several certificates: nothing lost, nothing twice, the same every time."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.splitting import registered, split

LABEL = st.sampled_from(["a", "b", "shop", "example", "x" * 60])
TOP = st.sampled_from(["com", "net", "co.uk"])
NAME = st.builds("{}{}.{}.{}".format, st.sampled_from(["", "*."]), LABEL, LABEL, TOP)


@given(st.lists(NAME, min_size=1, max_size=60, unique=True), st.integers(1, 12))
def test_every_name_is_in_one_list(names: list[str], most: int) -> None:
    """No list is longer than allowed, and together they are what was given."""
    lists = split(names, most)
    assert sorted(name for each in lists for name in each) == sorted(names)
    assert all(1 <= len(each) <= most for each in lists)


@given(st.lists(NAME, min_size=2, max_size=40, unique=True), st.randoms())
def test_the_order_of_the_others_does_not_matter(names: list[str], random: Random) -> None:
    """The same names give the same lists."""
    others = names[1:]
    random.shuffle(others)
    assert split([names[0], *others], 10) == split(names, 10)


def test_names_of_a_domain_stay_together() -> None:
    """A domain that fits into one list is not torn apart to fill another."""
    names = ["a.com", *(f"{n}.one.com" for n in range(6)), *(f"{n}.two.co.uk" for n in range(6))]
    first, second = split(names, 10)
    assert first == names[:7]
    assert second == names[7:]


def test_the_primary_name_stays_first() -> None:
    """It is the common name that users see."""
    assert split(["www.example.com", "example.com", "b.com"], 2)[0][0] == "www.example.com"


def test_each_list_begins_with_a_common_name() -> None:
    """ACM takes no common name of more than 64 characters."""
    long = f"{'a' * 63}.z.net"
    assert split(["example.com", long, "b.z.net"], 2) == [["example.com"], ["b.z.net", long]]


def test_registered_domains() -> None:
    """A guess that groups names: two labels, or three below the likes of co.uk."""
    assert registered("*.a.b.example.com") == "example.com"
    assert registered("shop.example.co.uk") == "example.co.uk"
    assert registered("shop.example.de") == "example.de"
    assert registered("co.uk") == "co.uk"
