"""`retain_old`: what is replaced stays in ACM, and so does everything else that would go."""

from typing import Any

from support.certificates import certificates, program, zone
from support.engine import EngineSandbox


def names(sandbox: EngineSandbox) -> list[set[str]]:
    """Return the names of all certificates, oldest first."""
    return [set(each["SubjectAlternativeNames"]) for each in certificates(sandbox)]


def test_what_is_replaced_stays(sandbox: EngineSandbox) -> None:
    """The old one is issued and its own, out of the stack; destroying leaves the new one, too."""
    zone(sandbox, "example.com")
    kept: dict[str, Any] = {"retain_old": True}
    project = sandbox.project(program(domains=["example.com"], **kept))
    assert project.up().ok
    project.write(program(domains=["example.com", "a.example.com"], **kept))
    assert project.up().ok
    assert names(sandbox) == [{"example.com"}, {"example.com", "a.example.com"}]
    assert {each["Status"] for each in certificates(sandbox)} == {"ISSUED"}
    assert set(project.preview_json()["changeSummary"]) == {"same"}
    assert project.destroy().ok
    assert len(names(sandbox)) == 2


def test_it_holds_from_the_next_update_on(sandbox: EngineSandbox) -> None:
    """Pulumi deletes by what its state says: said together with the change, it comes too late."""
    zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["example.com"]))
    assert project.up().ok
    project.write(program(domains=["example.com", "a.example.com"], retain_old=True))
    assert project.up().ok
    assert names(sandbox) == [{"example.com", "a.example.com"}]
    project.write(program(domains=["example.com", "b.example.com"], retain_old=True))
    assert project.up().ok
    assert len(names(sandbox)) == 2
