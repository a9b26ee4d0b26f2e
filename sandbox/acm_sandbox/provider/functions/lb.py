"""`aws:lb/...`: which load balancers and listeners there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider import facts
from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.registry import resource_type
from acm_sandbox.provider.services import elbv2

if TYPE_CHECKING:
    from acm_sandbox.provider.resource import Call
    from acm_sandbox.provider.values import Props

_PLURALS: Final = {
    "authenticateCognito": "authenticateCognitos",
    "authenticateOidc": "authenticateOidcs",
    "fixedResponse": "fixedResponses",
    "forward": "forwards",
    "jwtValidation": "jwtValidations",
    "redirect": "redirects",
}
_EMPTY: Final = {"array": list, "boolean": bool, "integer": int, "map": dict, "string": str}


def get_listener(call: Call, args: Props) -> Props:
    """Find one listener, by its ARN, or by its load balancer and port."""
    arn = args.get("arn") or _on_port(call, args)
    found = resource_type("aws:lb/listener:Listener").read(call, arn, {})
    if found is None:
        raise ProviderError(f"reading ELBv2 Listener ({arn}): couldn't find resource")
    actions = [_listed(action) for action in found["defaultActions"]]
    more = {"defaultActions": actions, "mutualAuthentications": []}
    return _result("aws:lb/getListener:getListener", call, found | more)


def get_load_balancer(call: Call, args: Props) -> Props:
    """Find one load balancer, by its ARN, its name or its tags."""
    request: dict[str, Any] = {}
    if args.get("arn"):
        request["LoadBalancerArns"] = [args["arn"]]
    elif args.get("name"):
        request["Names"] = [args["name"]]
    with doing("reading ELBv2 Load Balancers"):
        if request:
            one = elbv2.describe(
                call,
                {},
                "describe_load_balancers",
                "LoadBalancers",
                **request,
            )
            arns = [one["LoadBalancerArn"]] if one else []
        else:
            pages = elbv2.client(call, {}).get_paginator("describe_load_balancers").paginate()
            arns = [one["LoadBalancerArn"] for page in pages for one in page["LoadBalancers"]]
    wanted = args.get("tags") or {}
    if not request:
        arns = [arn for arn in arns if wanted.items() <= elbv2.tags_of(call, {}, arn).items()]
    if len(arns) != 1:
        count = "no" if not arns else f"{len(arns)}"
        raise ProviderError(f"reading ELBv2 Load Balancer: {count} results, expected one")
    found = resource_type("aws:lb/loadBalancer:LoadBalancer").read(call, arns[0], {}) or {}
    more = {"accessLogs": {"bucket": "", "enabled": False, "prefix": ""}}
    return _result("aws:lb/getLoadBalancer:getLoadBalancer", call, found | more)


def _on_port(call: Call, args: Props) -> str:
    balancer, port = args.get("loadBalancerArn"), args.get("port")
    if not balancer or not port:
        raise ProviderError("one of `arn,load_balancer_arn` must be specified")
    with doing(f"reading ELBv2 Listeners of Load Balancer ({balancer})"):
        pages = elbv2.client(call, {}).get_paginator("describe_listeners")
        for page in pages.paginate(LoadBalancerArn=balancer):
            for listener in page["Listeners"]:
                if listener.get("Port") == port:
                    return str(listener["ListenerArn"])
    raise ProviderError(f"reading ELBv2 Listener ({balancer} port {port}): couldn't find resource")


def _listed(action: Props) -> Props:
    """Give an action as the invoke does: in lists what the resource has as objects."""
    result: Props = {plural: [] for plural in _PLURALS.values()}
    for name, value in action.items():
        if name == "forward":
            sticky = value.get("stickiness")
            groups = value["targetGroups"]
            result["forwards"] = [
                {"stickinesses": [sticky] if sticky else [], "targetGroups": groups},
            ]
        elif name in _PLURALS:
            result[_PLURALS[name]] = [value]
        else:
            result[name] = value
    return {"order": 0, "targetGroupArn": ""} | result


def _result(token: str, call: Call, found: Props) -> Props:
    """Give every result that the invoke has, empty where there is none."""
    values = found | {
        "id": found["arn"],
        "region": call.settings.region,
        "tags": found.get("tagsAll") or {},
    }
    result = {}
    for name, type_ in facts.invoke(token).outputs.items():
        value = values.get(name)
        result[name] = _EMPTY[type_.kind]() if value is None else value
    return result
