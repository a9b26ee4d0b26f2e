"""Reports to render: one that has everything, and one that is full of nasty values."""

from dataclasses import replace

from pulumi_acm.preview.model import (
    Approval,
    Attachment,
    Certificate,
    CertificateRef,
    Counts,
    Diagnostic,
    Move,
    Reason,
    Record,
    Report,
    WaitingName,
    Why,
)

NONE = Counts(0, 0, 5000, {}, 0, 0, 0, 0, 0, 0, 0, 0, 0)
EMPTY = Report("preview", "prod", "shop", "safe", (), False, True, (), (), (), (), (), (), NONE)


def certificate(label: str, region: str, *, added: str = "api.v2.example.com") -> Certificate:
    """One that is issued anew because a name was added."""
    before = ("example.com", "*.example.com")
    return Certificate(
        urn=f"urn:{label}/{region}",
        label=label,
        component="acm:index:Certificate",
        region=region,
        kind="dns",
        action="reissued",
        order="create-before-delete",
        names_before=before,
        names_after=(*before, added),
        added=(added,),
        removed=(),
        why=(Why("names-added", f"a name was added ({added})"),),
        moves=(
            Move("requested", f"a new certificate is requested in {region}"),
            Move("issued", "it is issued"),
            Move("switched", "listener web takes the new one, in place"),
            Move("deleted", "the old one is deleted"),
        ),
    )


def listener(label: str, before: Certificate, after: Certificate | None = None) -> Attachment:
    """A listener that takes the new one."""
    after = after or before
    return Attachment(
        urn=f"urn:{label}",
        label=label,
        kind="listener",
        service="listener",
        region=before.region,
        place="certificateArn",
        before=CertificateRef(before.subject, before.urn),
        after=CertificateRef(after.subject, after.urn),
        switch="in-place",
        text="in place, no gap",
    )


SITE = (certificate("site", "eu-west-1"), certificate("site", "us-east-1"))
OLD = replace(
    SITE[0],
    urn="urn:old",
    label="old",
    action="deleted",
    order=None,
    names_after=(),
    added=(),
    removed=SITE[0].names_before,
    why=(),
    moves=(),
)
MAIL = replace(
    SITE[0],
    urn="urn:mail",
    label="mail",
    kind="email",
    action="new",
    order=None,
    names_before=(),
    names_after=("mail.example.org",),
    added=("mail.example.org",),
    why=(),
    moves=(),
)
STAYS = replace(
    SITE[0],
    urn="urn:stays",
    label="stays",
    action="unchanged",
    order=None,
    names_after=SITE[0].names_before,
    added=(),
    why=(),
    moves=(),
)
FULL = replace(
    EMPTY,
    verdict="dangerous",
    reasons=(
        Reason(
            "in-use-elsewhere",
            "dangerous",
            "old (eu-west-1)",
            "it is deleted, but another load balancer uses it.",
        ),
        Reason("email-approval", "needs-person", "mail (eu-west-1)", "1 name has to be approved."),
    ),
    certificates=(*SITE, OLD, MAIL, STAYS),
    attachments=(listener("web", SITE[0]), listener("cdn", SITE[1])),
    records=(
        Record(
            "urn:r1",
            "site/api",
            "api.v2.example.com",
            None,
            "Z1",
            "created",
            True,
            True,
            (SITE[0].urn,),
        ),
        Record(
            "urn:r2", "site/example.com", "example.com", "_x.", "Z1", "unchanged", True, True, ()
        ),
    ),
    approvals=(Approval(MAIL.urn, "mail.example.org", ("admin@example.org",)),),
    waiting=(WaitingName(SITE[0].urn, "example.net", "_a.example.net.", "_b.aws."),),
    diagnostics=(Diagnostic("warning", "something is odd"),),
    counts=replace(NONE, requests=3, records_created=1, approvals=1, waiting=1),
    notes=("Whether a record is in the zone already is not visible in a preview.",),
)


def nasty(value: str) -> Report:
    """A report with one value everywhere that a user's text can be."""
    site = replace(
        SITE[0],
        label=value,
        region=value,
        names_after=(value,),
        added=(value,),
        why=(Why("other", value),),
        moves=(Move("issued", value),),
    )
    return replace(
        FULL,
        project=value,
        stack=value,
        reasons=(Reason("gap", "dangerous", value, value),),
        certificates=(site, replace(site, action="unchanged", urn="urn:n", why=())),
        attachments=(replace(listener(value, site), service=value, text=value),),
        records=(Record("urn", value, value, value, value, "created", True, True, ()),),
        approvals=(Approval("urn", value, (value,)),),
        waiting=(WaitingName("urn", value, value, value),),
        diagnostics=(Diagnostic("error", value),),
        notes=(value,),
    )


def many(number: int) -> Report:
    """As many certificates as that, all of them issued anew."""
    certificates = tuple(certificate(f"site-{n}", "eu-west-1") for n in range(number))
    return replace(
        FULL,
        certificates=certificates,
        attachments=tuple(listener(f"web-{n}", each) for n, each in enumerate(certificates)),
        counts=replace(NONE, requests=number),
    )
