"""A listener that is there already and is taken over by an HttpsListener."""

import pytest

from support.certificates import certificates, zone
from support.engine import EngineSandbox, Project
from support.targets import IMPORTS, NETWORK, TARGETS

served = TARGETS["application load balancer"].served
HEAD = f"""{IMPORTS}{NETWORK}
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
site = acm.Certificate("site", {{"domains": ["example.com"]}})
other = acm.Certificate("other", {{"domains": ["other.example.com"]}})
for each in (balancer, targets, site):
    pulumi.export(each.pulumi_resource_name, each.arn)
"""


def web(certificate: str, more: str = "", opts: str = "None") -> str:
    """Return the listener."""
    return f"""
acm.HttpsListener("web", {{"load_balancer_arn": balancer.arn, "target_group_arn": targets.arn,
                          "certificate": {certificate}, {more}}}, {opts})
"""


@pytest.fixture
def project(sandbox: EngineSandbox) -> Project:
    """A load balancer without a listener in the program."""
    zone(sandbox, "example.com")
    project = sandbox.project(HEAD)
    up = project.up()
    assert up.ok, up.output
    return project


def arn_of(sandbox: EngineSandbox, certificate: str) -> str:
    """Return the ARN of a certificate by its name."""
    [found] = [each for each in certificates(sandbox) if each["DomainName"] == certificate]
    return str(found["CertificateArn"])


def test_one_that_pulumi_does_not_know(sandbox: EngineSandbox, project: Project) -> None:
    """`import_listener_arn`: it is taken over, and nothing is created."""
    outputs = project.outputs()
    listener = sandbox.client("elbv2").create_listener(
        LoadBalancerArn=outputs["balancer"],
        Port=443,
        Protocol="HTTPS",
        SslPolicy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
        Certificates=[{"CertificateArn": outputs["site"]}],
        DefaultActions=[{"Type": "forward", "TargetGroupArn": outputs["targets"]}],
    )["Listeners"][0]["ListenerArn"]
    sandbox.reset_journal()
    importing = f'"import_listener_arn": {listener!r}'
    project.write(HEAD + web("site", importing))
    assert project.preview_json()["changeSummary"] == {"create": 1, "import": 1, "same": 14}
    # What differs is shown, and changed in the same update.
    project.write(HEAD + web("other", importing))
    planned = project.preview_json()["changeSummary"]
    assert planned == {"create": 1, "import": 1, "same": 14, "update": 1}
    up = project.up()
    assert up.ok, up.output
    assert sandbox.calls("CreateListener") == 0
    assert sandbox.calls("ModifyListener") == 1
    assert served(sandbox) == [arn_of(sandbox, "other.example.com")]
    # Then it is a listener like any other, with the argument or without.
    project.write(HEAD + web("other"))
    assert project.preview_json()["changeSummary"].keys() == {"same"}


ADOPTED = """
def adopt(args):
    if args.type_ == "aws:lb/listener:Listener" and args.name == "web":
        alias = pulumi.Alias(name="raw", parent=pulumi.ROOT_STACK_RESOURCE)
        opts = pulumi.ResourceOptions.merge(args.opts, pulumi.ResourceOptions(aliases=[alias]))
        return pulumi.ResourceTransformationResult(args.props, opts)
"""


def test_one_of_the_same_program(sandbox: EngineSandbox, project: Project) -> None:
    """An `aws.lb.Listener` becomes part of the component by an alias, given by a transformation."""
    raw = """
aws.lb.Listener("raw", load_balancer_arn=balancer.arn, port=443, protocol="HTTPS",
    ssl_policy="ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09", certificate_arn=site.arn,
    default_actions=[{"type": "forward", "target_group_arn": targets.arn}])
"""
    project.write(HEAD + raw)
    assert project.up().ok
    sandbox.reset_journal()
    adopting = "pulumi.ResourceOptions(transformations=[adopt])"
    project.write(HEAD + ADOPTED + web("site", opts=adopting))
    up = project.up()
    assert up.ok, up.output
    for operation in ("CreateListener", "ModifyListener", "DeleteListener"):
        assert sandbox.calls(operation) == 0
    assert served(sandbox) == [arn_of(sandbox, "example.com")]


def test_what_is_no_listener(project: Project) -> None:
    """It is refused with the rule; a policy that nobody knows is a warning."""
    arn = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:loadbalancer/app/x/0123456789abcdef"
    project.write(HEAD + web("site", f'"import_listener_arn": {arn!r}'))
    preview = project.preview()
    assert not preview.ok
    assert (
        f'import_listener_arn "{arn}": its ARN is written as in arn:aws:'
        "elasticloadbalancing:<region>:<account>:listener/app/<name>/<id>/<id>"
    ) in preview.output
    project.write(HEAD + web("site", '"ssl_policy": "ELBSecurityPolicy-TLS13-1-2-2021-07"'))
    preview = project.preview()
    assert preview.ok, preview.output
    assert (
        "ssl_policy ELBSecurityPolicy-TLS13-1-2-2021-07 is not a security policy of load balancers "
        'that is known here; did you mean "ELBSecurityPolicy-TLS13-1-2-2021-06"?'
    ) in preview.output
