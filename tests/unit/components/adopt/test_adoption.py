"""What is left out because a stack has it, or because nothing of it is taken over."""

from dataclasses import replace

from pulumi_acm.adopt.adoption import Scene, adopt
from pulumi_acm.adopt.api_domains import FoundApiDomain
from pulumi_acm.adopt.certificates import Dns
from pulumi_acm.adopt.model import Adoption, Found
from support.audits import arn
from unit.components.adopt.test_certificates import ZONE, found, record
from unit.components.adopt.test_listeners import HTTP, LISTENER

DNS = Dns([ZONE], [record("example.com"), record("a.example.com")])
DOMAIN = FoundApiDomain(
    "api.example.com",
    "eu-west-1",
    arn(1),
    "REGIONAL",
    "TLS_1_2",
    alias="Z1_api.example.com_A",
)
SCENE = Scene(
    [found(1, "example.com"), found(2, "a.example.com")],
    dns=DNS,
    listeners=[replace(LISTENER, further=(arn(2),))],
    other_listeners=[HTTP],
    api_domains=[DOMAIN],
)


def adopted(*managed: str, **more: object) -> Adoption:
    """Return what becomes of all that, beside a stack that manages some of it."""
    dns = replace(DNS, managed=managed)
    return adopt(replace(SCENE, managed=managed, dns=dns, **more), "eu-west-1")  # type: ignore[arg-type]  # any of its fields


def ids(adoption: Adoption) -> set[str]:
    """Return what is taken over."""
    return {each.id for part in adoption.parts for each in part.resources}


def whys(adoption: Adoption) -> dict[str, str]:
    """Return what is left out, and why."""
    return {each.subject: each.why for each in adoption.left_out}


ALL = ids(adopted())


def test_all_of_it() -> None:
    """Where no stack has anything."""
    assert whys(adopted()) == {}
    assert {
        arn(1),
        arn(2),
        "Z1__x.example.com_CNAME",
        "Z1__x.a.example.com_CNAME",
        LISTENER.arn,
        HTTP.arn,
        f"{LISTENER.arn}_{arn(2)}@eu-west-1",
        "api.example.com@eu-west-1",
        "Z1_api.example.com_A",
    } == ALL


def test_a_listener_of_a_stack() -> None:
    """With all that belongs to it."""
    left = adopted(LISTENER.arn)
    assert ALL - ids(left) == {LISTENER.arn, HTTP.arn, f"{LISTENER.arn}_{arn(2)}@eu-west-1"}
    assert whys(left) == {"the listener web:443 in eu-west-1": "a stack manages it already"}


def test_a_redirect_of_a_stack() -> None:
    """The listener is taken over without it."""
    assert ALL - ids(adopted(HTTP.arn)) == {HTTP.arn}


def test_an_entry_of_a_stack() -> None:
    """It stays in the list, and the program does not say it."""
    entry = f"{LISTENER.arn}_{arn(2)}"
    left = adopted(entry)
    assert ALL - ids(left) == {f"{entry}@eu-west-1"}
    assert whys(left) == {
        f"{arn(2)} on listener web:443 in eu-west-1": "a stack manages it already"
    }
    [listener] = [part for part in left.parts if part.component == "HttpsListener"]
    assert "more_certificates" not in listener.args


def test_an_api_domain_of_a_stack() -> None:
    """Or its alias alone."""
    left = adopted("api.example.com")
    assert ALL - ids(left) == {"api.example.com@eu-west-1", "Z1_api.example.com_A"}
    assert whys(left) == {
        "the API Gateway domain api.example.com in eu-west-1": "a stack manages it already"
    }
    left = adopted("Z1_api.example.com_A")
    assert ALL - ids(left) == {"Z1_api.example.com_A"}
    [domain] = [part for part in left.parts if part.component == "ApiDomain"]
    assert domain.args["alias"] is False


def test_a_record_of_a_stack() -> None:
    """Records are shared by what is of one name; who deletes it is to be seen to."""
    left = adopted("Z1__x.example.com_CNAME")
    assert ids(left) == ALL
    [part] = [part for part in left.parts if part.name == "example-com"]
    [comment] = part.comments
    assert comment == (
        "Another stack has the validation record of example.com as well: see to it that it does "
        "not delete it (keep_validation_records, retainOnDelete)."
    )


def test_a_listener_without_any() -> None:
    """Its certificates are those of AWS Private CA, say."""
    private: list[Found] = [replace(each, type="PRIVATE") for each in SCENE.certificates]
    left = adopted(certificates=private, api_domains=[])
    assert left.parts == []
    assert whys(left)["the listener web:443 in eu-west-1"] == (
        "none of its certificates is taken over"
    )
