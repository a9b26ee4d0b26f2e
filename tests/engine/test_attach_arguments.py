"""Rules between the arguments of attachments, and their shapes: all is said, in these words."""

import pytest

from acm_sandbox.engine import Engine
from acm_sandbox.session import Session
from support.engine import REGION, EngineSandbox
from support.refusing import CLOUDFRONT, arn, declared, refusals

HERE, EDGE = arn(REGION), arn(CLOUDFRONT)
ID = HERE.rpartition("/")[2]
ONE, ANOTHER = declared(REGION), declared(REGION, "example.org", number=1)
THIRD = declared(REGION, "example.net", number=2)
ARN_RULE = (
    "an ACM certificate's ARN is written as in arn:aws:acm:<region>:<account>:certificate/<id>; "
    "IAM's server certificates are not taken, import them into ACM"
)
UNKNOWN = (
    "an ARN that is not known while planning needs its names beside it: "
    '{"arn": ..., "domains": [...]}'
)
TWICE = (
    "this certificate is in the list already; if it is another one of the same names, give it a "
    '"name"'
)
TOO_MANY = (
    "a load balancer takes 2 certificates beside the default ones (Application Load Balancer, "
    "quota L-9365A611), here are 3; put more names into one certificate, or have the quota raised "
    "and give it as certificate_quota"
)
WILDCARD = "API Gateway (regional) takes a wildcard host name only with a certificate issued by ACM"
UNCOVERED = (
    f"no name of the certificate {HERE} covers it (example.com, *.example.com); add "
    '"example.org" to its domains'
)
OWNERSHIP = (
    "ownership_certificate_arn: needed to check client certificates with an imported certificate: "
    "the ARN of one issued by ACM for the same domain"
)
SHARED = (
    "it must be one of application, network, classic; the listener of a shared load balancer "
    "belongs to the load balancer: attach with HttpsListener or ListenerCertificates"
)
VERSIONS = (
    "TLSv1, TLSv1_2016, TLSv1.1_2016, TLSv1.2_2018, TLSv1.2_2019, TLSv1.2_2021, TLSv1.2_2025, "
    "TLSv1.3_2025"
)
LATER = 'pulumi.Output.from_input("x").apply(str.upper)'


def listener(more: str, certificate: str = ONE) -> str:
    """Return a listener with more arguments."""
    return (
        'acm.HttpsListener(NAME, {"load_balancer_arn": "x", "target_group_arn": "y", '
        f'"certificate": {certificate}, {more}}})'
    )


def further(certificates: str, more: str = "") -> str:
    """Return further certificates of a listener."""
    return (
        'acm.ListenerCertificates(NAME, {"listener_arn": "x", '
        f'"certificates": [{certificates}], {more}}})'
    )


def api(more: str, certificate: str = ONE, domain: str = "api.example.com") -> str:
    """Return a custom domain with more arguments."""
    return f'acm.ApiDomain(NAME, {{"domain": "{domain}", "certificate": {certificate}, {more}}})'


LISTENER = 'acm.HttpsListener "NAME"'
FURTHER = 'acm.ListenerCertificates "NAME"'
API = 'acm.ApiDomain "NAME"'
CASES: dict[str, tuple[str, list[str]]] = {
    "a listener of a network load balancer redirects": (
        listener('"protocol": "TLS", "redirect_http": True, "port": 80'),
        [
            LISTENER,
            "redirect_http: only an Application Load Balancer (HTTPS) can redirect",
            "redirect_http: port 80 cannot redirect to itself",
        ],
    ),
    "the default certificate is in the list": (
        listener(f'"more_certificates": [{ANOTHER}, {ONE}]'),
        [
            LISTENER,
            f'more_certificates[1] "{ID}": it is the default certificate already',
        ],
    ),
    "a certificate is in the list twice": (
        listener(f'"more_certificates": [{ONE}, {ONE}]', ANOTHER),
        [
            LISTENER,
            f'more_certificates[1] "{ID}": {TWICE}',
        ],
    ),
    "a certificate is in the list of another component twice": (
        further(f"{ANOTHER}, {ONE}, {ONE}"),
        [
            FURTHER,
            f'certificates[2] "{ID}": {TWICE}',
        ],
    ),
    "an ARN that comes later has no names": (
        listener(f'"more_certificates": [{LATER}]'),
        [LISTENER, f"more_certificates[0]: {UNKNOWN}"],
    ),
    "an ARN that comes later has no names in the other component": (
        further(f'{LATER}, {{"arn": {LATER}}}'),
        [FURTHER, f"certificates[0]: {UNKNOWN}", f"certificates[1]: {UNKNOWN}"],
    ),
    "more certificates than another quota allows": (
        further(f"{ONE}, {ANOTHER}, {THIRD}", '"certificate_quota": 2'),
        [
            FURTHER,
            f"certificates: {TOO_MANY}",
        ],
    ),
    "an edge endpoint of an HTTP API": (
        api(
            '"endpoint": "edge", "truststore_uri": "s3://x/y", "mappings": [{"api_id": "a", '
            '"stage": "s", "path": "/v1"}, {"api_id": "b", "stage": "s"}, {"api_id": "c", '
            '"stage": "s"}]',
            declared(CLOUDFRONT),
        ),
        [
            API,
            'endpoint "edge": only REST APIs have edge endpoints',
            "truststore_uri: only regional endpoints check client certificates",
            'mappings[0].path "/v1": a path has no slash at its ends',
            'mappings[2].path "": this path is mapped already',
        ],
    ),
    "a path of two segments for a REST API": (
        api('"api": "rest", "mappings": [{"api_id": "a", "stage": "s", "path": "v1/shop"}]'),
        [
            API,
            'mappings[0].path "v1/shop": a REST API\'s path is a single segment',
        ],
    ),
    "a version of no truststore": (
        api('"truststore_version": "one"'),
        [API, "truststore_version: it needs truststore_uri"],
    ),
    "an alias in a zone that is not here": (
        api('"alias": True'),
        [
            API,
            (
                'alias "api.example.com": no public hosted zone here holds the domain; write the '
                "record elsewhere"
            ),
        ],
    ),
    **{
        f"clients of a {kind} API show certificates, the API an imported one": (
            api(
                f'"api": "{kind}", "truststore_uri": "s3://x/y"',
                declared(REGION, imported=True),
                "*.example.com",
            ),
            [
                API,
                f'domain "*.example.com": {WILDCARD}',
                OWNERSHIP,
            ],
        )
        for kind in ("http", "websocket", "rest")
    },
    "a classic listener without TLS": (
        f'acm.classic_listener({ONE}, lb_protocol="tcp", lb_port=0)',
        [
            "acm.classic_listener",
            'lb_protocol "tcp": a certificate needs one of https, ssl',
            "lb_port 0: a port is a whole number from 1 to 65535",
        ],
    ),
    "a classic listener between layers": (
        f'acm.classic_listener({ONE}, lb_protocol="SSL", instance_protocol="HTTP")',
        [
            "acm.classic_listener",
            'instance_protocol "HTTP": behind ssl it is tcp or ssl',
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
            f'minimum_protocol_version "SSLv3": it must be one of {VERSIONS}',
        ],
    ),
    "a certificate of IAM, and one alias for a list": (
        'acm.viewer_certificate("arn:aws:iam::123456789012:server-certificate/x", "example.com")',
        [
            "acm.viewer_certificate",
            'aliases "example.com": it must be a list of host names',
            f'certificate "arn:aws:iam::123456789012:server-certificate/x": {ARN_RULE}',
        ],
    ),
    "a host name that comes later": (
        f"acm.classic_listener({ONE}, hosts=[{LATER}])",
        [
            "acm.classic_listener",
            "hosts[0]: it must be a host name that is known while planning",
        ],
    ),
    "no certificate at all": (
        "acm.beanstalk_settings(None)",
        [
            "acm.beanstalk_settings",
            "certificate: it must be a Certificate, an ARN, or an ARN with its names",
        ],
    ),
    "a reference with arguments of other kinds": (
        listener(
            '"hosts": ["example.org"]',
            repr(
                {
                    "arn": EDGE,
                    "domain": ["example.com"],
                    "imported": "no",
                    "key_algorithm": "RSA-1024",
                    "domains": "example.com",
                }
            ),
        ),
        [
            LISTENER,
            'certificate.domains "example.com": it must be a list, even of one',
            'certificate.imported "no": it must be true or false',
            'certificate.domain: there is no such argument. Did you mean "domains"?',
            (
                f'certificate "{EDGE}": the Application Load Balancer is in eu-west-1, this '
                "certificate in us-east-1; add eu-west-1 to its regions"
            ),
            (
                f'certificate "{EDGE}": Application Load Balancer takes no RSA_1024 keys, only '
                "RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1 "
                "(https://docs.aws.amazon.com/elasticloadbalancing/latest/application/"
                "https-listener-certificates.html)"
            ),
        ],
    ),
    "arguments that are missing, unknown or of another type": (
        (
            'acm.HttpsListener(NAME, {"load_balancer_arn": "x", "target_group_arn": "y", '
            '"prot": 443, "port": 70000, "protocol": "HTTP"})'
        ),
        [
            LISTENER,
            "protocol \"HTTP\": it must be 'HTTPS' or 'TLS'",
            "certificate: this argument is required",
            "port 70000: it must be less than or equal to 65535",
            'prot: there is no such argument. Did you mean "port"?',
        ],
    ),
}


@pytest.fixture(scope="module")
def said(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What a preview says to all the cases."""
    with Session(engine=engine) as session:
        sandbox = EngineSandbox(session, tmp_path_factory.mktemp("arguments"))
        asked = {name: asked.replace("NAME", repr(name)) for name, (asked, _) in CASES.items()}
        return refusals(sandbox, asked)


@pytest.mark.parametrize("name", CASES)
def test_wrong_arguments(said: dict[str, str], name: str) -> None:
    """The whole message: each value, its rule, the way out."""
    heading, *problems = CASES[name][1]
    many = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
    expected = "\n  ".join([f"{heading}: {many}", *problems])
    assert said[name] == expected.replace("NAME", name)
