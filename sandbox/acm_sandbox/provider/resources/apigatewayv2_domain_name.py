"""`aws:apigatewayv2/domainName:DomainName`: a custom domain of HTTP and WebSocket APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.errors import doing, unfinished, waiting
from acm_sandbox.provider.polling import Look, wait_for_state
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import apigatewayv2
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

_CONFIGURATION: Final = {
    # property: of the API
    "certificateArn": "CertificateArn",
    "endpointType": "EndpointType",
    "ipAddressType": "IpAddressType",
    "ownershipVerificationCertificateArn": "OwnershipVerificationCertificateArn",
    "securityPolicy": "SecurityPolicy",
}
_COMPUTED: Final = {"hostedZoneId": "HostedZoneId", "targetDomainName": "ApiGatewayDomainName"}
_ONLY: Final = {"endpointType": "REGIONAL", "securityPolicy": "TLS_1_2"}
_UPPER: Final = frozenset(_ONLY)


class DomainName(ResourceType):
    """A custom domain name."""

    token = "aws:apigatewayv2/domainName:DomainName"  # noqa: S105 - a type token, no secret

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check that it is regional, with the one TLS policy that there is."""
        configuration = inputs["domainNameConfiguration"]
        for name, only in _ONLY.items():
            value = configuration.get(name) if isinstance(configuration, dict) else UNKNOWN
            if value is not UNKNOWN and str(value).upper() != only:
                words = {"endpointType": "endpoint_type", "securityPolicy": "security_policy"}[name]
                reason = f'to be one of ["{only}"], got {value}'
                yield Problem(
                    f"domainNameConfiguration.{name}",
                    f"expected domain_name_configuration.0.{words} {reason}",
                )

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare type and policy in upper case."""
        del props
        if name == "domainNameConfiguration":
            return {k: v.upper() if k in _UPPER else v for k, v in value.items()}
        return value.upper() if name == "routingMode" else value

    def create(self, call: Call, inputs: Props) -> str:
        """Create it and wait until it is served."""
        request = {"DomainName": inputs["domainName"], **_request(inputs)}
        if block := inputs.get("mutualTlsAuthentication"):
            request["MutualTlsAuthentication"] = apigatewayv2.pascal(block)
        if inputs.get("routingMode"):
            request["RoutingMode"] = inputs["routingMode"]
        if inputs.get("tagsAll"):
            request["Tags"] = inputs["tagsAll"]
        with doing(f"creating API Gateway v2 Domain Name ({inputs['domainName']})"):
            made = apigatewayv2.client(call, inputs).create_domain_name(**request)["DomainName"]
        with unfinished(str(made)):
            self._wait(call, str(made), inputs, "create")
        return str(made)

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, with the name and the zone that an alias record leads to."""
        with doing(f"reading API Gateway v2 Domain Name ({resource_id})"):
            found = apigatewayv2.find(lambda: self._get(call, resource_id, state))
        if found is None or not found.get("DomainNameConfigurations"):
            return None
        configuration = found["DomainNameConfigurations"][0]
        trust = found.get("MutualTlsAuthentication") or {}
        names = {**_CONFIGURATION, **_COMPUTED}
        return {
            "apiMappingSelectionExpression": found.get("ApiMappingSelectionExpression", ""),
            "arn": apigatewayv2.arn(call, state, f"/domainnames/{resource_id}"),
            "domainName": found["DomainName"],
            "domainNameConfiguration": {
                name: configuration[key] for name, key in names.items() if configuration.get(key)
            },
            "mutualTlsAuthentication": {
                name: trust[key]
                for name, key in (
                    ("truststoreUri", "TruststoreUri"),
                    ("truststoreVersion", "TruststoreVersion"),
                )
                if trust.get(key)
            }
            or None,
            "region": call.region(state),
            "routingMode": found.get("RoutingMode"),
            "tagsAll": found.get("Tags") or {},
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it in place and wait until the new certificate is served."""
        what = f"API Gateway v2 Domain Name ({resource_id})"
        request = _request(news)
        old, new = olds.get("mutualTlsAuthentication"), news.get("mutualTlsAuthentication")
        mode = news.get("routingMode")
        changed = (
            _request(olds) != request
            or old != new
            or (mode or olds.get("routingMode")) != (olds.get("routingMode"))
        )
        if old != new:
            # An empty address switches it off.
            block = apigatewayv2.pascal(new) if new else {"TruststoreUri": ""}
            request["MutualTlsAuthentication"] = block
        if mode and mode != olds.get("routingMode"):
            request["RoutingMode"] = mode
        if changed:
            with doing(f"updating {what}"):
                apigatewayv2.client(call, news).update_domain_name(
                    DomainName=resource_id,
                    **request,
                )
            self._wait(call, resource_id, news, "update")
        arn = apigatewayv2.arn(call, news, f"/domainnames/{resource_id}")
        apigatewayv2.update_tags(call, arn, olds, news, what)

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it."""
        client = apigatewayv2.client(call, state)
        with doing(f"deleting API Gateway v2 Domain Name ({resource_id})"):
            apigatewayv2.find(lambda: client.delete_domain_name(DomainName=resource_id))

    def _get(self, call: Call, name: str, props: Props) -> Any:
        return apigatewayv2.client(call, props).get_domain_name(DomainName=name)

    def _wait(self, call: Call, name: str, props: Props, operation: str) -> None:
        def look() -> Look[None]:
            configuration = self._get(call, name, props)["DomainNameConfigurations"][0]
            return Look(
                None,
                configuration.get("DomainNameStatus") or "AVAILABLE",
                configuration.get("DomainNameStatusMessage") or "",
            )

        with waiting(f"waiting for API Gateway v2 Domain Name ({name}) {operation}"):
            wait_for_state(
                look,
                pending=("UPDATING",),
                target="AVAILABLE",
                timeout=call.timeout(self, operation),
                stop=call.stop,
            )


def _request(props: Props) -> dict[str, Any]:
    configuration = props["domainNameConfiguration"]
    return {
        "DomainNameConfigurations": [
            {
                key: configuration[name].upper() if name in _UPPER else configuration[name]
                for name, key in _CONFIGURATION.items()
                if configuration.get(name)
            },
        ],
    }
