"""What typed values take beside the certificate: all that is wrong is said, in these words."""

import pytest

from acm_sandbox.engine import Engine
from pulumi_acm.services import SERVICES
from support.engine import REGION
from support.refusing import CLOUDFRONT, arn, declared, refused_at_once, whole_message

ONE = declared(REGION)
ARN_RULE = (
    "an ACM certificate's ARN is written as in arn:aws:acm:<region>:<account>:certificate/<id>; "
    "IAM's server certificates are not taken, import them into ACM"
)
UNCOVERED = (
    f"no name of the certificate {arn(REGION)} covers it (example.com, *.example.com); if it has "
    "the name, declare it in domains; else give one that has it"
)
SHARED = (
    "it must be one of application, network, classic; the listener of a shared load balancer "
    "belongs to the load balancer: attach with HttpsListener or ListenerCertificates"
)
VERSIONS = (
    "'TLSv1', 'TLSv1_2016', 'TLSv1.1_2016', 'TLSv1.2_2018', 'TLSv1.2_2019', 'TLSv1.2_2021', "
    "'TLSv1.2_2025' or 'TLSv1.3_2025'"
)
AN_OUTPUT = (
    "it must be known while planning, and this is an Output of another resource: give a plain value"
)
NO_CERTIFICATE = (
    "it must be an acm.Certificate or acm.ImportedCertificate, an ARN, or an ARN with its names"
)
LATER = 'pulumi.Output.from_input("x").apply(str.upper)'
CASES: dict[str, tuple[str, list[str]]] = {
    "a classic listener without TLS": (
        f'acm.classic_listener({ONE}, lb_protocol="tcp", lb_port=0)',
        [
            "acm.classic_listener",
            "lb_port 0: it must be greater than or equal to 1",
            "lb_protocol \"tcp\": it must be 'https' or 'ssl'",
        ],
    ),
    "a classic listener between layers": (
        f'acm.classic_listener({ONE}, lb_protocol="SSL", instance_protocol="HTTP")',
        [
            "acm.classic_listener",
            'instance_protocol "http": behind ssl it is tcp or ssl',
        ],
    ),
    "a shared load balancer of Elastic Beanstalk": (
        f'acm.beanstalk_settings({ONE}, hosts=["example.org"], load_balancer_type="shared")',
        [
            "acm.beanstalk_settings",
            f'load_balancer_type "shared": {SHARED}',
            f'hosts[0] "example.org": {UNCOVERED}',
        ],
    ),
    "a protocol that CloudFront does not have beside SNI": (
        f'acm.viewer_certificate({declared(CLOUDFRONT)}, [], minimum_protocol_version="SSLv3")',
        [
            "acm.viewer_certificate",
            f'minimum_protocol_version "SSLv3": it must be {VERSIONS}',
        ],
    ),
    "a certificate of IAM, and one alias for a list": (
        'acm.viewer_certificate("arn:aws:iam::123456789012:server-certificate/x", "example.com")',
        [
            "acm.viewer_certificate",
            'aliases "example.com": it must be a list, even of one',
            f'certificate "arn:aws:iam::123456789012:server-certificate/x": {ARN_RULE}',
        ],
    ),
    "a host name that comes later": (
        f"acm.classic_listener({ONE}, hosts=[{LATER}])",
        [
            "acm.classic_listener",
            f"hosts[0]: {AN_OUTPUT}",
        ],
    ),
    "no certificate at all": (
        "acm.beanstalk_settings(None)",
        [
            "acm.beanstalk_settings",
            f"certificate: {NO_CERTIFICATE}",
        ],
    ),
    "a resource of the AWS provider": (
        'acm.viewer_certificate(aws.acm.Certificate("raw", domain_name="example.com"), [])',
        [
            "acm.viewer_certificate",
            (
                f"certificate: {NO_CERTIFICATE}; of the AWS provider's resources, the "
                "certificate_arn of a CertificateValidation"
            ),
        ],
    ),
    "typed values with arguments of other kinds": (
        (f'acm.beanstalk_settings({ONE}, load_balancer_type=["x"], ssl_policy="", region={LATER})'),
        [
            "acm.beanstalk_settings",
            "load_balancer_type: it must be a string",
            f"region: {AN_OUTPUT}",
            'ssl_policy "": it may not be empty',
        ],
    ),
    "a service and ports of other kinds": (
        f'acm.certificate_for("x", {ONE}, region="eu_west")',
        [
            "acm.certificate_for",
            f'service "x": there is no such service. There are: {", ".join(SERVICES)}',
            'region "eu_west": a region is written as in eu-west-1',
        ],
    ),
    "ports that are none": (
        f'acm.classic_listener({ONE}, lb_port=True, instance_port="80")',
        [
            "acm.classic_listener",
            "lb_port true: it must be a whole number",
            'instance_port "80": it must be a whole number',
        ],
    ),
}


@pytest.fixture(scope="module")
def said(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a preview says to all the cases."""
    asked = {name: asked.replace("NAME", repr(name)) for name, (asked, _) in CASES.items()}
    return refused_at_once(engine, tmp_path_factory.mktemp("arguments"), asked)


@pytest.mark.parametrize("name", CASES)
def test_wrong_arguments(said: dict[str, str], name: str) -> None:
    """The whole message: each value, its rule, the way out."""
    assert said[name] == whole_message(*CASES[name][1]).replace("NAME", name)
