"""Digests of previews made by hand, for what no sandbox can be brought to say."""

import json
from typing import Any

from pulumi_acm.preview.values import SIGNATURE

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
SECRET = {SIGNATURE: "1b47061264138c4ac30d75fd1eb44270", "ciphertext": "c2VjcmV0"}
CERTIFICATE = "aws:acm/certificate:Certificate"
VALIDATION = "aws:acm/certificateValidation:CertificateValidation"
LISTENER = "aws:lb/listener:Listener"
RECORD = "aws:route53/record:Record"


def urn(token: str, name: str) -> str:
    """Return a URN of the stack."""
    return f"urn:pulumi:prod::shop::{token}::{name}"


def arn(number: int, region: str = "eu-west-1") -> str:
    """Return the ARN of a certificate."""
    return f"arn:aws:acm:{region}:123456789012:certificate/{number:08d}"


def step(
    op: str,
    token: str,
    name: str,
    old: dict[str, Any] | None = None,
    new: dict[str, Any] | None = None,
    **more: Any,
) -> dict[str, Any]:
    """Return a step; the states are given by what is special in them."""
    which = urn(token, name)
    found: dict[str, Any] = {"op": op, "urn": which, "detailedDiff": None, **more}
    for key, state in (("oldState", old), ("newState", new)):
        if state is not None:
            found[key] = {"urn": which, "type": token, "custom": True, **state}
    return found


def certificate(
    number: int | None, *names: str, region: str = "eu-west-1", **inputs: Any
) -> dict[str, Any]:
    """Return the state of a certificate; without a number its ARN is not known yet."""
    return {
        "id": arn(number, region) if number is not None else "",
        "inputs": {
            "domainName": names[0],
            "subjectAlternativeNames": list(names),
            "validationMethod": "DNS",
            "region": region,
            **inputs,
        },
        "outputs": {"arn": UNKNOWN if number is None else arn(number, region)},
    }


def listener(certificate_arn: str, *depends_on: str, **state: Any) -> dict[str, Any]:
    """Return the state of a listener."""
    return {
        "inputs": {"certificateArn": certificate_arn, "region": "eu-west-1"},
        "propertyDependencies": {"certificateArn": list(depends_on)},
        "dependencies": list(depends_on),
        **state,
    }


def record(domain: str, zone: str = "Z1", **state: Any) -> dict[str, Any]:
    """Return the state of a validation record."""
    return {
        "id": f"{zone}_{domain}",
        "inputs": {
            "name": f"_0123456789abcdef0123456789abcdef.{domain}",
            "records": ["_0123.abcdefghij.acm-validations.aws."],
            "type": "CNAME",
            "zoneId": zone,
        },
        **state,
    }


def digest(*steps: dict[str, Any], **more: Any) -> str:
    """Return the document."""
    same = sum(each["op"] == "same" for each in steps)
    return json.dumps({"steps": steps, "changeSummary": {"same": same}, "duration": 1, **more})
