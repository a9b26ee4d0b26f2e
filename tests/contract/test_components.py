"""What holds for every component that we ship, seen in the state that the engine keeps."""

import inspect
import json
from pathlib import Path
from typing import Any, get_args

import pytest
from pulumi.provider.experimental.util import camel_case
from pydantic import BaseModel

from pulumi_acm.attach.api_domain_spec import ApiDomainSpec
from pulumi_acm.attach.listener_specs import HttpsListenerSpec, ListenerCertificatesSpec
from pulumi_acm.certificate_spec import CertificateSpec
from pulumi_acm.plugin import COMPONENTS
from support.certificates import zone
from support.engine import EngineSandbox
from support.pem import authority, issue

FACTS = json.loads(
    (
        Path(__file__).parent.parent.parent / "sandbox/acm_sandbox/provider/schema_facts.json"
    ).read_text(encoding="utf-8")
)["resources"]

LOAD_BALANCER = "arn:aws:elasticloadbalancing:eu-central-1:123456789012"
CERTIFICATE = (
    "arn:aws:acm:eu-central-1:123456789012:certificate/0b1f0c3e-8a41-4d0b-9a39-6b1f3f4d2f11"
)

ELSEWHERE = issue(("example.com",), issuer=authority())
"""A certificate of another authority."""

SAMPLES: dict[str, dict[str, Any]] = {
    "Certificate": {
        "domains": ["example.com", "*.example.com", "shop.example.net"],
        "regions": ["eu-central-1"],
        "cloudfront": True,
        "wait": False,
        "tags": {"team": "web"},
    },
    "HttpsListener": {
        "load_balancer_arn": f"{LOAD_BALANCER}:loadbalancer/app/x/0123456789abcdef",
        "target_group_arn": f"{LOAD_BALANCER}:targetgroup/x/0123456789abcdef",
        "certificate": {"arn": CERTIFICATE, "domains": ["example.com"]},
        "more_certificates": [{"arn": CERTIFICATE, "domains": ["example.org"], "name": "shop"}],
        "redirect_http": True,
        "region": "eu-central-1",
        "tags": {"team": "web"},
    },
    "ListenerCertificates": {
        "listener_arn": f"{LOAD_BALANCER}:listener/app/x/0123456789abcdef/0123456789abcdef",
        "certificates": [{"arn": CERTIFICATE, "domains": ["example.org"], "name": "shop"}],
        "region": "eu-central-1",
    },
    "ImportedCertificate": {
        "certificate": ELSEWHERE.certificate.decode(),
        "private_key": ELSEWHERE.private_key.decode(),
        "chain": ELSEWHERE.chain.decode(),
        "regions": ["eu-central-1"],
        "cloudfront": True,
        "tags": {"team": "web"},
    },
    "ValidationRecords": {
        "domains": ["example.com"],
        "records": [
            {
                "domain": "example.com",
                "name": f"_{'1' * 32}.example.com.",
                "type": "CNAME",
                "value": f"_{'2' * 32}.abcdefghij.acm-validations.aws.",
            }
        ],
    },
    "ApiDomain": {
        "domain": "example.com",
        "certificate": {"arn": CERTIFICATE, "domains": ["example.com"]},
        "mappings": [{"api_id": "a1b2c3d4e5", "stage": "$default"}],
        "region": "eu-central-1",
        "tags": {"team": "web"},
    },
}
"""Arguments that make a component create all kinds of children that it has."""

MAPPED = [
    {"api_id": "a1b2c3d4e5", "stage": "live"},
    {"api_id": "f6g7h8i9j0", "stage": "live", "path": "v1"},
]
TRUST = {"truststore_uri": "s3://trust/clients.pem", "truststore_version": "one"}
API = {**SAMPLES["ApiDomain"], "mappings": MAPPED}
ALONE = {"domains": ["example.org"], "regions": ["eu-central-1"], "tags": {"team": "web"}}
HTTP_DOMAIN = {
    "aws:apigatewayv2/domainName:DomainName it",
    "aws:apigatewayv2/apiMapping:ApiMapping it/",
    "aws:apigatewayv2/apiMapping:ApiMapping it/v1",
}
REST_DOMAIN = {
    "aws:apigateway/domainName:DomainName it",
    "aws:apigateway/basePathMapping:BasePathMapping it/",
    "aws:apigateway/basePathMapping:BasePathMapping it/v1",
}
ALIAS = "aws:route53/record:Record it"

KINDS: dict[str, tuple[dict[str, Any], set[str]]] = {
    "Certificate: waits": (
        {"domains": ["example.com"], "regions": ["eu-central-1"], "tags": {"team": "web"}},
        {
            "aws:acm/certificate:Certificate it/eu-central-1",
            "aws:acm/certificateValidation:CertificateValidation it/eu-central-1",
            "aws:route53/record:Record it/example.com",
        },
    ),
    "Certificate: an elliptic key": (
        {**ALONE, "key_algorithm": "EC_prime256v1"},
        {"aws:acm/certificate:Certificate it/eu-central-1"},
    ),
    "Certificate: a longer elliptic key": (
        {**ALONE, "key_algorithm": "EC_secp384r1"},
        {"aws:acm/certificate:Certificate it/eu-central-1"},
    ),
    "HttpsListener: TLS": (
        {
            **SAMPLES["HttpsListener"],
            "load_balancer_arn": f"{LOAD_BALANCER}:loadbalancer/net/x/0123456789abcdef",
            "protocol": "TLS",
            "redirect_http": False,
        },
        {
            "aws:lb/listener:Listener it",
            "aws:lb/listenerCertificate:ListenerCertificate it/shop",
        },
    ),
    "HttpsListener: redirects": (
        {**SAMPLES["HttpsListener"], "more_certificates": []},
        {"aws:lb/listener:Listener it", "aws:lb/listener:Listener it/http"},
    ),
    "ListenerCertificates: TLS": (
        {
            **SAMPLES["ListenerCertificates"],
            "listener_arn": f"{LOAD_BALANCER}:listener/net/x/0123456789abcdef/0123456789abcdef",
            "protocol": "TLS",
        },
        {"aws:lb/listenerCertificate:ListenerCertificate it/shop"},
    ),
    "ApiDomain: http, mutual TLS": ({**API, **TRUST}, {*HTTP_DOMAIN, ALIAS}),
    "ApiDomain: websocket": ({**API, "api": "websocket"}, {*HTTP_DOMAIN, ALIAS}),
    "ApiDomain: without an alias": ({**API, "alias": False}, HTTP_DOMAIN),
    "ApiDomain: rest": ({**API, "api": "rest"}, {*REST_DOMAIN, ALIAS}),
    "ApiDomain: rest, mutual TLS": ({**API, **TRUST, "api": "rest"}, {*REST_DOMAIN, ALIAS}),
    "ApiDomain: edge": (
        {
            **API,
            "api": "rest",
            "endpoint": "edge",
            "certificate": {
                "arn": CERTIFICATE.replace("eu-central-1", "us-east-1"),
                "domains": ["example.com"],
            },
        },
        {*REST_DOMAIN, ALIAS},
    ),
}
"""Further kinds of components, and their children: the names of these are a contract."""

CHOICES = [
    (CertificateSpec, "key_algorithm"),
    (HttpsListenerSpec, "protocol"),
    (ListenerCertificatesSpec, "protocol"),
    (ApiDomainSpec, "api"),
    (ApiDomainSpec, "endpoint"),
]
"""Arguments that choose a kind."""

NAMES = [component.__name__ for component in COMPONENTS]


def name_of(resource: dict[str, Any]) -> str:
    """Return the logical name of a resource."""
    return str(resource["urn"].rpartition("::")[2])


def plan(sandbox: EngineSandbox, component: str, args: dict[str, Any]) -> list[dict[str, Any]]:
    """Return a component and its children, as a preview plans them."""
    zone(sandbox, "example.com")
    project = sandbox.project(f"import pulumi_acm as acm\nacm.{component}('it', {args!r})\n")
    steps = project.preview_json()["steps"]
    return [each["newState"] for each in steps if "pulumi:" not in each["newState"]["type"]]


@pytest.mark.parametrize(("spec", "argument"), CHOICES)
def test_every_kind_is_tested(spec: type[BaseModel], argument: str) -> None:
    """A kind that is added gets a sample here."""
    component = spec.__name__.removesuffix("Spec")
    samples = [SAMPLES[component]]
    samples += [args for name, (args, _) in KINDS.items() if name.startswith(f"{component}:")]
    field = spec.model_fields[argument]
    assert {args.get(argument, field.default) for args in samples} == set(
        get_args(field.annotation)
    )


def test_every_component_is_tested() -> None:
    """A component that is added gets a sample here."""
    assert sorted(SAMPLES) == sorted(NAMES)


@pytest.mark.parametrize("sample", [*NAMES, *KINDS])
def test_children(sandbox: EngineSandbox, sample: str) -> None:
    """Token, parents, names, regions and tags."""
    kind = sample.partition(":")[0]
    args, names = KINDS[sample] if sample in KINDS else (SAMPLES[sample], None)
    planned = plan(sandbox, kind, args)
    [component] = [each for each in planned if each["type"].startswith("acm:index:")]
    children = [each for each in planned if each is not component]
    assert component["type"] == f"acm:index:{kind}"
    assert children
    made = [each for each in children if not each.get("external")]  # the others are read
    if names is not None:
        assert {f"{each['type']} {name_of(each)}" for each in made} == names
    for child in children:
        assert child["parent"] == component["urn"], f"{child['urn']} is a child of something else"
        name = name_of(child)
        assert name == "it" or name.startswith("it/"), "named after the component"
    for child in made:
        inputs = FACTS[child["type"]]["inputs"]
        if "region" in inputs:
            # The provider's own is eu-west-1: these have it from the component.
            assert child["inputs"]["region"] in {"eu-central-1", "us-east-1"}
        if "tags" in inputs:
            assert child["inputs"]["tags"]["team"] == "web"


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda each: each.__name__)
def test_all_outputs_are_registered(component: type) -> None:
    """What is annotated is what `register_outputs` is given, in the words of other languages."""
    source = inspect.getsource(component)
    registered = source[source.index("register_outputs(") :]
    for output in inspect.get_annotations(component):
        assert f'"{camel_case(output)}"' in registered, f"{output} is not registered"
