"""`pulumi-acm records` on stacks that the engine has made, with DNS on loopback."""

import json
import subprocess
import sys
from collections.abc import Iterator

import pytest

from support.certificates import certificates, change_cname, cnames, program, zone
from support.dns_server import DnsServer, serving
from support.engine import EngineSandbox, Project, wait_until

COMMAND = [sys.executable, "-c", "from pulumi_acm.cli import main; main()", "records"]


@pytest.fixture
def server() -> Iterator[DnsServer]:
    """A name server that knows nothing yet."""
    with serving() as found:
        yield found


def records(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a project's directory."""
    return subprocess.run(
        [*COMMAND, *arguments],
        cwd=project.directory,
        env=project.environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_records_of_a_stack(sandbox: EngineSandbox, server: DnsServer) -> None:
    """What is printed is what ACM asks for, and only what the stack does not write itself."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(
        program(domains=["example.com", "shop.example.net"], cloudfront=True)
        + "import pulumi\npulumi.export('password', pulumi.Output.secret('hunter2'))\n"
    )
    assert project.up().ok
    [asked] = project.outputs()["external_records"]
    done = records(project, "--format", "json")
    assert done.returncode == 0, done.stderr
    [found] = json.loads(done.stdout)
    assert (f"{found['name']}.", f"{found['value']}.") == (asked["name"], asked["value"])
    assert found["certificates"] == ["site"]

    done = records(project, "--all", "--format", "bind", "--stack", "test")
    [(name, value)] = cnames(sandbox, zone_id).items()
    assert f"$ORIGIN example.com.\n{name.partition('.')[0]} 300 IN CNAME {value}\n" in done.stdout
    assert "hunter2" not in done.stdout + done.stderr

    # Nobody has written it, and where its DNS is nobody here knows.
    done = records(project, "--check", "--resolver", server.address)
    assert done.returncode == 1, done.stderr
    assert "missing" in done.stdout
    server.cname(asked["name"], asked["value"])
    done = records(project, "--check", "--resolver", server.address)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_raw_certificate(sandbox: EngineSandbox) -> None:
    """Certificates that were made without this library are read as well."""
    project = sandbox.project(
        """
        import pulumi_aws as aws
        aws.acm.Certificate("plain", domain_name="example.com", validation_method="DNS")
        """
    )
    assert project.up().ok
    done = records(project, "--format", "csv")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[1].startswith("example.com,example.com,_")
    assert done.stdout.splitlines()[1].endswith(",plain")


def test_records_that_another_component_writes(sandbox: EngineSandbox) -> None:
    """With ValidationRecords in the same stack, nothing is left to be written by hand."""
    dns = sandbox.elsewhere()
    zone(dns, "example.com")
    project = sandbox.project(
        """
        import pulumi
        import pulumi_acm as acm
        import pulumi_aws as aws
        role = aws.ProviderAssumeRoleArgs(role_arn="arn:aws:iam::210987654321:role/admin")
        dns = aws.Provider("dns", region="eu-west-1", assume_roles=[role])
        site = acm.Certificate("site", {"domains": ["example.com"]})
        acm.ValidationRecords("r", {"certificate": site}, pulumi.ResourceOptions(provider=dns))
        """
    )
    assert project.up().ok
    done = records(project)
    assert (done.returncode, done.stdout) == (0, "")
    assert "Nothing is to be written elsewhere" in done.stderr


def test_while_up_waits(sandbox: EngineSandbox, server: DnsServer) -> None:
    """`up` names the command; run beside it, it says what is missing, then that all is there."""
    elsewhere = sandbox.elsewhere()
    net = zone(elsewhere, "example.net")
    project = sandbox.project(program(domains=["a.example.net", "b.example.net"], wait=True))
    running = project.start("up", "--yes", "--skip-preview")
    waiting = "waits for a record in DNS elsewhere: "
    assert wait_until(lambda: running.output.count(waiting) == 2), running.output
    assert "`pulumi-acm records --check` says which are missing" in running.output

    asked = [each["ResourceRecord"] for each in certificates(sandbox)[0]["DomainValidationOptions"]]
    server.cname(asked[0]["Name"], asked[0]["Value"])
    done = records(project, "--check", "--resolver", server.address, "--format", "json")
    assert done.returncode == 1, done.stderr
    statuses = {each["name"]: each["status"] for each in json.loads(done.stdout)}
    assert statuses == {
        asked[0]["Name"].rstrip("."): "in place",
        asked[1]["Name"].rstrip("."): "missing",
    }
    assert running.process.poll() is None

    for each in asked:
        server.cname(each["Name"], each["Value"])
        change_cname(elsewhere, net, "CREATE", each["Name"], each["Value"])
    assert records(project, "--check", "--resolver", server.address).returncode == 0
    result = running.wait()
    assert result.ok, result.output
    # Nothing is waited for any more, and nothing is said of it.
    again = project.up()
    assert again.ok
    assert waiting not in again.output


def test_an_update_that_has_failed(sandbox: EngineSandbox) -> None:
    """A timeout leaves components without outputs; the records are known all the same."""
    project = sandbox.project(program(domains=["shop.example.net"], wait=True, timeout="2s"))
    result = project.up()
    assert not result.ok
    assert "`pulumi-acm records --check` says which are missing" in result.output
    done = records(project, "--format", "json")
    assert [each["domain"] for each in json.loads(done.stdout)] == ["shop.example.net"]


def test_delegation(sandbox: EngineSandbox, server: DnsServer) -> None:
    """A hosted zone to which nobody delegates: the commonest reason for waiting in vain."""
    zone_id = zone(sandbox, "example.com")
    project = sandbox.project(program(domains=["a.example.com"]))
    assert project.up().ok
    check = ("--check", "--all", "--resolver", server.address)
    server.records["example.com.", "NS"] = ["ns1.registrar.example.", "ns2.registrar.example."]
    done = records(project, *check)
    assert done.returncode == 1, done.stderr
    assert "cut off" in done.stdout
    assert (
        "example.com is delegated to ns1.registrar.example, ns2.registrar.example, not to the "
        f"hosted zone {zone_id} ("
    ) in done.stdout

    found = sandbox.client("route53").get_hosted_zone(Id=zone_id)["DelegationSet"]["NameServers"]
    server.records["example.com.", "NS"] = [f"{each}." for each in found]
    done = records(project, *check)
    assert done.returncode == 1
    assert "missing" in done.stdout
    assert "delegated" not in done.stdout


def test_no_stack(sandbox: EngineSandbox) -> None:
    """Pulumi's own words, and the ways out."""
    project = sandbox.project("")
    assert project.pulumi("stack", "rm", "--yes", "test", stack=False).ok
    done = records(project)
    assert done.returncode == 3
    assert "`pulumi stack export` failed: no stack selected" in done.stderr
    assert "--from -" in done.stderr
    done = records(project, "--stack", "nope")
    assert done.returncode == 3
    assert "nope" in done.stderr
    done = records(project, "--cwd", "nowhere")
    assert done.returncode == 3
    assert "nowhere" in done.stderr


def test_empty_stack(sandbox: EngineSandbox) -> None:
    """A stack that was made and never updated."""
    done = records(sandbox.project(""))
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "There are no certificates in this stack.\n"
