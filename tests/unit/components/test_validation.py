"""What ACM asks for, against what is in place."""

from types import SimpleNamespace
from typing import Any

from pulumi_acm.validation import ValidationRecord, differences, fqdns, wanted_records


def option(domain: str, token: str) -> Any:
    """Return a validation option as pulumi-aws hands it out."""
    return SimpleNamespace(
        domain_name=domain,
        resource_record_name=f"_{token}.{domain.removeprefix('*.')}.",
        resource_record_type="CNAME",
        resource_record_value=f"_{token}v.abcdefghij.acm-validations.aws.",
    )


A = ValidationRecord(
    domain="example.com",
    name="_a.example.com.",
    type="CNAME",
    value="_av.abcdefghij.acm-validations.aws.",
)


def test_options_are_looked_up_by_name() -> None:
    """Their order says nothing, and an apex and its wildcard ask for one record."""
    options = [
        option("z.example.com", "z"),
        option("*.example.com", "a"),
        option("example.com", "a"),
    ]
    found = wanted_records(options)
    assert found["example.com"] == A
    assert list(found) == ["z.example.com", "example.com"]
    assert fqdns(options) == ["_a.example.com", "_z.z.example.com"]


def test_difference_is_what_dns_sees() -> None:
    """Case and the trailing dot are no difference; another value is, and both are named."""
    wanted = {"example.com": A}
    same = {"example.com": ("_A.example.com", "_AV.abcdefghij.acm-validations.aws")}
    assert differences(wanted, same) == []
    assert differences(wanted, {"example.com": ("_a.example.com", "elsewhere.example.net")}) == [
        (
            "example.com: ACM asks for _a.example.com. CNAME _av.abcdefghij.acm-validations.aws., "
            "in the zone is _a.example.com CNAME elsewhere.example.net"
        )
    ]
