"""What a test lets go wrong, and what AWS answers then."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.settings import Settings
from unit.sandbox.aws.support import ACCOUNT, impatient, refused

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World

OFF = "ap-east-1"
USER = f"arn:aws:sts::{ACCOUNT}:user/moto"


class TestDeny:
    """No permission."""

    def test_in_one_region_only(self, world: World) -> None:
        """Such as a service control policy does."""
        world.server.faults.deny("acm:ListCertificates", region="us-east-1")
        world.acm().list_certificates()
        world.acm("us-east-1").request_certificate(DomainName="example.com", ValidationMethod="DNS")
        with refused("AccessDeniedException"):
            world.acm("us-east-1").list_certificates()

    def test_a_role_that_cannot_be_assumed(self, world: World) -> None:
        """The words of elastic/cloudbeat#2331, 403."""
        role = "arn:aws:iam::222222222222:role/audit"
        world.server.faults.deny("sts:AssumeRole", resource=role)
        with refused(
            "AccessDenied",
            f"User: {USER} is not authorized to perform: sts:AssumeRole on resource: {role}",
        ):
            world.sts.assume_role(RoleArn=role, RoleSessionName="audit")
        world.sts.assume_role(
            RoleArn="arn:aws:iam::333333333333:role/audit", RoleSessionName="audit"
        )
        world.server.faults.clear()
        world.sts.assume_role(RoleArn=role, RoleSessionName="audit")

    def test_in_one_account_only(self, world: World) -> None:
        """The account is the caller's."""
        role = "arn:aws:iam::222222222222:role/audit"
        key = world.sts.assume_role(RoleArn=role, RoleSessionName="audit")["Credentials"]
        world.server.faults.deny("acm:*", account="222222222222")
        world.acm().list_certificates()
        with pytest.raises(ClientError, match="assumed-role/audit/audit is not authorized"):
            world.client("acm", key=key["AccessKeyId"]).list_certificates()

    def test_a_call_that_was_denied_did_nothing_and_counts(self, world: World) -> None:
        """AWS counts it against the rate as well."""
        world.server.faults.deny("acm:RequestCertificate")
        with refused("AccessDeniedException"):
            world.request("example.com")
        assert world.acm().list_certificates()["CertificateSummaryList"] == []
        assert world.calls()["acm:RequestCertificate eu-west-1"] == 1


class TestThrottle:
    """Too many calls."""

    def test_the_next_calls(self, world: World) -> None:
        """Just so many, and only those meant."""
        acm = impatient(world, "acm")
        world.server.faults.throttle("acm:ListCertificates", calls=2)
        acm.request_certificate(DomainName="example.com", ValidationMethod="DNS")
        for _ in range(2):
            with pytest.raises(ClientError, match="ThrottlingException"):
                acm.list_certificates()
        acm.list_certificates()

    def test_sdks_try_again(self, world: World) -> None:
        """An ordinary client of botocore sees nothing of a short throttling."""
        world.server.faults.throttle("acm:ListCertificates", calls=1)
        world.acm().list_certificates()
        assert world.calls()["acm:ListCertificates eu-west-1"] == 2

    def test_a_rate(self, world: World) -> None:
        """ACM guide, "API rate quotas": for each operation, account and region by itself."""
        acm, other = impatient(world, "acm"), impatient(world, "acm", "us-east-1")
        world.server.faults.throttle("acm:*", per_second=1 / 3600)
        acm.list_certificates()
        with pytest.raises(ClientError, match="ThrottlingException"):
            acm.list_certificates()
        other.list_certificates()
        acm.search_certificates()
        clock.advance(timedelta(hours=1))
        acm.list_certificates()
        with pytest.raises(ClientError, match="ThrottlingException"):
            acm.list_certificates()
        # Time that passed unused is not saved up beyond a burst.
        clock.advance(timedelta(hours=10))
        acm.list_certificates()
        with pytest.raises(ClientError, match="ThrottlingException"):
            acm.list_certificates()

    def test_a_burst_is_one_seconds_worth(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """ACM guide, "API rate quotas": 10 requests per second."""
        acm = impatient(world, "acm")
        moment = clock.now()
        monkeypatch.setattr(clock, "now", lambda: moment)  # time stands still
        world.server.faults.throttle("acm:ListCertificates", per_second=10)
        for _ in range(10):
            acm.list_certificates()
        with pytest.raises(ClientError, match="ThrottlingException"):
            acm.list_certificates()

    def test_a_reset_ends_it(self, world: World) -> None:
        """The next test begins with an AWS that works."""
        world.server.faults.throttle("acm:*", calls=100)
        world.server.faults.deny("acm:*")
        world.server.reset()
        world.acm().list_certificates()


class TestRegionOff:
    """A region that the account has not opted in to."""

    @pytest.fixture(autouse=True)
    def off(self, world: World) -> None:
        """Switch one off."""
        world.server.reset(Settings(regions_off=frozenset({OFF})))

    def test_other_regions_work(self, world: World) -> None:
        """Those that need an opt-in, too."""
        world.acm("eu-south-1").list_certificates()
        world.acm("us-east-1").list_certificates()

    def test_ec2_tells(self, world: World) -> None:
        """EC2's API model: "the Regions that are enabled for your account"."""
        listed = {
            region["RegionName"]: region["OptInStatus"]
            for region in world.client("ec2").describe_regions()["Regions"]
        }
        assert OFF not in listed
        assert listed["eu-south-1"] == "opted-in"
        assert listed["eu-west-1"] == "opt-in-not-required"


@pytest.mark.parametrize("action", ["acm:ListCertificate", "ACM:*", "elasticloadbalancing:*", "*x"])
def test_an_action_that_there_is_not(world: World, action: str) -> None:
    """It would never match, and the test would prove nothing."""
    with pytest.raises(ValueError, match="is no action of the local AWS"):
        world.server.faults.deny(action)


def test_a_throttle_is_by_count_or_by_rate(world: World) -> None:
    """One of the two."""
    with pytest.raises(ValueError, match="either the number of calls or a rate"):
        world.server.faults.throttle("acm:*")
    with pytest.raises(ValueError, match="either the number of calls or a rate"):
        world.server.faults.throttle("acm:*", calls=1, per_second=1)
    with pytest.raises(ValueError, match="per_second is 0"):
        world.server.faults.throttle("acm:*", per_second=0)
