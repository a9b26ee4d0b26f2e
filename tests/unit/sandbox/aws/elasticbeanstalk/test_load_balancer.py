"""The load balancer of an environment: what it serves, and what it cannot be built of."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws import usage
from acm_sandbox.aws.clock import clock
from unit.sandbox.aws.elasticbeanstalk.support import (
    APPLICATION,
    ENVIRONMENT,
    classic,
    https,
    listener,
    tls,
)
from unit.sandbox.aws.support import ACCOUNT, HOME, delete, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk, Settings

    Write = Callable[[str], Settings]

NAME = "www.example.com"
UNSUPPORTED = (
    "The certificate '{}' must have a fully-qualified domain name, a supported signature, and a "
    "supported key size."
)
NOT_FOUND = "Server Certificate not found for the key: {}"

KINDS = [
    pytest.param(https, "app/awseb--AWSEB-", id="application"),
    pytest.param(tls, "net/awseb--AWSEB-", id="network"),
    pytest.param(classic, "awseb-e-", id="classic"),
]


@pytest.mark.parametrize(("write", "begins"), KINDS)
def test_it_serves_the_certificate(eb: Beanstalk, write: Write, begins: str) -> None:
    """Guide, "Configuring HTTPS termination"; ACM's API model, InUseBy."""
    old, new = eb.world.issued(NAME), eb.world.issued("example.com")
    made = eb.create(write(old))
    assert (eb.errors(made), eb.shown(made)["Health"]) == ([], "Green")
    (user,) = eb.world.describe(old)["InUseBy"]
    assert user.startswith(f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/{begins}")
    (shown,) = eb.load_balancers(made)
    assert shown in {user, user.rpartition("/")[2]}

    eb.update(made, write(new))
    assert eb.world.describe(old)["InUseBy"] == []
    assert eb.world.describe(new)["InUseBy"] == [user]
    acm = eb.world.acm()
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=new)
    eb.client.terminate_environment(EnvironmentId=made)
    acm.delete_certificate(CertificateArn=new)


@pytest.mark.parametrize(
    ("write", "algorithm", "taken"),
    [
        (https, "RSA_4096", True),
        (https, "EC_secp384r1", True),
        (https, "RSA_1024", False),
        (tls, "RSA_1024", True),
        (tls, "EC_secp521r1", True),
        (tls, "RSA_4096", False),
        (classic, "RSA_3072", True),
        (classic, "RSA_4096", False),
        (classic, "EC_prime256v1", False),
    ],
)
def test_the_keys_are_those_of_the_load_balancer(
    eb: Beanstalk, write: Write, algorithm: str, taken: bool
) -> None:
    """ALB, NLB and Classic guides, as in elbv2/facts.py and elb/certificates.py."""
    arn = eb.world.with_key(algorithm, NAME)
    made = eb.create(write(arn))
    assert bool(eb.errors(made)) is not taken
    assert bool(usage.users_of(ACCOUNT, arn)) is taken


@pytest.mark.parametrize(
    ("write", "region", "code", "words"),
    [
        (https, HOME, "UnsupportedCertificate", UNSUPPORTED),
        (tls, HOME, "UnsupportedCertificate", UNSUPPORTED),
        (classic, HOME, "CertificateNotFound", NOT_FOUND),
        (https, "us-east-1", "ValidationError", "Certificate ARN '{}' is not valid"),
        (classic, "us-east-1", "CertificateNotFound", NOT_FOUND),
    ],
)
def test_one_that_it_cannot_serve_is_told_by_an_event(
    eb: Beanstalk, write: Write, region: str, code: str, words: str
) -> None:
    """Elastic Load Balancing's error, in the form of cloudposse#81: see transitions.py."""
    arn = eb.world.request(NAME, region=region)
    made = eb.create(write(arn))
    version = "" if write is classic else "V2"
    why = (
        f"{words.format(arn)} (Service: AmazonElasticLoadBalancing{version}; Status Code: 400; "
        f"Error Code: {code}; Request ID: "
    )
    assert any(f"failed Reason: {why}" in message for message in eb.errors(made))
    assert eb.world.describe(arn)["InUseBy"] == []


def test_one_that_is_not_there(eb: Beanstalk) -> None:
    """The same, in Elastic Load Balancing's words of terraform-provider-aws#11334."""
    arn = f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/none"
    errors = eb.errors(eb.create(https(arn)))
    assert any(f"Certificate '{arn}' not found" in message for message in errors)


def test_one_that_has_expired(eb: Beanstalk) -> None:
    """An environment that has it keeps it; a new one does not get it."""
    arn = eb.world.issued(NAME)
    made = eb.create(https(arn))
    name, value = eb.world.records(arn)[NAME]
    zone = eb.world.route53.list_hosted_zones()["HostedZones"][0]["Id"]
    eb.world.change(zone, delete(name, "CNAME", value))
    clock.advance(timedelta(days=200))
    assert eb.shown(made)["Status"] == "Ready"
    assert eb.errors(eb.create(https(arn), "other"))


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        (
            listener(Protocol="HTTPS"),
            r"A certificate must be specified for HTTPS listeners .*Code: ValidationError",
        ),
        (
            listener(Protocol="HTTPS", SSLCertificateArns="ARN", SSLPolicy=""),
            r"An SSL policy must be specified for HTTPS listeners .*Code: ValidationError",
        ),
        (
            listener(SSLCertificateArns="ARN"),
            r"A certificate or a security policy cannot be specified for HTTP listeners",
        ),
        (
            listener(Protocol="HTTPS", SSLCertificateArns="ARN,ARN"),
            r"Up to '1' certificate ARNs can be specified, but '2' were specified",
        ),
        (
            listener("default", Protocol="HTTPS"),
            r"A certificate must be specified for HTTPS listeners",
        ),
    ],
)
def test_what_elastic_load_balancing_refuses(eb: Beanstalk, settings: Settings, words: str) -> None:
    """cloudposse/terraform-aws-elastic-beanstalk-environment#81, the empty policy; elbv2's own."""
    arn = eb.world.issued(NAME)
    given = {key: value.replace("ARN", arn) for key, value in settings.items()}
    errors = eb.errors(eb.create(APPLICATION | given))
    assert any(re.search(words, message) for message in errors)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"SSLCertificateId": ""}, "Secure Listeners need to specify a SSLCertificateId"),
        ({"InstanceProtocol": "TCP"}, "are of different layers"),
    ],
)
def test_what_a_classic_one_refuses(eb: Beanstalk, options: dict[str, str], words: str) -> None:
    """Guide, InstanceProtocol: "the same internet protocol layer"; elb's own words."""
    errors = eb.errors(eb.create(classic(eb.world.issued(NAME), **options)))
    assert any(words in message for message in errors)


@pytest.mark.parametrize(
    "settings",
    [
        {("aws:elbv2:listener:443", "ListenerEnabled"): "false"},
        {(ENVIRONMENT, "EnvironmentType"): "SingleInstance"},
        {
            (ENVIRONMENT, "LoadBalancerIsShared"): "true",
            ("aws:elbv2:loadbalancer", "SharedLoadBalancer"): (
                f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/app/web/0123456789abcdef"
            ),
        },
    ],
    ids=["disabled", "single instance", "shared"],
)
def test_a_listener_that_is_not_built_uses_nothing(eb: Beanstalk, settings: Settings) -> None:
    """Guide: of a shared one "you can specify only the Rule option"."""
    arn = eb.world.issued(NAME)
    made = eb.create(https(arn) | settings)
    assert eb.errors(made) == []
    assert eb.world.describe(arn)["InUseBy"] == []


def test_settings_of_another_type_mean_nothing(eb: Beanstalk) -> None:
    """They are kept, and no listener is built of them."""
    arn = eb.world.issued(NAME)
    made = eb.create(APPLICATION | classic(arn))
    assert eb.errors(made) == []
    assert eb.world.describe(arn)["InUseBy"] == []
    assert eb.settings()["aws:elb:listener:443", "SSLCertificateId"] == arn


def test_a_certificate_of_two_ports_is_used_once(eb: Beanstalk) -> None:
    """ACM's InUseBy names resources, not listeners."""
    arn = eb.world.issued(NAME)
    other = listener("8443", Protocol="HTTPS", SSLCertificateArns=arn)
    eb.create(https(arn) | other)
    assert len(eb.world.describe(arn)["InUseBy"]) == 1
