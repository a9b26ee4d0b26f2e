"""The certificates of Classic Load Balancers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from unit.sandbox.aws.balancing import classic_listener
from unit.sandbox.aws.support import ACCOUNT, HOME, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from unit.sandbox.aws.balancing import Balancing


def test_a_secure_listener_needs_one(lb: Balancing) -> None:
    """API model, Listener.SSLCertificateId; the words are AWS's, as users report them."""
    with refused(
        "InvalidConfigurationRequest", "Secure Listeners need to specify a SSLCertificateId"
    ):
        lb.classic(Listeners=[classic_listener(None, Protocol="HTTPS")])


def test_a_plain_one_takes_none(lb: Balancing) -> None:
    """The provider refuses it too: "only when protocol is 'https' or 'ssl'"."""
    listener = classic_listener(lb.world.issued("example.com"), Protocol="HTTP")
    with refused("InvalidConfigurationRequest"):
        lb.classic(Listeners=[listener])


def _none(_: Balancing) -> str:
    return f"arn:aws:acm:{HOME}:{ACCOUNT}:certificate/none"


def _pending(lb: Balancing) -> str:
    return lb.world.request("example.com")


def _elsewhere(lb: Balancing) -> str:
    return lb.world.issued("example.com", region="us-east-1")


def _no_arn(_: Balancing) -> str:
    return "example.com"


@pytest.mark.parametrize("given", [_none, _pending, _elsewhere, _no_arn])
def test_what_cannot_be_served_is_not_found(
    lb: Balancing, given: Callable[[Balancing], str]
) -> None:
    """API model, CertificateNotFoundException, the only one; the provider retries on the words."""
    arn = given(lb)
    message = f"Server Certificate not found for the key: {arn}"
    with refused("CertificateNotFound", message):
        lb.classic(arn)
    name = lb.classic(lb.world.issued("example.org"))
    with refused("CertificateNotFound", message):
        lb.elb.create_load_balancer_listeners(
            LoadBalancerName=name, Listeners=[classic_listener(arn, LoadBalancerPort=8443)]
        )
    with refused("CertificateNotFound", message):
        _set(lb, name, 443, arn)


def test_iam_server_certificates_are_refused_by_name(lb: Balancing) -> None:
    """AWS takes them; the sandbox has none."""
    arn = f"arn:aws:iam::{ACCOUNT}:server-certificate/old"
    with refused("NotInTheSandbox", f"the sandbox has no IAM server certificate {arn}"):
        lb.classic(arn)


@pytest.mark.parametrize(
    ("algorithm", "accepted"),
    [
        ("RSA_1024", True),
        ("RSA_2048", True),
        ("RSA_3072", True),
        ("RSA_4096", False),
        ("EC_prime256v1", False),
        ("EC_secp384r1", False),
    ],
)
def test_keys(lb: Balancing, algorithm: str, accepted: bool) -> None:
    """Classic guide, "SSL/TLS certificates for Classic Load Balancers"."""
    certificate = lb.with_key(algorithm)
    if accepted:
        lb.classic(certificate)
        return
    with refused("CertificateNotFound"):
        lb.classic(certificate)


def test_changing_a_certificate_in_place(lb: Balancing) -> None:
    """API model, SetLoadBalancerListenerSSLCertificate."""
    old, new = lb.world.issued("old.example.com"), lb.world.issued("new.example.com")
    name = lb.classic(Listeners=[classic_listener(old), classic_listener(None)])
    user = f"arn:aws:elasticloadbalancing:{HOME}:{ACCOUNT}:loadbalancer/{name}"
    assert lb.world.describe(old)["InUseBy"] == [user]
    _set(lb, name, 443, new)
    assert _certificates(lb, name) == {443: new, 80: None}
    assert lb.world.describe(old)["InUseBy"] == []
    assert lb.world.describe(new)["InUseBy"] == [user]
    with refused(
        "ListenerNotFound", f"Load Balancer named {name} does not have a listener on port 8443"
    ):
        _set(lb, name, 8443, new)
    with refused("InvalidConfigurationRequest"):
        _set(lb, name, 80, new)


def test_changing_a_certificate_as_the_provider_does(lb: Balancing) -> None:
    """resourceLoadBalancerUpdate: the listener is deleted and created: there is a gap."""
    old, new = lb.world.issued("old.example.com"), lb.world.issued("new.example.com")
    name = lb.classic(old)
    lb.elb.delete_load_balancer_listeners(LoadBalancerName=name, LoadBalancerPorts=[443])
    assert lb.world.describe(old)["InUseBy"] == []
    lb.elb.create_load_balancer_listeners(LoadBalancerName=name, Listeners=[classic_listener(new)])
    assert _certificates(lb, name) == {443: new}


def test_a_deleted_load_balancer_frees_its_certificates(lb: Balancing) -> None:
    """API model of ACM, InUseBy."""
    certificate = lb.world.issued("example.com")
    name = lb.classic(certificate)
    with refused("ResourceInUseException"):
        lb.world.acm().delete_certificate(CertificateArn=certificate)
    lb.elb.delete_load_balancer(LoadBalancerName=name)
    lb.world.acm().delete_certificate(CertificateArn=certificate)


def _set(lb: Balancing, name: str, port: int, arn: str) -> None:
    lb.elb.set_load_balancer_listener_ssl_certificate(
        LoadBalancerName=name, LoadBalancerPort=port, SSLCertificateId=arn
    )


def _certificates(lb: Balancing, name: str) -> dict[int, str | None]:
    listeners: list[dict[str, Any]] = [
        item["Listener"] for item in lb.described(name)["ListenerDescriptions"]
    ]
    return {item["LoadBalancerPort"]: item.get("SSLCertificateId") for item in listeners}
