"""Which certificates are one component, and what it says."""

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from pulumi_acm.adopt.certificates import WAIT, Dns, certificate_parts
from pulumi_acm.adopt.model import Found, LeftOut, Part
from pulumi_acm.adopt.naming import Names
from pulumi_acm.audit.model import Record, Zone
from support.audits import ACCOUNT, arn

ZONE = Zone(ACCOUNT, "Z1", "example.com")
MADE = datetime(2026, 1, 1, tzinfo=timezone.utc)


def found(number: int, *names: str, region: str = "eu-west-1", **more: Any) -> Found:
    """Return a certificate of a number of days after the new year."""
    made = Found(
        arn=arn(number, region),
        region=region,
        names=names,
        status="ISSUED",
        type="AMAZON_ISSUED",
        key_algorithm="RSA_2048",
        created_at=MADE + timedelta(days=number),
        validation="DNS",
        wanted={
            domain: (f"_x.{domain}", "_y.z.acm-validations.aws")
            for domain in {each.removeprefix("*.") for each in names}
        },
    )
    return replace(made, **more)


def record(domain: str, zone: Zone = ZONE, value: str = "_y.z.acm-validations.aws") -> Record:
    """Return the record that those certificates ask for."""
    return Record(ACCOUNT, zone.id, zone.name, f"_x.{domain}", value, 60)


def parts(*certificates: Found, dns: Dns | None = None, edge: tuple[str, ...] = ()) -> list[Part]:
    """Return the components."""
    dns = dns or Dns([ZONE], [record(each) for each in ("example.com", "a.example.com")])
    made = list(certificate_parts(certificates, dns, Names(), "eu-west-1", edge))
    assert not [each for each in made if isinstance(each, LeftOut)]
    return [each for each in made if isinstance(each, Part)]


def test_regions() -> None:
    """The same names, key and tags: one component, with home first, and one record a name."""
    names = ("example.com", "*.example.com", "a.example.com")
    one, far = found(1, *names), found(2, *reversed(names[1:]), region="ap-south-1")
    far = replace(far, names=(names[0], names[2], names[1]))
    [part] = parts(far, one)
    assert part.name == "example-com"
    assert part.args == {
        "domains": ["example.com", "*.example.com", "a.example.com"],
        "regions": ["eu-west-1", "ap-south-1"],
        "wait": WAIT,
    }
    assert [(each.name, each.id) for each in part.resources] == [
        ("example-com/eu-west-1", one.arn),
        ("example-com/ap-south-1", far.arn),
        ("example-com/example.com", "Z1__x.example.com_CNAME"),
        ("example-com/a.example.com", "Z1__x.a.example.com_CNAME"),
    ]


@pytest.mark.parametrize(
    "more",
    [
        {"names": ("a.example.com", "example.com")},
        {"key_algorithm": "EC_prime256v1"},
        {"tags": {"a": "b"}},
        {"export": True},
        {"validation": "EMAIL"},
    ],
)
def test_differences(more: dict[str, Any]) -> None:
    """Whatever a request would say otherwise makes another component."""
    one = found(1, "example.com", "a.example.com")
    far = found(2, "example.com", "a.example.com", region="us-east-1", **more)
    assert len(parts(one, far)) == 2


def test_several_of_the_same_names() -> None:
    """The oldest ones go together, whatever the order they are found in."""
    names = ("example.com",)
    there = [found(number, *names, region="us-east-1") for number in (5, 2)]
    made = parts(found(4, *names), *there, found(1, *names), found(9, *names))
    assert [list(part.arns.values()) for part in made] == [
        [arn(1), arn(2, "us-east-1")],
        [arn(4), arn(5, "us-east-1")],
        [arn(9)],
    ]
    assert [part.name for part in made] == ["example-com", "example-com-2", "example-com-3"]


def test_cloudfront() -> None:
    """It is said where CloudFront serves the certificate, and is a region like others elsewhere."""
    one, far = found(1, "example.com"), found(2, "example.com", region="us-east-1")
    [part] = parts(one, far, edge=(far.arn,))
    assert part.args["regions"] == ["eu-west-1"]
    assert part.args["cloudfront"] is True
    [part] = parts(one, far)
    assert part.args["regions"] == ["eu-west-1", "us-east-1"]
    [part] = parts(far, edge=(far.arn,))
    assert part.args["regions"] == ["us-east-1"]
    assert "cloudfront" not in part.args
    # Home is never CloudFront's region by accident.
    [part] = parts(far, found(3, "example.com", region="ap-south-1"))
    assert part.args["regions"] == ["ap-south-1", "us-east-1"]


def test_all_that_can_be_said() -> None:
    """In the words of the component's arguments."""
    [part] = parts(
        found(
            1, "example.com", key_algorithm="EC_prime256v1", export=True, tags={"b": "", "a": "1"}
        )
    )
    assert part.args == {
        "domains": ["example.com"],
        "regions": ["eu-west-1"],
        "key_algorithm": "EC_prime256v1",
        "export": True,
        "tags": {"a": "1", "b": ""},
        "wait": WAIT,
    }


def test_records() -> None:
    """One that is not there, or leads elsewhere, is the component's to write, and that is said."""
    [part] = parts(found(1, "example.com"), dns=Dns([ZONE], [record("example.com", value="_old")]))
    assert len(part.resources) == 1
    [comment] = part.comments
    assert comment == (
        "The validation record of example.com is not in example.com: the first `up` writes it, and "
        "without it the certificate would not renew."
    )


def test_dns_elsewhere() -> None:
    """There is nothing to be imported, and the component would not wait by itself."""
    [part] = parts(found(1, "example.com", "example.net"))
    assert "wait" not in part.args
    assert part.comments == (
        "No hosted zone of this account holds example.net: the records are kept elsewhere.",
    )
    assert len(part.resources) == 2


def test_zones_that_have_to_be_said() -> None:
    """Several of one name, or a record in another zone than the closest: then all are said."""
    second, below = Zone(ACCOUNT, "Z2", "example.com"), Zone(ACCOUNT, "Z3", "a.example.com")
    names = ("example.com", "a.example.com")
    dns = Dns([ZONE, second], [record("example.com", second), record("a.example.com", second)])
    [part] = parts(found(1, *names), dns=dns)
    assert part.args["zones"] == {"example.com": "Z2", "a.example.com": "Z2"}
    dns = Dns([ZONE, below], [record("example.com"), record("a.example.com")])
    [part] = parts(found(1, *names), dns=dns)
    assert part.args["zones"] == {"example.com": "Z1", "a.example.com": "Z1"}
    dns = Dns([ZONE, below], [record("example.com"), record("a.example.com", below)])
    [part] = parts(found(1, *names), dns=dns)
    assert "zones" not in part.args
    dns = Dns([ZONE, second], [])
    [part] = parts(found(1, "example.com"), dns=dns)
    assert part.args["zones"] == {"example.com": "Z1"}
    assert part.comments[1] == (
        "There are several public zones example.com (Z1, Z2): see to which one DNS delegates."
    )


def test_email() -> None:
    """No records, no wait; where the mails go cannot be said, and a comment says why."""
    [part] = parts(
        found(
            1,
            "a.example.com",
            validation="EMAIL",
            validation_domains=(("a.example.com", "example.com"),),
            wanted={},
        )
    )
    assert part.args == {
        "domains": ["a.example.com"],
        "regions": ["eu-west-1"],
        "validation": "EMAIL",
    }
    assert "a.example.com: example.com" in part.comments[0]
    assert len(part.resources) == 1


def test_what_the_component_would_refuse() -> None:
    """It is left out, in the component's own words."""
    made = list(certificate_parts([found(1, "a_b.example.com")], Dns(), Names(), "eu-west-1", ()))
    assert made == [
        LeftOut(
            "a_b.example.com in eu-west-1",
            'domains[0] "a_b.example.com": an underscore may stand in a DNS record but not in a '
            "certificate's name: 'a_b'",
        )
    ]


def test_a_pending_one() -> None:
    """It is taken over, and it is said that it is not issued."""
    [part] = parts(found(1, "example.com", status="PENDING_VALIDATION"))
    assert part.comments == ("It is not issued: PENDING_VALIDATION.",)
