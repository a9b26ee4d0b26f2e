"""Why a certificate is not issued, for whoever wants to attach it."""

from pulumi_acm.approvals import approvals
from pulumi_acm.failures import Seen
from pulumi_acm.issuing import why_not
from pulumi_acm.validation import ValidationRecord

PENDING = Seen("PENDING_VALIDATION")
RESOURCE = {"arn": "arn:aws:acm:eu-west-1:123456789012:certificate/1", "urn": "urn:a$b"}
RECORD = ValidationRecord(domain="a.net", name="_1.a.net.", type="CNAME", value="_2.x.")


def test_records_elsewhere() -> None:
    """What is to be written."""
    assert why_not(PENDING, "eu-west-1", RESOURCE, [RECORD], []) == [
        "DNS elsewhere has to have:",
        "_1.a.net. CNAME _2.x.",
        'Then `pulumi up`; or let it wait for them: "wait": True.',
    ]


def test_approvals() -> None:
    """Who is to approve; what is approved already is left out."""
    seen = Seen("PENDING_VALIDATION", unproved=("a.net",))
    mails = approvals(["a.net", "b.net"], {})
    heading, line, _ = why_not(seen, "eu-west-1", RESOURCE, [], mails)
    assert heading == "it waits for approvals by mail (see the spam folders, too):"
    assert line == "a.net: admin, administrator, hostmaster, postmaster, webmaster @a.net"


def test_records_that_are_all_here() -> None:
    """Nothing is to be done but to wait, or to let the program wait."""
    assert why_not(PENDING, "eu-west-1", RESOURCE, [], []) == [
        "ACM has not seen its validation records yet.",
        'In some minutes, `pulumi up`; or let it wait: "wait": True.',
    ]


def test_a_dead_certificate() -> None:
    """Neither a record nor an approval helps it any more."""
    why = why_not(
        Seen("FAILED", "CAA_ERROR"), "eu-west-1", RESOURCE, [RECORD], approvals(["a.net"], {})
    )
    assert why[0] == "ACM has given it up:"
    assert why[-1] == "Then request it anew: pulumi up --replace 'urn:a$b'"
    assert not any("CNAME" in line or "spam" in line for line in why)
