"""`aws:route53/record:Record`: a set of records of one name and type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from botocore.exceptions import ClientError

from acm_sandbox.provider.errors import (
    PartialCreateError,
    ProviderError,
    doing,
    error_code,
)
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import route53
from acm_sandbox.provider.services.route53_record_sets import TYPES, from_aws, to_aws
from acm_sandbox.provider.values import UNKNOWN, Props, contains_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

_POLICIES = (
    "cidrRoutingPolicy",
    "failoverRoutingPolicies",
    "geolocationRoutingPolicies",
    "geoproximityRoutingPolicy",
    "latencyRoutingPolicies",
    "multivalueAnswerRoutingPolicy",
    "weightedRoutingPolicies",
)


class Record(ResourceType):
    """A set of records."""

    token = "aws:route53/record:Record"  # noqa: S105 - a type token, no secret
    sets: ClassVar = frozenset({"records"})
    not_supported: ClassVar = {
        "cidrRoutingPolicy": "CIDR routing (cidrRoutingPolicy)",
        "geoproximityRoutingPolicy": "geoproximity routing (geoproximityRoutingPolicy)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the type and what the routing policies ask for."""
        if inputs["type"] is not UNKNOWN and inputs["type"] not in TYPES:
            known = " ".join(f'"{name}"' for name in TYPES)
            yield Problem("type", f"expected type to be one of [{known}], got {inputs['type']}")
        given = [name for name in _POLICIES if inputs.get(name)]
        if len(given) > 1:
            yield Problem(
                given[1],
                f'Conflicting configuration arguments. "{given[1]}": conflicts with {given[0]}',
            )
        if given and not inputs.get("setIdentifier"):
            yield Problem(
                given[0],
                f'Missing required argument. "{given[0]}": all of '
                f"`{given[0]},set_identifier` must be specified",
            )

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare names as DNS does."""
        del props
        if name == "name":
            return route53.clean_name(value)
        if name == "zoneId":
            return route53.zone_id(value)
        if name == "aliases":
            return [_canonical_alias(alias) for alias in value]
        return value

    def planned(self, inputs: Props) -> Props:
        """Tell the name as the state will have it."""
        known = isinstance(inputs.get("name"), str)
        return {"name": route53.clean_name(inputs["name"])} if known else {}

    def replanned(self, olds: Props, news: Props) -> Props:
        """Keep the name as the state has it; an overwrite is not a property of the record."""
        del olds
        return self.planned(news)

    def import_state(self, call: Call, resource_id: str) -> tuple[str, Props]:
        """Split `ZONEID_NAME_TYPE[_SETIDENTIFIER]`; the name may hold underscores itself."""
        del call
        zone, _, rest = resource_id.partition("_")
        parts = rest.split("_")
        at = next((i for i, part in enumerate(parts) if part in TYPES), None)
        if not zone or at is None:
            raise ProviderError(
                f'unexpected format of ID ("{resource_id}"), expected '
                "ZONEID_RECORDNAME_TYPE_SET-IDENTIFIER (e.g. Z4KAPRWWNC7JR_dev.example.com_NS_dev)"
                ", where SET-IDENTIFIER is optional",
            )
        state: Props = {
            "zoneId": zone,
            "name": route53.clean_name("_".join(parts[:at])),
            "type": parts[at],
        }
        if parts[at + 1 :]:
            state["setIdentifier"] = "_".join(parts[at + 1 :])
        return _identifier(state), state

    def create(self, call: Call, inputs: Props) -> str:
        """Write the set: create it, or put it in place of what is there where that is allowed."""
        zone = self._zone_name(call, inputs)
        action = "UPSERT" if inputs.get("allowOverwrite") else "CREATE"
        with doing("creating Route53 Record"):
            change = self._change(call, inputs, [(action, to_aws(inputs, zone))])
        identifier = _identifier(inputs)
        try:
            self._wait(call, identifier, change, "create")
        except ProviderError as error:
            raise PartialCreateError(identifier, str(error)) from error
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Find the set of this name, type and set identifier."""
        del resource_id
        answer = route53.get_zone(call, route53.zone_id(state["zoneId"]))
        if answer is None:
            return None
        zone = answer["HostedZone"]["Name"]
        found = self._find(call, state, zone)
        if found is None:
            return None
        return from_aws(found, state) | {
            "allowOverwrite": bool(state.get("allowOverwrite")),
            "fqdn": route53.full_name(state["name"], zone),
            "name": route53.clean_name(state["name"]),
            "zoneId": route53.zone_id(state["zoneId"]),
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Write the set anew; another type or set identifier takes the old one's place at once."""
        zone = self._zone_name(call, news)
        changes = [("UPSERT", to_aws(news, zone))]
        if any(olds.get(key) != news.get(key) for key in ("type", "setIdentifier")):
            old = self._find(call, olds, zone)
            changes = [("CREATE", to_aws(news, zone))]
            if old is not None:
                changes.insert(0, ("DELETE", old))
        with doing(f"updating Route53 Record ({resource_id})"):
            change = self._change(call, news, changes)
        self._wait(call, resource_id, change, "update")

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Delete whatever set now has the name; one that is gone is no error."""
        answer = route53.get_zone(call, route53.zone_id(state["zoneId"]))
        found = answer and self._find(call, state, answer["HostedZone"]["Name"])
        if not found:
            return
        with doing(f"deleting Route53 Record ({resource_id})"):
            try:
                change = self._change(call, state, [("DELETE", found)])
            except ClientError as error:
                # Another has deleted it since.
                if error_code(error) == "InvalidChangeBatch":
                    return
                raise
        self._wait(call, resource_id, change, "delete")

    def _zone_name(self, call: Call, props: Props) -> str:
        identifier = route53.zone_id(props["zoneId"])
        answer = route53.get_zone(call, identifier)
        if answer is None:
            raise ProviderError(
                f"reading Route 53 Hosted Zone ({identifier}): couldn't find resource",
            )
        return answer["HostedZone"]["Name"]

    def _change(self, call: Call, props: Props, changes: list[tuple[str, Any]]) -> str:
        answer = route53.client(call).change_resource_record_sets(
            HostedZoneId=route53.zone_id(props["zoneId"]),
            ChangeBatch={
                "Comment": "Managed by Pulumi",
                "Changes": [
                    {"Action": action, "ResourceRecordSet": record}  # type: ignore[typeddict-item]  # built above
                    for action, record in changes
                ],
            },
        )
        return answer["ChangeInfo"]["Id"]

    def _wait(self, call: Call, identifier: str, change: str, operation: str) -> None:
        with doing(f"waiting for Route 53 Record ({identifier}) {operation}"):
            route53.wait_insync(call, change, call.timeout(self, operation))

    def _find(self, call: Call, props: Props, zone: str) -> Any:
        name = route53.full_name(props["name"], zone)
        request: dict[str, Any] = {
            "HostedZoneId": route53.zone_id(props["zoneId"]),
            "StartRecordName": name,
            "StartRecordType": props["type"],
        }
        if props.get("setIdentifier"):
            request["StartRecordIdentifier"] = props["setIdentifier"]
        else:
            request["MaxItems"] = "1"
        with doing(f"reading Route 53 Record ({_identifier(props)})"):
            try:
                answer = route53.client(call).list_resource_record_sets(**request)
            except ClientError as error:
                if error_code(error) == "NoSuchHostedZone":
                    return None
                raise
        wanted = (name, props["type"], props.get("setIdentifier") or "")
        return next(
            (
                record
                for record in answer["ResourceRecordSets"]
                if (
                    route53.clean_name(record["Name"]),
                    record["Type"],
                    record.get("SetIdentifier", ""),
                )
                == wanted
            ),
            None,
        )


def _identifier(props: Props) -> str:
    parts = [
        route53.zone_id(props["zoneId"]),
        route53.clean_name(props["name"]),
        props["type"],
    ]
    if props.get("setIdentifier"):
        parts.append(props["setIdentifier"])
    return "_".join(parts)


def _canonical_alias(alias: Any) -> Any:
    if contains_unknown(alias):
        return alias
    return alias | {"name": route53.clean_name(alias["name"])}
