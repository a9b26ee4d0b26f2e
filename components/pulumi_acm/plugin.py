"""The component plugin `pulumi-resource-acm`: our components for every other Pulumi language."""

import inspect
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

import pulumi
import pulumi.provider
from pulumi.errors import InputPropertiesError
from pulumi.provider.experimental.analyzer import ComponentDefinition
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.server import ComponentInitError

from . import (
    ApiDomain,
    Certificate,
    HttpsListener,
    ImportedCertificate,
    ListenerCertificates,
    ValidationRecords,
)
from .exceptions import AcmError
from .problems import Problem, heading
from .spec_problems import no_such

PACKAGE: Final = "acm"
COMPONENTS: Final[Sequence[type[pulumi.ComponentResource]]] = [
    ApiDomain,
    Certificate,
    HttpsListener,
    ImportedCertificate,
    ListenerCertificates,
    ValidationRecords,
]


class AcmProvider(ComponentProvider):
    """Pulumi's own component host, with readable descriptions and errors without a traceback."""

    def __init__(self) -> None:
        """Infer the schema from the components' types."""
        super().__init__(list(COMPONENTS), PACKAGE, version=version("pulumi-acm"))
        # The SDK keeps the indentation of the source, which Markdown takes for a code block.
        self.schema = json.dumps(_described(json.loads(self.schema or "{}")))

    def construct(
        self,
        name: str,
        resource_type: str,
        inputs: pulumi.Inputs,
        options: pulumi.ResourceOptions | None = None,
    ) -> pulumi.provider.ConstructResult:
        """Construct a component for a program in another language."""
        self._refuse_unknown(name, resource_type, inputs)
        try:
            return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as error:
            # The SDK would print the traceback of our code to somebody who has made a typing error.
            if isinstance(error.inner, AcmError):
                raise error.inner.for_other_languages() from None
            raise

    def get_state(
        self, instance: pulumi.ComponentResource, component_def: ComponentDefinition
    ) -> dict[str, Any]:
        """Return a component's outputs, as programs in other languages can take them."""
        vars(instance).update(getattr(instance, "if_issued", {}))
        return super().get_state(instance, component_def)

    def _refuse_unknown(self, name: str, resource_type: str, inputs: pulumi.Inputs) -> None:
        """Refuse arguments that there are not: the SDK would drop them without a word."""
        kind = resource_type.rpartition(":")[2]
        known = self._component_defs[kind].inputs
        problems = [Problem(each, no_such(each, known)) for each in inputs if each not in known]
        if problems:
            raise InputPropertiesError(
                heading(f'acm.{kind} "{name}"', problems),
                [{"property_path": each.path, "reason": each.message} for each in problems],
            )


def main() -> None:
    """Serve the components to the engine."""
    pulumi.provider.main(AcmProvider(), sys.argv[1:])


def _described(schema: Any) -> Any:
    if isinstance(schema, dict):
        return {
            key: inspect.cleandoc(value)
            if key == "description" and isinstance(value, str)
            else _described(value)
            for key, value in schema.items()
        }
    return [_described(each) for each in schema] if isinstance(schema, list) else schema
