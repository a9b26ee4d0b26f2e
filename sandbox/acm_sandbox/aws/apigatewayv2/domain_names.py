"""The operations on custom domain names, as HTTP and WebSocket APIs have them.

The names themselves, and their rules, are those of `apigateway`: what one interface makes, the
other shows.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.apigateway import facts
from acm_sandbox.aws.apigateway.domain_name import REGIONAL, Configuration
from acm_sandbox.aws.apigateway.state import BAD_REQUEST
from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from .state import ApiGatewayV2State, page

if TYPE_CHECKING:
    from collections.abc import Mapping

    from acm_sandbox.aws.apigateway.domain_name import DomainName

# The only routing mode: routing rules are not in the sandbox.
_ROUTING_MODE = "API_MAPPING_ONLY"

# What a configuration can be given, by the names that it has here.
_NAMES = {
    "CertificateArn": "certificate",
    "CertificateName": "certificate_name",
    "SecurityPolicy": "security_policy",
    "IpAddressType": "ip_address_type",
    "OwnershipVerificationCertificateArn": "ownership_certificate",
}


class DomainNames(ApiGatewayV2State):
    """A method of an operation's name takes and gives what the API does."""

    def create_domain_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a domain name, for this region."""
        _check_routing(parameters)
        given = _given(parameters)
        mutual_tls = parameters.get("MutualTlsAuthentication", {})
        configuration = Configuration(
            endpoint_type=REGIONAL,
            certificate=given.get("CertificateArn"),
            certificate_name=given.get("CertificateName"),
            security_policy=given.get("SecurityPolicy", facts.DEFAULT_SECURITY_POLICY),
            ip_address_type=given.get("IpAddressType", "ipv4"),
            truststore_uri=mutual_tls.get("TruststoreUri"),
            truststore_version=mutual_tls.get("TruststoreVersion"),
            ownership_certificate=given.get("OwnershipVerificationCertificateArn"),
        )
        return _shown(
            self.shared.add_domain_name(
                parameters["DomainName"], configuration, parameters.get("Tags", {})
            )
        )

    def get_domain_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a domain name."""
        return _shown(self.shared.domain_name(parameters["DomainName"]))

    def get_domain_names(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the domain names, REST APIs' too."""
        return page((_shown(domain) for domain in self.shared.domain_names.values()), parameters)

    def update_domain_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change what is given: the certificate, above all, in place."""
        domain = self.shared.domain_name(parameters["DomainName"])
        _check_routing(parameters)
        changes: dict[str, Any] = {}
        if parameters.get("DomainNameConfigurations"):
            given = _given(parameters)
            changes = {name: given[at] or None for at, name in _NAMES.items() if at in given}
        mutual_tls = parameters.get("MutualTlsAuthentication", {})
        if "TruststoreUri" in mutual_tls:
            # guide, "Turn off mutual TLS": an empty one removes it.
            changes |= {
                "truststore_uri": mutual_tls["TruststoreUri"] or None,
                "truststore_version": None,
            }
        if "TruststoreVersion" in mutual_tls:
            changes["truststore_version"] = mutual_tls["TruststoreVersion"] or None
        self.shared.change_domain_name(domain, replace(domain.configuration, **changes))
        return _shown(domain)

    def delete_domain_name(self, parameters: Mapping[str, Any]) -> None:
        """Delete a domain name, its mappings included."""
        self.shared.delete_domain_name({"domainName": parameters["DomainName"]})


def _given(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Read the one configuration that a domain name has."""
    configurations = parameters.get("DomainNameConfigurations", [])
    if len(configurations) != 1:
        raise AwsError(BAD_REQUEST, "A domain name has exactly one configuration.")  # mem
    given: dict[str, Any] = configurations[0]
    if given.get("EndpointType", REGIONAL) != REGIONAL:
        # guide, "Custom domain names for HTTP APIs": "Only Regional custom domain names are
        # supported"; the words are mem.
        raise AwsError(
            BAD_REQUEST, f"The endpoint type {given['EndpointType']} is not supported: use REGIONAL"
        )
    return given


def _check_routing(parameters: Mapping[str, Any]) -> None:
    if parameters.get("RoutingMode", _ROUTING_MODE) != _ROUTING_MODE:
        raise NotInTheSandboxError(f"apigatewayv2 routing mode {parameters['RoutingMode']}")


def _shown(domain: DomainName) -> dict[str, Any]:
    configuration = domain.configuration
    shown: dict[str, Any] = {
        "ApiMappingSelectionExpression": "$request.basepath",
        "DomainName": domain.name,
        "DomainNameArn": domain.arn,
        "DomainNameConfigurations": [
            {
                "ApiGatewayDomainName": domain.target,
                "CertificateArn": configuration.certificate,
                "CertificateName": configuration.certificate_name,
                "CertificateUploadDate": domain.uploaded_at if domain.is_edge else None,
                "DomainNameStatus": domain.status,
                "EndpointType": configuration.endpoint_type,
                "HostedZoneId": domain.hosted_zone_id,
                "IpAddressType": configuration.ip_address_type,
                "OwnershipVerificationCertificateArn": configuration.ownership_certificate,
                "SecurityPolicy": configuration.security_policy,
            }
        ],
        "RoutingMode": _ROUTING_MODE,
        "Tags": domain.tags,
    }
    if configuration.truststore_uri:
        shown["MutualTlsAuthentication"] = {
            "TruststoreUri": configuration.truststore_uri,
            "TruststoreVersion": configuration.truststore_version,
        }
    return shown
