"""The certificates of listeners: which are taken, the default and the list, and who uses them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings, current
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.balancing import Balancing

KINDS = ["application", "network"]
UNSUPPORTED = (
    "The certificate '{}' must have a fully-qualified domain name, a supported signature, and a "
    "supported key size."
)


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_certificate(lb: Balancing, kind: str) -> None:
    """The words of pulumi/pulumi#15712."""
    protocol = {"application": "HTTPS", "network": "TLS"}[kind]
    message = f"A certificate must be specified for {protocol} listeners"
    with refused("ValidationError", message):
        lb.listener(lb.load_balancer(kind), None, Protocol=protocol)


def test_a_plain_listener_takes_none(lb: Balancing) -> None:
    """API model, CreateListener.Certificates: [HTTPS and TLS listeners]."""
    certificate = lb.world.issued("example.com")
    with refused("ValidationError"):
        lb.listener(lb.load_balancer(), certificate, Protocol="HTTP")
    plain = lb.listener(lb.load_balancer(), None, Port=80)
    with refused("ValidationError"):
        lb.add(plain, certificate)


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_is_not_there(lb: Balancing, kind: str) -> None:
    """API model, CertificateNotFoundException; the words of terraform-provider-aws#11334."""
    arn = f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/none"
    message = f"Certificate '{arn}' not found"
    with refused("CertificateNotFound", message):
        lb.listener(lb.load_balancer(kind), arn)
    listener = lb.listener(lb.load_balancer(kind), lb.world.issued("example.com"))
    with refused("CertificateNotFound", message):
        lb.add(listener, arn)
    with refused("CertificateNotFound", message):
        lb.default(listener, arn)


@pytest.mark.parametrize("kind", KINDS)
def test_one_that_is_not_issued(lb: Balancing, kind: str) -> None:
    """UnsupportedCertificate: hashicorp/terraform-provider-aws#26245, DataBiosphere/azul#8321."""
    pending = lb.world.request("example.org")
    with refused("UnsupportedCertificate", UNSUPPORTED.format(pending)):
        lb.listener(lb.load_balancer(kind), pending)
    listener = lb.listener(lb.load_balancer(kind), lb.world.issued("example.com"))
    with refused("UnsupportedCertificate", UNSUPPORTED.format(pending)):
        lb.add(listener, pending)
    with refused("UnsupportedCertificate", UNSUPPORTED.format(pending)):
        lb.default(listener, pending)


def test_one_that_has_expired(lb: Balancing) -> None:
    """The same error: it is no longer ISSUED."""
    expired = lb.world.issued("example.com")
    clock.advance(timedelta(days=200))
    with refused("UnsupportedCertificate", UNSUPPORTED.format(expired)):
        lb.listener(lb.load_balancer(), expired)


@pytest.mark.parametrize("kind", KINDS)
def test_one_of_another_region(lb: Balancing, kind: str) -> None:
    """The words of kubernetes-sigs/aws-load-balancer-controller#2754."""
    elsewhere = lb.world.issued("example.com", region="us-east-1")
    with refused("ValidationError", f"Certificate ARN '{elsewhere}' is not valid"):
        lb.listener(lb.load_balancer(kind), elsewhere)


def test_what_is_no_certificate(lb: Balancing) -> None:
    """The words of kubernetes-sigs/aws-load-balancer-controller#2552."""
    with refused("ValidationError", "Certificate ARN 'example.com' is not valid"):
        lb.listener(lb.load_balancer(), "example.com")


def test_iam_server_certificates_are_refused_by_name(lb: Balancing) -> None:
    """AWS takes them; the sandbox has none."""
    arn = f"arn:aws:iam::{ACCOUNT}:server-certificate/old"
    with refused("NotInTheSandbox", f"the sandbox has no IAM server certificate {arn}"):
        lb.listener(lb.load_balancer(), arn)


@pytest.mark.parametrize(
    ("kind", "algorithm", "accepted"),
    [
        ("application", "RSA_1024", False),
        ("application", "RSA_2048", True),
        ("application", "RSA_3072", True),
        ("application", "RSA_4096", True),
        ("application", "EC_prime256v1", True),
        ("application", "EC_secp384r1", True),
        ("application", "EC_secp521r1", True),
        ("network", "RSA_1024", True),
        ("network", "RSA_2048", True),
        ("network", "RSA_3072", True),
        ("network", "RSA_4096", False),
        ("network", "EC_prime256v1", True),
        ("network", "EC_secp384r1", True),
        ("network", "EC_secp521r1", True),
    ],
)
def test_keys(lb: Balancing, kind: str, algorithm: str, accepted: bool) -> None:
    """ALB guide, "SSL certificates"; NLB guide, "Server certificates"."""
    certificate = lb.with_key(algorithm)
    if accepted:
        lb.listener(lb.load_balancer(kind), certificate)
        return
    with refused("UnsupportedCertificate", UNSUPPORTED.format(certificate)):
        lb.listener(lb.load_balancer(kind), certificate)


def test_one_at_a_time(lb: Balancing) -> None:
    """The words of aws/aws-cdk#3757."""
    certificates = [
        {"CertificateArn": lb.world.issued(name)} for name in ("example.com", "example.org")
    ]
    message = "Up to '1' certificate ARNs can be specified, but '2' were specified"
    with refused("TooManyCertificates", message):
        lb.listener(lb.load_balancer(), None, Protocol="HTTPS", Certificates=certificates)
    listener = lb.listener(lb.load_balancer(), certificates[0]["CertificateArn"])
    with refused("TooManyCertificates", message):
        lb.elbv2.modify_listener(ListenerArn=listener, Certificates=certificates)
    with refused("TooManyCertificates", message):
        lb.elbv2.add_listener_certificates(ListenerArn=listener, Certificates=certificates)
    with refused("ValidationError", "A certificate must be specified"):
        lb.elbv2.add_listener_certificates(ListenerArn=listener, Certificates=[])


def test_which_is_the_default_is_not_said(lb: Balancing) -> None:
    """The words of boto/boto3#1601."""
    certificates = [{"CertificateArn": lb.world.issued("example.com"), "IsDefault": True}]
    with refused("ValidationError", "You cannot set the isDefault parameter for a certificate."):
        lb.listener(lb.load_balancer(), None, Protocol="HTTPS", Certificates=certificates)


def test_the_default_is_not_in_the_list(lb: Balancing) -> None:
    """API model, DescribeListenerCertificates; ALB guide: of an API's listener it is empty."""
    default, more = lb.world.issued("example.com"), lb.world.issued("example.org")
    listener = lb.listener(lb.load_balancer(), default)
    assert lb.certificates(listener) == [(default, True)]
    lb.add(listener, more)
    assert lb.certificates(listener) == [(default, True), (more, False)]
    shown = lb.elbv2.describe_listeners(ListenerArns=[listener])["Listeners"][0]
    assert shown["Certificates"] == [{"CertificateArn": default}]


def test_the_default_may_be_in_the_list_too(lb: Balancing) -> None:
    """ALB guide, "Add certificates to the certificate list"; shown twice: Netflix/lemur#4507."""
    default = lb.world.issued("example.com")
    listener = lb.listener(lb.load_balancer(), default)
    lb.add(listener, default)
    assert lb.certificates(listener) == [(default, True), (default, False)]


def test_adding_twice_is_adding_once(lb: Balancing) -> None:
    """API model, AddListenerCertificates: "the call is successful but ... not added again"."""
    more = lb.world.issued("example.org")
    listener = lb.listener(lb.load_balancer(), lb.world.issued("example.com"))
    lb.add(listener, more)
    lb.add(listener, more)
    assert lb.certificates(listener)[1:] == [(more, False)]


def test_removing(lb: Balancing) -> None:
    """API model, RemoveListenerCertificates; what is not there is removed already."""
    default, more = lb.world.issued("example.com"), lb.world.issued("example.org")
    listener = lb.listener(lb.load_balancer(), default)
    lb.add(listener, more)
    lb.remove(listener, more)
    lb.remove(listener, more)
    assert lb.certificates(listener) == [(default, True)]


@pytest.mark.parametrize("listed", [False, True])
def test_the_default_cannot_be_removed(lb: Balancing, listed: bool) -> None:
    """API model, OperationNotPermittedException; in the list too: listener_certificate.go."""
    default = lb.world.issued("example.com")
    listener = lb.listener(lb.load_balancer(), default)
    if listed:
        lb.add(listener, default)
    with refused("OperationNotPermitted", "Default certificate cannot be removed"):
        lb.remove(listener, default)


def test_a_new_default_leaves_the_list_alone(lb: Balancing) -> None:
    """ALB guide, "Replace the default certificate": ModifyListener; moto drops the list."""
    old, new, more = (lb.world.issued(f"{name}.example.com") for name in ("old", "new", "more"))
    listener = lb.listener(lb.load_balancer(), old)
    lb.add(listener, more)
    lb.default(listener, new)
    assert lb.certificates(listener) == [(new, True), (more, False)]
    assert lb.world.describe(old)["InUseBy"] == []
    lb.world.acm().delete_certificate(CertificateArn=old)


def test_a_replaced_default_may_be_kept(lb: Balancing) -> None:
    """As hashicorp/terraform-provider-aws#8620 and #25652 have it, if a test asks for that."""
    current.value = Settings(keeps_replaced_default=True)
    old, new = lb.world.issued("old.example.com"), lb.world.issued("new.example.com")
    listener = lb.listener(lb.load_balancer(), old)
    lb.default(listener, old)
    assert lb.certificates(listener) == [(old, True)]
    lb.default(listener, new)
    assert lb.certificates(listener) == [(new, True), (old, False)]
    with refused("ResourceInUseException"):
        lb.world.acm().delete_certificate(CertificateArn=old)
    lb.default(listener, old)
    assert lb.certificates(listener) == [(old, True), (old, False), (new, False)]
    lb.remove(listener, new)
    lb.world.acm().delete_certificate(CertificateArn=new)


def test_an_old_default_that_is_listed_stays_listed(lb: Balancing) -> None:
    """hashicorp/terraform-provider-aws#8620: the console lists the default, the API does not."""
    old, new = lb.world.issued("old.example.com"), lb.world.issued("new.example.com")
    balancer = lb.load_balancer()
    listener = lb.listener(balancer, old)
    lb.add(listener, old)
    lb.default(listener, new)
    assert lb.certificates(listener) == [(new, True), (old, False)]
    assert lb.world.describe(old)["InUseBy"] == [balancer]
    with refused("ResourceInUseException"):
        lb.world.acm().delete_certificate(CertificateArn=old)


def test_a_listed_one_becomes_the_default(lb: Balancing) -> None:
    """It stays in the list; so it cannot be removed from there until another is the default."""
    first, second = lb.world.issued("one.example.com"), lb.world.issued("two.example.com")
    listener = lb.listener(lb.load_balancer(), first)
    lb.add(listener, second)
    lb.default(listener, second)
    assert lb.certificates(listener) == [(second, True), (second, False)]
    lb.default(listener, first)
    lb.remove(listener, second)
    assert lb.certificates(listener) == [(first, True)]


@pytest.mark.parametrize("kind", KINDS)
def test_25_without_the_default(lb: Balancing, kind: str) -> None:
    """Quotas L-9365A611 and L-52964454: of a load balancer with all its listeners."""
    default = lb.world.issued("example.com")
    balancer = lb.load_balancer(kind)
    first = lb.listener(balancer, default)
    second = lb.listener(balancer, default, Port=8443)
    lb.add(first, default)  # a default in the list does not count
    zone = lb.world.zone("example.org")
    listed = [lb.world.request(f"n{number}.example.org") for number in range(26)]
    for number, arn in enumerate(listed):
        lb.world.prove(arn, zone)
        listener = first if number % 2 else second
        if number < 25:
            lb.add(listener, arn)
            continue
        with refused(
            "TooManyCertificates",
            "You've reached the limit on the number of certificates per load balancer",
        ):
            lb.add(listener, arn)
    lb.add(first, listed[1])  # is there already
    lb.remove(first, listed[1])
    lb.add(first, listed[25])


def test_pages(lb: Balancing) -> None:
    """API model, DescribeListenerCertificates.PageSize; the provider asks for 400."""
    listener = lb.listener(lb.load_balancer(), lb.world.issued("example.com"))
    lb.add(listener, lb.world.issued("example.org"))
    pages = lb.elbv2.get_paginator("describe_listener_certificates").paginate(
        ListenerArn=listener, PaginationConfig={"PageSize": 1}
    )
    assert [page["Certificates"][0]["IsDefault"] for page in pages] == [True, False]


def test_who_uses_a_certificate(lb: Balancing) -> None:
    """API model of ACM, InUseBy: the load balancers, each once; all is free when they are gone."""
    default, more = lb.world.issued("example.com"), lb.world.issued("example.org")
    balancers = [lb.load_balancer(kind) for kind in KINDS]
    for balancer in balancers:
        listener = lb.listener(balancer, default)
        lb.add(listener, more)
        lb.add(listener, default)
    for arn in (default, more):
        detail = lb.world.describe(arn)
        assert (detail["InUseBy"], detail["RenewalEligibility"]) == (balancers, "ELIGIBLE")
    summaries = lb.world.acm().list_certificates()["CertificateSummaryList"]
    assert [summary["InUse"] for summary in summaries] == [True, True]

    for balancer in balancers:
        lb.elbv2.delete_load_balancer(LoadBalancerArn=balancer)
    for arn in (default, more):
        assert lb.world.describe(arn)["InUseBy"] == []
        lb.world.acm().delete_certificate(CertificateArn=arn)


def test_a_deleted_listener_frees_its_certificates(lb: Balancing) -> None:
    """API model of ACM, InUseBy."""
    default = lb.world.issued("example.com")
    listener = lb.listener(lb.load_balancer(), default)
    with refused("ResourceInUseException"):
        lb.world.acm().delete_certificate(CertificateArn=default)
    lb.elbv2.delete_listener(ListenerArn=listener)
    lb.world.acm().delete_certificate(CertificateArn=default)
