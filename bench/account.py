"""An account to audit: thousands of certificates in four regions, some of them in trouble."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import boto3

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from support import seeding  # what the tests use as well
from support.pem import issue

if TYPE_CHECKING:
    from collections.abc import Sequence

REGIONS: Final = ("eu-west-1", "eu-central-1", "us-east-1", "ap-southeast-2")
PER_LISTENER: Final = 26
"""A default certificate and 25 more, as AWS allows: quotas L-9365A611 and L-52964454."""
QUESTIONS: Final = ("expiring", "unused", "weak key", "no renewal", "no renewal, later")
"""What is asked; the last one is of certificates whose window is months away."""

_OF: Final = 100
"""Among so many certificates, one is of each of these kinds; the others are healthy."""
_LAPSING, _UNUSED, _WEAK, _UNPROVED = range(4)
_IN_WINDOW: Final = timedelta(days=160)
"""An age at which 38 of 198 days are left: the window for renewal is open, since a week."""
_YEAR: Final = (timedelta(days=-1), timedelta(days=365))


@dataclass(frozen=True)
class Account:
    """What there is to be found."""

    certificates: int
    troubled: dict[str, set[str]] = field(default_factory=lambda: {key: set() for key in QUESTIONS})
    """By question: the ARNs."""


def seed(certificates: int, per_listener: int = PER_LISTENER) -> Account:
    """Fill the local AWS of this process, which the environment leads to."""
    route53 = boto3.client("route53", region_name="us-east-1")
    made = route53.create_hosted_zone(Name="example.com", CallerReference="bench")
    zone = made["HostedZone"]["Id"].rpartition("/")[2]
    boto3.client("elbv2", region_name=REGIONS[0]).describe_load_balancers()  # loads its code
    names: list[list[str]] = [[] for _ in range(_OF)]
    for number in range(certificates // len(REGIONS)):
        names[number % _OF].append(f"n{number}.example.com")
    healthy = [name for group in names[_UNPROVED + 1 :] for name in group]
    seeding.records(zone, [*healthy, *names[_UNUSED]])
    account = Account(certificates)
    for region in REGIONS:
        _fill(account, region, names, healthy, per_listener)
    return account


def _fill(
    account: Account,
    region: str,
    names: Sequence[Sequence[str]],
    healthy: Sequence[str],
    per_listener: int,
) -> None:
    lapsing = seeding.certificates(region, names[_LAPSING], age=_IN_WINDOW)
    unused = seeding.certificates(region, names[_UNUSED])
    weak = _imported(region, names[_WEAK])
    unproved = seeding.certificates(region, names[_UNPROVED])
    troubled = account.troubled
    troubled["expiring"].update(lapsing)
    troubled["unused"].update(unused)
    troubled["weak key"].update(weak)
    # The record is missing, nothing uses it, it is an import: ACM will not renew it.
    troubled["no renewal"].update(lapsing, unused, weak)
    troubled["no renewal, later"].update(unproved)
    used = [*lapsing, *weak, *unproved, *seeding.certificates(region, healthy)]
    for start in range(0, len(used), per_listener):
        seeding.listener(region, used[start : start + per_listener], name=f"web-{start}")


def _imported(region: str, names: Sequence[str]) -> list[str]:
    acm = boto3.client("acm", region_name=region)
    arns = []
    for name in names:
        made = issue([name], algorithm="RSA_1024", valid=_YEAR)
        answer = acm.import_certificate(Certificate=made.certificate, PrivateKey=made.private_key)
        arns.append(answer["CertificateArn"])
    return arns
