"""What a component was called before: the names that its aliases give it."""

from collections.abc import Iterator

import pulumi
from pulumi import Input, Output


def former_names(name: str, opts: pulumi.ResourceOptions | None) -> list[Input[str]]:
    """Return the names of a component's aliases, and those that a renamed parent makes its own.

    What is named after a component (an SNI attachment after its Certificate) has to come along
    when the component is renamed.
    """
    if opts is None:
        return []
    return [*_of_aliases(opts), *_of_parent(name, opts.parent)]


def _of_aliases(opts: pulumi.ResourceOptions) -> Iterator[Input[str]]:
    for alias in opts.aliases or ():
        if isinstance(alias, pulumi.Alias):
            if isinstance(alias.name, str):  # one without a name is of another parent or project
                yield alias.name
        elif isinstance(alias, str):
            yield _name_in(alias)
        else:
            yield Output.all(alias).apply(lambda found: _name_of(found[0]))


def _of_parent(name: str, parent: pulumi.Resource | None) -> Iterator[Input[str]]:
    """Yield what the engine calls the children of a renamed component: by its old name."""
    # In a component plugin the parent is another program's: a mere URN.
    if not isinstance(parent, pulumi.ComponentResource):
        return
    if not name.startswith(parent.pulumi_resource_name):
        return
    rest = name.removeprefix(parent.pulumi_resource_name)
    for urn in parent._aliases:  # noqa: SLF001  # the SDK tells them in no other way
        yield Output.all(urn).apply(lambda found: f"{_name_in(found[0])}{rest}")


def _name_of(alias: str | pulumi.Alias) -> str:
    return _name_in(alias) if isinstance(alias, str) else str(alias.name)


def _name_in(urn: str) -> str:
    return urn.rpartition("::")[2]
