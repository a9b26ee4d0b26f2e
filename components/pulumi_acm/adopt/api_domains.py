"""Custom domain names of API Gateway, as components where all that they have can be said. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pulumi_acm.attach.api_domain import SECURITY_POLICY

from .model import RECORD, LeftOut, Part, Resource
from .naming import Names
from .references import References

_HTTP_DOMAIN: Final = "aws:apigatewayv2/domainName:DomainName"
_HTTP_MAPPING: Final = "aws:apigatewayv2/apiMapping:ApiMapping"
_REST_DOMAIN: Final = "aws:apigateway/domainName:DomainName"
_REST_MAPPING: Final = "aws:apigateway/basePathMapping:BasePathMapping"

_PLAIN_ROUTING: Final = (None, "API_MAPPING_ONLY", "BASE_PATH_MAPPING_ONLY")
"""By mappings alone, as the two APIs call it.

https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-routing-mode.html
"""


@dataclass(frozen=True)
class Mapped:
    """What answers under a path of a domain name."""

    api_id: str
    stage: str
    path: str
    api: str | None
    """`http`, `websocket` or `rest`; None: the API is not in this account and region."""
    id: str
    """Of the mapping, where it has one: REST APIs' are known by their paths."""


@dataclass(frozen=True)
class FoundApiDomain:
    """A custom domain name, as AWS shows it."""

    domain: str
    region: str
    certificate: str
    endpoint: str
    """`REGIONAL`, `EDGE` or `PRIVATE`."""
    security_policy: str
    mapped: tuple[Mapped, ...] = ()
    mutual_tls: bool = False
    ownership_certificate: str | None = None
    routing_mode: str | None = None
    tags: Mapping[str, str] = field(default_factory=dict)
    alias: str | None = None
    """Id of the alias record that leads to it, as the AWS provider has it."""


def api_domain_parts(
    found: Iterable[FoundApiDomain], known: References, names: Names
) -> Iterator[Part | LeftOut]:
    """Yield a component for each domain name."""
    for each in sorted(found, key=lambda one: (one.region, one.domain)):
        kinds = {mapped.api for mapped in each.mapped}
        default = "rest" if each.endpoint == "EDGE" else "http"
        if why := _not_said(each, kinds):
            yield LeftOut(f"the API Gateway domain {each.domain} in {each.region}", why)
        else:
            yield _part(each, next(iter(kinds), None) or default, known, names)


def _part(found: FoundApiDomain, api: str, known: References, names: Names) -> Part:
    name = names.take(found.domain, "-api")
    args: dict[str, Any] = {
        "domain": found.domain,
        "certificate": known.value(found.certificate),
    }
    if api != "http":
        args["api"] = api
    if found.endpoint == "EDGE":
        args["endpoint"] = "edge"
    if found.mapped:
        args["mappings"] = [_mapping(each) for each in found.mapped]
    args["alias"] = found.alias is not None
    args["region"] = found.region
    if found.tags:
        args["tags"] = dict(sorted(found.tags.items()))
    rest = api == "rest"
    # Neither a name nor a mapping has its region in its id.
    at = f"@{found.region}"
    kind = _REST_DOMAIN if rest else _HTTP_DOMAIN
    resources = [Resource(kind, name, f"{found.domain}{at}")]
    for each in found.mapped:
        id_ = f"{found.domain}/{each.path}" if rest else f"{each.id}/{found.domain}"
        mapping = _REST_MAPPING if rest else _HTTP_MAPPING
        resources.append(Resource(mapping, f"{name}/{each.path}", f"{id_}{at}"))
    if found.alias is not None:
        resources.append(Resource(RECORD, name, found.alias))
    return Part(component="ApiDomain", name=name, args=args, resources=tuple(resources))


def _mapping(mapped: Mapped) -> dict[str, str]:
    path = {"path": mapped.path} if mapped.path else {}
    return {"api_id": mapped.api_id, "stage": mapped.stage, **path}


def _not_said(found: FoundApiDomain, kinds: set[str | None]) -> str | None:
    """Return what a domain name has that an ApiDomain cannot say."""
    reasons = {
        f"its endpoint is {found.endpoint}": found.endpoint not in ("REGIONAL", "EDGE"),
        f"its security policy is {found.security_policy} (ApiDomain has {SECURITY_POLICY})": (
            found.security_policy != SECURITY_POLICY
        ),
        "it checks client certificates": found.mutual_tls,
        "another certificate shows who owns it": found.ownership_certificate is not None,
        f"its routing mode is {found.routing_mode}": (found.routing_mode not in _PLAIN_ROUTING),
        "it serves APIs of several kinds": len(kinds) > 1,
        "an API that it serves is not here": None in kinds,
        "a path of several segments leads to a REST API": (
            kinds == {"rest"} and any("/" in each.path for each in found.mapped)
        ),
    }
    return next((why for why, applies in reasons.items() if applies), None)
