"""`aws:apigateway/domainName:DomainName`: a custom domain of REST APIs, with its certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from acm_sandbox.provider.errors import doing, waiting
from acm_sandbox.provider.polling import Look, wait_for_state
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.resources.apigateway_rest_api import endpoint_from_aws, endpoint_to_aws
from acm_sandbox.provider.services import apigateway
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOUDFRONT_ZONE: Final = "Z2FDTNDATAQYW2"
"""The hosted zone of every CloudFront distribution, for alias records."""

_TYPES: Final = ("REGIONAL", "EDGE")
_PATHS: Final = {
    "certificateArn": "/certificateArn",
    "ownershipVerificationCertificateArn": "/ownershipVerificationCertificateArn",
    "regionalCertificateArn": "/regionalCertificateArn",
    "routingMode": "/routingMode",
    "securityPolicy": "/securityPolicy",
}
_UPLOADED: Final = "certificates that are not ACM's"


class DomainName(ResourceType):
    """A custom domain name."""

    token = "aws:apigateway/domainName:DomainName"  # noqa: S105 - a type token, no secret
    not_supported: ClassVar = {
        "certificateBody": f"{_UPLOADED} (certificateBody)",
        "certificateChain": f"{_UPLOADED} (certificateChain)",
        "certificateName": f"{_UPLOADED} (certificateName)",
        "certificatePrivateKey": f"{_UPLOADED} (certificatePrivateKey)",
        "endpointAccessMode": "access modes (endpointAccessMode)",
        "policy": "policies of domain names (policy)",
        "regionalCertificateName": f"{_UPLOADED} (regionalCertificateName)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check where it shall be reached."""
        kind = (inputs.get("endpointConfiguration") or {}).get("types")
        if kind not in (None, UNKNOWN) and kind not in _TYPES:
            known = " ".join(f'"{one}"' for one in _TYPES)
            reason = f"expected endpoint_configuration.0.types.0 to be one of [{known}], got {kind}"
            yield Problem("endpointConfiguration.types", f"{reason} (the sandbox has no others)")

    def create(self, call: Call, inputs: Props) -> str:
        """Create it; the AWS provider does not wait until it works."""
        name = inputs["domainName"]
        request: dict[str, Any] = {
            prop: inputs[prop] for prop in ("domainName", *_PATHS) if inputs.get(prop)
        }
        if configuration := inputs.get("endpointConfiguration"):
            request["endpointConfiguration"] = endpoint_to_aws(configuration)
        if block := apigateway.mutual_tls(inputs):
            request["mutualTlsAuthentication"] = block
        if inputs.get("tagsAll"):
            request["tags"] = inputs["tagsAll"]
        with doing(f"creating API Gateway Domain Name ({name})"):
            made = apigateway.client(call, inputs).create_domain_name(**request)
        return str(made["domainName"])

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        with doing(f"reading API Gateway Domain Name ({resource_id})"):
            found = apigateway.find(lambda: self._get(call, resource_id, state))
        if found is None:
            return None
        return {
            "arn": apigateway.arn(call, state, f"/domainnames/{resource_id}"),
            "certificateArn": found.get("certificateArn"),
            "certificateUploadDate": apigateway.rfc3339(found.get("certificateUploadDate")),
            "cloudfrontDomainName": found.get("distributionDomainName", ""),
            "cloudfrontZoneId": CLOUDFRONT_ZONE,
            "domainName": found["domainName"],
            "domainNameId": found.get("domainNameId", ""),
            "endpointConfiguration": endpoint_from_aws(found.get("endpointConfiguration")),
            "mutualTlsAuthentication": apigateway.mutual_tls_from_aws(
                found.get("mutualTlsAuthentication"),
            ),
            "ownershipVerificationCertificateArn": found.get(
                "ownershipVerificationCertificateArn",
                "",
            ),
            "region": call.region(state),
            "regionalCertificateArn": found.get("regionalCertificateArn"),
            "regionalDomainName": found.get("regionalDomainName", ""),
            "regionalZoneId": found.get("regionalHostedZoneId", ""),
            "routingMode": found.get("routingMode") if state.get("routingMode") else None,
            "securityPolicy": found.get("securityPolicy", ""),
            "tagsAll": found.get("tags") or {},
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Patch it and wait until the new certificate is served."""
        what = f"API Gateway Domain Name ({resource_id})"
        given = {
            name: path
            for name, path in _PATHS.items()
            # What AWS computes by itself stays as it is, where the program does not name it.
            if name in news or not self.facts.inputs[name].optional_computed
        }
        operations = apigateway.patches(given, olds, news)
        kind = (news.get("endpointConfiguration") or {}).get("types")
        if kind and kind != (olds.get("endpointConfiguration") or {}).get("types"):
            operations.append(apigateway.replace("/endpointConfiguration/types/0", kind))
        operations += _trust_patches(olds, news)
        if operations:
            with doing(f"updating {what}"):
                apigateway.client(call, news).update_domain_name(
                    patchOperations=operations,
                    domainName=resource_id,
                )
            with waiting(f"waiting for {what} update"):
                wait_for_state(
                    lambda: self._look(call, resource_id, news),
                    pending=("UPDATING",),
                    target="AVAILABLE",
                    timeout=call.timeout(self, "update"),
                    stop=call.stop,
                )
        arn = apigateway.arn(call, news, f"/domainnames/{resource_id}")
        apigateway.update_tags(call, arn, olds, news, what)

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, with its mappings."""
        client = apigateway.client(call, state)
        with doing(f"deleting API Gateway Domain Name ({resource_id})"):
            apigateway.find(lambda: client.delete_domain_name(domainName=resource_id))

    def _get(self, call: Call, resource_id: str, props: Props) -> Any:
        return apigateway.client(call, props).get_domain_name(domainName=resource_id)

    def _look(self, call: Call, resource_id: str, props: Props) -> Look[None]:
        found = self._get(call, resource_id, props)
        reason = found.get("domainNameStatusMessage", "")
        return Look(None, found.get("domainNameStatus", "AVAILABLE"), reason)


def _trust_patches(olds: Props, news: Props) -> list[dict[str, str]]:
    old, new = apigateway.mutual_tls(olds) or {}, apigateway.mutual_tls(news) or {}
    if old == new:
        return []
    if not new:
        return [apigateway.replace("/mutualTlsAuthentication/truststoreUri", "")]
    return [
        apigateway.replace(f"/mutualTlsAuthentication/{name}", new.get(name))
        for name in ("truststoreUri", "truststoreVersion")
        if old.get(name) != new.get(name)
    ]
