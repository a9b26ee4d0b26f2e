"""The component plugin `pulumi-resource-acm`: our components for every other Pulumi language."""

import inspect
import json
import sys
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any, Final

import pulumi
import pulumi.provider
from pulumi.provider.experimental.component import ComponentProvider
from pulumi.provider.server import ComponentInitError

from . import ApiDomain, Certificate, HttpsListener, ListenerCertificates
from .exceptions import AcmError

PACKAGE: Final = "acm"
COMPONENTS: Final[Sequence[type[pulumi.ComponentResource]]] = [
    ApiDomain,
    Certificate,
    HttpsListener,
    ListenerCertificates,
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
        try:
            return super().construct(name, resource_type, inputs, options)
        except ComponentInitError as error:
            # The SDK would print the traceback of our code to somebody who has made a typing error.
            if isinstance(error.inner, AcmError):
                raise error.inner.for_other_languages() from None
            raise


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
