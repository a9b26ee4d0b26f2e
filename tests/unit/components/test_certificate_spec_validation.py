"""A Certificate's arguments about validation and quotas: what fits together, and what does not."""

from typing import Any

from pulumi_acm.certificate_spec import CertificateSpec, parse


def spec(**args: Any) -> CertificateSpec:
    """Parse arguments that are right."""
    parsed, problems = parse(args)
    assert not problems
    assert parsed is not None
    return parsed


def lines(**args: Any) -> list[str]:
    """Return the messages about arguments that are wrong."""
    parsed, problems = parse(args)
    assert parsed is None
    return [str(problem) for problem in problems]


def test_validation_by_email() -> None:
    """The names get mail where it is said to go, in normal form on both sides."""
    found = spec(
        domains=["example.com", "App.example.com"],
        validation="EMAIL",
        validation_domains={"app.EXAMPLE.com": "Example.com."},
    )
    assert found.by_mail
    assert found.validation_domains == {"app.example.com": "example.com"}


def test_where_mail_cannot_go() -> None:
    """A name that is not the certificate's, a domain that is not above it."""
    other, beside = lines(
        domains=["a.example.com"],
        validation="EMAIL",
        validation_domains={"b.example.com": "example.com", "a.example.com": "example.net"},
    )
    assert other == (
        'validation_domains["b.example.com"]: this is none of the certificate\'s names'
    )
    assert beside == (
        'validation_domains["a.example.com"] "example.net": ACM writes to the name itself or to a '
        "domain above it, and this is neither a.example.com nor above it"
    )
    [line] = lines(
        domains=["example.com"], validation="EMAIL", validation_domains={"example.com": "com"}
    )
    assert line == (
        'validation_domains["example.com"] "com": a name needs a domain and a top-level domain, '
        "such as example.com"
    )


def test_email_has_no_records() -> None:
    """What is about records is refused, whatever it says."""
    for value in (True, False):
        found = lines(
            domains=["example.com"],
            validation="EMAIL",
            zones={"example.com": "Z0123456789"},
            keep_validation_records=value,
        )
        rule = "there are no validation records with validation EMAIL; leave this out"
        assert found == [f"zones: {rule}", f"keep_validation_records: {rule}"]


def test_what_a_migration_to_dns_leaves() -> None:
    """Taking the validation domains away would be a new certificate, so they may stay."""
    found = spec(
        domains=["a.example.com"],
        validation="DNS",
        validation_domains={"a.example.com": "example.com"},
        zones={"example.com": "Z0123456789"},
    )
    assert not found.by_mail


def test_the_validation_method_is_one_of_two() -> None:
    """HTTP is for CloudFront's own certificates."""
    [line] = lines(domains=["example.com"], validation="HTTP")
    assert line == "validation \"HTTP\": it must be 'DNS' or 'EMAIL'"


def test_a_quota_that_is_given_is_kept_to() -> None:
    """Without a call, together with everything else that is wrong."""
    names = [f"{n}.example.com" for n in range(12)]
    assert len(spec(domains=names, names_quota=12.0).domains) == 12
    quota, region = lines(domains=names, names_quota=11, cloudfront=True, regions=["cn-north-1"])
    assert quota.startswith(
        "domains: 12 names, the primary one included, where one certificate may have 11 "
        "(names_quota): quota L-FB94F0B0."
    )
    assert region.startswith("regions: ")
    assert lines(domains=names, names_quota=0)
    assert lines(domains=names, names_quota=101)


def test_records_are_kept_unless_it_is_said() -> None:
    """Nothing said is not the same as said, for EMAIL; for DNS it is."""
    assert spec(domains=["example.com"]).keeps_records
    assert not spec(domains=["example.com"], keep_validation_records=False).keeps_records


def test_all_that_is_wrong_with_tags_at_once() -> None:
    """Lengths, the reserved prefix in any case, and how many there are."""
    tags = {
        "k" * 129: "",
        "": "",
        "AWS:team": "",
        "value": "v" * 257,
        **{str(n): "" for n in range(47)},
    }
    found = lines(domains=["example.com"], tags=tags)
    rules = (
        "a tag's key has 1 to 128 characters",
        "a tag's key has 1 to 128 characters",
        "AWS keeps tag keys that begin with aws: for itself",
        "a tag's value has at most 256 characters",
        "tags: there are at most 50 tags, here are 51",
    )
    for line, rule in zip(found, rules, strict=True):
        assert line.endswith(rule)
