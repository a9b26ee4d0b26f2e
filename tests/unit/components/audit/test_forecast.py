"""Whether a certificate renews, by which way, and when: ACM's order, and every boundary."""

from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pulumi_acm.audit.evidence import Seen, Served
from pulumi_acm.audit.forecast import Evidence, forecast
from pulumi_acm.audit.model import Certificate, Detail, Forecast
from support.audits import TAKEN
from support.inventories import MISSING, RIGHT, TODAY, by_email, imported, made, unused, validated

UNKNOWN = Seen("unknown", "DNS")
PLACED = "the validation records of all its names are in place"
UNTRIED = "whether HTTPS would do was not tried (--probe)"


def forecast_of(
    certificate: Certificate, served: dict[str, Served] | None = None, **seen: Seen
) -> Forecast:
    """Forecast with records in place, but for those of the hosts given by their first label."""
    found = {
        name.removeprefix("*."): seen.get(name.removeprefix("*.").partition(".")[0], RIGHT)
        for name in certificate.names
    }
    return forecast(certificate, Evidence(found, served), TODAY)


def said(found: Forecast) -> tuple[str, str, tuple[str, ...]]:
    """Return outlook, way and reasons."""
    return found.outlook, found.by, found.reasons


SITE = made(1, "example.com", "*.example.com", "www.example.com")


def test_renews_by_dns() -> None:
    """ACM begins 45 days before it expires."""
    found = forecast_of(SITE)
    assert said(found) == ("renews", "dns", (PLACED,))
    assert found.breaks == TODAY + timedelta(days=100)
    assert found.starts == TODAY + timedelta(days=55)
    assert (found.addresses, found.approvals) == ((), 0)


def test_renews_by_https() -> None:
    """Every name serves it: no record is needed, nor known."""
    served: dict[str, Served] = dict.fromkeys(SITE.names, "same")
    found = forecast_of(SITE, served, example=MISSING, www=UNKNOWN)
    assert said(found) == (
        "renews",
        "https",
        ("HTTPS serves this very certificate for every name",),
    )


def test_some_names_by_https_and_the_others_by_dns() -> None:
    """Each name is proved on its own: a wildcard cannot be tried, its record is enough."""
    served: dict[str, Served] = {"www.example.com": "same", "example.com": "another"}
    assert said(forecast_of(SITE, served, www=MISSING)) == ("renews", "dns", (PLACED,))
    assert said(forecast_of(SITE, served, example=MISSING)) == (
        "will-not-renew",
        "none",
        (
            "the validation record of example.com is missing",
            "HTTPS does not serve this certificate for every name (example.com: another)",
        ),
    )


@pytest.mark.parametrize("outcome", ["another", "expired", "wrong-name", "unreachable"])
def test_what_is_served_otherwise_proves_nothing(outcome: Served) -> None:
    """Only the very certificate does."""
    of = made(1, "www.example.com")
    found = forecast_of(of, {"www.example.com": outcome}, www=MISSING)
    assert found.outlook == "will-not-renew"
    assert f"(www.example.com: {outcome})" in found.reasons[-1]


def test_records_that_are_missing_and_wrong() -> None:
    """Both are said, and that HTTPS was not tried."""
    wrong = Seen("wrong", "DNS", "_z.example.net")
    of = made(1, "a.example.com", "b.example.com", "c.example.com")
    assert said(forecast_of(of, a=MISSING, b=MISSING, c=wrong)) == (
        "will-not-renew",
        "none",
        (
            "the validation records of a.example.com and b.example.com are missing",
            "the validation record of c.example.com is wrong",
            UNTRIED,
        ),
    )


def test_what_is_not_known_is_unknown() -> None:
    """A record that nobody could look up; nothing seen at all; names that were not listed."""
    silent = replace(UNKNOWN, reasons=("no answer within 5 s",))
    reason = "the validation record of www.example.com is unknown (no answer within 5 s)"
    assert said(forecast_of(SITE, www=silent))[2][0] == reason
    reason = "the validation record of www.example.com is unknown"
    assert said(forecast_of(SITE, www=UNKNOWN)) == ("unknown", "none", (reason, UNTRIED))
    assert forecast(SITE, Evidence(), TODAY).outlook == "unknown"
    many = made(1, "example.com", more_names=True)
    reason = "it has more names than could be read"
    assert said(forecast_of(many)) == ("unknown", "none", (reason, UNTRIED))
    assert forecast_of(many, {"example.com": "same"}).outlook == "unknown"


def test_what_is_missing_goes_before_what_is_unknown() -> None:
    """One missing record is enough."""
    assert forecast_of(SITE, example=MISSING, www=UNKNOWN).outlook == "will-not-renew"


def test_a_method_that_is_not_known() -> None:
    """Records in place are enough; without them it may be validated by email."""
    of = made(1, "www.example.com", validation_method=None)
    assert forecast_of(of).by == "dns"
    assert said(forecast_of(of, www=MISSING)) == (
        "unknown",
        "none",
        (
            "how it is validated is not known",
            "the validation record of www.example.com is missing",
            UNTRIED,
        ),
    )
    told = Detail((validated("www.example.com"),), ())
    of = made(1, "www.example.com", validation_method=None, detail=told)
    assert forecast_of(of, www=MISSING).outlook == "will-not-renew"


def test_caa_goes_before_all_ways() -> None:
    """Nothing may be issued, however well it is proved."""
    forbids = Seen("right", "DNS", caa='example.com: 0 issue "other.org"')
    served: dict[str, Served] = dict.fromkeys(SITE.names, "same")
    for of in (SITE, by_email(1, "example.com")):
        found = forecast_of(of, served, example=forbids)
        assert said(found) == (
            "will-not-renew",
            "none",
            ('CAA forbids Amazon to issue it (example.com: 0 issue "other.org")',),
        )


def test_email() -> None:
    """Each name has mails of its own; `www.` and `*.` are stripped from the addresses."""
    found = forecast_of(by_email(1, "example.com", "*.example.com", "www.example.com", "a.b.org"))
    assert (found.outlook, found.by, found.approvals) == ("needs-person", "email", 4)
    assert found.addresses[:2] == ("admin@example.com", "administrator@example.com")
    assert len(found.addresses) == 10
    assert found.starts == TODAY + timedelta(days=55)


def test_email_as_acm_tells_it() -> None:
    """ACM's own addresses; while it renews, what is approved is not asked for any more."""
    told = Detail(
        (
            validated("a.example.com", "SUCCESS", "admin@example.com"),
            validated("b.example.com", "PENDING_VALIDATION", "root@example.com"),
        ),
        (),
    )
    names = ("a.example.com", "b.example.com")
    found = forecast_of(by_email(1, *names, detail=told, renewal_status="PENDING_VALIDATION"))
    assert (found.addresses, found.approvals) == (("root@example.com",), 1)
    # Of an earlier time, approvals count no more.
    found = forecast_of(by_email(1, *names, detail=told))
    assert (found.addresses, found.approvals) == (("admin@example.com", "root@example.com"), 2)


def test_email_after_https() -> None:
    """ACM tries HTTPS first; what it proves needs no approval."""
    of = by_email(1, "a.example.com", "b.example.com")
    assert forecast_of(of, {"a.example.com": "same", "b.example.com": "same"}).by == "https"
    found = forecast_of(of, {"a.example.com": "same", "b.example.com": "unreachable"})
    assert (found.by, found.approvals) == ("email", 1)


def test_an_import() -> None:
    """Never renewed: it is imported again, 30 days before, or when the user says."""
    found = forecast_of(imported(1, "example.com"))
    reasons = ("ACM never renews what was imported",)
    assert said(found) == ("needs-person", "import", reasons)
    assert found.starts == TODAY + timedelta(days=70)
    found = forecast(imported(1, "example.com"), Evidence(), TODAY, reimport_days=14)
    assert found.starts == TODAY + timedelta(days=86)


def test_a_private_certificate() -> None:
    """Begins 60 days before, and validates no names."""
    found = forecast_of(made(1, "int.example.com", type="PRIVATE", validation_method=None))
    assert said(found) == ("renews", "private-ca", ("a private CA validates no names",))
    assert found.starts == TODAY + timedelta(days=40)


@pytest.mark.parametrize("fields", [{"managed_by": "CLOUDFRONT"}, {"validation_method": "HTTP"}])
def test_cloudfront_renews_its_own(fields: dict[str, Any]) -> None:
    """None of ACM's ways, and no record."""
    found = forecast_of(made(1, "www.example.com", **fields), www=MISSING)
    reasons = ("CloudFront renews it while DNS leads its names there",)
    assert said(found) == ("renews", "none", reasons)


def test_an_acme_client_renews_its_own() -> None:
    """Which nobody can see from here."""
    found = forecast_of(made(1, "www.example.com", key_pair_origin="ACME"))
    assert said(found) == (
        "unknown",
        "none",
        ("an ACME client renews it, which cannot be seen here",),
    )


USE: dict[str, tuple[dict[str, Any], str, str]] = {
    "in use": ({}, "renews", PLACED),
    "nothing uses it": (
        {"in_use": False, "renewal_eligibility": None},
        "will-not-renew",
        "nothing uses it, and it was not exported",
    ),
    "ACM's word, in use": (
        {"renewal_eligibility": "INELIGIBLE"},
        "will-not-renew",
        "ACM says that it is not eligible",
    ),
    "exported before it was last issued": (
        {"in_use": False, "exported": True, "renewal_eligibility": "INELIGIBLE"},
        "will-not-renew",
        "no service uses it, and it was not exported since it was last issued",
    ),
    "use is not known": (
        {"in_use": None, "exported": None, "renewal_eligibility": None},
        "unknown",
        "whether anything uses it is not known",
    ),
    "only use is known": ({"exported": None, "renewal_eligibility": None}, "renews", PLACED),
    "only eligibility is known": ({"in_use": None, "exported": None}, "renews", PLACED),
}


@pytest.mark.parametrize("case", USE)
def test_eligibility(case: str) -> None:
    """ACM's own word goes before what it follows from."""
    fields, outlook, reason = USE[case]
    found = forecast_of(made(1, "www.example.com", **fields))
    assert (found.outlook, found.reasons) == (outlook, (reason,))


@pytest.mark.parametrize("fields", [{"in_use": False}, {"in_use": True}])
def test_what_was_exported_is_exported_again(fields: dict[str, Any]) -> None:
    """ACM renews its own copy; whoever has the other one has to see to it."""
    reason = "it was exported, and has to be exported again once ACM has renewed it"
    public = made(1, "www.example.com", exported=True, **fields)
    assert said(forecast_of(public)) == ("needs-person", "export", (reason, PLACED))
    private = replace(public, type="PRIVATE", validation_method=None)
    assert said(forecast_of(private))[:2] == ("needs-person", "export")
    assert forecast_of(public, www=MISSING).outlook == "will-not-renew"


def test_an_attachment_that_acm_does_not_know_of() -> None:
    """A service has it, so nobody may say that nothing uses it."""
    found = forecast(unused(1, "www.example.com"), Evidence(attached=True), TODAY)
    reasons = ("a service has it, and ACM knows of no use",)
    assert said(found) == ("unknown", "none", reasons)


def test_renewal_under_way() -> None:
    """It waits and will see the records; or it has failed, and ACM says why."""
    waits = made(1, "www.example.com", renewal_status="PENDING_VALIDATION")
    assert said(forecast_of(waits)) == (
        "renews",
        "dns",
        (PLACED, "ACM has begun and will see them"),
    )
    failed = Detail((), (), renewal_reason="NO_AVAILABLE_CONTACTS")
    of = made(1, "www.example.com", renewal_status="FAILED", detail=failed)
    reason = (
        "ACM has tried and given up: NO_AVAILABLE_CONTACTS: ACM has found no mailbox to ask for a "
        "name"
    )
    assert said(forecast_of(of)) == ("will-not-renew", "none", (reason,))
    of = made(1, "int.example.com", type="PRIVATE", renewal_status="FAILED")
    reason = "ACM has tried and given up: ACM gives no reason"
    assert said(forecast_of(of)) == ("will-not-renew", "none", (reason,))


@pytest.mark.parametrize(
    ("status", "outlook", "reason"),
    [
        ("PENDING_VALIDATION", "unknown", "it is not issued yet"),
        ("EXPIRED", "will-not-renew", "it expired on 2027-03-04"),
        ("FAILED", "will-not-renew", "it is FAILED: ACM has refused the request"),
        (
            "VALIDATION_TIMED_OUT",
            "will-not-renew",
            "it is VALIDATION_TIMED_OUT: not every name was validated within 72 hours",
        ),
        (
            "REVOKED",
            "will-not-renew",
            "it is REVOKED: it was revoked, and browsers may refuse it",
        ),
        ("INACTIVE", "will-not-renew", "it is INACTIVE: ACM has put it out of use"),
    ],
)
def test_statuses(status: str, outlook: str, reason: str) -> None:
    """What is not issued is not renewed: no date to begin."""
    found = forecast_of(made(1, "www.example.com", status=status))
    assert said(found) == (outlook, "none", (reason,))
    assert found.starts is None


def test_the_last_day() -> None:
    """The day of `notAfter`, in UTC, still counts."""
    assert forecast_of(made(1, "www.example.com", days=0)).outlook == "renews"
    over = forecast_of(made(1, "www.example.com", days=-1))
    assert said(over) == ("will-not-renew", "none", (f"it expired on {TODAY - timedelta(days=1)}",))
    west = timezone(timedelta(hours=-8))
    late = datetime(2027, 1, 1, 20, 0, tzinfo=west)  # already the next day in UTC
    assert forecast_of(made(1, "a.example.com", not_after=late)).breaks == date(2027, 1, 2)


def test_without_a_date() -> None:
    """A listing that gives none."""
    found = forecast_of(made(1, "www.example.com", not_after=None))
    assert (found.outlook, found.starts, found.breaks) == ("renews", None, None)


NAMES = st.lists(
    st.sampled_from(["example.com", "*.example.com", "a.example.com", "*.a.example.com", "b.org"]),
    min_size=1,
    unique=True,
)
STATES = st.sampled_from(["right", "wrong", "missing", "unknown"])
SERVED = st.sampled_from(["same", "another", "expired", "wrong-name", "unreachable"])


@given(
    names=NAMES,
    states=st.dictionaries(st.sampled_from(["example.com", "a.example.com", "b.org"]), STATES),
    served=st.none() | st.dictionaries(st.sampled_from(["example.com", "b.org"]), SERVED),
    days=st.integers(-400, 400),
)
def test_renews_only_if_every_name_is_proved(
    names: list[str], states: dict[str, Any], served: dict[str, Any] | None, days: int
) -> None:
    """By HTTPS or by its record, and only before it expires; and the other way round."""
    seen = {name: Seen(state, "DNS") for name, state in states.items()}
    found = forecast(made(1, *names, days=days), Evidence(seen, served), TAKEN.date())
    proved = all(
        (served or {}).get(name) == "same" or states.get(name.removeprefix("*.")) == "right"
        for name in names
    )
    assert (found.outlook == "renews") == (proved and days >= 0)
    assert found.reasons
    if found.starts and found.breaks:
        assert (found.breaks - found.starts).days == 45
