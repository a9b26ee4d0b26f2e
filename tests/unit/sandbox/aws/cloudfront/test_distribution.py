"""How a change reaches the edge."""

from __future__ import annotations

from datetime import timedelta

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.cloudfront.support import Cdn, config, serving
from unit.sandbox.aws.support import refused

NAME = "www.example.com"
MINUTES = 5.0


def test_the_answer_to_a_change_is_that_it_is_in_progress(cdn: Cdn) -> None:
    """API model, Distribution.Status; without a delay it is deployed at the next look."""
    made = cdn.client.create_distribution(DistributionConfig=config())["Distribution"]
    assert made["Status"] == "InProgress"
    assert cdn.shown(made["Id"])["Status"] == "Deployed"
    assert cdn.update(made["Id"], Comment="new")["Distribution"]["Status"] == "InProgress"


def test_it_can_take_time(cdn: Cdn) -> None:
    """A setting; a disabled one that is not deployed yet cannot be deleted (provider)."""
    cdn.world.server.reset(Settings(deployment_delay=MINUTES * 60))
    made = cdn.create(Enabled=False)
    assert cdn.shown(made)["Status"] == "InProgress"
    with refused("DistributionNotDisabled"):
        cdn.delete(made)
    clock.advance(timedelta(minutes=MINUTES))
    assert cdn.shown(made)["Status"] == "Deployed"
    cdn.delete(made)


def test_a_replaced_certificate_is_in_use_until_then(cdn: Cdn) -> None:
    """The provider's certificate.go retries the deletion for 20 minutes because of it."""
    cdn.world.server.reset(Settings(deployment_delay=MINUTES * 60))
    old, new = cdn.certificate(NAME), cdn.certificate("example.com", NAME)
    made = cdn.create(NAME, ViewerCertificate=serving(old))
    clock.advance(timedelta(minutes=MINUTES))
    cdn.update(made, ViewerCertificate=serving(new))
    acm = cdn.world.acm("us-east-1")
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=old)
    clock.advance(timedelta(minutes=MINUTES))
    acm.delete_certificate(CertificateArn=old)
    with refused("ResourceInUseException"):
        acm.delete_certificate(CertificateArn=new)
