"""Verdicts that were wrong once, or nearly: what is dangerous and looks safe, and what is safe."""

import json
from typing import Any

import pytest

from pulumi_acm.preview.model import Report
from pulumi_acm.preview.reading import read
from support.digests import (
    CERTIFICATE,
    LISTENER,
    RECORD,
    SECRET,
    UNKNOWN,
    VALIDATION,
    arn,
    certificate,
    digest,
    listener,
    record,
    step,
    urn,
)

SITE = urn(CERTIFICATE, "site")
WEB = urn(LISTENER, "web")
ENTRY = "aws:lb/listenerCertificate:ListenerCertificate"
DISTRIBUTION = "aws:cloudfront/distribution:Distribution"
REST = "aws:apigateway/domainName:DomainName"
LISTENER_ARN = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:listener/app/web/1/2"


def codes(report: Report) -> list[str]:
    """Return the codes of a report's reasons."""
    return [each.code for each in report.reasons]


def stays(token: str, name: str, state: dict[str, Any]) -> dict[str, Any]:
    """Return a step that changes nothing."""
    return step("same", token, name, state, state)


def distribution(
    certificate_arn: str | None, *aliases: str, **inputs: Any
) -> dict[str, dict[str, Any]]:
    """Return the state of a distribution."""
    viewer = {"acmCertificateArn": certificate_arn} if certificate_arn else {}
    return {"inputs": {"viewerCertificate": viewer, "aliases": list(aliases), **inputs}}


# Regions


def test_a_region_may_stand_with_the_provider_alone() -> None:
    """Before pulumi-aws 7, a resource had no region of its own."""
    provider = step(
        "same", "pulumi:providers:aws", "default_6", None, {"inputs": {"region": "eu-west-1"}}
    )
    made = certificate(None, "a.com", provider=None)
    del made["inputs"]["region"]
    made["provider"] = f"{provider['urn']}::id"
    cdn = {
        **distribution(UNKNOWN, "a.com"),
        "propertyDependencies": {"viewerCertificate": [SITE]},
    }
    report = read(
        digest(
            provider,
            step("create", CERTIFICATE, "site", None, made),
            step("create", DISTRIBUTION, "cdn", None, cdn),
            step("create", RECORD, "a", None, record("a.com")),
        )
    )
    assert report.certificates[0].region == "eu-west-1"
    assert "wrong-region" in codes(report)


@pytest.mark.parametrize(
    ("token", "inputs"),
    [
        (
            "aws:cognito/userPoolDomain:UserPoolDomain",
            {"certificateArn": arn(1, "us-east-1"), "domain": "login.a.com"},
        ),
        (
            "aws:appsync/domainName:DomainName",
            {"certificateArn": arn(1, "us-east-1"), "domainName": "a.com"},
        ),
        (
            REST,
            {
                "certificateArn": arn(1),
                "domainName": "a.com",
                "endpointConfiguration": {"types": "PRIVATE"},
            },
        ),
        ("aws:ssm/parameter:Parameter", {"value": arn(1, "us-east-1")}),
    ],
)
def test_a_certificate_in_its_right_region_is_none_in_the_wrong_one(
    token: str, inputs: dict[str, Any]
) -> None:
    """Cognito and AppSync take us-east-1 wherever they are, a private API its own region."""
    made = step("create", token, "it", None, {"inputs": {**inputs, "region": "eu-west-1"}})
    assert codes(read(digest(made))) == []


def test_cognito_takes_no_other_region() -> None:
    """The same certificate of eu-west-1 is refused."""
    inputs = {"certificateArn": arn(1), "domain": "login.a.com", "region": "eu-west-1"}
    made = step(
        "create", "aws:cognito/userPoolDomain:UserPoolDomain", "it", None, {"inputs": inputs}
    )
    assert codes(read(digest(made))) == ["wrong-region"]


# What is not known as a whole


@pytest.mark.parametrize("value", [UNKNOWN, [UNKNOWN]])
def test_settings_that_are_not_known_are_not_gone(value: Any) -> None:
    """They come from something else that changes; nobody says that the certificate goes."""
    old = {
        "inputs": {
            "settings": [
                {
                    "namespace": "aws:elbv2:listener:443",
                    "name": "SSLCertificateArns",
                    "value": arn(1),
                }
            ]
        }
    }
    changed = step(
        "update",
        "aws:elasticbeanstalk/environment:Environment",
        "env",
        old,
        {"inputs": {"settings": value}},
    )
    report = read(digest(changed))
    assert codes(report) == []
    [attachment] = report.attachments
    assert attachment.after is not None
    assert attachment.after.label == "not known while planning"


def test_an_unknown_arn_is_not_that_of_the_only_new_certificate() -> None:
    """The digest says what depends on what: it comes from somewhere else."""
    made = step("create", CERTIFICATE, "site", None, certificate(None, "a.com"))
    written = step("create", RECORD, "a", None, record("a.com"))
    web = step("update", LISTENER, "web", listener(arn(1)), listener(UNKNOWN))
    [attachment] = read(digest(made, written, web)).attachments
    assert attachment.after is not None
    assert attachment.after.urn is None


def test_a_name_that_is_not_known_makes_no_other_new_or_gone() -> None:
    """One of them is known only while it is made; the others stay."""
    old = {**certificate(1, "a.com", "b.com"), "delete": True}
    new = certificate(None, "a.com", subjectAlternativeNames=["a.com", "b.com", UNKNOWN])
    reissued = step(
        "replace", CERTIFICATE, "site", old, new, replaceReasons=["subjectAlternativeNames"]
    )
    report = read(digest(reissued, stays(LISTENER, "web", listener(arn(9)))))
    [site] = report.certificates
    assert (site.added, site.removed, site.names_known) == ((), (), False)
    assert "names change" in site.why[0].text
    assert "validation-unknown" in codes(report)


# What is left without a certificate, or is not


def test_what_only_proves_an_owner_may_go() -> None:
    """Clients are never shown it."""
    old = {"certificateArn": arn(1), "ownershipVerificationCertificateArn": arn(2)}
    changed = step(
        "update",
        "aws:apigatewayv2/domainName:DomainName",
        "api",
        {"inputs": {"domainName": "a.com", "domainNameConfiguration": old}},
        {
            "inputs": {
                "domainName": "a.com",
                "domainNameConfiguration": {"certificateArn": arn(1)},
            }
        },
    )
    assert codes(read(digest(changed))) == []


def test_a_domain_that_becomes_regional_has_its_certificate_elsewhere() -> None:
    """In another property of the same resource."""
    changed = step(
        "update",
        REST,
        "api",
        {"inputs": {"domainName": "a.com", "certificateArn": arn(1, "us-east-1")}},
        {
            "inputs": {
                "domainName": "a.com",
                "regionalCertificateArn": arn(2),
                "region": "eu-west-1",
            }
        },
    )
    assert codes(read(digest(changed))) == []


def test_a_distribution_may_go_over_to_iam() -> None:
    """A certificate of IAM is one, too."""
    new = distribution(None, "a.com")
    new["inputs"]["viewerCertificate"]["iamCertificateId"] = "ASCAEXAMPLE"
    changed = step("update", DISTRIBUTION, "cdn", distribution(arn(1, "us-east-1"), "a.com"), new)
    assert codes(read(digest(changed))) == []


def test_a_parameter_without_an_arn_harms_nobody_by_itself() -> None:
    """What reads it is not known: a person has to look."""
    changed = step(
        "update",
        "aws:ssm/parameter:Parameter",
        "arn",
        {"inputs": {"value": arn(1)}},
        {"inputs": {"value": "none"}},
    )
    [reason] = read(digest(changed)).reasons
    assert (reason.code, reason.severity) == ("left-without", "needs-person")


def test_an_ingress_is_a_target() -> None:
    """The AWS Load Balancer Controller has its certificate served."""
    annotations = {"alb.ingress.kubernetes.io/certificate-arn": arn(1)}
    ingress = {"inputs": {"metadata": {"annotations": annotations}}}
    token = "kubernetes:networking.k8s.io/v1:Ingress"
    gone = step("delete", CERTIFICATE, "site", certificate(1, "a.com"))
    report = read(digest(stays(token, "web", ingress), gone))
    assert report.attachments[0].service == "Ingress"
    assert "still-served" in codes(report)


def test_a_component_is_no_target() -> None:
    """Its children are."""
    inputs = {"inputs": {"certificateArn": arn(1)}}
    made = step("create", "shop:index:Site", "site", None, {**inputs, "custom": False})
    assert read(digest(made)).attachments == ()


# Names


def entry(certificate_arn: str, **state: Any) -> dict[str, Any]:
    """Return the state of a listener's further certificate."""
    return {"inputs": {"certificateArn": certificate_arn, "listenerArn": LISTENER_ARN}, **state}


def serving(*names: str) -> list[dict[str, Any]]:
    """Return a listener with a certificate of these names by default."""
    default = {**listener(arn(1)), "id": LISTENER_ARN}
    return [
        stays(CERTIFICATE, "default", certificate(1, *names)),
        stays(LISTENER, "web", default),
        stays(CERTIFICATE, "more", certificate(2, "b.com", "c.com")),
    ]


@pytest.mark.parametrize(
    ("default", "lost"),
    [
        (("a.com",), "It serves b.com, c.com no more"),
        (("a.com", "b.com"), "It serves c.com no more"),
        (("a.com", "*.com"), None),
        (("b.com", "c.com"), None),
    ],
)
def test_names_that_nothing_serves_any_more_are_told(
    default: tuple[str, ...], lost: str | None
) -> None:
    """An entry is taken off a listener, whose other certificates may have its names."""
    gone = step("delete", ENTRY, "more", entry(arn(2)))
    report = read(digest(*serving(*default), gone))
    assert codes(report) == (["names-lost"] if lost else [])
    assert report.verdict == ("needs-person" if lost else "safe")
    if lost:
        assert lost in report.reasons[0].text


def test_of_a_listener_that_goes_nothing_is_lost() -> None:
    """Nobody connects to it."""
    gone = step("delete", ENTRY, "more", entry(arn(2)))
    default, web, more = serving("a.com")
    web = step("delete", LISTENER, "web", web["oldState"])
    assert codes(read(digest(default, web, more, gone))) == []


def test_of_somebody_elses_listener_only_this_stacks_part_is_known() -> None:
    """There may be another certificate on it: a person knows."""
    more = stays(CERTIFICATE, "more", certificate(2, "b.com"))
    [reason] = read(digest(more, step("delete", ENTRY, "more", entry(arn(2))))).reasons
    assert reason.code == "names-lost"
    assert "this stack has none on it for it" in reason.text


def test_an_alias_that_its_certificate_does_not_cover_is_refused() -> None:
    """CloudFront says InvalidViewerCertificate: the update fails."""
    site = stays(CERTIFICATE, "site", certificate(1, "a.com", region="us-east-1"))
    old = distribution(arn(1, "us-east-1"), "a.com")
    new = distribution(arn(1, "us-east-1"), "a.com", "b.com")
    assert codes(read(digest(site, stays(DISTRIBUTION, "cdn", new)))) == []
    other = stays(CERTIFICATE, "other", certificate(2, "c.com", region="us-east-1"))
    taken = distribution(arn(2, "us-east-1"), "a.com")
    [reason] = read(digest(site, other, step("update", DISTRIBUTION, "cdn", old, taken))).reasons
    assert (reason.code, reason.severity) == ("refused", "needs-person")
    assert "does not cover a.com" in reason.text


def test_names_that_change_places_are_served_all_the_time() -> None:
    """Where the entry is there already when the listener takes the other default certificate."""
    a, b = certificate(1, "a.com"), certificate(2, "b.com")
    there = [stays(CERTIFICATE, "a", a), stays(CERTIFICATE, "b", b)]
    web = step(
        "update",
        LISTENER,
        "web",
        {**listener(arn(1)), "id": LISTENER_ARN},
        {**listener(arn(2)), "id": LISTENER_ARN},
    )
    new = step("create", ENTRY, "a", None, entry(arn(1)))
    assert codes(read(digest(*there, web, new))) == ["gap"]
    assert codes(read(digest(*there, web, stays(ENTRY, "a", entry(arn(1)))))) == []


# What stays in AWS


def test_a_distribution_that_is_only_switched_off_keeps_its_certificate() -> None:
    """Its own `retain_on_delete`, which is not the resource option."""
    cdn = distribution(arn(1, "us-east-1"), "a.com", retainOnDelete=True)
    gone = step("delete", CERTIFICATE, "site", certificate(1, "a.com", region="us-east-1"))
    assert codes(read(digest(gone, step("delete", DISTRIBUTION, "cdn", cdn)))) == ["still-served"]


def test_a_retained_listener_that_is_replaced_keeps_the_old_certificate() -> None:
    """The new one has the new certificate, the old one stays in AWS with the old one."""
    old = {**listener(arn(1)), "retainOnDelete": True, "delete": True}
    replaced = step(
        "replace", LISTENER, "web", old, listener(arn(2)), replaceReasons=["loadBalancerArn"]
    )
    gone = step("delete", CERTIFICATE, "site", certificate(1, "a.com"))
    stay = stays(CERTIFICATE, "new", certificate(2, "a.com"))
    assert codes(read(digest(replaced, gone, stay))) == ["still-served"]


def test_a_retained_listener_with_a_retained_certificate_is_fine() -> None:
    """Both stay."""
    old = {**listener(arn(1)), "retainOnDelete": True}
    site = {**certificate(1, "a.com"), "retainOnDelete": True}
    gone = [step("delete", LISTENER, "web", old), step("delete", CERTIFICATE, "site", site)]
    assert codes(read(digest(*gone))) == []


@pytest.mark.parametrize("status", ["FAILED", "VALIDATION_TIMED_OUT"])
def test_what_was_never_issued_is_used_by_nothing(status: str) -> None:
    """Nobody needs to look."""
    dead = certificate(1, "a.com")
    dead["outputs"]["status"] = status
    assert codes(read(digest(step("delete", CERTIFICATE, "site", dead)))) == []
    issued = step("delete", CERTIFICATE, "site", certificate(1, "a.com"))
    assert codes(read(digest(issued))) == ["use-unknown"]


# Records


def changed_record(**inputs: Any) -> dict[str, Any]:
    """Return a validation record with other inputs."""
    made = record("a.com")
    made["inputs"].update(inputs)
    return made


def test_a_record_with_another_value_is_needed_no_less() -> None:
    """Its certificate renews by the value that ACM asks for."""
    site = stays(CERTIFICATE, "site", certificate(1, "a.com"))
    other = changed_record(records=["_9.zzzzzzzzzz.acm-validations.aws."])
    update = step("update", RECORD, "a", record("a.com"), other, diffReasons=["records"])
    [reason] = read(digest(site, update)).reasons
    assert (reason.code, reason.severity) == ("record-needed", "dangerous")
    assert "gets another value" in reason.text


def test_a_record_may_be_put_right() -> None:
    """The value that it gets is the one that ACM asks for."""
    state = certificate(1, "a.com")
    state["outputs"]["domainValidationOptions"] = [
        {"domainName": "a.com", "resourceRecordValue": "_right.abcdefghij.acm-validations.aws."}
    ]
    right = changed_record(records=["_right.abcdefghij.acm-validations.aws."])
    update = step("update", RECORD, "a", record("a.com"), right, diffReasons=["records"])
    assert codes(read(digest(stays(CERTIFICATE, "site", state), update))) == []


@pytest.mark.parametrize(
    ("inputs", "reasons", "action"),
    [
        ({"name": UNKNOWN, "records": [UNKNOWN]}, ["name"], "unchanged"),
        # How long it lives is changed in place: its name turns out to be the same.
        ({"name": UNKNOWN, "records": [UNKNOWN], "ttl": 60}, ["name"], "changed"),
        ({"zoneId": "Z2"}, ["zoneId"], "replaced"),
    ],
)
def test_only_what_is_not_known_is_noise(
    inputs: dict[str, Any], reasons: list[str], action: str
) -> None:
    """A preview shows a record as replaced that the update leaves alone."""
    site = stays(CERTIFICATE, "site", certificate(1, "a.com"))
    old = {**record("a.com"), "delete": True}
    replaced = step(
        "replace",
        RECORD,
        "a",
        old,
        changed_record(**inputs),
        replaceReasons=reasons,
        diffReasons=[*inputs],
    )
    report = read(digest(site, replaced))
    assert [each.action for each in report.records] == [action]
    assert codes(report) == (["record-may-be-needed"] if action == "replaced" else [])


# Waiting


def test_another_certificates_validation_waits_for_nothing() -> None:
    """The listener takes the ARN itself, and happens to depend on a validation."""
    made = step("create", CERTIFICATE, "site", None, certificate(None, "a.com"))
    other = stays(CERTIFICATE, "other", certificate(2, "b.com"))
    waits = stays(
        VALIDATION,
        "other",
        {
            "inputs": {"certificateArn": arn(2)},
            "outputs": {"certificateArn": arn(2)},
            "propertyDependencies": {"certificateArn": [other["urn"]]},
        },
    )
    written = step("create", RECORD, "a", None, record("a.com"))
    web = listener(UNKNOWN, SITE)
    web["dependencies"].append(waits["urn"])
    report = read(digest(made, other, waits, written, step("create", LISTENER, "web", None, web)))
    assert codes(report) == ["not-awaited"]


def test_a_hidden_method_is_not_taken_for_dns() -> None:
    """By email somebody would have to approve it."""
    made = step(
        "create", CERTIFICATE, "site", None, certificate(None, "a.com", validationMethod=SECRET)
    )
    assert codes(read(digest(made))) == ["validation-unknown"]


# Runs


def _event(**what: Any) -> str:
    return json.dumps({"sequence": 0, **what})


def test_a_violated_policy_fails_what_it_is_in() -> None:
    """It is no diagnostic, and in the event log only."""
    violated = {"message": "no<{%reset%}>", "policyName": "rule", "resourceUrn": SITE}
    end = _event(summaryEvent={"isPreview": True})
    mandatory = _event(policyEvent={**violated, "enforcementLevel": "mandatory"})
    report = read(f"{mandatory}\n{end}")
    assert report.failed
    assert report.diagnostics[0].message == "policy rule: no"
    advisory = _event(policyEvent={**violated, "enforcementLevel": "advisory"})
    assert not read(f"{advisory}\n{end}").failed


def test_an_update_that_left_steps_undone_is_not_done() -> None:
    """It was cancelled: its summary says nothing of that."""
    metadata = {"op": "create", "urn": SITE, "new": certificate(None, "a.com")}
    begun = _event(resourcePreEvent={"metadata": metadata})
    end = _event(summaryEvent={"isPreview": False})
    report = read(f"{begun}\n{end}")
    assert report.failed
    assert "interrupted" in codes(report)


def test_what_the_preview_leaves_out_may_use_what_goes() -> None:
    """`pulumi preview --json` alone does not show a listener that stays as it is."""
    gone = step("delete", CERTIFICATE, "site", certificate(1, "a.com"))
    web = step("delete", LISTENER, "web", listener(arn(1)))
    assert codes(read(digest(gone, web))) == []
    assert codes(read(digest(gone, web, changeSummary={"same": 4}))) == ["incomplete"]
