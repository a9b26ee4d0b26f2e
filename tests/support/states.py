"""Exports of stacks, as `pulumi stack export` prints them, as small as they can be."""

from typing import Any

SECRET = {
    "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
    "ciphertext": "v1",
}
"""A value that the state keeps encrypted."""
_URN = "urn:pulumi:dev::project::"


def token(name: str) -> tuple[str, str]:
    """Return the record that some ACM asks for, as ACM writes it."""
    base = name.removeprefix("*.")
    return f"_a{len(base)}.{base}.", f"_b{len(base)}.abcdefghij.acm-validations.aws."


def option(name: str, *, named: bool = True) -> dict[str, Any]:
    """Return a validation option of a certificate."""
    record, value = token(name) if named else ("", "")
    return {
        "domainName": name,
        "resourceRecordName": record,
        "resourceRecordType": "CNAME",
        "resourceRecordValue": value,
    }


def component(name: str) -> dict[str, Any]:
    """Return a Certificate component whose outputs an update that failed has not written."""
    return {"urn": f"{_URN}acm:index:Certificate::{name}", "type": "acm:index:Certificate"}


def certificate(
    name: str, *names: str, parent: str | None = None, options: Any = None, **more: Any
) -> dict[str, Any]:
    """Return a certificate, below a component or not."""
    found: dict[str, Any] = {
        "urn": f"{_URN}aws:acm/certificate:Certificate::{name}",
        "type": "aws:acm/certificate:Certificate",
        "outputs": {
            "domainValidationOptions": [option(n) for n in names] if options is None else options,
            "privateKey": SECRET,
        },
    }
    if parent:
        found["parent"] = component(parent)["urn"]
    return {**found, **more}


def record(name: str) -> dict[str, Any]:
    """Return the Route 53 record of a name."""
    return {
        "urn": f"{_URN}aws:route53/record:Record::{name}",
        "type": "aws:route53/record:Record",
        "outputs": {"name": token(name)[0], "fqdn": token(name)[0].rstrip(".")},
    }


def state(*resources: dict[str, Any]) -> dict[str, Any]:
    """Return the export."""
    return {"version": 3, "deployment": {"resources": list(resources)}}
