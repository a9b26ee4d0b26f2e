"""Validation records: written once, kept for others, put back, and never silently wrong."""

from support.certificates import change_cname, cnames, program, zone
from support.engine import EngineSandbox


def test_a_record_removed_by_hand_is_put_back(sandbox: EngineSandbox) -> None:
    """`pulumi up --refresh` writes what somebody cleaned up, and touches nothing else."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com", "a.example.com"]))
    assert project.up().ok
    before = cnames(sandbox, zone_id)
    name = next(each for each in before if each.endswith(".a.example.com."))
    change_cname(sandbox, zone_id, "DELETE", name, before[name])

    assert project.up("--refresh").ok
    assert cnames(sandbox, zone_id) == before
    assert project.preview_json()["changeSummary"].keys() == {"same"}


def test_the_preview_of_putting_a_record_back_shows_the_record_alone(
    sandbox: EngineSandbox,
) -> None:
    """The certificates and their validations stay as they are, and the preview says so."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]))
    assert project.up().ok
    [(name, value)] = cnames(sandbox, zone_id).items()
    change_cname(sandbox, zone_id, "DELETE", name, value)
    assert project.refresh().ok
    assert project.preview_json()["changeSummary"] == {"create": 1, "same": 4}


def test_destroying_one_of_two_stacks_leaves_the_shared_record(sandbox: EngineSandbox) -> None:
    """The CNAME of a name is one for the account: the other stack renews by it."""
    zone_id = zone(sandbox, "example.com")
    first = sandbox.project(program(domains=["example.com"]), name="first")
    second = sandbox.project(program(domains=["*.example.com", "b.example.com"]), name="second")
    assert first.up().ok
    before = cnames(sandbox, zone_id)
    assert second.up().ok
    assert second.destroy().ok
    assert cnames(sandbox, zone_id).items() >= before.items()
    assert first.preview_json("--refresh")["changeSummary"].keys() == {"same"}


def test_records_go_with_the_stack_where_that_is_wanted(sandbox: EngineSandbox) -> None:
    """`keep_validation_records: false` is for a stack that has its names to itself."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(
        program(domains=["example.com", "a.example.com"], keep_validation_records=False)
    )
    assert project.up().ok
    assert len(cnames(sandbox, zone_id)) == 2
    assert project.destroy().ok
    assert cnames(sandbox, zone_id) == {}


def test_a_record_changed_by_hand_is_named_while_planning(sandbox: EngineSandbox) -> None:
    """`ignore_changes` must not hide that a certificate can no longer renew."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]))
    assert project.up().ok
    [(name, value)] = cnames(sandbox, zone_id).items()
    change_cname(sandbox, zone_id, "UPSERT", name, "elsewhere.example.net")
    assert project.refresh().ok

    preview = project.preview()
    assert not preview.ok
    assert (
        f"example.com: ACM asks for {name} CNAME {value}, in the zone is {name.rstrip('.')} CNAME "
        "elsewhere.example.net"
    ) in preview.output
    assert "`pulumi up --refresh` then writes the right ones" in preview.output
    assert "Traceback" not in preview.output

    change_cname(sandbox, zone_id, "DELETE", name, "elsewhere.example.net")
    assert project.up("--refresh").ok
    assert cnames(sandbox, zone_id) == {name: value}
