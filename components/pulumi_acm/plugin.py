"""The component plugin `pulumi-resource-acm`: our components for every other Pulumi language."""

import inspect
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from typing import Any, Final

import pulumi
import pulumi.provider
from pulumi.errors import InputPropertiesError, InputPropertyError
from pulumi.provider.experimental.analyzer import ComponentDefinition, PropertyDefinition
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
from .problems import Problem, report, without_keys
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
        except InputPropertyError as error:
            # The SDK's own, of types. With its path, the engine would print the argument's value:
            # for a wrong number, which has no path, all arguments, and a private key among them.
            kind = resource_type.rpartition(":")[2]
            said = without_keys(f'acm.{kind} "{name}": {error.reason}')
            raise InputPropertiesError(said, []) from None

    def get_state(
        self, instance: pulumi.ComponentResource, component_def: ComponentDefinition
    ) -> dict[str, Any]:
        """Return a component's outputs, as programs in other languages can take them."""
        vars(instance).update(getattr(instance, "if_issued", {}))
        return super().get_state(instance, component_def)

    def _refuse_unknown(self, name: str, resource_type: str, inputs: pulumi.Inputs) -> None:
        """Refuse arguments that there are not: the SDK would drop them without a word."""
        kind = resource_type.rpartition(":")[2]
        problems = list(self._unknown(inputs, self._component_defs[kind].inputs, ""))
        if problems:
            raise InputPropertiesError(report(f'acm.{kind} "{name}"', problems), [])

    def _unknown(
        self, given: Mapping[str, Any], known: Mapping[str, PropertyDefinition], within: str
    ) -> Iterator[Problem]:
        """Yield the arguments that there are not, also within others: `certificate.domain`."""
        for name, value in given.items():
            at = f"{within}.{name}" if within else name
            if name not in known:
                yield Problem(at, no_such(name, known))
                continue
            kind, members = known[name], {at: value}
            if kind.items and isinstance(value, list):
                kind = kind.items
                members = {f"{at}[{index}]": each for index, each in enumerate(value)}
            if kind.ref and (definition := self.get_type_definition(kind)):
                for where, member in members.items():
                    if isinstance(member, Mapping):
                        yield from self._unknown(member, definition.properties, where)


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
