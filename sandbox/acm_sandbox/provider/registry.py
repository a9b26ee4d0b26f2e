"""Finds the module of a resource type or invoke by its token; nothing is imported before its use.

`aws:acm/certificateValidation:CertificateValidation` is the class `CertificateValidation` of
`resources/acm_certificate_validation.py`; `aws:route53/getZone:getZone` is the function `get_zone`
of `functions/route53.py`.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any

from acm_sandbox.provider import facts, functions, resources
from acm_sandbox.provider.checking import snake
from acm_sandbox.provider.errors import NotSupportedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.provider.resource import Call, ResourceType
    from acm_sandbox.provider.values import Props


def implemented() -> list[str]:
    """Give the tokens of the resource types that have a module."""
    modules = {module.name for module in pkgutil.iter_modules(resources.__path__)}
    return sorted(token for token in facts.known_resources() if _module(token) in modules)


@cache
def resource_type(token: str) -> ResourceType:
    """Give the implementation of a resource type.

    Raises:
        NotSupportedError: where there is none; the message names those that there are.
    """
    if token not in implemented():
        raise NotSupportedError(
            f"the sandbox's AWS provider does not implement {token}; "
            f"it has {', '.join(implemented())}",
        )
    module = import_module(f"{resources.__name__}.{_module(token)}")
    kind: ResourceType = getattr(module, token.rpartition(":")[2])()
    return kind


@cache
def function(token: str) -> Callable[[Call, Props], Props]:
    """Give the implementation of an invoke.

    Raises:
        NotSupportedError: where there is none.
    """
    _, module, name = token.split(":")
    found: Any = None
    if module.partition("/")[0] in {m.name for m in pkgutil.iter_modules(functions.__path__)}:
        functions_module = import_module(f"{functions.__name__}.{module.partition('/')[0]}")
        found = getattr(functions_module, snake(name), None)
    if found is None:
        raise NotSupportedError(f"the sandbox's AWS provider does not implement {token}")
    implementation: Callable[[Call, Props], Props] = found
    return implementation


def _module(token: str) -> str:
    module = token.split(":")[1].partition("/")[0]
    return f"{module}_{snake(token.rpartition(':')[2])}"
