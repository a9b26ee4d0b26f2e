"""The Pulumi engine: found on PATH, or built once from its pinned Go module."""

from .build import built_engine
from .locate import Engine, find_engine

__all__ = ["Engine", "built_engine", "find_engine"]
