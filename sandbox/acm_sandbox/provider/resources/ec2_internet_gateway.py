"""`aws:ec2/internetGateway:InternetGateway`: without one, a network has no public load balancer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unfinished, unless_gone
from acm_sandbox.provider.polling import retry_while
from acm_sandbox.provider.resource import Call, ResourceType
from acm_sandbox.provider.services import ec2

if TYPE_CHECKING:
    from acm_sandbox.provider.values import Props


class InternetGateway(ResourceType):
    """An internet gateway."""

    token = "aws:ec2/internetGateway:InternetGateway"  # noqa: S105 - a type token, no secret

    def create(self, call: Call, inputs: Props) -> str:
        """Create it and attach it."""
        client = ec2.client(call, inputs)
        with doing("creating EC2 Internet Gateway"):
            made = client.create_internet_gateway(
                **ec2.tag_specifications(inputs, "internet-gateway"),
            )["InternetGateway"]["InternetGatewayId"]
        identifier = str(made)
        with unfinished(identifier), doing("creating EC2 Internet Gateway"):
            if inputs.get("vpcId"):
                client.attach_internet_gateway(InternetGatewayId=identifier, VpcId=inputs["vpcId"])
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it."""
        found = self._describe(call, resource_id, state)
        if found is None:
            return None
        owner = found.get("OwnerId") or call.clients.account_id()
        attachments = found.get("Attachments") or []
        return {
            "arn": ec2.arn(call, state, owner, f"internet-gateway/{resource_id}"),
            "ownerId": owner,
            "region": call.region(state),
            "tagsAll": tags.from_list(found.get("Tags") or []),
            "vpcId": attachments[0]["VpcId"] if attachments else "",
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Move it to another network, change its tags."""
        vpc = news.get("vpcId")
        if vpc is not None and vpc != olds.get("vpcId"):
            self._detach(call, resource_id, olds, call.timeout(self, "update"))
            if vpc:
                with doing(f"updating EC2 Internet Gateway ({resource_id})"):
                    ec2.client(call, news).attach_internet_gateway(
                        InternetGatewayId=resource_id,
                        VpcId=vpc,
                    )
        ec2.update_tags(call, resource_id, olds, news, "EC2 Internet Gateway")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Detach it, as soon as nothing in the network needs it, and delete it."""
        timeout = call.timeout(self, "delete")
        if self._describe(call, resource_id, state) is None:
            return
        self._detach(call, resource_id, state, timeout)
        ec2.delete(
            call,
            f"EC2 Internet Gateway ({resource_id})",
            timeout,
            lambda: ec2.client(call, state).delete_internet_gateway(InternetGatewayId=resource_id),
        )

    def _detach(self, call: Call, identifier: str, state: Props, timeout: float) -> None:
        if not state.get("vpcId"):
            return
        client = ec2.client(call, state)
        with doing(f"detaching EC2 Internet Gateway ({identifier})"):
            retry_while(
                lambda: unless_gone(
                    lambda: client.detach_internet_gateway(
                        InternetGatewayId=identifier,
                        VpcId=state["vpcId"],
                    ),
                    "Gateway.NotAttached",
                ),
                "DependencyViolation",
                timeout=timeout,
                stop=call.stop,
            )

    def _describe(self, call: Call, identifier: str, props: Props) -> Any:
        with doing(f"reading EC2 Internet Gateway ({identifier})"):
            return ec2.describe(
                call,
                props,
                "describe_internet_gateways",
                "InternetGateways",
                InternetGatewayIds=[identifier],
            )
