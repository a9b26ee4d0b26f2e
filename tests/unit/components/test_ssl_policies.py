"""Security policies of load balancers."""

from acm_sandbox.aws.elbv2.policies import PROTOCOLS
from pulumi_acm.attach.listener_specs import SSL_POLICY
from pulumi_acm.ssl_policies import POLICIES, doubt_about


def test_those_of_the_sandbox() -> None:
    """Two lists from AWS's tables, written twice: a slip in one is seen."""
    assert set(PROTOCOLS) == POLICIES


def test_the_default_is_one() -> None:
    """And nothing is said of it."""
    assert doubt_about(SSL_POLICY) is None


def test_doubts() -> None:
    """One that AWS may have added since, with the one that may be meant."""
    assert doubt_about("ELBSecurityPolicy-TLS-1-2-2017-1") == (
        "ssl_policy ELBSecurityPolicy-TLS-1-2-2017-1 is not a security policy of load balancers "
        'that is known here; did you mean "ELBSecurityPolicy-TLS-1-2-2017-01"?'
    )
    assert doubt_about("x") == (
        "ssl_policy x is not a security policy of load balancers that is known here"
    )
