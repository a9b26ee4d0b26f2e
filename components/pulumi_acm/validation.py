"""The CNAMEs by which ACM validates and renews: what it asks for, and what is in place."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from typing_extensions import TypedDict

from .exceptions import NoRecordYetError
from .names import validation_name

RECORD_TYPE: Final = "CNAME"
RECORD_TTL: Final = 300
"""Seconds; what ACM's own console writes: the record never changes, so nothing depends on it."""


class ValidationRecord(TypedDict):
    """A DNS record that proves to ACM, now and at every renewal, who owns a name."""

    domain: str
    """The name that it validates, and its wildcard."""
    name: str
    """The record's name, as ACM gives it: `_<32 hex>.<domain>.`"""
    type: str
    """The record's type: `CNAME`."""
    value: str
    """The record's value, as ACM gives it: `_<32 hex>.<10 letters>.acm-validations.aws.`"""


def wanted_records(options: Iterable[Any] | None) -> dict[str, ValidationRecord]:
    """Return the record that ACM asks for, by validation name.

    The options of a certificate are a set: their order says nothing, so they are looked up by
    name. An apex and its wildcard ask for the same record.
    """
    return {
        (domain := validation_name(option.domain_name)): ValidationRecord(
            domain=domain,
            name=option.resource_record_name,
            type=option.resource_record_type,
            value=option.resource_record_value,
        )
        for option in options or ()
        # The AWS provider goes on as soon as ACM has named the first record.
        if option.resource_record_name
    }


def record_of(records: Mapping[str, ValidationRecord], domain: str) -> ValidationRecord:
    """Return the record of a name.

    Raises:
        NoRecordYetError: ACM has named records of other names, and not this one yet.
    """
    if domain in records:
        return records[domain]
    if records:
        raise NoRecordYetError(domain)
    # Nothing is known of a certificate that `pulumi up --target` leaves out.
    return ValidationRecord(domain=domain, name="", type=RECORD_TYPE, value="")


def fqdns(options: Iterable[Any] | None) -> list[str]:
    """Return the records' names as Route 53 and the AWS provider write them."""
    return sorted(record["name"].rstrip(".") for record in wanted_records(options).values())


def differences(
    wanted: Mapping[str, ValidationRecord], in_place: Mapping[str, tuple[str, str]]
) -> list[str]:
    """Describe the records in place (name, value) that are not what ACM asks for."""
    found = []
    for domain, (name, value) in in_place.items():
        record = wanted[domain]
        if (_dns(name), _dns(value)) != (_dns(record["name"]), _dns(record["value"])):
            found.append(
                f"{domain}: ACM asks for {record['name']} {RECORD_TYPE} {record['value']}, in the "
                f"zone is {name} {RECORD_TYPE} {value}"
            )
    return found


def _dns(name: str) -> str:
    """Return a name as DNS compares it."""
    return name.rstrip(".").lower()
