"""Every property that the provider takes or gives is pulumi-aws's own, and none is missing."""

from __future__ import annotations

import inspect
import re
from importlib import import_module
from typing import Any

import pulumi_aws
import pytest

from acm_sandbox.provider import facts, registry, settings
from acm_sandbox.provider.checking import snake

INVOKES = (
    "aws:index/getCallerIdentity:getCallerIdentity",
    "aws:index/getRegion:getRegion",
    "aws:route53/getZone:getZone",
    "aws:route53/getZones:getZones",
)
# What every resource's constructor takes beside its inputs.
_COMMON = {"self", "__self__", "resource_name", "args", "opts", "__props__"}


def _module(token: str) -> Any:
    name = token.split(":")[1].partition("/")[0]
    return pulumi_aws if name == "index" else import_module(f"pulumi_aws.{name}")


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
            type_ = prop.type.element or prop.type
            if type_.kind != "object":
                continue
            args = getattr(_module(token), type_.name.partition("/")[2])
            assert set(type_.fields) == _parameters(args.__init__), type_.name
            required = {
                _camel(name)
                for name, parameter in inspect.signature(args.__init__).parameters.items()
                if parameter.default is inspect.Parameter.empty and name != "__self__"
            }
            assert {n for n, field in type_.fields.items() if field.required} == required

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
        "aws:route53/record:Record": (
            (
                "each routing policy excludes the others and requires setIdentifier "
                "(multivalueAnswerRoutingPolicy included)"
            ),
        ),
    }
