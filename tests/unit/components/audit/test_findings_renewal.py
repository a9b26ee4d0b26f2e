"""What stands in the way of a renewal is one finding for what has to be mended."""

from dataclasses import replace

from pulumi_acm.audit.evidence import Seen
from support.audits import ACCOUNT
from support.inventories import (
    MISSING,
    RIGHT,
    balanced,
    by_email,
    codes,
    imported,
    judged,
    made,
    only,
    seen_of,
    unused,
)

NAME = "www.example.com"
EVERYWHERE = (made(1, NAME), made(2, NAME, region="us-east-1"), made(3, f"*.{NAME}", "a.org"))


def test_one_record_is_one_finding() -> None:
    """Whatever the number of regions and wildcards; the certificates are named."""
    inventory = only(*EVERYWHERE)
    [found] = judged(inventory, seen_of(inventory, {NAME: MISSING})).findings
    assert found.resource == f"{ACCOUNT}: validation record of {NAME}"
    assert found.certificates == tuple(each.arn for each in EVERYWHERE)
    assert found.reason == (
        "the validation record is missing (hosted zone example.com (Z1)), and www.example.com "
        "(eu-west-1), www.example.com (us-east-1) and *.www.example.com (eu-west-1) renew by it"
    )


def test_records_of_two_accounts_are_two_findings() -> None:
    """Each account has a record of its own for the same name."""
    inventory = only(made(1, NAME), made(2, NAME, account="999999999999"))
    first, second = judged(inventory, seen_of(inventory, {NAME: MISSING})).findings
    assert (first.account, second.account) == (ACCOUNT, "999999999999")
    assert first.key != second.key


def test_the_key_does_not_depend_on_what_is_known() -> None:
    """Whether ACM was asked or not: a baseline written before still holds."""
    asked = replace(
        MISSING, record_name="_n.www.example.com", record_value="_v.aws", reasons=("x",)
    )
    inventory = only(made(1, NAME))
    [plain] = judged(inventory, seen_of(inventory, {NAME: MISSING})).findings
    [told] = judged(inventory, seen_of(inventory, {NAME: asked})).findings
    assert plain.key == told.key
    assert plain.way_out == "write the record that ACM shows for the certificate"
    assert told.way_out == "write _n.www.example.com CNAME _v.aws"
    assert told.reason.endswith("renews by it; x")


def test_the_soonest_certificate_says_how_urgent_it_is() -> None:
    """One of them expires in ten days."""
    inventory = only(made(1, NAME, days=10, renewal_status="PENDING_VALIDATION"), EVERYWHERE[1])
    found = judged(inventory, seen_of(inventory, {NAME: MISSING})).findings
    assert [(each.code, each.severity) for each in found] == [
        ("record-missing", "critical"),
        ("expiring", "high"),
    ]


def test_what_is_there_instead() -> None:
    """A CNAME with another value, or something that is none."""
    inventory = only(made(1, NAME))
    other = replace(RIGHT, state="wrong", found="_z.example.net")
    [found] = judged(inventory, seen_of(inventory, {NAME: other})).findings
    assert found.reason.startswith("the validation record is _z.example.net, not ACM's (hosted")
    text = Seen("wrong", "DNS", reasons=('there is TXT "x"; it has to be a CNAME',))
    [found] = judged(inventory, seen_of(inventory, {NAME: text})).findings
    assert found.reason.startswith("the validation record is no CNAME, not ACM's (DNS)")
    assert found.reason.endswith('; there is TXT "x"; it has to be a CNAME')


def test_one_caa_is_one_finding() -> None:
    """For all certificates that it forbids, those by email included; not for what nobody renews."""
    forbids = replace(RIGHT, caa='example.com: 0 issue "other.org"')
    certificates = (
        made(1, "a.example.com", "b.example.com"),
        by_email(2, "c.example.com"),
        unused(3, "d.example.com"),
        imported(4, "e.example.com"),
    )
    inventory = only(*certificates)
    seen = {each.arn: dict.fromkeys(each.names, forbids) for each in certificates}
    [found] = [each for each in judged(inventory, seen).findings if each.code == "caa-forbids"]
    assert found.certificates == (certificates[0].arn, certificates[1].arn)
    assert found.resource == f'{ACCOUNT}: CAA example.com: 0 issue "other.org"'
    assert "email-approval" not in codes(judged(inventory, seen))


def test_what_an_acme_client_renews() -> None:
    """ACM calls it ineligible, and that is as it should be; it still has to be there in time."""
    certificate = made(1, NAME, key_pair_origin="ACME", renewal_eligibility="INELIGIBLE")
    assert codes(judged(only(certificate))) == []
    eligible = only(replace(certificate, renewal_eligibility="ELIGIBLE"))
    assert codes(judged(eligible, seen_of(eligible, {NAME: MISSING}))) == []
    # Its key is with the client: that no service of AWS has it does not mean that nothing does.
    assert codes(judged(only(unused(1, NAME, key_pair_origin="ACME")))) == []
    # ACME clients commonly begin 30 days before: that is no sign that this one does not run.
    for days, found in ((16, []), (15, ["expiring"])):
        soon = replace(certificate, not_after=made(1, NAME, days=days).not_after)
        assert codes(judged(only(soon))) == found
    [finding] = judged(only(soon)).findings
    assert finding.way_out == "see that its ACME client runs, and that what it has got is served"


def test_a_weak_key_is_one_finding() -> None:
    """Where its service does not list it, either."""
    weak = imported(1, NAME, key_algorithm="RSA_1024")
    assert codes(judged(only(weak, attachments=(balanced(1, weak),)))) == ["weak-key"]
