"""Inventories made by hand: a healthy one, and each fault that an audit finds, once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from pulumi_acm.audit.evidence import Seen, domains_of
from pulumi_acm.audit.judging import ProbeByArn, SeenByArn, audit
from pulumi_acm.audit.model import (
    Attachment,
    Audit,
    Certificate,
    Detail,
    Gap,
    Inventory,
    Quota,
    Record,
    Scope,
    Severity,
    Validation,
    Zone,
)
from support.audits import ACCOUNT, REGIONS, TAKEN, certificate

TODAY: Final = TAKEN.date()
ZONE: Final = Zone(ACCOUNT, "Z1", "example.com")
RIGHT: Final = Seen("right", "hosted zone example.com (Z1)")
MISSING: Final = replace(RIGHT, state="missing")


def made(number: int, *names: str, days: int = 100, **fields: Any) -> Certificate:
    """Return a certificate that is in use and renews by DNS, or what else its fields say."""
    region = fields.pop("region", "eu-west-1")
    account = fields.pop("account", ACCOUNT)
    plain = certificate(number, *names, region=region, days=days, account=account)
    created = TAKEN - timedelta(days=60)
    return replace(plain, **{"status": "ISSUED", "created_at": created, **fields})


def imported(number: int, *names: str, **fields: Any) -> Certificate:
    """Return one that was imported."""
    own = {
        "type": "IMPORTED",
        "renewal_eligibility": "INELIGIBLE",
        "validation_method": None,
        "imported_at": TAKEN - timedelta(days=60),
    }
    return made(number, *names, **{**own, **fields})


def unused(number: int, *names: str, **fields: Any) -> Certificate:
    """Return one that nothing uses."""
    return made(number, *names, **{"in_use": False, "renewal_eligibility": "INELIGIBLE", **fields})


def by_email(number: int, *names: str, **fields: Any) -> Certificate:
    """Return one that was validated by email."""
    return made(number, *names, **{"validation_method": "EMAIL", **fields})


def balanced(
    number: int, of: Certificate, *hosts: str, default: bool = True, **fields: Any
) -> Attachment:
    """Return a listener of an Application Load Balancer that has a certificate."""
    service = f"arn:aws:elasticloadbalancing:{of.region}:{of.account}"
    plain = Attachment(
        certificate_arn=of.arn,
        account=of.account,
        region=of.region,
        service="Application Load Balancer",
        resource=f"{service}:listener/app/web-{number}/50dc6c495c0c9188/f2f7dc8efc522ab2",
        label=f"web-{number}:443",
        default=default,
        hosts=hosts,
    )
    return replace(plain, **fields)


def distributed(number: int, of: Certificate | None, *aliases: str) -> Attachment:
    """Return a distribution; without a certificate it has one that is not of ACM."""
    return Attachment(
        certificate_arn=of.arn if of else "",
        account=ACCOUNT,
        region=None,
        service="CloudFront",
        resource=f"arn:aws:cloudfront::{ACCOUNT}:distribution/E{number}",
        label=f"E{number} ({aliases[0]})",
        hosts=aliases,
    )


def record(domain: str) -> Record:
    """Return the validation record of a name."""
    return Record(ACCOUNT, "Z1", "example.com", f"_x1.{domain}", "_y1.zzz.acm-validations.aws", 300)


def healthy() -> Inventory:
    """Return an inventory of which every certificate is there in a year."""
    site = made(1, "example.com", "www.example.com")
    cdn = made(2, "example.com", "*.example.com", region="us-east-1")
    certificates = (
        site,
        cdn,
        made(3, "api.example.com", key_algorithm="EC_prime256v1"),
        imported(4, "shop.example.com", days=90),
        made(5, "int.example.com", type="PRIVATE", validation_method=None, days=300),
        made(6, "away.example.com", in_use=False, exported=True),
        made(7, "tenant.example.com", validation_method="HTTP", managed_by="CLOUDFRONT"),
        made(8, "young.example.com", status="PENDING_VALIDATION", not_after=None, in_use=False),
    )
    return Inventory(
        taken_at=TAKEN,
        accounts=(ACCOUNT,),
        regions=REGIONS,
        # The last one was requested an hour ago.
        certificates=(
            *certificates[:-1],
            replace(certificates[-1], created_at=TAKEN - timedelta(hours=1)),
        ),
        zones=(ZONE,),
        records=tuple(record(domain) for each in certificates[:3] for domain in domains_of(each)),
        attachments=(
            balanced(1, site, "www.example.com"),
            balanced(1, certificates[2], "www.example.com", default=False),
            distributed(2, cdn, "example.com", "static.example.com"),
        ),
        quotas=(Quota(Scope(ACCOUNT, "eu-west-1"), "L-F141DD1D", "ACM certificates", 2500, 2000),),
    )


@dataclass(frozen=True)
class Fault:
    """What yields one finding, whatever it is added to."""

    code: str
    severity: Severity
    certificates: tuple[Certificate, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    records: tuple[Record, ...] = ()
    quotas: tuple[Quota, ...] = ()
    seen: Mapping[str, Seen] | None = None
    """By name, what was seen of the records of its certificates, if not all is right."""


def faults() -> list[Fault]:
    """Return each kind of finding once."""
    old, new = made(60, "old.example.com"), made(61, "old.example.com", "new.example.com")
    old = replace(old, created_at=TAKEN - timedelta(days=400))
    elsewhere = made(62, "cdn.d.example.com", region="eu-central-1")
    first, second = made(63, "twin.example.com"), made(64, "twin.example.com")
    part, whole = made(65, "a.example.com"), made(66, "a.example.com", "b.example.com")
    narrow = made(67, "narrow.example.com")
    wild = made(68, "c.example.com", "*.c.example.com", region="us-east-1")
    big = made(69, "big.example.com", key_algorithm="RSA_4096")
    attempt = Detail((), (), renewal_reason="CAA_ERROR")
    return [
        Fault("expired", "critical", (made(40, "e.example.com", days=-3, status="EXPIRED"),)),
        Fault("expiring", "high", (imported(41, "f.example.com", days=20),)),
        Fault("not-in-use", "low", (unused(42, "g.example.com"),)),
        Fault(
            "not-eligible", "high", (made(43, "h.example.com", renewal_eligibility="INELIGIBLE"),)
        ),
        Fault(
            "record-missing", "high", (made(44, "i.example.com"),), seen={"i.example.com": MISSING}
        ),
        Fault(
            "record-wrong",
            "high",
            (made(45, "j.example.com"),),
            seen={"j.example.com": replace(RIGHT, state="wrong", found="_z.example.net")},
        ),
        Fault(
            "caa-forbids",
            "high",
            (made(46, "k.example.com"),),
            seen={"k.example.com": replace(RIGHT, caa='k.example.com: 0 issue "other.org"')},
        ),
        Fault("email-approval", "low", (by_email(47, "l.example.com"),)),
        Fault(
            "renewal-pending",
            "medium",
            (made(48, "m.example.com", days=40, renewal_status="PENDING_VALIDATION"),),
        ),
        Fault(
            "renewal-failed",
            "high",
            (made(49, "n.example.com", days=80, renewal_status="FAILED", detail=attempt),),
        ),
        Fault(
            "pending-too-long",
            "medium",
            (
                made(
                    50,
                    "o.example.com",
                    status="PENDING_VALIDATION",
                    in_use=False,
                    not_after=None,
                    created_at=TAKEN - timedelta(hours=30),
                ),
            ),
        ),
        Fault(
            "failed",
            "medium",
            (
                made(
                    51,
                    "p.example.com",
                    status="FAILED",
                    in_use=False,
                    not_after=None,
                    detail=Detail((), (), failure_reason="CAA_ERROR"),
                ),
            ),
        ),
        Fault("revoked", "critical", (made(52, "q.example.com", status="REVOKED"),)),
        Fault("weak-key", "high", (imported(53, "r.example.com", key_algorithm="RSA_1024"),)),
        Fault(
            "key-refused",
            "medium",
            (big,),
            (balanced(69, big, service="Network Load Balancer"),),
        ),
        Fault(
            "not-covering",
            "high",
            (narrow,),
            (balanced(67, narrow, "narrow.example.com", "wide.example.com"),),
        ),
        Fault(
            "replica-missing",
            "medium",
            (elsewhere,),
            (distributed(62, None, "cdn.d.example.com"),),
        ),
        Fault(
            "stale-sni",
            "medium",
            (old, new),
            (balanced(60, new), balanced(60, old, default=False)),
        ),
        Fault("wildcard-unused", "low", (wild,), (distributed(68, wild, "c.example.com"),)),
        Fault("duplicate", "low", (first, second)),
        Fault("overlapping", "low", (part, whole)),
        Fault("orphan-record", "low", records=(record("gone.example.com"),)),
        Fault(
            "quota",
            "medium",
            quotas=(Quota(Scope(ACCOUNT, "us-east-1"), "L-DA1D8B98", "created", 5000, 4500),),
        ),
    ]


def with_faults(inventory: Inventory, added: Iterable[Fault]) -> Inventory:
    """Return an inventory with faults in it."""
    for each in added:
        inventory = replace(
            inventory,
            certificates=(*inventory.certificates, *each.certificates),
            attachments=(*inventory.attachments, *each.attachments),
            records=(*inventory.records, *each.records),
            quotas=(*inventory.quotas, *each.quotas),
        )
    return inventory


def seen_of(inventory: Inventory, faulty: Mapping[str, Seen] | None = None) -> SeenByArn:
    """Return that every validation record is in place, but for those that are named."""
    return {
        each.arn: {domain: (faulty or {}).get(domain, RIGHT) for domain in domains_of(each)}
        for each in inventory.certificates
        if each.type == "AMAZON_ISSUED"
    }


def only(*certificates: Certificate, **fields: Any) -> Inventory:
    """Return an inventory of just these."""
    return replace(Inventory(TAKEN, (ACCOUNT,), REGIONS, certificates=certificates), **fields)


def judged(
    inventory: Inventory,
    seen: SeenByArn | None = None,
    probes: ProbeByArn | None = None,
    today: date = TODAY,
    **more: Any,
) -> Audit:
    """Judge an inventory whose validation records are in place, unless it is said."""
    return audit(inventory, seen_of(inventory) if seen is None else seen, probes, today, **more)


def codes(found: Audit) -> list[str]:
    """Return the codes of what was found."""
    return [each.code for each in found.findings]


def gap(what: str, region: str | None = "eu-west-1", account: str = ACCOUNT) -> Gap:
    """Return something that could not be read."""
    return Gap(Scope(account, region), what, "AccessDenied: no")


def validated(domain: str, status: str | None = None, *addresses: str) -> Validation:
    """Return how a name is validated."""
    return Validation(domain, "EMAIL" if addresses else "DNS", status, addresses=addresses)
