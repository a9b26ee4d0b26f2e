"""Validation records in Route 53: how they are written, and whether they are the right ones."""

from collections.abc import Mapping
from typing import Any

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output

from .exceptions import ValidationRecordError, subject
from .validation import RECORD_TTL, RECORD_TYPE, ValidationRecord, differences, record_of


def written(
    component: pulumi.ComponentResource,
    domain: str,
    zone: Input[str],
    wanted: Output[dict[str, ValidationRecord]],
    *,
    keep: bool,
    provider: pulumi.ProviderResource | None = None,
) -> aws.route53.Record:
    """Register the record of one name, in its zone; the provider may be another account's."""
    return aws.route53.Record(
        f"{component.pulumi_resource_name}/{domain}",
        zone_id=zone,
        name=wanted.apply(lambda found: record_of(found, domain)["name"]),
        type=RECORD_TYPE,
        ttl=RECORD_TTL,
        records=[wanted.apply(lambda found: record_of(found, domain)["value"])],
        # Another stack's certificate of this name has written the same record already.
        allow_overwrite=True,
        opts=pulumi.ResourceOptions(
            parent=component,
            provider=provider,
            # It is a function of the account and the name, but a preview that replaces the
            # certificate cannot know it and would show the record as replaced. The others mean
            # something only when it is written first: one that was imported stays as it is
            # (hashicorp/terraform-provider-aws#7580).
            ignore_changes=["name", "records", "ttl", "allow_overwrite"],
            retain_on_delete=keep,
        ),
    )


def checked(
    component: pulumi.ComponentResource,
    wanted: Output[dict[str, ValidationRecord]],
    records: Mapping[str, aws.route53.Record],
) -> Output[dict[str, ValidationRecord]]:
    """Return what a certificate asks for, having seen that just this is in place.

    `ignore_changes` keeps whatever was written first: a record that was changed by hand, or
    written for another account, would have ACM wait in vain.
    """

    def check(found: dict[str, Any]) -> dict[str, ValidationRecord]:
        in_place = {
            domain: (found["names"][domain], found["values"][domain][0])
            for domain in records
            # One that `pulumi up --target` leaves out is not there.
            if found["names"][domain] and record_of(found["wanted"], domain)["name"]
        }
        if different := differences(found["wanted"], in_place):
            raise ValidationRecordError(subject(component), different)
        return dict(found["wanted"])

    return Output.all(
        wanted=wanted,
        names=Output.all(**{domain: record.name for domain, record in records.items()}),
        values=Output.all(**{domain: record.records for domain, record in records.items()}),
    ).apply(check)
