"""What a component was called before: the names that its aliases give it."""

from collections.abc import Iterator

import pulumi
from pulumi import Input, Output


def former_names(
    component: pulumi.ComponentResource, opts: pulumi.ResourceOptions | None
) -> list[Output[str]]:
    """Return the names of a component's aliases, and those that a renamed parent makes its own.

    What is named after a component (an SNI attachment after its Certificate) has to come along
    when the component is renamed. Aliases that a transformation has added are among them.
    """
    own = [Output.from_input(urn).apply(_name_in) for urn in _aliases(component)]
    return [*own, *_of_parent(component.pulumi_resource_name, opts.parent if opts else None)]


def _of_parent(name: str, parent: pulumi.Resource | None) -> Iterator[Output[str]]:
    """Yield what the engine calls the children of a renamed component: by its old name."""
    # In a component plugin the parent is another program's: a mere URN.
    if not isinstance(parent, pulumi.ComponentResource):
        return
    if not name.startswith(parent.pulumi_resource_name):
        return
    rest = name.removeprefix(parent.pulumi_resource_name)
    for urn in _aliases(parent):
        yield Output.from_input(urn).apply(lambda found: f"{_name_in(found)}{rest}")


def _aliases(component: pulumi.ComponentResource) -> list[Input[str]]:
    """Return the URNs that a component had; not those that its own parent's aliases give it."""
    return component._aliases  # noqa: SLF001  # the SDK tells them in no other way


def _name_in(urn: str) -> str:
    return urn.rpartition("::")[2]
