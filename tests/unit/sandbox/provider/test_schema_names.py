"""Every property that the provider takes or gives is pulumi-aws's own, and none is missing."""

from __future__ import annotations

import inspect
import re
import warnings
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pulumi_aws
import pytest

from acm_sandbox.provider import checking, facts, registry, settings
from acm_sandbox.provider.checking import snake

if TYPE_CHECKING:
    from collections.abc import Iterator

INVOKES = (
    "aws:acm/getCertificate:getCertificate",
    "aws:index/getCallerIdentity:getCallerIdentity",
    "aws:index/getRegion:getRegion",
    "aws:lb/getListener:getListener",
    "aws:lb/getLoadBalancer:getLoadBalancer",
    "aws:route53/getZone:getZone",
    "aws:route53/getZones:getZones",
)
# What every resource's constructor takes beside its inputs.
_COMMON = {"__self__", "resource_name", "args", "opts", "__props__"}


def _module(token: str) -> Any:
    name = token.split(":")[1].partition("/")[0]
    if name == "index":
        return pulumi_aws
    with warnings.catch_warnings():
        # pulumi_aws.ec2 warns of names that it has moved, when it is loaded: at first use.
        warnings.simplefilter("ignore", DeprecationWarning)
        module = import_module(f"pulumi_aws.{name}")
        hasattr(module, "outputs")
        return module


def _camel(name: str) -> str:
    return re.sub(r"_([a-z0-9])", lambda part: part[1].upper(), name)


def _properties(cls: type) -> set[str]:
    """Give the wire names of a class's properties: what its getters are declared with."""
    found = set()
    for name, value in vars(cls).items():
        if isinstance(value, property) and value.fget is not None:
            found.add(getattr(value.fget, "_pulumi_name", None) or _camel(name))
    return found


def _parameters(function: Any) -> set[str]:
    return {_camel(name) for name in inspect.signature(function).parameters if name not in _COMMON}


def _objects(type_: facts.Type) -> Iterator[facts.Type]:
    """Give the object types in a type, at any depth."""
    if type_.element is not None:
        yield from _objects(type_.element)
    elif type_.kind == "object":
        yield type_
        for field in type_.fields.values():
            yield from _objects(field.type)


@pytest.mark.parametrize("token", registry.implemented())
class TestResources:
    """Resource types."""

    def test_inputs(self, token: str) -> None:
        """The inputs are the constructor's parameters."""
        cls = getattr(_module(token), token.rpartition(":")[2])
        assert set(facts.resource(token).inputs) == _parameters(cls._internal_init)

    def test_required(self, token: str) -> None:
        """The required inputs are those the Args class has no default for."""
        args = getattr(_module(token), f"{token.rpartition(':')[2]}Args")
        required = {
            _camel(name)
            for name, parameter in inspect.signature(args.__init__).parameters.items()
            if parameter.default is inspect.Parameter.empty and name != "__self__"
        }
        ours = {prop.name for prop in facts.resource(token).inputs.values() if prop.required}
        assert ours == required

    def test_outputs(self, token: str) -> None:
        """The outputs are the class's properties."""
        cls = getattr(_module(token), token.rpartition(":")[2])
        # A write-only input is no property of the resource: it is never in the state.
        write_only = {name for name in facts.resource(token).inputs if name.endswith("Wo")}
        ours = set(facts.resource(token).outputs)
        assert ours - write_only == _properties(cls) - write_only

    def test_secrets(self, token: str) -> None:
        """The secret inputs are those that the constructor wraps."""
        cls = getattr(_module(token), token.rpartition(":")[2])
        source = inspect.getsource(cls._internal_init)
        wrapped = re.findall(
            r'__dict__\["(\w+)"\] = None if \w+ is None else \S*\.secret\(', source
        )
        ours = {prop.name for prop in facts.resource(token).inputs.values() if prop.secret}
        assert ours == {_camel(name) for name in wrapped}

    def test_nested_types(self, token: str) -> None:
        """The properties inside object types are those of the Args classes."""
        for prop in facts.resource(token).inputs.values():
            for type_ in _objects(prop.type):
                args = getattr(_module(token), type_.name.partition("/")[2])
                assert set(type_.fields) == _parameters(args.__init__), type_.name
                required = {
                    _camel(name)
                    for name, parameter in inspect.signature(args.__init__).parameters.items()
                    if parameter.default is inspect.Parameter.empty and name != "__self__"
                }
                assert {n for n, field in type_.fields.items() if field.required} == required

    def test_nested_paths(self, token: str) -> None:
        """Every path of a default, and of what AWS fills in, leads to a property."""
        known = facts.resource(token)
        for path in {*known.nested_defaults, *known.computed_inside}:
            outer, *steps = path.split(".")
            type_ = known.inputs[outer].type
            for step in steps:
                type_ = (type_.element or type_).fields[step].type

    def test_what_the_module_says(self, token: str) -> None:
        """It names properties that there are: what is refused, left out, in no order."""
        kind, known = registry.resource_type(token), facts.resource(token)
        assert kind.token == token
        assert set(kind.not_supported) | kind.not_imported <= set(known.inputs)
        assert {path.partition(".")[0] for path in kind.sets} <= set(known.outputs)

    @pytest.mark.parametrize("value", [True, "x", 1])
    def test_what_is_not_supported(self, token: str, value: Any) -> None:
        """It is refused by name, unless it says what its absence says."""
        kind = registry.resource_type(token)
        for name in kind.not_supported:
            problems = list(checking.refused(kind, {name: value}))
            assert [problem.property for problem in problems] == [name]
            default = facts.resource(token).inputs[name].default
            assert list(checking.refused(kind, {name: default or False})) == []

    def test_nested_outputs(self, token: str) -> None:
        """The properties inside output types are those of the output classes."""
        outputs = import_module(f"{_module(token).__name__}.outputs")
        for name in facts.resource(token).computed_only:
            type_ = (
                facts.resource(token).outputs[name].element or facts.resource(token).outputs[name]
            )
            if type_.kind == "object":
                cls = getattr(outputs, type_.name.partition("/")[2])
                assert set(type_.fields) == _properties(cls)


@pytest.mark.parametrize("token", INVOKES)
class TestInvokes:
    """Invokes."""

    def test_is_implemented(self, token: str) -> None:
        """Each has its function."""
        assert callable(registry.function(token))

    def test_arguments(self, token: str) -> None:
        """The arguments are the function's parameters."""
        function = getattr(_module(token), snake(token.rpartition(":")[2]))
        assert set(facts.invoke(token).inputs) == _parameters(function)

    def test_results(self, token: str) -> None:
        """The results are the result class's properties."""
        name = token.rpartition(":")[2]
        cls = getattr(_module(token), f"{name[0].upper()}{name[1:]}Result")
        assert set(facts.invoke(token).outputs) == _properties(cls)


def test_provider_configuration() -> None:
    """The configuration's keys are the Provider's parameters, and the version the engine adds."""
    assert settings.KEYS - {"version"} == _parameters(pulumi_aws.Provider._internal_init)


def test_every_constraint_in_prose_has_its_check() -> None:
    """A constraint that the core does not understand is in a module: this is the list of them."""
    prose = {token: facts.resource(token).prose for token in registry.implemented()}
    assert {token: text for token, text in prose.items() if text} == {
        "aws:acm/certificate:Certificate": (
            'domainName and each SAN may not end with "."',
            "SAN length 1..253",
            "validationMethod enum: ACM ValidationMethod (DNS, EMAIL, HTTP)",
            "keyAlgorithm enum: ACM KeyAlgorithm in underscore form",
        ),
        "aws:elasticbeanstalk/environment:Environment": (
            "tier enum: WebServer, Worker",
            "cnamePrefix only for WebServer (refused at create)",
            "waitForReadyTimeout and pollInterval are durations, pollInterval 10s..60s",
        ),
        "aws:lb/listenerRule:ListenerRule": ("priority 1..50000, or 99999 for the default rule",),
        "aws:lb/loadBalancer:LoadBalancer": (
            "name, namePrefix: alphanumeric characters and hyphens",
            "at most 32 (namePrefix 6)",
            "no hyphen at either end",
            "not beginning with internal-",
        ),
        "aws:lb/targetGroup:TargetGroup": (
            "name: alphanumeric characters and hyphens",
            "at most 32",
            "no hyphen at either end",
        ),
        "aws:route53/record:Record": (
            (
                "each routing policy excludes the others and requires setIdentifier "
                "(multivalueAnswerRoutingPolicy included)"
            ),
        ),
    }
