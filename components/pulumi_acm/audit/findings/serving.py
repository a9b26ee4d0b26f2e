"""Hosts without a certificate that covers them, and wildcards without a host."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from pulumi_acm.audit.case import Case, of_certificate
from pulumi_acm.audit.eligibility import ISSUED
from pulumi_acm.audit.model import Attachment, Certificate, Finding
from pulumi_acm.audit.phrases import some
from pulumi_acm.limits import CLOUDFRONT_REGION
from pulumi_acm.names import WILDCARD, covers
from pulumi_acm.services import (
    API_GATEWAY_EDGE,
    API_GATEWAY_PRIVATE,
    API_GATEWAY_REGIONAL,
    APPSYNC,
    CLOUDFRONT,
    COGNITO,
)

from .keys import SERVICES_BY_NAME

_NAMING_ALL: Final = {
    each.name
    for each in (
        CLOUDFRONT,
        API_GATEWAY_EDGE,
        API_GATEWAY_REGIONAL,
        API_GATEWAY_PRIVATE,
        APPSYNC,
        COGNITO,
    )
}
"""Services that serve only the names that they were given. The rules of a load balancer are not
all: what none of them meets goes to its default action."""


def uncovered(case: Case) -> Iterator[Finding]:
    """Find hosts that no certificate covers, and what is missing for it in us-east-1."""
    for attachments in case.resources.values():
        first = attachments[0]
        hosts = list(dict.fromkeys(_normal(host) for each in attachments for host in each.hosts))
        found = [case.certificates.get(each.certificate_arn) for each in attachments]
        certificates = [each for each in found if each is not None and not each.more_names]
        bare = all(not each.certificate_arn for each in attachments)
        if not hosts or not (bare or len(certificates) == len(found)):
            continue  # one of them is not known, and may cover anything
        if any(map(case.is_incomplete, attachments)):
            continue
        names = [name for each in certificates for name in each.names]
        left = [host for host in hosts if not _is_covered(first.service, host, names)]
        if not left:
            continue
        elsewhere = _elsewhere(case, first, left)
        if elsewhere is not None:
            yield _replica(attachments, left, elsewhere, bare=bare)
        elif not bare:
            yield Finding(
                "not-covering",
                "high",
                first.resource,
                first.label,
                first.account,
                first.region,
                f"{first.service} serves {some(left)}, which no name of its certificates covers "
                f"({some(names)})",
                "give it a certificate that has these names, or take them away from it",
                about=" ".join(sorted(left)),
                certificates=tuple(dict.fromkeys(each.arn for each in certificates)),
            )


def wildcard_unused(case: Case) -> Iterator[Finding]:
    """Find wildcards that no host needs, where all hosts are known."""
    for each in case.inventory.certificates:
        wildcards = [name for name in each.names if name.startswith(WILDCARD)]
        if not wildcards or each.status != ISSUED or each.exported or not each.in_use:
            continue
        attachments = case.attachments.get(each.arn, [])
        if not _all_known(case, each, attachments):
            continue
        hosts = {_normal(host) for one in attachments for host in one.hosts}
        plain = {name for name in each.names if not name.startswith(WILDCARD)}
        needed = {WILDCARD + host.partition(".")[2] for host in hosts - plain} | hosts
        unused = [name for name in wildcards if name not in needed]
        if unused:
            finding = of_certificate(
                "wildcard-unused",
                "low",
                each,
                f"{some(unused)} serves nothing: what uses it serves {some(sorted(hosts))}",
                "leave it out when it is requested anew, or leave it as it is if more is to come",
            )
            yield replace(finding, about=" ".join(sorted(unused)))


def _all_known(case: Case, certificate: Certificate, attachments: Sequence[Attachment]) -> bool:
    """Tell whether all that a certificate serves is known."""
    if not attachments or case.is_blind(certificate.account):
        return False
    if any(each.service not in _NAMING_ALL or not each.hosts for each in attachments):
        return False
    if certificate.detail is None:
        return True
    # API Gateway has load balancers or distributions of its own, in an account of AWS's.
    known = {each.resource for each in attachments}
    account = f":{certificate.account}:"
    return all(arn in known or account not in arn for arn in certificate.detail.in_use_by)


def _is_covered(service: str, host: str, names: Iterable[str]) -> bool:
    if service in _NAMING_ALL or not re.search(r"[*?]", host):
        return any(covers(name, host) for name in names)
    # The pattern of a rule stands for whatever it meets: one host that it meets is enough.
    return any(_meets(host, name) for name in names)


def _meets(rule: str, name: str) -> bool:
    """Tell whether there is a host that meets a rule's pattern, and that a name covers."""
    if not name.startswith(WILDCARD):
        return _matches(rule, name)
    # A label in the place of the name's asterisk: it ends somewhere in the pattern, where an
    # asterisk of the pattern may go on.
    halves = [(rule[:at], rule[at:]) for at in range(1, len(rule) + 1)]
    halves += [(label, f"*{rest}") for label, rest in halves if label.endswith("*")]
    below = name.removeprefix("*")
    return any("." not in label and _matches(rest, below) for label, rest in halves)


def _matches(rule: str, text: str) -> bool:
    pattern = "".join({"*": ".*", "?": "."}.get(letter, re.escape(letter)) for letter in rule)
    return re.fullmatch(pattern, text) is not None


def _elsewhere(case: Case, attachment: Attachment, hosts: Sequence[str]) -> Certificate | None:
    """Return a certificate that would serve hosts, were it in us-east-1, where none does."""
    service = SERVICES_BY_NAME.get(attachment.service)
    if service is None or service.region != CLOUDFRONT_REGION:
        return None
    if CLOUDFRONT_REGION not in case.inventory.regions:
        return None
    if case.is_blind(attachment.account, CLOUDFRONT_REGION):
        return None
    able = [each for each in case.covering(attachment.account, hosts) if each.status == ISSUED]
    if any(each.region == CLOUDFRONT_REGION for each in able):
        return None
    return min(able, key=lambda each: each.arn, default=None)


def _replica(
    attachments: Sequence[Attachment], hosts: Sequence[str], found: Certificate, *, bare: bool
) -> Finding:
    first = attachments[0]
    serves = "with CloudFront's own certificate" if bare else "with one that does not cover it"
    return Finding(
        "replica-missing",
        "medium" if bare else "high",
        first.resource,
        first.label,
        first.account,
        first.region,
        f"{first.service} serves {some(hosts)} {serves}; {found.arn} covers that, but "
        f"{first.service} takes certificates of {CLOUDFRONT_REGION} only",
        f'request {found.primary} in {CLOUDFRONT_REGION} as well ("cloudfront": True), and attach '
        "it there",
        about=" ".join(sorted(hosts)),
        certificates=(found.arn,),
    )


def _normal(host: str) -> str:
    return host.lower().rstrip(".")
