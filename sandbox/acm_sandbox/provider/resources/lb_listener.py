"""`aws:lb/listener:Listener`: a port of a load balancer, with its default certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import doing, unfinished, unless_gone
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import elbv2, elbv2_actions, elbv2_attributes
from acm_sandbox.provider.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.values import Props

_PROTOCOLS: Final = ("HTTP", "HTTPS", "TCP", "TLS", "UDP", "TCP_UDP", "GENEVE", "QUIC", "TCP_QUIC")


class Listener(ResourceType):
    """A listener."""

    token = "aws:lb/listener:Listener"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset({"defaultActions.forward.targetGroups"})
    not_supported: ClassVar = {
        "mutualAuthentication": "certificates of the clients (mutualAuthentication)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the actions, the port and the protocol."""
        if isinstance(inputs["defaultActions"], list):
            yield from elbv2_actions.check(inputs["defaultActions"])
        port, protocol = inputs.get("port"), inputs.get("protocol")
        if isinstance(port, int) and not 1 <= port <= 65535:  # noqa: PLR2004 - ports end there
            reason = f"expected port to be a valid port number or 0, got: {port}"
            yield Problem("port", reason)
        if protocol not in (None, UNKNOWN) and protocol.upper() not in _PROTOCOLS:
            known = " ".join(f'"{one}"' for one in _PROTOCOLS)
            yield Problem("protocol", f"expected protocol to be one of [{known}], got {protocol}")

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare protocols in upper case."""
        del props
        return value.upper() if name == "protocol" else value

    def create(self, call: Call, inputs: Props) -> str:
        """Create it, with the certificate that it shows to who asks for no name."""
        balancer = inputs["loadBalancerArn"]
        client = elbv2.client(call, inputs)
        request = {
            "LoadBalancerArn": balancer,
            "DefaultActions": elbv2_actions.to_aws(inputs["defaultActions"]),
            **_request(inputs),
            **elbv2.tags_to_aws(inputs),
        }
        if "Protocol" not in request and ":loadbalancer/app/" in balancer:
            request["Protocol"] = "HTTP"
        with doing(f"creating ELBv2 Listener ({balancer})"):
            made = elbv2.with_certificate(call, lambda: client.create_listener(**request))
        listener = made["Listeners"][0]
        arn = str(listener["ListenerArn"])
        with unfinished(arn):
            self._set_attributes(call, arn, listener.get("Protocol", ""), {}, inputs)
        return arn

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, its attributes and its tags."""
        with doing(f"reading ELBv2 Listener ({resource_id})"):
            found = elbv2.describe(
                call,
                state,
                "describe_listeners",
                "Listeners",
                ListenerArns=[resource_id],
            )
            if found is None:
                return None
            attributes = elbv2.client(call, state).describe_listener_attributes(
                ListenerArn=resource_id,
            )["Attributes"]
        keys = elbv2_attributes.listener(self.facts.inputs, found.get("Protocol", ""))
        certificates = found.get("Certificates") or []
        alpn = found.get("AlpnPolicy") or []
        return elbv2_attributes.from_aws(self.facts, keys, attributes) | {
            "alpnPolicy": alpn[0] if alpn else None,
            "arn": resource_id,
            "certificateArn": certificates[0]["CertificateArn"] if certificates else None,
            "defaultActions": elbv2_actions.from_aws(
                found.get("DefaultActions") or [],
                state.get("defaultActions") or [],
            ),
            "loadBalancerArn": found["LoadBalancerArn"],
            "port": found.get("Port"),
            "protocol": found.get("Protocol"),
            "region": call.region(state),
            "sslPolicy": found.get("SslPolicy") or "",
            "tagsAll": elbv2.tags_of(call, state, resource_id),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it in place: another certificate is served from one moment to the next."""
        client = elbv2.client(call, news)
        request = _request(news)
        actions = elbv2_actions.to_aws(news["defaultActions"])
        if actions != elbv2_actions.to_aws(olds["defaultActions"]):
            request["DefaultActions"] = actions
        before = _request(olds)
        if any(before.get(key) != value for key, value in request.items()):
            with doing(f"modifying ELBv2 Listener ({resource_id})"):
                elbv2.with_certificate(
                    call,
                    lambda: client.modify_listener(ListenerArn=resource_id, **request),
                )
        protocol = str(news.get("protocol") or olds.get("protocol") or "").upper()
        self._set_attributes(call, resource_id, protocol, olds, news)
        elbv2.update_tags(call, resource_id, olds, news, "ELBv2 Listener")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it; one that went with its load balancer is no error."""
        client = elbv2.client(call, state)
        with doing(f"deleting ELBv2 Listener ({resource_id})"):
            unless_gone(
                lambda: client.delete_listener(ListenerArn=resource_id),
                "ListenerNotFound",
            )

    def _set_attributes(
        self,
        call: Call,
        arn: str,
        protocol: str,
        olds: Props,
        news: Props,
    ) -> None:
        keys = elbv2_attributes.listener(self.facts.inputs, protocol)
        if attributes := elbv2_attributes.to_aws(keys, news, olds):
            with doing(f"modifying ELBv2 Listener ({arn}) attributes"):
                elbv2.client(call, news).modify_listener_attributes(
                    ListenerArn=arn,
                    Attributes=attributes,
                )


def _request(inputs: Props) -> dict[str, Any]:
    """Write what a create and a change have in common."""
    request: dict[str, Any] = {}
    if inputs.get("port"):
        request["Port"] = int(inputs["port"])
    if inputs.get("protocol"):
        request["Protocol"] = inputs["protocol"].upper()
    if inputs.get("sslPolicy"):
        request["SslPolicy"] = inputs["sslPolicy"]
    if inputs.get("certificateArn"):
        request["Certificates"] = [{"CertificateArn": inputs["certificateArn"]}]
    if inputs.get("alpnPolicy"):
        request["AlpnPolicy"] = [inputs["alpnPolicy"]]
    return request
