"""A REST API: what it is, and how AWS shows it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.clock import clock

from .domain_name import random_id

if TYPE_CHECKING:
    from datetime import datetime


@dataclass
class Resource:
    """A path of an API."""

    id: str
    parent: str | None
    part: str
    path: str
    methods: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By verb, as AWS shows them, the integration included."""

    def shown(self, *, methods: bool) -> dict[str, Any]:
        """Show it as the API does; the root has neither a parent nor a part.

        Args:
            methods: whether to show the methods themselves, not their verbs alone.
        """
        verbs = {verb: method if methods else {} for verb, method in self.methods.items()}
        return {
            "id": self.id,
            "parentId": self.parent,
            "pathPart": self.part or None,
            "path": self.path,
            "resourceMethods": verbs or None,
        }


@dataclass
class Deployment:
    """The state of an API at one moment."""

    id: str
    description: str | None
    created_at: datetime = field(default_factory=clock.now)

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {"id": self.id, "description": self.description, "createdDate": self.created_at}


@dataclass
class Stage:
    """A deployment under a name that callers know."""

    name: str
    deployment: str
    description: str | None
    variables: dict[str, str]
    tags: dict[str, str]
    created_at: datetime = field(default_factory=clock.now)
    updated_at: datetime = field(default_factory=clock.now)

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "stageName": self.name,
            "deploymentId": self.deployment,
            "description": self.description,
            "variables": self.variables or None,
            "cacheClusterEnabled": False,
            "cacheClusterStatus": "NOT_AVAILABLE",
            "methodSettings": {},
            "tracingEnabled": False,
            "tags": self.tags or None,
            "createdDate": self.created_at,
            "lastUpdatedDate": self.updated_at,
        }


def _root() -> dict[str, Resource]:
    root = Resource(id=random_id(10), parent=None, part="", path="/")
    return {root.id: root}


@dataclass
class RestApi:
    """One API in one region. Plain data, so that it can be kept in a snapshot."""

    id: str
    name: str
    attributes: dict[str, Any]
    """Everything else, by the names of the API."""
    tags: dict[str, str]
    resources: dict[str, Resource] = field(default_factory=_root)
    deployments: dict[str, Deployment] = field(default_factory=dict)
    stages: dict[str, Stage] = field(default_factory=dict)
    created_at: datetime = field(default_factory=clock.now)

    @property
    def root(self) -> Resource:
        """The resource that every API begins with."""
        return next(iter(self.resources.values()))

    def shown(self) -> dict[str, Any]:
        """Show it as the API does."""
        return {
            "id": self.id,
            "name": self.name,
            "createdDate": self.created_at,
            "rootResourceId": self.root.id,
            "tags": self.tags or None,
            **self.attributes,
        }
