"""What a listener or a rule does with a request: the actions, to and from the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.resource import Problem
from acm_sandbox.provider.values import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from acm_sandbox.provider.values import Props

TYPES: Final = ("forward", "redirect", "fixed-response")
_BLOCKS: Final = {"redirect": "redirect", "fixed-response": "fixedResponse"}
_REFUSED: Final = {
    "authenticateCognito": "sign-in with Cognito (authenticateCognito)",
    "authenticateOidc": "sign-in with OpenID Connect (authenticateOidc)",
    "jwtValidation": "the validation of JSON web tokens (jwtValidation)",
}


def check(
    actions: Iterable[Any],
    name: str = "defaultActions",
    block: str = "default_action",
) -> Iterator[Problem]:
    """Check that each action is one that there is, and has the block that its type needs.

    Args:
        actions: what the property has.
        name: the property's name.
        block: its name in the AWS provider.
    """
    for i, action in enumerate(actions):
        if action is UNKNOWN:
            continue
        path = f"{name}[{i}]"
        for refused in _REFUSED.keys() & action.keys():
            reason = f"the sandbox's AWS provider does not support {_REFUSED[refused]}"
            yield Problem(f"{path}.{refused}", reason)
        kind = action["type"]
        if kind is UNKNOWN:
            continue
        if kind not in TYPES:
            known = " ".join(f'"{one}"' for one in TYPES)
            reason = f"expected {block}.{i}.type to be one of [{known}], got {kind}"
            yield Problem(f"{path}.type", f"{reason} (the sandbox has no others)")
        elif kind == "forward" and not (action.get("targetGroupArn") or action.get("forward")):
            yield Problem(
                path,
                "for actions of type 'forward', you must specify a 'forward' block or "
                "'target_group_arn'",
            )
        elif kind in _BLOCKS and not action.get(_BLOCKS[kind]):
            needed = kind.replace("-", "_")
            reason = f"for actions of type '{kind}', you must specify a '{needed}' block"
            yield Problem(path, reason)


def to_aws(actions: Iterable[Props]) -> list[dict[str, Any]]:
    """Write actions as the API takes them, in order."""
    return [_action(action, i) for i, action in enumerate(actions, start=1)]


def from_aws(actions: Iterable[Any], known: list[Props]) -> list[Props]:
    """Read actions; a single target group in the form that the program has it."""
    return [_read(action, known[i] if i < len(known) else {}) for i, action in enumerate(actions)]


def _action(action: Props, position: int) -> dict[str, Any]:
    made: dict[str, Any] = {
        "Type": action["type"],
        "Order": int(action.get("order") or position),
    }
    if action["type"] == "redirect":
        made["RedirectConfig"] = {_pascal(k): v for k, v in action["redirect"].items()}
    elif action["type"] == "fixed-response":
        made["FixedResponseConfig"] = {_pascal(k): v for k, v in action["fixedResponse"].items()}
    elif action.get("targetGroupArn"):
        made["TargetGroupArn"] = action["targetGroupArn"]
    else:
        made["ForwardConfig"] = _forward(action["forward"])
    return made


def _forward(forward: Props) -> dict[str, Any]:
    made: dict[str, Any] = {
        "TargetGroups": [
            {"TargetGroupArn": group["arn"], "Weight": int(group["weight"])}
            for group in forward["targetGroups"]
        ],
    }
    if stickiness := forward.get("stickiness"):
        made["TargetGroupStickinessConfig"] = {
            "Enabled": bool(stickiness.get("enabled")),
            "DurationSeconds": int(stickiness["duration"]),
        }
    return made


def _read(action: Any, known: Props) -> Props:
    found: Props = {"type": action["Type"]}
    if action.get("Order"):
        found["order"] = int(action["Order"])
    if redirect := action.get("RedirectConfig"):
        found["redirect"] = {_camel(key): value for key, value in redirect.items()}
    if fixed := action.get("FixedResponseConfig"):
        found["fixedResponse"] = {_camel(key): value for key, value in fixed.items()}
    if action["Type"] != "forward":
        return found
    forward = action.get("ForwardConfig") or {}
    groups = forward.get("TargetGroups") or []
    single = action.get("TargetGroupArn") or (len(groups) == 1 and groups[0]["TargetGroupArn"])
    if single and not known.get("forward"):
        return found | {"targetGroupArn": single}
    found["forward"] = {
        "targetGroups": [
            {"arn": group["TargetGroupArn"], "weight": int(group.get("Weight", 1))}
            for group in groups
        ],
    }
    stickiness = forward.get("TargetGroupStickinessConfig") or {}
    if stickiness.get("DurationSeconds"):
        found["forward"]["stickiness"] = {
            "duration": int(stickiness["DurationSeconds"]),
            "enabled": bool(stickiness.get("Enabled")),
        }
    return found


def _pascal(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}"


def _camel(name: str) -> str:
    return f"{name[0].lower()}{name[1:]}"
