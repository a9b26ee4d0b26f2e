"""An account with thousands of certificates: put into the local AWS, where requests take long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from acm_sandbox.aws.acm.certificate import ISSUED, Certificate
from acm_sandbox.aws.acm.names import validation_record
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.elbv2.listeners import Listener
from acm_sandbox.aws.elbv2.load_balancers import LoadBalancer
from acm_sandbox.aws.install import backend
from acm_sandbox.aws.route53.records import RecordSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acm_sandbox.aws.acm.backend import AcmBackend
    from acm_sandbox.aws.elbv2.backend import ElbV2Backend
    from acm_sandbox.aws.route53.backend import Route53Backend

ACCOUNT = "123456789012"
_AGE = timedelta(days=10)


def certificates(
    region: str, names: Sequence[str], account: str = ACCOUNT, age: timedelta = _AGE
) -> list[str]:
    """Issue a certificate for each name, so long ago; give their ARNs."""
    acm: AcmBackend = backend("acm", account, region, regional=True)  # type: ignore[assignment]
    at = clock.now() - age
    arns = []
    for name in names:
        acm.last_number += 1
        arn = f"arn:aws:acm:{region}:{account}:certificate/{uuid4()}"
        acm.certificates[arn] = Certificate(
            arn=arn,
            account=account,
            number=acm.last_number,
            names=[name],
            key_algorithm="RSA_2048",
            export="DISABLED",
            validation_domains={},
            tags={},
            created_at=at,
            status=ISSUED,
            issued_at=at,
        )
        arns.append(arn)
    return arns


def records(zone: str, names: Sequence[str], account: str = ACCOUNT, of: str = ACCOUNT) -> None:
    """Write the validation records of names into a zone of `account`, for certificates `of`."""
    route53: Route53Backend = backend(  # type: ignore[assignment]
        "route53", account, "us-east-1", regional=False
    )
    for name in names:
        record = validation_record(of, name)
        made = RecordSet(record.name, "CNAME", 300, (record.value,))
        route53.zones[zone].records[made.key] = made


def listener(region: str, arns: Sequence[str], account: str = ACCOUNT, name: str = "many") -> str:
    """Put certificates into one listener of a load balancer, however many; give its ARN."""
    elb: ElbV2Backend = backend("elbv2", account, region, regional=True)  # type: ignore[assignment]
    arn = elb.new_arn(f"loadbalancer/net/{name}/0123456789abcdef")
    elb.load_balancers[arn] = LoadBalancer(
        arn, name, "network", "internet-facing", "ipv4", region, "vpc-1", [], [], {}, {}
    )
    made = Listener(
        arn=f"{arn.replace(':loadbalancer/', ':listener/')}/0123456789abcdef",
        load_balancer=arn,
        load_balancer_type="network",
        protocol="TLS",
        port=443,
        actions=[],
        policy=None,
        certificate=arns[0],
        alpn=[],
        tags={},
        attributes={},
        listed=list(arns[1:]),
    )
    elb.listeners[made.arn] = made
    return made.arn
