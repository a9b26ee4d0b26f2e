"""All that is found, put together: what is taken over, and what is not. Pure."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pulumi_acm.audit.eligibility import AMAZON_ISSUED, IMPORTED
from pulumi_acm.audit.model import Attachment
from pulumi_acm.services import (
    API_GATEWAY_EDGE,
    API_GATEWAY_REGIONAL,
    APPLICATION_LOAD_BALANCER,
    CLOUDFRONT,
    NETWORK_LOAD_BALANCER,
)

from .api_domains import FoundApiDomain, api_domain_parts
from .certificates import ALIVE, Dns, certificate_parts
from .imports import imported_parts
from .listeners import FoundListener, listener_parts
from .model import Adoption, Found, LeftOut, Part
from .naming import Names
from .references import references

BALANCED: Final = (APPLICATION_LOAD_BALANCER.name, NETWORK_LOAD_BALANCER.name)
APIS: Final = (API_GATEWAY_REGIONAL.name, API_GATEWAY_EDGE.name)
_MANAGED: Final = "a stack manages it already"
_AT_EDGE: Final = (CLOUDFRONT.name, API_GATEWAY_EDGE.name)
_FUNCTIONS: Final = {
    CLOUDFRONT.name: "acm.viewer_certificate",
    "Classic Load Balancer": "acm.classic_listener",
    "Elastic Beanstalk": "acm.beanstalk_settings",
}


@dataclass(frozen=True)
class Scene:
    """All that is found."""

    certificates: Sequence[Found]
    attachments: Sequence[Attachment] = ()
    dns: Dns = field(default_factory=Dns)
    listeners: Sequence[FoundListener] = ()
    other_listeners: Sequence[FoundListener] = ()
    """Those beside them that have no certificate."""
    api_domains: Sequence[FoundApiDomain] = ()
    managed: Collection[str] = ()
    """Ids of what stacks manage already."""


def adopt(scene: Scene, home: str) -> Adoption:
    """Return the program; `home` is the region that comes first in a certificate."""
    adoption, names = Adoption(), Names()
    edge = {each.certificate_arn for each in scene.attachments if each.service in _AT_EDGE}
    chosen: list[Found] = []
    for each in scene.certificates:
        if why := _not_adopted(each, scene.managed):
            subject = f"{each.names[0] if each.names else each.id} in {each.region} ({each.arn})"
            adoption.left_out.append(LeftOut(subject, why))
        else:
            chosen.append(each)
    issued = [each for each in chosen if each.type == AMAZON_ISSUED]
    imported = [each for each in chosen if each.type == IMPORTED]
    _take(adoption, certificate_parts(issued, scene.dns, names, home, edge))
    _take(adoption, imported_parts(imported, names, home, edge))
    known = references(adoption.parts)
    _take(adoption, listener_parts(*_own_listeners(scene, adoption), known, names))
    domains = _own_domains(scene, adoption)
    domains = [each for each in domains if known.part(each.certificate)]
    _take(adoption, api_domain_parts(domains, known, names))
    for attachment in scene.attachments:
        part = known.part(attachment.certificate_arn)
        if part is not None and attachment.service not in (*BALANCED, *APIS):
            adoption.left_out.append(_by_hand(attachment, part))
    return adoption


def _take(adoption: Adoption, found: Iterable[Part | LeftOut]) -> None:
    for each in found:
        if isinstance(each, Part):
            adoption.parts.append(each)
        else:
            adoption.left_out.append(each)


def _not_adopted(certificate: Found, managed: Collection[str]) -> str | None:
    reasons: Iterator[str | None] = iter(
        (
            _MANAGED if certificate.arn in managed else None,
            f"{certificate.managed_by} manages it" if certificate.managed_by else None,
            (
                f"it is {certificate.type}: there is no component for it"
                if certificate.type not in (AMAZON_ISSUED, IMPORTED)
                else None
            ),
            (
                f"its status is {certificate.status}: request it anew, or delete it "
                "(pulumi-acm prune)"
                if certificate.status not in ALIVE
                else None
            ),
        )
    )
    return next(filter(None, reasons), None)


def _own_listeners(
    scene: Scene, adoption: Adoption
) -> tuple[list[FoundListener], list[FoundListener]]:
    """Return the listeners that no stack manages, with the entries that none does; and the others.

    A redirect that another stack has is no part of an HttpsListener of this one.
    """
    found = []
    for each in scene.listeners:
        subject = f"listener {each.label} in {each.region}"
        if each.arn in scene.managed:
            adoption.left_out.append(LeftOut(f"the {subject}", _MANAGED))
            continue
        theirs = [arn for arn in each.further if f"{each.arn}_{arn}" in scene.managed]
        adoption.left_out += [LeftOut(f"{arn} on {subject}", _MANAGED) for arn in theirs]
        found.append(replace(each, further=tuple(a for a in each.further if a not in theirs)))
    return found, [each for each in scene.other_listeners if each.arn not in scene.managed]


def _own_domains(scene: Scene, adoption: Adoption) -> list[FoundApiDomain]:
    found = []
    for each in scene.api_domains:
        if each.domain in scene.managed:
            subject = f"the API Gateway domain {each.domain} in {each.region}"
            adoption.left_out.append(LeftOut(subject, _MANAGED))
        else:
            found.append(replace(each, alias=None) if each.alias in scene.managed else each)
    return found


def _by_hand(attachment: Attachment, part: Part) -> LeftOut:
    function = _FUNCTIONS.get(attachment.service, "acm.certificate_for")
    return LeftOut(
        f"{attachment.service} {attachment.label}",
        f"it has its certificate inline. Where it is in a program, give it {part.variable} by "
        f"{function}",
    )
