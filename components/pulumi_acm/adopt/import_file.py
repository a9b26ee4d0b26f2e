"""The file for `pulumi import --file`: components, and what they take over as their children. Pure.

https://www.pulumi.com/docs/iac/adopting-pulumi/import/
"""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from .model import Part


def import_file(parts: Iterable[Part], aws_version: str) -> str:
    """Return the text of the file.

    Args:
        parts: the components.
        aws_version: of pulumi-aws: by it, what is imported belongs to the default provider that
            the program will have.
    """
    resources = [each for part in parts for each in _of_part(part, aws_version)]
    return json.dumps({"resources": resources}, indent=2) + "\n"


def _of_part(part: Part, aws_version: str) -> Iterator[dict[str, Any]]:
    # Parents are named by `name`, which has to be unique; URNs are made of `logicalName`.
    parent = part.variable
    yield {
        "type": f"acm:index:{part.component}",
        "name": parent,
        "logicalName": part.name,
        "component": True,
    }
    for number, each in enumerate(part.resources, start=1):
        yield {
            "type": each.type,
            "name": f"{parent}_resource_{number}",
            "logicalName": each.name,
            "id": each.id,
            "parent": parent,
            "version": aws_version,
        }
