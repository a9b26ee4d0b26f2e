"""`aws:ec2/securityGroup:SecurityGroup`: who may connect to what."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, unfinished
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import ec2, ec2_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from acm_sandbox.provider.values import Props


class SecurityGroup(ResourceType):
    """A security group."""

    token = "aws:ec2/securityGroup:SecurityGroup"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset(
        {"egress", "egress.securityGroups", "ingress", "ingress.securityGroups"},
    )

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the name."""
        for name in ("name", "namePrefix"):
            value = inputs.get(name)
            if isinstance(value, str) and value.startswith("sg-"):
                yield Problem(name, "invalid value for name (cannot begin with sg-)")

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare protocols in the form of the state."""
        del props
        if name in {"egress", "ingress"}:
            return [
                rule | {"protocol": ec2_rules.protocol(rule["protocol"])}
                if isinstance(rule.get("protocol"), str)
                else rule
                for rule in value
            ]
        return value

    def create(self, call: Call, inputs: Props) -> str:
        """Create it, take away the rule that AWS gives to every group, add the program's."""
        name = inputs.get("name") or f"{inputs['namePrefix']}{secrets.token_hex(13)}"
        request = {
            "GroupName": name,
            "Description": inputs["description"],
            **ec2.tag_specifications(inputs, "security-group"),
        }
        if inputs.get("vpcId"):
            request["VpcId"] = inputs["vpcId"]
        client = ec2.client(call, inputs)
        with doing(f"creating Security Group ({name})"):
            identifier = str(client.create_security_group(**request)["GroupId"])
        with unfinished(identifier):
            found = self._describe(call, identifier, inputs)
            with doing(f"revoking default egress rule for Security Group ({identifier})"):
                if found and found.get("IpPermissionsEgress"):
                    client.revoke_security_group_egress(
                        GroupId=identifier,
                        IpPermissions=found["IpPermissionsEgress"],
                    )
            self._change_rules(call, identifier, {}, inputs)
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it, the rules in the program's blocks where they are as it wrote them."""
        found = self._describe(call, resource_id, state)
        if found is None:
            return None
        owner = found.get("OwnerId") or call.clients.account_id()
        rules = {
            name: ec2_rules.to_blocks(
                ec2_rules.of_aws(found.get(key) or []),
                state.get(name) or [],
                resource_id,
            )
            for name, key in (("ingress", "IpPermissions"), ("egress", "IpPermissionsEgress"))
        }
        return {
            **rules,
            "arn": ec2.arn(call, state, owner, f"security-group/{resource_id}"),
            "description": found.get("Description", ""),
            "name": found["GroupName"],
            "ownerId": owner,
            "region": call.region(state),
            "tagsAll": tags.from_list(found.get("Tags") or []),
            "vpcId": found.get("VpcId", ""),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change the rules and the tags."""
        self._change_rules(call, resource_id, olds, news)
        ec2.update_tags(call, resource_id, olds, news, "Security Group")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete it, as soon as nothing uses it."""
        if state.get("revokeRulesOnDelete"):
            emptied = {**state, "ingress": [], "egress": []}
            self._change_rules(call, resource_id, state, emptied)
        ec2.delete(
            call,
            f"Security Group ({resource_id})",
            call.timeout(self, "delete"),
            lambda: ec2.client(call, state).delete_security_group(GroupId=resource_id),
        )

    def _change_rules(self, call: Call, identifier: str, olds: Props, news: Props) -> None:
        client = ec2.client(call, news)
        for name in ("ingress", "egress"):
            if news.get(name) is None:
                # Rules that the program does not name are another resource's.
                continue
            before = ec2_rules.of_blocks(olds.get(name) or [], identifier)
            after = ec2_rules.of_blocks(news[name], identifier)
            for verb, changed in (("revoke", before - after), ("authorize", after - before)):
                if not changed:
                    continue
                with doing(f"updating Security Group ({identifier}) {name} rules"):
                    getattr(client, f"{verb}_security_group_{name}")(
                        GroupId=identifier,
                        IpPermissions=[permission.to_aws() for permission in sorted(changed)],
                    )

    def _describe(self, call: Call, identifier: str, props: Props) -> Any:
        with doing(f"reading Security Group ({identifier})"):
            return ec2.describe(
                call,
                props,
                "describe_security_groups",
                "SecurityGroups",
                GroupIds=[identifier],
            )
