"""`pulumi-acm import-code`: what it writes is imported, and then nothing is to be changed."""

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import Any

import pytest

from support.certificates import change_cname, cnames, zone
from support.cli import pulumi_acm
from support.engine import REGION, EngineSandbox, Project
from support.pem import Made, authority, issue
from unit.sandbox.aws.balancing import Balancing

IMPORT = ("import", "--file", "import.json", "--protect=false", "--generate-code=false")
WRITING = ("Create", "Request", "Import", "Change", "Modify", "Delete", "Add", "Remove", "Update")


class Account:
    """An account in which somebody has made things by hand."""

    def __init__(self, sandbox: EngineSandbox) -> None:
        """Look at a sandbox."""
        self.sandbox = sandbox

    def certificate(
        self, zone_id: str | None, *names: str, region: str = REGION, ttl: int = 60, **more: Any
    ) -> str:
        """Request a certificate and write its records, with a TTL of the user's own."""
        acm = self.sandbox.client("acm", region)
        parameters: dict[str, Any] = {"ValidationMethod": "DNS", **more}
        if names[1:]:
            parameters["SubjectAlternativeNames"] = list(names[1:])
        arn = str(acm.request_certificate(DomainName=names[0], **parameters)["CertificateArn"])
        told = acm.describe_certificate(CertificateArn=arn)["Certificate"]
        for option in told["DomainValidationOptions"]:
            if zone_id and "ResourceRecord" in option:
                asked = option["ResourceRecord"]
                change_cname(self.sandbox, zone_id, "UPSERT", asked["Name"], asked["Value"], ttl)
        return arn

    def import_(self, made: Made, region: str = REGION) -> str:
        """Import a certificate."""
        acm = self.sandbox.client("acm", region)
        told = acm.import_certificate(
            Certificate=made.certificate,
            PrivateKey=made.private_key,
            CertificateChain=made.chain,
        )
        return str(told["CertificateArn"])

    def listener(self, default: str, *further: str, name: str = "web", **more: Any) -> str:
        """Create a load balancer with a listener."""
        elbv2 = self.sandbox.client("elbv2")
        balancing = Balancing(self.sandbox)  # type: ignore[arg-type]  # all it needs is clients
        parameters = {
            "Port": 443,
            "Protocol": "HTTPS",
            "SslPolicy": "ELBSecurityPolicy-TLS13-1-2-2021-06",
            "DefaultActions": [
                {"Type": "forward", "TargetGroupArn": balancing.target_group()},
            ],
            **more,
        }
        arn = elbv2.create_listener(
            LoadBalancerArn=balancing.load_balancer(Name=name),
            Certificates=[{"CertificateArn": default}],
            **parameters,
        )["Listeners"][0]["ListenerArn"]
        for each in further:
            elbv2.add_listener_certificates(
                ListenerArn=arn, Certificates=[{"CertificateArn": each}]
            )
        return str(arn)

    def writes(self) -> dict[str, int]:
        """Return the calls that change something."""
        return {
            each["operation"]: each["count"]
            for each in self.sandbox.journal()
            if each["operation"].startswith(WRITING)
        }


@pytest.fixture
def account(sandbox: EngineSandbox) -> Account:
    """An account."""
    return Account(sandbox)


def import_code(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command in the project's directory, and have its program run."""
    done = pulumi_acm(project, "import-code", *arguments)
    project.write("import adopted\n")
    return done


def imported(project: Project) -> None:
    """Import what the file says."""
    result = project.pulumi(*IMPORT, "--yes", "--skip-preview")
    assert result.ok, result.output


def assert_is_formatted(project: Project) -> None:
    """See that the program is as ruff would have it, and that a reader's linter is content."""
    ruff = [sys.executable, "-m", "ruff"]
    for command in (["check", "--isolated"], ["format", "--isolated", "--check", "--diff"]):
        done = subprocess.run(
            [*ruff, *command, "adopted.py"],
            cwd=project.directory,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr


def summary(project: Project) -> Mapping[str, int]:
    """Return what a preview would do, by operation."""
    found: dict[str, int] = project.preview_json()["changeSummary"]
    return found


def test_nothing_changes(sandbox: EngineSandbox, account: Account) -> None:
    """Two regions with their records, and a listener: imported, the program is what there is."""
    zone_id = zone(sandbox, "example.com")
    names = ("example.com", "*.example.com", "a.example.com")
    tags: Any = [{"Key": "team", "Value": 'the "web" team'.replace('"', "")}]
    home = account.certificate(zone_id, *names, Tags=tags)
    far = account.certificate(zone_id, *names, region="us-east-1", Tags=tags)
    other = account.certificate(zone_id, "other.example.com", KeyAlgorithm="EC_prime256v1")
    account.listener(home, other)
    records = cnames(sandbox, zone_id)
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    assert "3 component(s) take over 8 resource(s): adopted.py, import.json." in done.stderr
    assert_is_formatted(project)

    sandbox.reset_journal()
    imported(project)
    assert summary(project).keys() == {"same"}
    up = project.up()
    assert up.ok, up.output
    assert summary(project).keys() == {"same"}
    assert account.writes() == {}
    ids = {each["id"] for each in project.resources().values() if each["custom"]}
    assert {home, far, other} <= ids
    kept = [each for each in project.resources().values() if "route53/record" in each["type"]]
    assert len(kept) == 3
    assert all(each["retainOnDelete"] for each in kept)

    # Then it may wait, like any other: that creates the waits, and nothing in AWS.
    path = project.directory / "adopted.py"
    program = path.read_text(encoding="utf-8")
    assert program.count("WAIT = False") == 1
    path.write_text(program.replace("WAIT = False", "WAIT = True"), encoding="utf-8")
    planned = project.preview_json()
    assert planned["changeSummary"].keys() == {"same", "create"}
    created = [each["urn"] for each in planned["steps"] if each["op"] == "create"]
    assert len(created) == 3
    assert all("certificateValidation:" in urn for urn in created)
    assert project.up().ok
    assert summary(project).keys() == {"same"}
    assert account.writes() == {}
    assert cnames(sandbox, zone_id) == records


def test_a_name_is_added_later(sandbox: EngineSandbox, account: Account) -> None:
    """What was adopted changes as any other component does, and its records stay as they are."""
    zone_id = zone(sandbox, "example.com")
    account.listener(account.certificate(zone_id, "example.com"))
    project = sandbox.project("")
    assert import_code(project).returncode == 0
    imported(project)
    path = project.directory / "adopted.py"
    program = path.read_text(encoding="utf-8").replace("WAIT = False", "WAIT = True")
    path.write_text(program, encoding="utf-8")
    assert project.up().ok
    path.write_text(
        program.replace('["example.com"]', '["example.com", "new.example.com"]'), encoding="utf-8"
    )
    planned = summary(project)
    # The certificate and its wait; the new record; the listener takes the new one.
    assert {k: v for k, v in planned.items() if k != "same"} == {
        "replace": 2,
        "create": 1,
        "update": 1,
    }
    up = project.up()
    assert up.ok, up.output
    sets = sandbox.client("route53").list_resource_record_sets(HostedZoneId=zone_id)
    ttls = {e["Name"]: e["TTL"] for e in sets["ResourceRecordSets"] if e["Type"] == "CNAME"}
    assert sorted(ttls.values()) == [60, 300]


def test_all_kinds(sandbox: EngineSandbox, account: Account) -> None:
    """By email, with DNS elsewhere, exportable, pending, in a zone of several of its name."""
    one = zone(sandbox, "example.com")
    second = zone(sandbox, "example.com")
    account.certificate(one, "example.com", "b.example.com")
    account.certificate(None, "elsewhere.example.net")
    account.certificate(None, "mail.example.org", ValidationMethod="EMAIL")
    far = zone(sandbox, "example.io")
    account.certificate(far, "example.io", Options={"Export": "ENABLED"}, region="us-east-1")
    pending = account.certificate(None, "pending.example.io")
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    assert_is_formatted(project)
    program = (project.directory / "adopted.py").read_text(encoding="utf-8")
    assert f'"b.example.com": "{one}"' in program
    assert second not in program
    assert '"validation": "EMAIL"' in program
    assert "No hosted zone of this account holds elsewhere.example.net" in program
    imported(project)
    planned = project.preview_json()
    # What pending.example.io needs is not there, and that is said.
    changed = [(each["op"], each["urn"]) for each in planned["steps"] if each["op"] != "same"]
    [(op, urn)] = changed
    assert (op, urn.rpartition("::")[2]) == ("create", "pending-example-io/pending.example.io")
    assert "The validation record of pending.example.io is not in example.io" in program
    up = project.up()
    assert up.ok, up.output
    assert summary(project).keys() == {"same"}
    told = sandbox.client("acm").describe_certificate(CertificateArn=pending)["Certificate"]
    assert told["Status"] == "ISSUED"


def test_the_certificate_of_a_distribution(sandbox: EngineSandbox, account: Account) -> None:
    """It becomes `cloudfront`, and it is said what serves it."""
    zone_id = zone(sandbox, "example.com")
    account.certificate(zone_id, "example.com")
    far = account.certificate(zone_id, "example.com", region="us-east-1")
    origin = {
        "Id": "o",
        "DomainName": "origin.example.net",
        "CustomOriginConfig": {
            "HTTPPort": 80,
            "HTTPSPort": 443,
            "OriginProtocolPolicy": "https-only",
        },
    }
    sandbox.client("cloudfront").create_distribution(
        DistributionConfig={
            "CallerReference": "1",
            "Comment": "",
            "Enabled": True,
            "Aliases": {"Quantity": 1, "Items": ["example.com"]},
            "Origins": {"Quantity": 1, "Items": [origin]},
            "DefaultCacheBehavior": {
                "TargetOriginId": "o",
                "ViewerProtocolPolicy": "redirect-to-https",
                "CachePolicyId": "658327ea-f89d-4fab-a63d-7e88639e58f6",
            },
            "ViewerCertificate": {
                "ACMCertificateArn": far,
                "SSLSupportMethod": "sni-only",
                "MinimumProtocolVersion": "TLSv1.2_2021",
            },
        }
    )
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    program = (project.directory / "adopted.py").read_text(encoding="utf-8")
    assert '"regions": ["eu-west-1"],\n        "cloudfront": True,' in program
    assert "give it example_com by acm.viewer_certificate" in " ".join(
        program.replace("\n#", " ").split()
    )
    assert_is_formatted(project)
    imported(project)
    assert summary(project).keys() == {"same"}


def test_listeners(sandbox: EngineSandbox, account: Account) -> None:
    """A redirect, an old policy, an odd port; one that cannot be said keeps its SNI list."""
    zone_id = zone(sandbox, "example.com")
    a, b = (account.certificate(zone_id, f"{each}.example.com") for each in "ab")
    elbv2 = sandbox.client("elbv2")
    listener = account.listener(a, b, Port=8443, SslPolicy="ELBSecurityPolicy-2016-08")
    [shown] = elbv2.describe_listeners(ListenerArns=[listener])["Listeners"]
    elbv2.create_listener(
        LoadBalancerArn=shown["LoadBalancerArn"],
        Port=80,
        Protocol="HTTP",
        DefaultActions=[
            {
                "Type": "redirect",
                "RedirectConfig": {"Protocol": "HTTPS", "Port": "8443", "StatusCode": "HTTP_301"},
            }
        ],
    )
    fixed = {"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}
    account.listener(a, b, name="odd", DefaultActions=[fixed])
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    assert "not taken over: the listener odd:443 in eu-west-1: its default action is" in done.stderr
    assert_is_formatted(project)
    program = (project.directory / "adopted.py").read_text(encoding="utf-8")
    assert '"redirect_http": True' in program
    assert 'acm.ListenerCertificates(\n    "odd"' in program
    imported(project)
    assert summary(project).keys() == {"same"}
    assert project.up().ok
    assert account.writes().keys() & {"ModifyListener", "RemoveListenerCertificates"} == set()


def test_an_imported_certificate(sandbox: EngineSandbox, account: Account) -> None:
    """In two regions; the key is the user's to give, and then it is imported anew in place."""
    made = issue(("imported.example.com",), issuer=authority())
    arns = [account.import_(made, region) for region in (REGION, "us-east-1")]
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    assert_is_formatted(project)
    imported(project)
    assert not project.preview().ok
    key = project.directory / "pem" / "imported-example-com.privkey.pem"
    assert str(key.relative_to(project.directory)) in project.preview().output
    key.write_bytes(made.private_key)
    planned = summary(project)
    assert {k: v for k, v in planned.items() if k != "same"} == {"update": 2}
    assert project.up().ok
    assert summary(project).keys() == {"same"}
    ids = {each["id"] for each in project.resources().values() if each["custom"]}
    assert ids == set(arns)


def test_api_domains(sandbox: EngineSandbox, account: Account) -> None:
    """Of an HTTP and of a REST API, with mappings and an alias."""
    zone_id = zone(sandbox, "example.com")
    arn = account.certificate(zone_id, "*.example.com")
    newer, older = sandbox.client("apigatewayv2"), sandbox.client("apigateway")
    api = newer.create_api(Name="a", ProtocolType="HTTP", Target="https://backend.example.net/")
    regional = {
        "CertificateArn": arn,
        "EndpointType": "REGIONAL",
        "SecurityPolicy": "TLS_1_2",
    }
    made = newer.create_domain_name(
        DomainName="api.example.com", DomainNameConfigurations=[regional], Tags={"a": "b"}
    )
    newer.create_api_mapping(DomainName="api.example.com", ApiId=api["ApiId"], Stage="$default")
    shown = made["DomainNameConfigurations"][0]
    alias = {
        "DNSName": shown["ApiGatewayDomainName"],
        "HostedZoneId": shown["HostedZoneId"],
        "EvaluateTargetHealth": False,
    }
    record = {"Name": "api.example.com", "Type": "A", "AliasTarget": alias}
    sandbox.client("route53").change_resource_record_sets(
        HostedZoneId=zone_id,
        ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]},
    )
    rest = older.create_rest_api(name="r")["id"]
    root = older.get_resources(restApiId=rest)["items"][0]["id"]
    older.put_method(restApiId=rest, resourceId=root, httpMethod="GET", authorizationType="NONE")
    older.put_integration(restApiId=rest, resourceId=root, httpMethod="GET", type="MOCK")
    older.create_deployment(restApiId=rest, stageName="v1")
    older.create_domain_name(
        domainName="rest.example.com",
        regionalCertificateArn=arn,
        endpointConfiguration={"types": ["REGIONAL"]},
        securityPolicy="TLS_1_2",
    )
    older.create_base_path_mapping(
        domainName="rest.example.com", restApiId=rest, stage="v1", basePath="v1"
    )
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    assert_is_formatted(project)
    program = (project.directory / "adopted.py").read_text(encoding="utf-8")
    assert program.count("acm.ApiDomain(") == 2
    imported(project)
    assert summary(project).keys() == {"same"}
    kinds = [each["type"] for each in project.resources().values() if each["custom"]]
    assert sorted(kinds) == [
        "aws:acm/certificate:Certificate",
        "aws:apigateway/basePathMapping:BasePathMapping",
        "aws:apigateway/domainName:DomainName",
        "aws:apigatewayv2/apiMapping:ApiMapping",
        "aws:apigatewayv2/domainName:DomainName",
        "aws:route53/record:Record",
        "aws:route53/record:Record",
    ]


def test_chosen(sandbox: EngineSandbox, account: Account) -> None:
    """By name or by ARN; what a stack manages is left out; files are not written over."""
    zone_id = zone(sandbox, "example.com")
    a = account.certificate(zone_id, "a.example.com")
    account.certificate(zone_id, "b.example.com")
    project = sandbox.project("")
    done = import_code(project, "--name", "A.*")
    assert done.returncode == 0, done.stderr
    document = json.loads((project.directory / "import.json").read_text(encoding="utf-8"))
    assert [each["logicalName"] for each in document["resources"]] == [
        "a-example-com",
        "a-example-com/eu-west-1",
        "a-example-com/a.example.com",
    ]
    imported(project)
    again = import_code(project, "--certificate", a)
    assert again.returncode == 2
    assert "adopted.py, import.json is there already: --force writes over it" in again.stderr
    rest = import_code(project, "--stack", "test", "--out", "more")
    assert rest.returncode == 0, rest.stderr
    assert f"a.example.com in eu-west-1 ({a}): a stack manages it already" in rest.stderr
    assert "b.example.com" in (project.directory / "more" / "adopted.py").read_text("utf-8")
    nothing = import_code(project, "--name", "nobody.*", "--force")
    assert nothing.returncode == 2
    assert "is nobody.*" in nothing.stderr


def test_odd_names(sandbox: EngineSandbox, account: Account) -> None:
    """Digits first, IDN, wildcards, very long, the same but for signs; tags of all that may be."""
    zone_id = zone(sandbox, "example.com")
    other = zone(sandbox, "example.org")
    long = ".".join(["a" * 60, "b" * 60, "c" * 60, "example.com"])
    tags: Any = [{"Key": "é:/=+-@ .", "Value": "ü = 1"}, {"Key": "empty", "Value": ""}]
    for names in [
        ("1.example.com",),
        ("xn--bcher-kva.example.com",),
        ("*.example.com", "a.b.example.com"),
        ("a" * 52 + ".example.com", f"x.{long}"),
        ("a-b.example.com",),
        ("*.a-b.example.com",),
        ("the-1.example.com",),
    ]:
        account.certificate(zone_id, *names)
    account.certificate(other, "a" * 52 + ".example.org")
    # Two of a name in one region stay two, be they alike or not.
    account.certificate(zone_id, "1.example.com", Tags=tags)
    account.certificate(zone_id, "1.example.com", Tags=tags)
    account.listener(account.certificate(zone_id, "class.example.com"), name="class")
    account.listener(account.certificate(zone_id, "lb.example.com"), name="1-example-com")
    project = sandbox.project("")
    done = import_code(project)
    assert done.returncode == 0, done.stderr
    assert_is_formatted(project)
    imported(project)
    assert summary(project).keys() == {"same"}
    assert project.up().ok
    assert summary(project).keys() == {"same"}


def test_beside_another_stack(sandbox: EngineSandbox, account: Account) -> None:
    """Its listeners, their entries and its redirects stay its own."""
    zone_id = zone(sandbox, "example.com")
    a, b = (account.certificate(zone_id, f"{each}.example.com") for each in "ab")
    theirs = account.listener(a, name="theirs")
    ours = account.listener(a, b, name="ours")
    resources = [
        {"type": "aws:lb/listener:Listener", "urn": "urn:1", "id": theirs},
        {"type": "aws:lb/listenerCertificate:ListenerCertificate", "urn": "urn:2"}
        | {"id": f"{ours}_{b}"},
    ]
    project = sandbox.project("")
    state = project.directory / "theirs.json"
    state.write_text(json.dumps({"deployment": {"resources": resources}}), encoding="utf-8")
    done = import_code(project, "--from", str(state))
    assert done.returncode == 0, done.stderr
    assert "not taken over: the listener theirs:443 in eu-west-1: a stack manages it" in done.stderr
    assert f"not taken over: {b} on listener ours:443 in eu-west-1: a stack" in done.stderr
    assert_is_formatted(project)
    imported(project)
    assert summary(project).keys() == {"same"}
    ids = {each["id"] for each in project.resources().values() if each["custom"]}
    assert ours in ids
    assert not {theirs, f"{ours}_{b}"} & ids
    assert project.up().ok
    assert account.writes().keys() & {"RemoveListenerCertificates", "ModifyListener"} == set()
