"""Component plugins in Python, run by the language host for the engine."""

import pytest

from acm_sandbox.engine import Engine
from support.engine import EngineSandbox, processes_with, wait_until


@pytest.fixture(autouse=True)
def _own_host(engine: Engine) -> None:
    if not engine.built:
        pytest.skip("this engine brings its own language host")


COMPONENT = """
from typing import Optional, TypedDict

import pulumi


class GreeterArgs(TypedDict):
    who: pulumi.Input[str]


class Greeter(pulumi.ComponentResource):
    greeting: pulumi.Output[str]

    def __init__(self, name: str, args: GreeterArgs,
                 opts: Optional[pulumi.ResourceOptions] = None) -> None:
        super().__init__("greeter:index:Greeter", name, {}, opts)
        self.greeting = pulumi.Output.concat("Hello, ", args["who"])
        self.register_outputs({"greeting": self.greeting})
"""
HOSTED = """
from pulumi.provider.experimental import component_provider_host
from greeter import Greeter

component_provider_host(name="greeter", components=[Greeter])
"""


def test_component_plugin_is_run(sandbox: EngineSandbox) -> None:
    """A directory with PulumiPlugin.yaml serves its schema: RunPlugin."""
    project = sandbox.project(
        "",
        files={
            "plugin/PulumiPlugin.yaml": "runtime: python\n",
            "plugin/__main__.py": HOSTED,
            "plugin/greeter.py": COMPONENT,
        },
    )
    result = project.pulumi("package", "get-schema", "./plugin", stack=False)
    assert result.ok, result.output
    assert list(result.json["resources"]) == ["greeter:index:Greeter"]
    assert "KeyboardInterrupt" not in result.output
    assert wait_until(lambda: not processes_with(str(sandbox.session.state.bin)), seconds=5)


def test_directory_that_is_no_plugin_is_named(sandbox: EngineSandbox) -> None:
    """A component plugin without a program says what is missing."""
    project = sandbox.project("", files={"plugin/PulumiPlugin.yaml": "runtime: python\n"})
    result = project.pulumi("package", "get-schema", "./plugin", stack=False)
    assert not result.ok
    assert "is no Python plugin: it has neither __main__.py" in result.output
    assert "Traceback" not in result.output
