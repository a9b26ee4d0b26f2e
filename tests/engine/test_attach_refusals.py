"""For each target and each rule that it has: breaking it fails in the preview, all at once."""

import pytest

from support.engine import EngineSandbox
from support.targets import TARGETS

ARN = "arn:aws:acm:eu-central-1:123456789012:certificate/0b1f0c3e-8a41-4d0b-9a39-6b1f3f4d2f11"
GUIDE = "https://docs.aws.amazon.com"
ELB = f"{GUIDE}/elasticloadbalancing/latest"
API = (
    f"{GUIDE}/apigateway/latest/developerguide/"
    "how-to-specify-certificate-for-custom-domain-name.html"
)
CLOUDFRONT = f"{GUIDE}/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html"
UNCOVERED = (
    f'"www.example.com": no name of the certificate {ARN} covers it (example.org); add '
    '"www.example.com" to its domains'
)

CASES = {
    "application load balancer": (
        "RSA_1024",
        'acm.HttpsListener "web": 3 problems',
        (
            f'certificate "{ARN}": the Application Load Balancer is in eu-west-1, this '
            "certificate in eu-central-1; add eu-west-1 to its regions"
        ),
        (
            f'certificate "{ARN}": Application Load Balancer takes no RSA_1024 keys, only '
            "RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1 "
            f"({ELB}/application/https-listener-certificates.html)"
        ),
        f"hosts[0] {UNCOVERED}",
    ),
    "network load balancer": (
        "RSA_4096",
        'acm.HttpsListener "web": 3 problems',
        (
            f'certificate "{ARN}": the Network Load Balancer is in eu-west-1, this certificate '
            "in eu-central-1; add eu-west-1 to its regions"
        ),
        (
            f'certificate "{ARN}": Network Load Balancer takes no RSA_4096 keys, only RSA_1024, '
            "RSA_2048, RSA_3072, EC_prime256v1, EC_secp384r1, EC_secp521r1 "
            f"({ELB}/network/tls-listener-certificates.html)"
        ),
        f"hosts[0] {UNCOVERED}",
    ),
    "classic load balancer": (
        "EC_prime256v1",
        "acm.classic_listener: 3 problems",
        (
            f'certificate "{ARN}": the Classic Load Balancer is in eu-west-1, this certificate '
            "in eu-central-1; add eu-west-1 to its regions"
        ),
        (
            f'certificate "{ARN}": Classic Load Balancer takes no EC_prime256v1 keys, only '
            f"RSA_1024, RSA_2048, RSA_3072 ({ELB}/classic/ssl-server-cert.html)"
        ),
        f"hosts[0] {UNCOVERED}",
    ),
    "cloudfront": (
        "EC_secp384r1",
        "acm.viewer_certificate: 3 problems",
        (
            f'certificate "{ARN}": CloudFront takes certificates of us-east-1 only, this one is '
            'in eu-central-1; give it "cloudfront": True'
        ),
        (
            f'certificate "{ARN}": CloudFront takes no EC_secp384r1 keys, only RSA_1024, '
            f"RSA_2048, RSA_3072, RSA_4096, EC_prime256v1 ({CLOUDFRONT})"
        ),
        f"aliases[0] {UNCOVERED}",
    ),
    "api gateway edge": (
        "RSA_4096",
        'acm.ApiDomain "api": 3 problems',
        (
            f'certificate "{ARN}": API Gateway (edge-optimized) takes certificates of us-east-1 '
            'only, this one is in eu-central-1; give it "cloudfront": True'
        ),
        (
            f'certificate "{ARN}": API Gateway (edge-optimized) takes no RSA_4096 keys, only '
            f"RSA_1024, RSA_2048, EC_prime256v1 ({API})"
        ),
        f"domain {UNCOVERED}",
    ),
    "api gateway regional": (
        "RSA_4096",
        'acm.ApiDomain "api": 3 problems',
        (
            f'certificate "{ARN}": the API Gateway (regional) is in eu-west-1, this certificate '
            "in eu-central-1; add eu-west-1 to its regions"
        ),
        (
            f'certificate "{ARN}": API Gateway (regional) takes no RSA_4096 keys, only RSA_1024, '
            f"RSA_2048, EC_prime256v1, EC_secp384r1, EC_secp521r1 ({API})"
        ),
        f"domain {UNCOVERED}",
    ),
    "api gateway http": (
        "RSA_3072",
        'acm.ApiDomain "api": 3 problems',
        (
            f'certificate "{ARN}": the API Gateway (regional) is in eu-west-1, this certificate '
            "in eu-central-1; add eu-west-1 to its regions"
        ),
        (
            f'certificate "{ARN}": API Gateway (regional) takes no RSA_3072 keys, only RSA_1024, '
            f"RSA_2048, EC_prime256v1, EC_secp384r1, EC_secp521r1 ({API})"
        ),
        f"domain {UNCOVERED}",
    ),
    "beanstalk": (
        "RSA_1024",
        "acm.beanstalk_settings: 3 problems",
        (
            f'certificate "{ARN}": the Application Load Balancer is in eu-west-1, this '
            "certificate in eu-central-1; add eu-west-1 to its regions"
        ),
        (
            f'certificate "{ARN}": Application Load Balancer takes no RSA_1024 keys, only '
            "RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1 "
            f"({ELB}/application/https-listener-certificates.html)"
        ),
        f"hosts[0] {UNCOVERED}",
    ),
}


def test_every_target_has_its_case() -> None:
    """A target that is added gets a case here."""
    # SNI certificates are those of the listener, tested as its default one.
    assert sorted(CASES) == sorted(set(TARGETS) - {"sni"})


@pytest.mark.parametrize("target", sorted(CASES))
def test_everything_that_is_wrong_is_said_in_the_preview(
    sandbox: EngineSandbox, target: str
) -> None:
    """Region, key and coverage at once, with whole messages, and no traceback."""
    key, *messages = CASES[target]
    reference = {"arn": ARN, "domains": ["example.org"], "key_algorithm": key}
    project = sandbox.project(TARGETS[target].text_with(repr(reference)))
    preview = project.preview()
    assert not preview.ok
    for message in messages:
        assert message in preview.output
    assert "Traceback" not in preview.output


def refused(sandbox: EngineSandbox, program: str, *messages: str) -> None:
    """Expect a preview to fail with these messages."""
    preview = sandbox.project(f"import pulumi\nimport pulumi_acm as acm\n{program}").preview()
    assert not preview.ok
    for message in messages:
        assert message in preview.output
    assert "Traceback" not in preview.output


HERE = ARN.replace("eu-central-1", "eu-west-1")


def test_more_certificates_than_a_listener_takes(sandbox: EngineSandbox) -> None:
    """25 beside the default one (quota L-9365A611)."""
    refused(
        sandbox,
        f"""
acm.ListenerCertificates("more", {{
    "listener_arn": "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/x/1/2",
    "certificates": [
        {{"arn": {HERE!r} + str(n), "domains": [f"n{{n}}.example.com"]}} for n in range(26)
    ],
}})
""",
        (
            "certificates: a load balancer takes 25 certificates beside the default ones "
            "(Application Load Balancer, quota L-9365A611), here are 26; put more names into one "
            "certificate, or have the quota raised and give it as certificate_quota"
        ),
    )


def test_wildcard_domain_with_an_imported_certificate(sandbox: EngineSandbox) -> None:
    """API Gateway wants one that ACM has issued; and one for mTLS with an imported one."""
    reference = {"arn": HERE, "domains": ["*.example.com"], "imported": True}
    refused(
        sandbox,
        f"""
acm.ApiDomain("api", {{
    "domain": "*.example.com",
    "certificate": {reference!r},
    "truststore_uri": "s3://bucket/truststore.pem",
}})
""",
        'acm.ApiDomain "api": 2 problems',
        (
            'domain "*.example.com": API Gateway (regional) takes a wildcard host name only with '
            "a certificate issued by ACM"
        ),
        (
            "ownership_certificate_arn: needed to check client certificates with an imported "
            "certificate: the ARN of one issued by ACM for the same domain"
        ),
    )


def test_shared_load_balancer_of_beanstalk(sandbox: EngineSandbox) -> None:
    """Its listener is not the environment's: attach to it by itself."""
    refused(
        sandbox,
        f'acm.beanstalk_settings({HERE!r}, load_balancer_type="shared")',
        (
            'load_balancer_type "shared": it must be one of application, network, classic; the '
            "listener of a shared load balancer belongs to the load balancer: attach with "
            "HttpsListener or ListenerCertificates"
        ),
    )


@pytest.mark.parametrize(
    ("program", "messages"),
    [
        (
            """acm.HttpsListener("web", {"load_balancer_arn": "x", "target_group_arn": "y",
            "certificate": {"arn": HERE, "domains": ["example.com"]}, "protocol": "TLS",
            "redirect_http": True, "port": 80})""",
            (
                "redirect_http: only an Application Load Balancer (HTTPS) can redirect",
                "redirect_http: port 80 cannot redirect to itself",
            ),
        ),
        (
            """acm.ApiDomain("api", {"domain": "Api.example.com.", "endpoint": "edge",
            "certificate": {"arn": HERE.replace("eu-west-1", "us-east-1")},
            "truststore_uri": "s3://x/y", "mappings": [
            {"api_id": "a", "stage": "s", "path": "/v1"}, {"api_id": "b", "stage": "s"},
            {"api_id": "c", "stage": "s"}]})""",
            (
                'endpoint "edge": only REST APIs have edge endpoints',
                "truststore_uri: only regional endpoints check client certificates",
                'mappings[0].path "/v1": a path has no slash at its ends',
                'mappings[2].path "": this path is mapped already',
            ),
        ),
        (
            """acm.classic_listener(HERE, lb_protocol="ssl", instance_protocol="http")""",
            ('instance_protocol "http": behind ssl it is tcp or ssl',),
        ),
        (
            """acm.HttpsListener("web", {"load_balancer_arn": "x", "target_group_arn": "y",
            "certificate": {"arn": HERE, "domains": ["example.com"]}, "more_certificates": [
            {"arn": HERE, "domains": ["example.com"]}]})""",
            ('more_certificates[0] "example.com": it is the default certificate already',),
        ),
        (
            """acm.HttpsListener("web", {"load_balancer_arn": "x", "target_group_arn": "y",
            "certificate": {"arn": HERE, "domain": ["example.com"], "imported": "no",
            "key_algorithm": "RSA-1024", "domains": "example.com"}})""",
            (
                'certificate.domain: there is no such argument. Did you mean "domains"?',
                'certificate.imported "no": it must be true or false',
                'certificate.domains "example.com": it must be a list, even of one',
            ),
        ),
        (
            """acm.viewer_certificate({"arn": "arn:aws:iam::123456789012:server-certificate/x"},
            "www.example.com")""",
            (
                'aliases "www.example.com": it must be a list of host names',
                "IAM's server certificates are not taken, import them into ACM",
            ),
        ),
        (
            """acm.classic_listener(HERE, lb_protocol="tcp")""",
            ('lb_protocol "tcp": a certificate needs one of https, ssl',),
        ),
        (
            """acm.viewer_certificate(HERE.replace("eu-west-1", "us-east-1"), [],
            minimum_protocol_version="SSLv3")""",
            ('minimum_protocol_version "SSLv3": it must be one of TLSv1, TLSv1_2016, ',),
        ),
    ],
)
def test_rules_between_arguments(
    sandbox: EngineSandbox, program: str, messages: tuple[str, ...]
) -> None:
    """What does not go together is said with the argument, all at once."""
    refused(sandbox, f"HERE = {HERE!r}\n{program}\n", *messages)


def test_shapes(sandbox: EngineSandbox) -> None:
    """Arguments that are missing, unknown or of another type."""
    refused(
        sandbox,
        """
acm.HttpsListener("web", {"load_balancer_arn": "x", "target_group_arn": "y", "prot": 443,
                          "port": 70000, "protocol": "HTTP"})
""",
        'acm.HttpsListener "web": 4 problems',
        "certificate: this argument is required",
        'prot: there is no such argument. Did you mean "port"?',
        "port 70000: it must be less than or equal to 65535",
        "protocol \"HTTP\": it must be 'HTTPS' or 'TLS'",
    )


def test_a_bare_arn_is_looked_up(sandbox: EngineSandbox) -> None:
    """What ACM says of it is proved as if it were declared; one that is not issued is refused."""
    acm = sandbox.client("acm", "us-east-1")
    arn = acm.request_certificate(
        DomainName="example.org", ValidationMethod="DNS", KeyAlgorithm="EC_secp384r1"
    )["CertificateArn"]
    cloudfront = f'acm.viewer_certificate({arn!r}, aliases=["www.example.com"])'
    refused(
        sandbox,
        cloudfront,
        "acm.viewer_certificate: 3 problems",
        f'certificate "{arn}": CloudFront takes no EC_secp384r1 keys',
        f'certificate "{arn}": it is PENDING_VALIDATION, and only an issued certificate can be',
        f'aliases[0] "www.example.com": no name of the certificate {arn} covers it (example.org)',
    )


def test_an_arn_that_nobody_finds_is_said_not_to_be_proved(sandbox: EngineSandbox) -> None:
    """It may be another account's: what could not be proved is said, and nothing is refused."""
    project = sandbox.project(
        f"import pulumi_acm as acm\nacm.classic_listener({HERE!r}, hosts=['example.com'])\n"
    )
    preview = project.preview()
    assert preview.ok, preview.output
    assert f"{HERE} cannot be looked up: " in preview.output
    assert "that it covers example.com" in preview.output
