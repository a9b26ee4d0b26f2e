"""Who uses a certificate: what serves the custom domain names."""

from __future__ import annotations

from acm_sandbox.aws.apigateway.facts import AWS_ACCOUNT
from unit.sandbox.aws.apigateway.support import NAME, VIRGINIA, Gateway, configuration
from unit.sandbox.aws.support import HOME, refused


def test_a_regional_one_is_served_by_load_balancers_of_aws(gateway: Gateway) -> None:
    """anomalyco/sst#5462: three, of another account, whatever the interface was."""
    arn = gateway.world.issued("*.example.com")
    gateway.regional(arn)
    users = gateway.world.describe(arn)["InUseBy"]
    assert len(users) == 3
    where = f"arn:aws:elasticloadbalancing:{HOME}:{AWS_ACCOUNT}:loadbalancer/app/prod-"
    assert all(user.startswith(where) for user in users)
    gateway.http_name(arn, "http.example.com")
    assert len(gateway.world.describe(arn)["InUseBy"]) == 6


def test_an_edge_optimized_one_is_served_by_a_distribution_of_aws(gateway: Gateway) -> None:
    """amplify-education/serverless-domain-manager#32."""
    arn = gateway.world.issued(NAME, region=VIRGINIA)
    gateway.edge(arn)
    (user,) = gateway.world.describe(arn)["InUseBy"]
    assert user.startswith(f"arn:aws:cloudfront::{AWS_ACCOUNT}:distribution/E")


def test_it_is_right_after_every_change(gateway: Gateway) -> None:
    """ACM's API model, InUseBy and ResourceInUseException."""
    old, new = gateway.world.issued(NAME), gateway.world.issued("*.example.com")
    acm = gateway.world.acm()
    gateway.regional(old)
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=old)
    users = gateway.world.describe(old)["InUseBy"]
    gateway.patch(regionalCertificateArn=new)
    assert gateway.world.describe(old)["InUseBy"] == []
    assert gateway.world.describe(new)["InUseBy"] == users
    gateway.v2.update_domain_name(DomainName=NAME, DomainNameConfigurations=[configuration(old)])
    assert gateway.world.describe(new)["InUseBy"] == []
    acm.delete_certificate(CertificateArn=new)
    gateway.v1.delete_domain_name(domainName=NAME)
    acm.delete_certificate(CertificateArn=old)
