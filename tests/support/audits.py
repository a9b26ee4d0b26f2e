"""Audits to show: one that has everything, one full of nasty values, one with very many."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

from pulumi_acm.audit.model import (
    SEVERITIES,
    Attachment,
    Audit,
    Certificate,
    Detail,
    Finding,
    Forecast,
    Gap,
    Inventory,
    Quota,
    Record,
    Scope,
    Validation,
    Zone,
)

ACCOUNT = "123456789012"
REGIONS = ("eu-west-1", "us-east-1", "eu-central-1", "ap-southeast-2")
TAKEN = datetime(2026, 11, 24, 10, 0, tzinfo=timezone.utc)
EMPTY = Audit(
    Inventory(TAKEN, (ACCOUNT,), ("eu-west-1",), calls={"acm:ListCertificates": 1}), (), ()
)


def arn(number: int, region: str = "eu-west-1", account: str = ACCOUNT) -> str:
    """Return the ARN of the certificate of that number."""
    return f"arn:aws:acm:{region}:{account}:certificate/00000000-0000-4000-8000-{number:012}"


def certificate(
    number: int, *names: str, region: str = "eu-west-1", days: int = 100, account: str = ACCOUNT
) -> Certificate:
    """Return one that is in use, and expires in so many days."""
    return Certificate(
        arn=arn(number, region, account),
        account=account,
        region=region,
        names=names,
        status="ISSUED" if days >= 0 else "EXPIRED",
        type="AMAZON_ISSUED",
        key_algorithm="RSA_2048",
        in_use=True,
        exported=False,
        renewal_eligibility="ELIGIBLE",
        validation_method="DNS",
        not_before=TAKEN + timedelta(days=days - 198),
        not_after=TAKEN + timedelta(days=days),
    )


def forecast(of: Certificate, **more: object) -> Forecast:
    """Return that it renews by its record, or what else is said."""
    breaks = of.not_after.date() if of.not_after else None
    starts = breaks - timedelta(days=45) if breaks else None
    return replace(Forecast(of.arn, "renews", (), "dns", starts, breaks), **more)  # type: ignore[arg-type]  # any of its fields


def listener(number: int, of: Certificate, *, default: bool = True) -> Attachment:
    """Return a listener that has it."""
    load_balancer = (
        f"arn:aws:elasticloadbalancing:{of.region}:{of.account}:listener/app/web-{number}"
    )
    return Attachment(
        certificate_arn=of.arn,
        account=of.account,
        region=of.region,
        service="Application Load Balancer",
        resource=f"{load_balancer}/50dc6c495c0c9188/f2f7dc8efc522ab2",
        label=f"web-{number}:443",
        default=default,
        hosts=of.names,
    )


SITE = certificate(1, "example.com", "*.example.com")
MAIL = certificate(2, "mail.example.org", region="us-east-1", days=20)
OLD = replace(certificate(3, "old.example.net", days=-3), in_use=False)
IMPORT = replace(
    certificate(4, "shop.example.com", "www.shop.example.com", days=50),
    type="IMPORTED",
    key_algorithm="EC_prime256v1",
    validation_method=None,
)
ODD = replace(certificate(5, "odd.example.com", days=9), more_names=True)
RECORD = "_" + "0" * 32 + ".gone.example.com"
FINDINGS = (
    Finding(
        "expired",
        "critical",
        OLD.arn,
        "old.example.net",
        ACCOUNT,
        "eu-west-1",
        "it expired on 2026-11-21",
        "request it anew, or delete it",
    ),
    Finding(
        "record-missing",
        "high",
        MAIL.arn,
        "mail.example.org",
        ACCOUNT,
        "us-east-1",
        "no record validates mail.example.org: it expires on 2026-12-14",
        "write _a.mail.example.org CNAME _b.acm-validations.aws",
    ),
    Finding(
        "not-in-use",
        "medium",
        OLD.arn,
        "old.example.net",
        ACCOUNT,
        "eu-west-1",
        "nothing uses it, so ACM does not renew it",
        "delete it: pulumi-acm prune",
    ),
    Finding(
        "orphan-record",
        "low",
        f"hosted zone Z1, record {RECORD}",
        RECORD,
        ACCOUNT,
        None,
        "no certificate of these accounts renews by it",
        "delete it: pulumi-acm prune",
    ),
)
FULL = Audit(
    inventory=Inventory(
        taken_at=TAKEN,
        accounts=(ACCOUNT, "210987654321"),
        regions=("eu-west-1", "us-east-1"),
        certificates=(SITE, MAIL, OLD, IMPORT, ODD),
        zones=(
            Zone(ACCOUNT, "Z1", "example.com", caa=(("example.com", ('0 issue "amazon.com"',)),)),
        ),
        records=(Record(ACCOUNT, "Z1", "example.com", RECORD, "_b.acm-validations.aws", 300),),
        attachments=(
            listener(1, SITE),
            replace(listener(1, IMPORT, default=False), hosts=()),
            Attachment(
                MAIL.arn,
                ACCOUNT,
                None,
                "CloudFront",
                "arn:aws:cloudfront::1:distribution/E1",
                "cdn",
            ),
        ),
        quotas=(Quota(Scope(ACCOUNT, "eu-west-1"), "L-F141DD1D", "ACM certificates", 2500, 3),),
        gaps=(
            Gap(
                Scope("210987654321", "eu-west-1"),
                "certificates",
                "AccessDeniedException: not authorized",
                "allow acm:ListCertificates",
            ),
            Gap(
                Scope("210987654321", "us-east-1"),
                "certificates",
                "AccessDeniedException: not authorized",
                "allow acm:ListCertificates",
            ),
            Gap(Scope("210987654321", None), "distributions", "Throttling: rate exceeded"),
        ),
        calls={"acm:ListCertificates": 4, "route53:ListResourceRecordSets": 1},
        retries={"acm:ListCertificates": 2},
    ),
    forecasts=(
        forecast(SITE),
        forecast(
            MAIL,
            outlook="needs-person",
            by="email",
            reasons=("the record of mail.example.org is missing",),
            addresses=("admin@example.org",),
            approvals=1,
        ),
        forecast(
            OLD, outlook="will-not-renew", by="none", reasons=("nothing uses it", "it expired")
        ),
        forecast(
            IMPORT, outlook="needs-person", by="import", reasons=("ACM does not renew imports",)
        ),
        forecast(ODD, outlook="unknown", by="none", reasons=("its names could not be read",)),
    ),
    findings=FINDINGS,
    ownership={SITE.arn: "managed", MAIL.arn: "unmanaged", arn(9): "gone"},
    known=2,
)


def nasty(value: str) -> Audit:
    """An audit with one value everywhere that AWS, or whoever named a thing there, can put one."""
    bad = replace(
        SITE,
        account=value,
        region=value,
        names=(value, value),
        status=value,
        type=value,
        key_algorithm=value,
        managed_by=value,
        detail=Detail((Validation(value, value, value, value, value, (value,)),), (value,), value),
    )
    at = replace(
        listener(1, bad),
        account=value,
        region=value,
        service=value,
        resource=value,
        label=value,
        hosts=(value,),
    )
    return Audit(
        inventory=Inventory(
            taken_at=TAKEN,
            accounts=(value,),
            regions=(value,),
            certificates=(bad,),
            zones=(Zone(value, value, value),),
            records=(Record(value, value, value, value, value),),
            attachments=(at,),
            quotas=(Quota(Scope(value, value), value, value, 1, 1),),
            gaps=(Gap(Scope(value, value), value, value, value),),
            calls={value: 1},
        ),
        forecasts=(
            forecast(
                bad,
                outlook="needs-person",
                by="email",
                reasons=(value,),
                addresses=(value,),
                approvals=1,
            ),
        ),
        findings=(
            Finding("expired", "high", bad.arn, value, value, value, value, value),
            Finding("quota", "low", value, value, value, None, value, value, value, (value,)),
        ),
        ownership={bad.arn: "managed"},
    )


_BAD = (
    ("will-not-renew", "none", "its validation record is missing"),
    ("needs-person", "email", "its names are approved by mail"),
    ("unknown", "none", "its hosted zone could not be read"),
)


def many(number: int) -> Audit:
    """An audit of so many certificates, of which every fifth has something that is wrong."""
    certificates, forecasts, attachments = [], [], []
    findings: list[Finding] = []
    for n in range(number):
        domain = f"service-{n}.team-{n % 97}.example.com"
        days = n * 7919 % 198
        one = certificate(
            n, domain, f"*.{domain}", f"www.{domain}", region=REGIONS[n % 4], days=days
        )
        certificates.append(one)
        if n % 5:
            forecasts.append(forecast(one))
            attachments.append(listener(n // 4, one, default=n % 4 == 1))
            continue
        findings += _wrong(n, one)
        outlook, by, reason = _BAD[n // 5 % 3]
        forecasts.append(forecast(one, outlook=outlook, by=by, reasons=(reason,)))
    findings.sort(key=lambda each: -SEVERITIES.index(each.severity))
    return Audit(
        inventory=replace(
            FULL.inventory,
            regions=REGIONS,
            certificates=tuple(certificates),
            attachments=tuple(attachments),
            calls={
                "acm:SearchCertificates": -(-number // 500) + len(REGIONS),
                "elbv2:DescribeListenerCertificates": number // 20,
                "route53:ListResourceRecordSets": number // 100,
            },
        ),
        forecasts=tuple(forecasts),
        findings=tuple(findings),
    )


def _wrong(number: int, of: Certificate) -> Iterator[Finding]:
    expires = of.not_after.date() if of.not_after else date.max
    severity = SEVERITIES[number // 5 % 4]
    where = (of.arn, of.primary, of.account, of.region)
    yield Finding(
        "record-missing",
        severity,
        *where,
        f"no record validates {of.primary}: it expires on {expires}",
        f"write _0123456789abcdef.{of.primary} CNAME _fedcba9876543210.acm-validations.aws",
    )
    yield Finding(
        "not-in-use",
        "medium",
        *where,
        "nothing uses it, so ACM does not renew it",
        "delete it: pulumi-acm prune",
    )
