"""The words of the model: what each field may say. They are part of the JSON form's version."""

from typing import Final, Literal, TypeAlias

Severity: TypeAlias = Literal["needs-person", "dangerous"]
Verdict: TypeAlias = Literal["safe", "needs-person", "dangerous"]
VERDICTS: Final[tuple[Verdict, ...]] = ("safe", "needs-person", "dangerous")
"""From the best to the worst."""

Source: TypeAlias = Literal["preview", "update"]
"""`preview`: what would happen; `update`: what happened, from the events of `up` or `destroy`."""

Outcome: TypeAlias = Literal["planned", "done", "failed", "not-reached"]
"""`planned` in all previews; the others say how far an update came."""

Kind: TypeAlias = Literal["dns", "email", "imported", "private", "unknown"]
"""How it comes to be: issued by ACM, validated by DNS or by email; imported; private CA."""

Action: TypeAlias = Literal[
    "new",  # requested or imported for the first time
    "reissued",  # another one is requested in its place, under another ARN
    "replaced",  # the same, though nothing about the certificate itself changes: `--replace`
    "reimported",  # other material under the same ARN
    "changed",  # in place: tags, options; the certificate stays the same
    "deleted",
    "kept",  # leaves the stack's state, stays in AWS
    "adopted",  # enters the stack's state, was in AWS before (`import`)
    "unchanged",
]

Order: TypeAlias = Literal["create-before-delete", "delete-before-create"]

WhyCode: TypeAlias = Literal[
    "names-added",
    "names-removed",
    "names-reordered",  # by pulumi-aws alone; our components sort them
    "primary-changed",
    "key-algorithm",
    "key-type",  # of an imported certificate
    "validation-method",
    "validation-options",
    "region",
    "export",
    "authority",  # private CA, or a change between imported and issued
    "material",  # another PEM under the same ARN
    "tags",
    "options",
    "asked",  # `--replace`, or tainted
    "provider",  # another AWS provider: another account
    "dependency",  # something it is made from is replaced
    "other",
]

Switch: TypeAlias = Literal[
    "in-place",  # the target stays, its certificate is exchanged: no gap
    "created",  # it served nothing before
    "removed",  # the place serves nothing after: the target is deleted, or has other certificates
    "replaced",  # the target is replaced, the new one before the old one goes
    "gap",  # for a moment, or longer, it has no certificate
    "detached",  # the target stays and has no certificate afterwards
    "unchanged",
]

TargetKind: TypeAlias = Literal[
    "listener",  # aws:lb/listener:Listener, its default certificate
    "listener-certificate",  # aws:lb/listenerCertificate:ListenerCertificate, by SNI
    "classic-load-balancer",
    "distribution",
    "rest-domain",  # aws:apigateway/domainName:DomainName
    "http-domain",  # aws:apigatewayv2/domainName:DomainName
    "environment",  # Elastic Beanstalk
    "user-pool-domain",  # Cognito
    "graphql-domain",  # AppSync
    "other",
]

RecordAction: TypeAlias = Literal[
    "created",
    "adopted",  # imported into the state
    "changed",
    "replaced",
    "kept",  # leaves the stack's state, stays in the zone
    "deleted",
    "unchanged",
]

RecordLoss: TypeAlias = Literal[
    "deleted",
    "undone",  # written anew, and then deleted: the same record of a replacement
    "moved",  # written elsewhere, and deleted where it was
    "changed",  # it has another value than ACM asks for
]

MoveCode: TypeAlias = Literal[
    "requested",
    "imported",
    "approved",  # by email
    "recorded",  # validation records are written
    "issued",
    "switched",  # one target takes it
    "deleted",
    "kept",
]

ReasonCode: TypeAlias = Literal[
    # dangerous
    "in-use-elsewhere",  # deleted or replaced, while AWS says that something else uses it
    "record-needed",  # a record goes by which another certificate of the stack renews
    "record-may-be-needed",  # a record goes, and the stack cannot know who else renews by it
    "delete-first",  # the old certificate goes before the new one comes, and it is in use
    "wrong-region",  # CloudFront, or what else takes us-east-1 only
    "left-without",  # a target stays and has no certificate
    "still-served",  # deleted, while a target goes on serving it
    "zone-deleted",  # with the records in it, by which certificates renew
    "gap",  # a target has no certificate for a moment
    # needs a person
    "email-approval",
    "dns-elsewhere",
    "reimport-due",
    "dead-certificate",  # EXPIRED, FAILED, REVOKED, VALIDATION_TIMED_OUT
    "preview-failed",
    "update-failed",
    "interrupted",
    "over-quota",
    "use-unknown",  # deleted or replaced, and who uses it was not, or could not be, looked up
    "refused",  # AWS would refuse it: the update fails
    "not-awaited",  # a target takes it without waiting until it is issued
    "names-lost",  # a target no longer has a certificate for names that it served
    "validation-unknown",  # how, or for which names, it is to be validated is not known
    "record-unseen",  # a record is shown as deleted only because the preview cannot see it
    "incomplete",  # the preview leaves out what may use a certificate that goes
]
