"""A certificate's ARN once it is issued: waited for, or looked for."""

from collections.abc import Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws
from pulumi import Output

from .approvals import Approval, lines
from .certificate_spec import CertificateSpec
from .failures import Seen, is_dead, obituary, replace_command
from .looking import looked_at, looked_at_if_pending
from .proof import ISSUED
from .validation import ValidationRecord, fqdns


def waited_for(
    component: pulumi.ComponentResource,
    spec: CertificateSpec,
    region: str,
    certificate: aws.acm.Certificate,
    checked: Output[dict[str, ValidationRecord]],
    records: Sequence[aws.route53.Record],
    *,
    asks: bool,
) -> tuple[Output[str], Output[Any]]:
    """Register the wait for a certificate of which the records are written, or the mails sent.

    Returns its ARN, issued, and what ACM says of it where the state cannot know that; in an update
    only if it `asks` somebody for something.
    """
    arn = certificate.arn
    if not pulumi.runtime.is_dry_run():
        # Not in a preview: a record on its way back is unknown there, which would show the
        # validation as replaced although nothing happens to it.
        arn = Output.all(arn, checked).apply(lambda both: str(both[0]))
    options = certificate.domain_validation_options
    validation = aws.acm.CertificateValidation(
        f"{component.pulumi_resource_name}/{region}",
        region=region,
        certificate_arn=arn,
        validation_record_fqdns=None if spec.by_mail else options.apply(fqdns),
        opts=pulumi.ResourceOptions(
            parent=component,
            depends_on=records,
            custom_timeouts=pulumi.CustomTimeouts(create=spec.timeout),
        ),
    )
    if spec.by_mail:
        return validation.certificate_arn, looked_at(component, region, certificate)
    return validation.certificate_arn, looked_at_if_pending(
        component, region, certificate, validation, in_updates=asks
    )


def looked_for(
    component: pulumi.ComponentResource, region: str, certificate: aws.acm.Certificate
) -> tuple[Output[str | None], Output[Seen]]:
    """Return a certificate's ARN if ACM has issued it by now, and what ACM says of it."""
    seen = looked_at(component, region, certificate)
    return Output.all(certificate.arn, seen).apply(_if_issued), seen


def why_not(
    seen: Seen,
    region: str,
    certificate: Mapping[str, str],
    records: Sequence[ValidationRecord],
    mails: Sequence[Approval],
) -> list[str]:
    """Return why a certificate is not issued, and the way out, as lines after "because"."""
    if is_dead(seen):
        anew = f"Then request it anew: {replace_command([certificate['urn']])}"
        return ["ACM has given it up:", *obituary(seen, region, certificate["arn"]), anew]
    if mails:
        return [
            "it waits for approvals by mail (see the spam folders, too):",
            *lines(mails, seen),
            'Then `pulumi up`; or let it wait for them: "wait": True.',
        ]
    if records:
        return [
            "DNS elsewhere has to have:",
            *(f"{each['name']} {each['type']} {each['value']}" for each in records),
            'Then `pulumi up`; or let it wait for them: "wait": True.',
        ]
    return [
        "ACM has not seen its validation records yet.",
        'In some minutes, `pulumi up`; or let it wait: "wait": True.',
    ]


def _if_issued(found: Sequence[Any]) -> str | None:
    arn, seen = found
    return str(arn) if seen.status == ISSUED else None
