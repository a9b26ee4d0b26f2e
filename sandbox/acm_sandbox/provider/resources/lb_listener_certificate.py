"""`aws:lb/listenerCertificate:ListenerCertificate`: a further certificate, chosen by name (SNI)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import ProviderError, doing, unless_gone
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import elbv2

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props


class ListenerCertificate(ResourceType):
    """A certificate on a listener, beside the default one."""

    token = "aws:lb/listenerCertificate:ListenerCertificate"  # noqa: S105 - no secret

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `LISTENER_ARN_CERTIFICATE_ARN`."""
        del call
        listener, _, certificate = resource_id.partition("_")
        if not listener or not certificate:
            raise ProviderError(
                f"unexpected format for ID ({resource_id}), expected LISTENER_ARN_CERTIFICATE_ARN",
            )
        return resource_id, {"listenerArn": listener, "certificateArn": certificate}

    def create(self, call: Call, inputs: Props) -> str:
        """Add the certificate."""
        client = elbv2.client(call, inputs)
        identifier = f"{inputs['listenerArn']}_{inputs['certificateArn']}"
        with doing(f"creating ELBv2 Listener Certificate ({identifier})"):
            elbv2.with_certificate(
                call,
                lambda: client.add_listener_certificates(
                    ListenerArn=inputs["listenerArn"],
                    Certificates=[{"CertificateArn": inputs["certificateArn"]}],
                ),
            )
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Find it among the certificates that are not the default one."""
        client = elbv2.client(call, state)
        with doing(f"reading ELBv2 Listener Certificate ({resource_id})"):
            pages = client.get_paginator("describe_listener_certificates").paginate(
                ListenerArn=state["listenerArn"],
            )
            found = unless_gone(
                lambda: [one for page in pages for one in page["Certificates"]],
                "ListenerNotFound",
            )
        arns = [one["CertificateArn"] for one in found or [] if not one.get("IsDefault")]
        if state["certificateArn"] not in arns:
            return None
        return {
            "certificateArn": state["certificateArn"],
            "listenerArn": state["listenerArn"],
            "region": call.region(state),
        }

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Remove it; where it is the default one by now, it stays: another resource has it."""
        client = elbv2.client(call, state)

        def remove() -> None:
            try:
                client.remove_listener_certificates(
                    ListenerArn=state["listenerArn"],
                    Certificates=[{"CertificateArn": state["certificateArn"]}],
                )
            except ClientError as error:
                if "Default certificate cannot be removed" not in str(error):
                    raise

        with doing(f"deleting ELBv2 Listener Certificate ({resource_id})"):
            unless_gone(remove, "CertificateNotFound", "ListenerNotFound")
