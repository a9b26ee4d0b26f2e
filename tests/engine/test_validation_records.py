"""ValidationRecords by themselves: what may be said, what arrives, and what stays."""

import pytest

from support.accounts import IN_DNS, refusal
from support.certificates import change_cname, cnames, zone
from support.engine import EngineSandbox


def by_name(records: str, domains: list[str], **more: object) -> str:
    """Return a program that writes records as they are given."""
    args = f'{{"domains": {domains!r}, "records": {records}, **{more!r}}}'
    return IN_DNS + f'made = acm.ValidationRecords("records", {args}, in_dns)\n'


RECORD = (
    '[{"domain": "a.example.com", "name": "_x.a.example.com.", "type": "CNAME", '
    '"value": "_y.acm-validations.aws."}]'
)


def test_names_without_a_zone(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """All of them are listed before anything is created, and no zone of one's own counts."""
    zone(dns, "example.com")
    zone(sandbox, "example.net")
    names = ["a.example.com", "a.example.net", "*.example.org"]
    preview = sandbox.project(by_name(RECORD, names)).preview()
    assert not preview.ok
    assert 'acm.ValidationRecords "records": 2 problems' in preview.output
    assert "no public hosted zone of this account holds a.example.net" in preview.output
    assert "no public hosted zone of this account holds example.org" in preview.output
    assert "Traceback" not in preview.output


def test_bad_arguments(sandbox: EngineSandbox) -> None:
    """All that is wrong is said at once."""
    said = refusal(
        sandbox.project(
            by_name(
                '[{"domain": "a.example.com"}]',
                ["a..example.com"],
                zones={"example.com": 1},
                keep=1,
            )
        )
    )
    for each in (
        'acm.ValidationRecords "records": ',
        'domains[0] "a..example.com": a name may not have an empty label',
        "records[0].name: this argument is required",
        "records[0].value: this argument is required",
        'zones["example.com"] 1: it must be a string',
        "keep 1: it must be true or false",
    ):
        assert each in said


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (by_name(RECORD, []), "domains: there is at least one name"),
        (by_name(RECORD, ["example.net"], zones={"example.com": "Z1"}), "none of the names is in"),
        (IN_DNS + 'acm.ValidationRecords("r", {"domains": ["a.example.com"]})', "records: this"),
        (
            IN_DNS + 'acm.ValidationRecords("r", {"certificate": "site"})',
            "it must be a Certificate",
        ),
        (IN_DNS + 'acm.ValidationRecords("r", "site")', "it must be a mapping of arguments"),
    ],
)
def test_other_bad_arguments(sandbox: EngineSandbox, program: str, message: str) -> None:
    """Shapes that nobody can mean."""
    assert message in refusal(sandbox.project(program))


@pytest.mark.parametrize(
    ("records", "message"),
    [
        ("[]", "records: there is none for a.example.com: a certificate with this name has to be"),
        ("pulumi.Output.from_input([])", "records: there is none for a.example.com"),
        ("pulumi.Output.from_input(None)", "records: there is none for a.example.com"),
        ("pulumi.Output.secret('hunter2')", "records: it must be a list, even of one"),
        ("pulumi.Output.from_input([{}])", "records[0].value: this argument is required"),
    ],
)
def test_records_that_are_not_there(
    sandbox: EngineSandbox, dns: EngineSandbox, records: str, message: str
) -> None:
    """Another stack's output may be anything; what is wrong is said, and no secret."""
    zone(dns, "example.com")
    said = refusal(sandbox.project(by_name(records, ["a.example.com"])))
    assert message in said
    assert "hunter2" not in said


@pytest.mark.parametrize(("more", "left"), [({}, 1), ({"keep": False}, 0)])
def test_what_stays(
    sandbox: EngineSandbox, dns: EngineSandbox, more: dict[str, object], left: int
) -> None:
    """Records outlive this stack, unless that is not wanted."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(by_name(RECORD, ["a.example.com"], **more))
    assert project.up().ok
    assert cnames(dns, theirs) == {"_x.a.example.com.": "_y.acm-validations.aws."}
    assert project.destroy().ok
    assert len(cnames(dns, theirs)) == left


def test_a_record_changed_by_hand(sandbox: EngineSandbox, dns: EngineSandbox) -> None:
    """It is named while planning, as a Certificate's own is."""
    theirs = zone(dns, "example.com")
    project = sandbox.project(by_name(RECORD, ["a.example.com"]))
    assert project.up().ok
    change_cname(dns, theirs, "UPSERT", "_x.a.example.com", "elsewhere.example.net")
    assert project.refresh().ok
    assert "in the zone is _x.a.example.com CNAME elsewhere.example.net" in refusal(project)
