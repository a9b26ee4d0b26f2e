"""Rules between the arguments of attachments, and their shapes: all is said, in these words."""

import pytest

from acm_sandbox.engine import Engine
from support.engine import REGION
from support.refusing import (
    CLOUDFRONT,
    GROUP_ARN,
    arn,
    balancer_arn,
    declared,
    listener_arn,
    refused_at_once,
    whole_message,
)

HERE, EDGE = arn(REGION), arn(CLOUDFRONT)
ID = HERE.rpartition("/")[2]
ONE, ANOTHER = declared(REGION), declared(REGION, "example.org", number=1)
THIRD = declared(REGION, "example.net", number=2)
UNKNOWN = (
    "an ARN that is not known while planning needs its names beside it: "
    '{"arn": ..., "domains": [...]}'
)
THE_DEFAULT = "it is the default certificate already; leave it out here"
TWICE = 'this certificate is in the list already; if it is another one, give it a "name"'
TOO_MANY = (
    "beside the default ones (Application Load Balancer, quota L-9365A611), here are {}; put more "
    "names into one certificate, or have the quota raised and give it as certificate_quota"
)
WILDCARD = "API Gateway (regional) takes a wildcard host name only with a certificate issued by ACM"
OWNERSHIP = (
    "ownership_certificate_arn: needed to check client certificates with an imported certificate: "
    "the ARN of one issued by ACM for the same domain"
)
NO_RSA_1024 = (
    "Application Load Balancer takes no RSA_1024 keys, only RSA_2048, RSA_3072, RSA_4096, "
    "EC_prime256v1, EC_secp384r1, EC_secp521r1 (https://docs.aws.amazon.com/elasticloadbalancing/"
    'latest/application/https-listener-certificates.html); request one with "key_algorithm": '
    '"RSA_2048", "EC_prime256v1" or "EC_secp384r1"'
)
BALANCER, LISTENER_ARN = balancer_arn(), listener_arn()
ELSEWHERE = listener_arn("TLS").replace(REGION, "us-west-2")
GROUP_ELSEWHERE = GROUP_ARN.replace(REGION, "us-west-2")
SITE = 'acm.Certificate("site", {"domains": ["example.com"]}'
BELOW = 'pulumi.ResourceOptions(parent=pulumi.ComponentResource("my:index:Site", "site"))'
LATER = 'pulumi.Output.from_input("x").apply(str.upper)'


def listener(more: str, certificate: str = ONE) -> str:
    """Return a listener with more arguments."""
    return (
        f'acm.HttpsListener(NAME, {{"load_balancer_arn": "{BALANCER}", '
        f'"target_group_arn": "{GROUP_ARN}", "certificate": {certificate}, {more}}})'
    )


def further(certificates: str, more: str = "") -> str:
    """Return further certificates of a listener."""
    return (
        f'acm.ListenerCertificates(NAME, {{"listener_arn": "{LISTENER_ARN}", '
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
        listener('"protocol": "TLS", "redirect_http": True, "port": 80').replace("/app/", "/net/"),
        [
            LISTENER,
            (
                "redirect_http: only an Application Load Balancer (HTTPS) can redirect; leave it "
                "out for TLS"
            ),
            "redirect_http: port 80 cannot redirect to itself; give the listener another port",
        ],
    ),
    "the default certificate is in the list": (
        listener(f'"more_certificates": [{ANOTHER}, {ONE}]'),
        [
            LISTENER,
            f'more_certificates[1] "{ID}": {THE_DEFAULT}',
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
            f"certificates: a load balancer takes 2 certificates {TOO_MANY.format(3)}",
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
            'mappings[2].path "": this path is mapped already, by mappings[1]',
        ],
    ),
    "a path of two segments for a REST API": (
        api('"api": "rest", "mappings": [{"api_id": "a", "stage": "s", "path": "v1/shop"}]'),
        [
            API,
            'mappings[0].path "v1/shop": a REST API\'s path is a single segment',
        ],
    ),
    "a truststore that is not in S3": (
        api('"truststore_uri": "https://x/y", "mappings": [5]'),
        [
            API,
            "mappings[0] 5: it must be a mapping",
            (
                'truststore_uri "https://x/y": a truststore is an object of S3, written as in '
                "s3://bucket/clients.pem"
            ),
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
    "a listener in another region, of another kind of load balancer": (
        further(ONE).replace(LISTENER_ARN, ELSEWHERE),
        [
            FURTHER,
            (
                f'listener_arn "{ELSEWHERE}": it is in us-west-2, not in eu-west-1; give "region": '
                '"us-west-2"'
            ),
            (
                f'listener_arn "{ELSEWHERE}": Network Load Balancers have no HTTPS listeners; give '
                '"protocol": "TLS"'
            ),
        ],
    ),
    "targets in another region, and a listener for a load balancer": (
        listener("").replace(GROUP_ARN, GROUP_ELSEWHERE).replace(BALANCER, LISTENER_ARN),
        [
            LISTENER,
            (
                f'load_balancer_arn "{LISTENER_ARN}": its ARN is written as in arn:aws:'
                "elasticloadbalancing:<region>:<account>:loadbalancer/app/<name>/<id>"
            ),
            (
                f'target_group_arn "{GROUP_ELSEWHERE}": it is in us-west-2, not in eu-west-1; give '
                '"region": "us-west-2"'
            ),
        ],
    ),
    "hosts and no certificate": (
        further("", '"hosts": ["example.com"]'),
        [FURTHER, "hosts: there is no certificate to cover them"],
    ),
    "one further certificate is too few": (
        further(f"{ONE}, {ANOTHER}", '"certificate_quota": 1'),
        [
            FURTHER,
            f"certificates: a load balancer takes 1 certificate {TOO_MANY.format(2)}",
        ],
    ),
    "an ARN that comes later, and a key that is not taken": (
        further(f'{{"arn": {LATER}, "domains": ["example.com"], "key_algorithm": "RSA_1024"}}'),
        [FURTHER, f"certificates[0]: {NO_RSA_1024}"],
    ),
    "two certificates of one name": (
        further(f"{SITE}), {SITE}, {BELOW})"),
        [
            FURTHER,
            (
                'certificates[1] "site": this certificate is in the list already; if it is another '
                'one, give it as {"arn": ..., "domains": [...], "name": ...}'
            ),
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
                "certificate in us-east-1; give the ARN of one in eu-west-1"
            ),
            f'certificate "{EDGE}": {NO_RSA_1024}',
        ],
    ),
    "arguments that are missing, unknown or of another type": (
        (
            f'acm.HttpsListener(NAME, {{"load_balancer_arn": "{BALANCER}", '
            f'"target_group_arn": "{GROUP_ARN}", "prot": 443, "port": 70000, "protocol": "HTTP"}})'
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
    asked = {name: asked.replace("NAME", repr(name)) for name, (asked, _) in CASES.items()}
    return refused_at_once(engine, tmp_path_factory.mktemp("arguments"), asked)


@pytest.mark.parametrize("name", CASES)
def test_wrong_arguments(said: dict[str, str], name: str) -> None:
    """The whole message: each value, its rule, the way out."""
    assert said[name] == whole_message(*CASES[name][1]).replace("NAME", name)
