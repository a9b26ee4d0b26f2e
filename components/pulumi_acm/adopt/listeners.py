"""Listeners of load balancers, as components where all that they have can be said. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from pulumi_acm.attach.listener_specs import HTTP_PORT

from .model import LISTENER, LISTENER_CERTIFICATE, LeftOut, Part, Resource
from .naming import Names
from .references import References

_HTTPS_PORT: Final = 443
_MANY: Final = 25


@dataclass(frozen=True)
class FoundListener:
    """A listener, as AWS shows it."""

    arn: str
    region: str
    load_balancer: str
    """ARN of its load balancer."""
    label: str
    """The load balancer's name with the port."""
    shown: Mapping[str, Any]
    """What DescribeListeners says."""
    default: str
    further: tuple[str, ...] = ()
    """ARNs of its certificates."""
    tags: Mapping[str, str] = field(default_factory=dict)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.shown["Port"])

    @property
    def load_balancer_name(self) -> str:
        """The name of its load balancer."""
        return self.load_balancer.split("/")[-2]


def listener_parts(
    found: Iterable[FoundListener],
    others: Sequence[FoundListener],
    known: References,
    names: Names,
) -> Iterator[Part | LeftOut]:
    """Yield a component for each listener, or one for its further certificates alone.

    Args:
        found: listeners with certificates.
        others: those without, which may redirect to them.
        known: the certificates that are taken over.
        names: hands out the components' names.
    """
    for listener in sorted(found, key=lambda each: (each.region, each.label)):
        further = [arn for arn in listener.further if known.part(arn)]
        said = listener.load_balancer_name
        name = names.take(said, "" if listener.port == _HTTPS_PORT else f"-{listener.port}")
        if known.part(listener.default) is None and not further:
            subject = f"the listener {listener.label} in {listener.region}"
            yield LeftOut(subject, "none of its certificates is taken over")
        elif known.part(listener.default) is None:
            yield _further(listener, further, known, name)
        elif why := _not_said(listener):
            yield LeftOut(f"the listener {listener.label} in {listener.region}", why)
            if entries := [arn for arn in further if arn != listener.default]:
                yield _further(listener, entries, known, name)
        else:
            yield _listener(listener, further, others, known, name)


def _listener(
    listener: FoundListener,
    further: Sequence[str],
    others: Sequence[FoundListener],
    known: References,
    name: str,
) -> Part:
    shown = listener.shown
    listed = [arn for arn in further if arn != listener.default]
    args: dict[str, Any] = {
        "load_balancer_arn": listener.load_balancer,
        "certificate": known.value(listener.default),
        "target_group_arn": shown["DefaultActions"][0]["TargetGroupArn"],
    }
    if listed:
        args["more_certificates"] = [known.value(arn) for arn in listed]
    if shown["Protocol"] != "HTTPS":
        args["protocol"] = shown["Protocol"]
    if listener.port != _HTTPS_PORT:
        args["port"] = listener.port
    # Even if it is the default one: that may be another in a later version.
    args["ssl_policy"] = shown["SslPolicy"]
    if listener.default in further:
        args["list_default"] = True
    redirect = next((each for each in others if _redirects(each, listener)), None)
    if redirect is not None:
        args["redirect_http"] = True
    args["region"] = listener.region
    if len(listed) > _MANY:
        args["certificate_quota"] = len(listed) + 1
    if listener.tags:
        args["tags"] = dict(sorted(listener.tags.items()))
    resources = [Resource(LISTENER, name, listener.arn)]
    if redirect is not None:
        resources.append(Resource(LISTENER, f"{name}/http", redirect.arn))
    return Part(
        component="HttpsListener",
        name=name,
        args=args,
        resources=(*resources, *_entries(listener, further, known, name)),
    )


def _further(listener: FoundListener, further: Sequence[str], known: References, name: str) -> Part:
    args: dict[str, Any] = {
        "listener_arn": listener.arn,
        "certificates": [known.value(arn) for arn in further],
    }
    if listener.shown["Protocol"] != "HTTPS":
        args["protocol"] = listener.shown["Protocol"]
    if len(further) > _MANY:
        args["certificate_quota"] = len(further) + 1
    args["region"] = listener.region
    return Part(
        component="ListenerCertificates",
        name=name,
        args=args,
        resources=tuple(_entries(listener, further, known, name)),
    )


def _entries(
    listener: FoundListener, further: Iterable[str], known: References, name: str
) -> Iterator[Resource]:
    for arn in further:
        yield Resource(
            LISTENER_CERTIFICATE,
            f"{name}/{known.label(arn)}",
            f"{listener.arn}_{arn}@{listener.region}",
        )


def _not_said(listener: FoundListener) -> str | None:
    """Return what a listener has that an HttpsListener cannot say."""
    shown = listener.shown
    actions = shown["DefaultActions"]
    authentication = shown.get("MutualAuthentication", {}).get("Mode", "off")
    if len(actions) != 1 or not _is_plain_forward(actions[0]):
        return "its default action is more than one target group (HttpsListener has just one)"
    if authentication != "off":
        return f"it checks client certificates (mutual authentication: {authentication})"
    if policies := [each for each in shown.get("AlpnPolicy", []) if each != "None"]:
        return f"it has an ALPN policy: {', '.join(policies)}"
    return None


def _is_plain_forward(action: Mapping[str, Any]) -> bool:
    forward = action.get("ForwardConfig", {})
    return (
        action["Type"] == "forward"
        and bool(action.get("TargetGroupArn"))
        and len(forward.get("TargetGroups", [None])) == 1
        and not forward.get("TargetGroupStickinessConfig", {}).get("Enabled")
    )


def _redirects(other: FoundListener, listener: FoundListener) -> bool:
    """Tell whether a listener is just what `redirect_http` would make."""
    actions = other.shown["DefaultActions"]
    if (other.load_balancer, other.port) != (listener.load_balancer, HTTP_PORT):
        return False
    if other.shown["Protocol"] != "HTTP" or listener.shown["Protocol"] != "HTTPS":
        return False
    return (
        dict(other.tags) == dict(listener.tags)
        and len(actions) == 1
        and actions[0]["Type"] == "redirect"
        and {key: value for key, value in actions[0]["RedirectConfig"].items() if value}
        == {
            "Protocol": "HTTPS",
            "Port": str(listener.port),
            "Host": "#{host}",
            "Path": "/#{path}",
            "Query": "#{query}",
            "StatusCode": "HTTP_301",
        }
    )
