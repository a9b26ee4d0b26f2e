"""Certificates given by their ARNs, and arguments that are wrong in several ways at once."""

from support.certificates import zone
from support.engine import EngineSandbox, Project
from support.refusing import GROUP_ARN, balancer_arn
from support.targets import IMPORTS

ARN = "arn:aws:acm:us-east-1:123456789012:certificate/0b1f0c3e-8a41-4d0b-9a39-6b1f3f4d2f11"


def refused(project: Project, program: str, *messages: str) -> str:
    """Expect a preview to fail with these messages, without a traceback."""
    project.write(IMPORTS + program)
    preview = project.preview()
    assert not preview.ok
    for message in messages:
        assert message in preview.output, preview.output
    assert "Traceback" not in preview.output
    return preview.output


def test_an_arn_that_comes_later_is_checked_when_it_is_there(sandbox: EngineSandbox) -> None:
    """Its region, its form and that it is one: in the preview, if it is known there."""
    project = sandbox.project("")
    reference = '{{"arn": pulumi.Output.from_input({!r}), "domains": ["example.com"]}}'
    call = 'pulumi.export("x", acm.certificate_for("appsync", {}, region="eu-west-1"))'
    other = ARN.replace("us-east-1", "eu-west-1")
    refused(
        project,
        call.format(reference.format(other)),
        f"{other} is in eu-west-1, and what is to serve it takes certificates of us-east-1: give "
        "the ARN of that region, such as one of `arns` of a Certificate",
    )
    iam = "arn:aws:iam::123456789012:server-certificate/x"
    refused(project, call.format(reference.format(iam)), f'"{iam}": an ACM certificate\'s ARN is')
    refused(project, call.format(reference.format("")), "the certificate is not issued yet")
    refused(
        project,
        call.format(reference.format({"us-east-1": ARN})),
        "an ARN is a string, and this is a dict; of the `arns` of a Certificate, give that of one "
        'region: arns["us-east-1"]',
    )
    project.write(IMPORTS + call.format(reference.format(ARN)))
    up = project.up()
    assert up.ok, up.output
    assert project.outputs() == {"x": ARN}


def test_shape_and_proof_at_once(sandbox: EngineSandbox) -> None:
    """What is well-formed is proved, even if the rest is not; nothing is said of the rest."""
    output = refused(
        sandbox.project(""),
        f"""
acm.HttpsListener("web", {{
    "load_balancer_arn": {balancer_arn()!r}, "port": 70000, "hosts": ["b.example.com"],
    "redirect": True,
    "certificate": {{"arn": {ARN!r}, "domains": ["a.example.com"], "imported": "no",
                     "key_algorithm": "RSA_1024"}},
}})
""",
        'acm.HttpsListener "web": 7 problems',
        "target_group_arn: this argument is required",
        "port 70000: it must be less than or equal to 65535",
        'redirect: there is no such argument. Did you mean "redirect_http"?',
        'certificate.imported "no": it must be true or false',
        f'certificate "{ARN}": the Application Load Balancer is in eu-west-1, this certificate in',
        f'certificate "{ARN}": Application Load Balancer takes no RSA_1024 keys',
        'hosts[0] "b.example.com": no name of the certificate',
    )
    assert "it is not proved" not in output


def test_a_service_that_is_malformed(sandbox: EngineSandbox) -> None:
    """Without knowing which it is, coverage is proved, and neither region nor key."""
    refused(
        sandbox.project(""),
        f"""
acm.HttpsListener("web", {{
    "load_balancer_arn": {balancer_arn()!r}, "target_group_arn": {GROUP_ARN!r},
    "protocol": "HTTP", "hosts": ["b.example"],
    "certificate": {{"arn": {ARN!r}, "domains": ["a.example"], "key_algorithm": "RSA_1024"}},
}})
""",
        'acm.HttpsListener "web": 2 problems',
        "protocol \"HTTP\": it must be 'HTTPS' or 'TLS'",
        'hosts[0] "b.example": no name of the certificate',
    )
    refused(
        sandbox.project("", name="beanstalk"),
        f"""
acm.beanstalk_settings({{"arn": {ARN!r}, "domains": ["a.example"]}}, hosts=["b.example"],
                       load_balancer_type="shared")
""",
        "acm.beanstalk_settings: 2 problems",
        'load_balancer_type "shared": it must be one of application, network, classic',
        'hosts[0] "b.example": no name of the certificate',
    )


def test_zones_of_an_alias_are_proved_with_the_rest(sandbox: EngineSandbox) -> None:
    """Before anything is registered that would have to be created."""
    zone(sandbox, "example.com")
    zone(sandbox, "example.com")
    project = sandbox.project("")
    certificate = {"arn": ARN, "domains": ["a.example"]}

    def program(domain: str, mappings: list[dict[str, str]]) -> str:
        args = {"domain": domain, "alias": True, "mappings": mappings, "certificate": certificate}
        return f'acm.ApiDomain("api", {args!r})'

    output = refused(
        project,
        program("api.example.com", []),
        'acm.ApiDomain "api": 3 problems',
        'certificate "',
        'domain "api.example.com": no name of the certificate',
        'zones["example.com"]: several public hosted zones have this name',
    )
    assert "DomainName" not in output
    refused(
        project,
        program("api.example.net", [{"api_id": "a"}]),
        'acm.ApiDomain "api": 4 problems',
        "mappings[0].stage: this argument is required",
        'alias "api.example.net": no public hosted zone here holds the domain',
    )


def test_protocols_of_classic_listeners(sandbox: EngineSandbox) -> None:
    """In upper or lower case, as AWS's own guides have them."""
    here = ARN.replace("us-east-1", "eu-west-1")
    certificate = f'{{"arn": {here!r}, "domains": ["a.example"]}}'
    project = sandbox.project(
        f"""
import pulumi
import pulumi_acm as acm
found = acm.classic_listener({certificate}, lb_protocol="SSL", instance_protocol="Tcp")
pulumi.export("protocols", [found.lb_protocol, found.instance_protocol])
"""
    )
    up = project.up()
    assert up.ok, up.output
    assert project.outputs() == {"protocols": ["ssl", "tcp"]}


def test_a_bare_arn_is_looked_up_once(sandbox: EngineSandbox) -> None:
    """However many attachments it has."""
    acm = sandbox.client("acm")
    names = {"DomainName": "example.com", "ValidationMethod": "DNS"}
    arn = acm.request_certificate(**names)["CertificateArn"]
    sandbox.reset_journal()
    project = sandbox.project("")
    call = f"acm.classic_listener({arn!r}, hosts=['example.com'])"
    attempts = f"""
for _ in range(3):
    try:
        {call}
    except acm.AcmError as error:
        pulumi.log.info(str(error))
"""
    project.write(IMPORTS + attempts)
    preview = project.preview()
    assert preview.ok, preview.output
    assert preview.output.count("it is PENDING_VALIDATION") == 3
    assert sandbox.calls("DescribeCertificate") == 1


def test_an_imported_certificate_of_a_name_with_an_underscore(sandbox: EngineSandbox) -> None:
    """ACM issues none, so it may only be imported; API Gateway's own rules are all that is left."""
    here = ARN.replace("us-east-1", "eu-west-1")
    reference = f'{{"arn": {here!r}, "domains": ["my_api.example.com"], "imported": True}}'
    refused(
        sandbox.project(""),
        f"""
acm.ApiDomain("api", {{"domain": "my_api.example.com", "certificate": {reference},
                      "truststore_uri": "s3://x/y"}})
""",
        'acm.ApiDomain "api": 1 problem\n',
        "ownership_certificate_arn: needed to check client certificates with an imported",
    )
