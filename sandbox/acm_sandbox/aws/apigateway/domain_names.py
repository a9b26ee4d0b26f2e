"""The operations on custom domain names."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError, NotInTheSandboxError

from . import domain_rules, facts, patches
from .domain_name import EDGE, REGIONAL, UPDATING, Configuration, DomainName
from .state import BAD_REQUEST, ApiGatewayState, checked_tags, page

if TYPE_CHECKING:
    from collections.abc import Mapping

# What an update can replace, by the configuration's names; it depends on the endpoint type.
_COMMON = {
    "/securityPolicy": "security_policy",
    "/endpointAccessMode": "endpoint_access_mode",
    "/endpointConfiguration/ipAddressType": "ip_address_type",
    "/mutualTlsAuthentication/truststoreUri": "truststore_uri",
    "/mutualTlsAuthentication/truststoreVersion": "truststore_version",
    "/ownershipVerificationCertificateArn": "ownership_certificate",
}
_CERTIFICATES = {
    EDGE: {"/certificateArn": "certificate", "/certificateName": "certificate_name"},
    REGIONAL: {
        "/regionalCertificateArn": "certificate",
        "/regionalCertificateName": "certificate_name",
    },
}

# The only routing mode: routing rules are not in the sandbox.
_ROUTING_MODE = "BASE_PATH_MAPPING_ONLY"


class DomainNames(ApiGatewayState):
    """A method of an operation's name takes and gives what the API does."""

    def create_domain_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a domain name, edge-optimized where nothing else is said."""
        if parameters.get("routingMode", _ROUTING_MODE) != _ROUTING_MODE:
            raise NotInTheSandboxError(f"apigateway routing mode {parameters['routingMode']}")
        endpoint = parameters.get("endpointConfiguration", {})
        types = endpoint.get("types") or [EDGE]
        if len(types) != 1:
            raise AwsError(BAD_REQUEST, "A domain name has exactly one endpoint type.")  # mem
        if types == ["PRIVATE"]:
            raise NotInTheSandboxError("apigateway domain name of endpoint type PRIVATE")
        prefix = "certificate" if types == [EDGE] else "regionalCertificate"
        mutual_tls = parameters.get("mutualTlsAuthentication", {})
        configuration = Configuration(
            endpoint_type=types[0],
            certificate=parameters.get(f"{prefix}Arn"),
            certificate_name=parameters.get(f"{prefix}Name"),
            security_policy=parameters.get("securityPolicy", facts.DEFAULT_SECURITY_POLICY),
            endpoint_access_mode=parameters.get("endpointAccessMode"),
            ip_address_type=endpoint.get("ipAddressType", "ipv4"),
            truststore_uri=mutual_tls.get("truststoreUri"),
            truststore_version=mutual_tls.get("truststoreVersion"),
            ownership_certificate=parameters.get("ownershipVerificationCertificateArn"),
        )
        return _shown(
            self.add_domain_name(
                parameters["domainName"], configuration, parameters.get("tags", {})
            )
        )

    def get_domain_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a domain name."""
        return _shown(self.domain_name(parameters["domainName"]))

    def get_domain_names(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the domain names, the other APIs' too."""
        return page((_shown(domain) for domain in self.domain_names.values()), parameters)

    def update_domain_name(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a domain name: its certificate, above all, in place."""
        domain = self.domain_name(parameters["domainName"])
        names = _COMMON | _CERTIFICATES[domain.configuration.endpoint_type]
        values = patches.replaced(parameters, names, "UpdateDomainName")
        # An empty value removes: "To disable mutual TLS, remove the truststore" (guide).
        changes: dict[str, Any] = {names[path]: value or None for path, value in values.items()}
        if "truststore_uri" in changes and changes["truststore_uri"] is None:
            changes["truststore_version"] = None
        self.change_domain_name(domain, replace(domain.configuration, **changes))
        return _shown(domain)

    def delete_domain_name(self, parameters: Mapping[str, Any]) -> None:
        """Delete a domain name, its mappings included."""
        del self.domain_names[self.domain_name(parameters["domainName"]).name]

    # What the operations of the other APIs share with these.

    def add_domain_name(
        self, name: str, configuration: Configuration, tags: Mapping[str, str]
    ) -> DomainName:
        """Create a domain name.

        Raises:
            AwsError: with AWS's code and words.
        """
        domain_rules.check_name(name)
        if name in self.domain_names:
            raise AwsError(BAD_REQUEST, "The domain name you provided already exists.")  # mem
        domain_rules.check(name, configuration, account=self.account_id, region=self.region_name)
        domain = DomainName(
            name=name,
            region=self.region_name,
            configuration=configuration,
            tags=checked_tags(tags),
        )
        self.domain_names[name] = domain
        return domain

    def change_domain_name(self, domain: DomainName, configuration: Configuration) -> None:
        """Change a domain name, unless it is being changed already (model, domainNameStatus).

        Raises:
            AwsError: with AWS's code and words.
        """
        if domain.status == UPDATING:
            raise AwsError(  # mem
                BAD_REQUEST,
                f"The domain name {domain.name} cannot be modified until the operation in progress "
                "is complete.",
            )
        domain_rules.check(
            domain.name,
            configuration,
            account=self.account_id,
            region=self.region_name,
            own=domain.arn,
        )
        if configuration != domain.configuration:
            domain.change(configuration)


def _shown(domain: DomainName) -> dict[str, Any]:
    configuration = domain.configuration
    prefix, target = (
        ("certificate", "distribution") if domain.is_edge else ("regionalCertificate", "regional")
    )
    shown: dict[str, Any] = {
        "domainName": domain.name,
        "domainNameArn": domain.arn,
        f"{prefix}Arn": configuration.certificate,
        f"{prefix}Name": configuration.certificate_name,
        f"{target}DomainName": domain.target,
        f"{target}HostedZoneId": domain.hosted_zone_id,
        "endpointConfiguration": {
            "types": [configuration.endpoint_type],
            "ipAddressType": configuration.ip_address_type,
        },
        "endpointAccessMode": configuration.endpoint_access_mode,
        "domainNameStatus": domain.status,
        "securityPolicy": configuration.security_policy,
        "ownershipVerificationCertificateArn": configuration.ownership_certificate,
        "routingMode": _ROUTING_MODE,
        "tags": domain.tags or None,
    }
    if domain.is_edge:
        shown["certificateUploadDate"] = domain.uploaded_at
    if configuration.truststore_uri:
        shown["mutualTlsAuthentication"] = {
            "truststoreUri": configuration.truststore_uri,
            "truststoreVersion": configuration.truststore_version,
        }
    return shown
