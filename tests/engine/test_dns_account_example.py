"""The example of two accounts: the workload asks, the owner of the DNS writes."""

from pathlib import Path

import yaml

from support.certificates import certificates, cnames, program, zone
from support.engine import EngineSandbox, Project

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "dns-account"


def project(account: EngineSandbox, which: str, **config: object) -> Project:
    """Return one of the programs, as it stands."""
    settings = yaml.safe_load((EXAMPLE / which / "Pulumi.yaml").read_text(encoding="utf-8"))
    text = (EXAMPLE / which / "__main__.py").read_text(encoding="utf-8")
    name = settings["name"]
    values = {f"{name}:{key}": value for key, value in config.items()}
    return account.project(text, name=name, settings=settings, config=values)


def test_workload_and_owner(sandbox: EngineSandbox) -> None:
    """As its README says, and what follows for the stacks that come later."""
    dns = sandbox.elsewhere()
    zone_id = zone(dns, "example.com")
    workload = project(sandbox, "workload")
    stack = "organization/shop/test"
    owner = project(dns, "owner", grants={stack: ["shop.example.com"]})

    # The owner comes too early.
    early = owner.preview()
    assert not early.ok
    assert "records: there is none for shop.example.com" in early.output or (
        "unknown stack" in early.output
    )

    assert workload.up().ok
    assert workload.outputs()["certificates"] == {}
    written = owner.up()
    assert written.ok, written.output
    [record] = workload.outputs()["external_records"]
    assert cnames(dns, zone_id) == {record["name"]: record["value"]}
    assert owner.preview_json()["changeSummary"].keys() == {"same"}

    again = workload.up()
    assert again.ok, again.output
    assert list(workload.outputs()["certificates"]) == ["eu-west-1"]

    # The record is the account's: another stack, in another region, has nothing to ask for.
    later = sandbox.project(
        program(domains=["*.shop.example.com"], regions=["eu-central-1"], wait=True)
    )
    result = later.up()
    assert result.ok, result.output
    assert [each["Status"] for each in certificates(sandbox, "eu-central-1")] == ["ISSUED"]

    # And the owner's stack may go without breaking their renewal.
    assert owner.destroy().ok
    assert cnames(dns, zone_id) == {record["name"]: record["value"]}


def test_an_owner_writes_what_it_grants_and_no_more(sandbox: EngineSandbox) -> None:
    """A stack that asks for a name that was not granted gets nothing for it."""
    dns = sandbox.elsewhere()
    zone_id = zone(dns, "example.com")
    workload = project(sandbox, "workload")
    workload.write(
        (EXAMPLE / "workload" / "__main__.py")
        .read_text(encoding="utf-8")
        .replace('"*.shop.example.com"', '"admin.example.com"')
    )
    owner = project(dns, "owner", grants={"organization/shop/test": ["shop.example.com"]})
    assert workload.up().ok
    assert owner.up().ok
    [name] = cnames(dns, zone_id)
    assert name.endswith(".shop.example.com.")
