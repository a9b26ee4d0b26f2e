"""Classic load balancers: the client, tags, and their inline listeners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unless_gone
from acm_sandbox.provider.polling import PROPAGATION_TIMEOUT, retry_while

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

T = TypeVar("T")


def client(call: Call, props: Props) -> Any:
    """Give the client of the region that a load balancer is in."""
    return call.clients.get("elb", call.region(props))


def describe(call: Call, name: str, props: Props) -> Any:
    """Describe a load balancer; `None` if there is none of this name."""
    with doing(f"reading ELB Classic Load Balancer ({name})"):
        answer = unless_gone(
            lambda: client(call, props).describe_load_balancers(LoadBalancerNames=[name]),
            "LoadBalancerNotFound",
        )
    found = answer["LoadBalancerDescriptions"] if answer else []
    return found[0] if found else None


def attributes_of(call: Call, name: str, props: Props) -> Any:
    """Give the attributes of a load balancer."""
    with doing(f"reading ELB Classic Load Balancer ({name}) attributes"):
        return client(call, props).describe_load_balancer_attributes(LoadBalancerName=name)[
            "LoadBalancerAttributes"
        ]


def tags_of(call: Call, name: str, props: Props) -> dict[str, str]:
    """Give the tags of a load balancer."""
    with doing(f"listing tags for ELB Classic Load Balancer ({name})"):
        answer = client(call, props).describe_tags(LoadBalancerNames=[name])["TagDescriptions"]
    return tags.from_list(answer[0]["Tags"]) if answer else {}


def update_tags(call: Call, name: str, olds: Props, news: Props) -> None:
    """Bring a load balancer's tags from the old to the new ones."""
    to_set, removed = tags.changes(olds, news)
    with doing(f"updating tags for ELB Classic Load Balancer ({name})"):
        if removed:
            client(call, news).remove_tags(
                LoadBalancerNames=[name],
                Tags=[{"Key": key} for key in removed],
            )
        if to_set:
            client(call, news).add_tags(LoadBalancerNames=[name], Tags=tags.to_list(to_set))


def with_certificate(call: Call, action: Callable[[], T], *codes: str) -> T:
    """Do what names a certificate; one that was made this moment may not be seen at once."""
    timeout = min(PROPAGATION_TIMEOUT, call.custom_timeout or PROPAGATION_TIMEOUT)
    return retry_while(action, "CertificateNotFound", *codes, timeout=timeout, stop=call.stop)


def canonical(listener: Any) -> Any:
    """Give a listener with its protocols as AWS writes them."""
    return {
        name: value.upper() if name.endswith("Protocol") and isinstance(value, str) else value
        for name, value in listener.items()
    }


def listeners_to_aws(listeners: Iterable[Props]) -> list[dict[str, Any]]:
    """Write listeners as the API takes them."""
    return [
        {
            "InstancePort": int(one["instancePort"]),
            "InstanceProtocol": one["instanceProtocol"].upper(),
            "LoadBalancerPort": int(one["lbPort"]),
            "Protocol": one["lbProtocol"].upper(),
            **(
                {"SSLCertificateId": one["sslCertificateId"]} if one.get("sslCertificateId") else {}
            ),
        }
        for one in listeners
    ]


def listeners_from_aws(descriptions: Iterable[Any], known: list[Props]) -> list[Props]:
    """Read listeners, in the order of those that are known."""
    places = {one.get("lbPort"): place for place, one in enumerate(known)}
    listeners = [
        {
            "instancePort": int(one["InstancePort"]),
            "instanceProtocol": one["InstanceProtocol"],
            "lbPort": int(one["LoadBalancerPort"]),
            "lbProtocol": one["Protocol"],
            "sslCertificateId": one.get("SSLCertificateId") or "",
        }
        for one in (description["Listener"] for description in descriptions)
    ]
    return sorted(
        listeners,
        key=lambda one: (places.get(one["lbPort"], len(places)), one["lbPort"]),
    )


def change_listeners(call: Call, name: str, olds: Props, news: Props) -> None:
    """Delete the listeners that change, then create them as they shall be.

    So the AWS provider does it, and not with SetLoadBalancerListenerSSLCertificate: another
    certificate leaves its port without a listener between the two calls.
    """
    before = {_key(one): one for one in listeners_to_aws(olds.get("listeners") or [])}
    after = {_key(one): one for one in listeners_to_aws(news.get("listeners") or [])}
    what = f"ELB Classic Load Balancer ({name}) listeners"
    if gone := [before[key] for key in sorted(before.keys() - after.keys())]:
        with doing(f"deleting {what}"):
            client(call, news).delete_load_balancer_listeners(
                LoadBalancerName=name,
                LoadBalancerPorts=[one["LoadBalancerPort"] for one in gone],
            )
    if made := [after[key] for key in sorted(after.keys() - before.keys())]:
        with doing(f"creating {what}"):
            with_certificate(
                call,
                lambda: client(call, news).create_load_balancer_listeners(
                    LoadBalancerName=name,
                    Listeners=made,
                ),
                "DuplicateListener",
            )


def _key(listener: dict[str, Any]) -> str:
    return repr(sorted(listener.items()))
