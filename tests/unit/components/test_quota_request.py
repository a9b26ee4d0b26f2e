"""Asking for more names: what is refused, what is confirmed."""

from pulumi_acm.quota_request import Asked, acknowledgement, beyond, not_more, open_request


def test_beyond_what_acm_takes() -> None:
    """No quota helps there; both sources are named."""
    assert beyond(100) is None
    message = beyond(101) or ""
    assert message.startswith("101 names are more than ACM takes in one certificate")
    assert "100 at most" in message
    assert "userguide/acm-limits.html" in message
    assert "API_RequestCertificate.html" in message


def test_not_more_than_there_is() -> None:
    """With what each region has."""
    assert not_more(10, {"eu-west-1": 10, "us-east-1": 50}).startswith(
        "10 names in one certificate are allowed already (eu-west-1 10, us-east-1 50)"
    )


def test_open_requests() -> None:
    """Those that are decided are history."""
    history = [{"Id": "c", "Status": "DENIED"}, {"Id": "b", "Status": "CASE_OPENED"}]
    assert open_request(history) == history[1]
    assert open_request(history[:1]) is None


def test_the_acknowledgement_is_filled_in() -> None:
    """What, where, for whom, and the three things that AWS wants to be sure of."""
    text = acknowledgement(50, "eu-west-1", "123456789012")
    assert "50 domain names per ACM certificate (quota L-FB94F0B0) in eu-west-1" in text
    assert "account 123456789012" in text
    assert "cannot be added to or removed from an existing certificate" in text
    assert "a new certificate has to be requested" in text
    assert "all of its names have to be validated again" in text


def test_what_happens_next() -> None:
    """In a person's words, also for a status that AWS adds one day."""
    asked = Asked("123456789012", "eu-west-1", 50, 10, "open", status="CASE_OPENED")
    assert asked.meaning.startswith("requested before, and AWS takes one at a time; AWS Support")
    asked = Asked("123456789012", "eu-west-1", 50, 10, "requested", status="NEW")
    assert asked.meaning == "see the Service Quotas console"
