"""certificate_for: every rule of services.py for a resource of the user's own."""

from support.certificates import certificates, zone
from support.engine import EngineSandbox
from support.targets import IMPORTS, NETWORK

SITE = 'site = acm.Certificate("site", {"domains": ["example.com"], "cloudfront": True})\n'


def test_a_resource_of_the_users_own(sandbox: EngineSandbox) -> None:
    """A listener takes it, and Cognito gets the ARN of us-east-1."""
    zone(sandbox, "example.com")
    project = sandbox.project(
        f"""{IMPORTS}{NETWORK}{SITE}
balancer = aws.lb.LoadBalancer("balancer", load_balancer_type="application", internal=True,
                               subnets=[each.id for each in subnets])
targets = aws.lb.TargetGroup("targets", port=80, protocol="HTTP", vpc_id=vpc.id)
aws.lb.Listener("web", load_balancer_arn=balancer.arn, port=443, protocol="HTTPS",
    default_actions=[{{"type": "forward", "target_group_arn": targets.arn}}],
    certificate_arn=acm.certificate_for("application-load-balancer", site, hosts=["example.com"]))
pulumi.export("cognito", acm.certificate_for("cognito", site, hosts=["example.com"]))
pulumi.export("private", acm.certificate_for("api-gateway-private", site))
"""
    )
    up = project.up()
    assert up.ok, up.output
    [here] = certificates(sandbox)
    [global_one] = certificates(sandbox, "us-east-1")
    assert here["InUseBy"]
    outputs = project.outputs()
    assert outputs["cognito"] == global_one["CertificateArn"]
    assert outputs["private"] == here["CertificateArn"]


def refused(sandbox: EngineSandbox, call: str, *messages: str) -> None:
    """Expect a preview to fail with these messages, and no others."""
    preview = sandbox.project(f"import pulumi_acm as acm\n{SITE}{call}\n").preview()
    assert not preview.ok
    number = f"{len(messages)} problem" + ("s" if len(messages) > 1 else "")
    for message in (f"acm.certificate_for: {number}\n", *messages):
        assert message in preview.output, preview.output
    assert "Traceback" not in preview.output


def test_refusals(sandbox: EngineSandbox) -> None:
    """A service that takes none says what to use instead, and the rest is proved as well."""
    refused(
        sandbox,
        'acm.certificate_for("iot-core", site, hosts=["example.org"])',
        (
            "service: IoT Core has a way of its own: a domain configuration with "
            "serverCertificateArns (aws.iot.DomainConfiguration), given an ARN from `arns` "
            "(https://docs.aws.amazon.com/iot/latest/developerguide/"
            "iot-custom-endpoints-managed-certs.html)"
        ),
        'hosts[0] "example.org": no name of the certificate site covers it (example.com); add '
        '"example.org" to its domains',
    )


def test_rules(sandbox: EngineSandbox) -> None:
    """Region, key, wildcard and coverage, at once."""
    arn = "arn:aws:acm:eu-west-1:123456789012:certificate/0b1f0c3e-8a41-4d0b-9a39-6b1f3f4d2f11"
    reference = f'{{"arn": "{arn}", "domains": ["*.example.com"], "key_algorithm": "RSA_3072"}}'
    refused(
        sandbox,
        f'acm.certificate_for("cognito", {reference}, hosts=["*.example.com"])',
        f'certificate "{arn}": Cognito takes certificates of us-east-1 only, this one is in',
        'hosts[0] "*.example.com": Cognito takes no wildcard as a host name; give the names '
        "themselves",
    )


def test_no_such_service(sandbox: EngineSandbox) -> None:
    """With the one that may be meant."""
    refused(
        sandbox,
        'acm.certificate_for("cogntio", site)',
        'service "cogntio": there is no such service. Did you mean "cognito"?',
    )
