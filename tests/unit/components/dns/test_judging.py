"""What answers mean."""

import pytest

from pulumi_acm.dns.caa import Property
from pulumi_acm.dns.judging import Verdict, judge, worst
from pulumi_acm.dns.needed import Needed
from pulumi_acm.dns.seen import Answer, Caa, Delegation, Seen

RECORD = Needed(
    domain="a.example.com",
    name="_n.a.example.com",
    value="_v.acm-validations.aws",
    names=("a.example.com", "*.a.example.com"),
    certificates=("site",),
    external=True,
    zone="example.com",
)
RIGHT = (RECORD.value,)
FORBIDDEN = Caa("example.com", (Property(0, "issue", "letsencrypt.org"),))
CAA = (
    "CAA of example.com forbids Amazon a.example.com, *.a.example.com: 0 issue "
    '"letsencrypt.org"; one of amazon.com, amazontrust.com, awstrust.com, amazonaws.com has to be '
    "listed"
)


def delegation(*in_dns: str, failure: str | None = None) -> Delegation:
    """Return the hosted zone with one name server, and what DNS says."""
    return Delegation("example.com", "Z1", frozenset({"ns1.aws"}), Answer(in_dns, failure))


@pytest.mark.parametrize(
    ("seen", "status", "reasons"),
    [
        (Seen(RIGHT), "in place", ()),
        (Seen(("alias.example.net", RECORD.value)), "in place", ()),
        (Seen(()), "missing", ()),
        (
            Seen(("x.example.net", "y.example.net")),
            "wrong",
            ("there is CNAME x.example.net -> y.example.net",),
        ),
        (Seen((), texts=("_v",)), "wrong", ('there is TXT "_v"; it has to be a CNAME',)),
        (
            Seen((), doubled="_n.a.example.com.example.com"),
            "missing",
            (
                (
                    "there is _n.a.example.com.example.com: the DNS provider adds the zone's name "
                    "by itself; enter _n.a instead"
                ),
            ),
        ),
        (Seen((), "SERVFAIL"), "unknown", ("DNS could not say: SERVFAIL",)),
        (Seen(("x.net",), "SERVFAIL"), "unknown", ("DNS could not say at x.net: SERVFAIL",)),
        (Seen(RIGHT, caa=FORBIDDEN), "cut off", (CAA,)),
        (Seen((), caa=FORBIDDEN), "cut off", (CAA,)),
        (Seen(("x.net",), caa=FORBIDDEN), "wrong", ("there is CNAME x.net", CAA)),
        (
            Seen(RIGHT, caa=Caa("com", failure="SERVFAIL (com)")),
            "unknown",
            ("its CAA records could not be read: SERVFAIL (com)",),
        ),
        (
            Seen((), caa=Caa("com", failure="SERVFAIL (com)")),
            "missing",
            ("its CAA records could not be read: SERVFAIL (com)",),
        ),
        (Seen((), delegation=delegation("ns1.aws")), "missing", ()),
        (
            Seen((), delegation=delegation("ns1.registrar")),
            "cut off",
            ("example.com is delegated to ns1.registrar, not to the hosted zone Z1 (ns1.aws)",),
        ),
        (
            Seen((), delegation=delegation()),
            "cut off",
            (
                (
                    "example.com is not delegated: DNS has no NS records for it; the hosted zone "
                    "Z1 has ns1.aws"
                ),
            ),
        ),
        (Seen((), delegation=delegation(failure="SERVFAIL")), "missing", ()),
        # Name servers of one's own names are the hosted zone's: the record is seen.
        (Seen(RIGHT, delegation=delegation("ns1.example.com")), "in place", ()),
    ],
)
def test_judge(seen: Seen, status: str, reasons: tuple[str, ...]) -> None:
    """The status, and all that is known of why."""
    assert judge(RECORD, seen) == Verdict(status, reasons)  # type: ignore[arg-type]


def test_worst() -> None:
    """Something that is missing for certain is not hidden by something unknown."""
    place, missing, unknown = Verdict("in place"), Verdict("missing"), Verdict("unknown")
    assert worst([]) == worst([place]) == "all well"
    assert worst([place, unknown]) == "unknown"
    assert worst([place, missing, unknown]) == "found"
