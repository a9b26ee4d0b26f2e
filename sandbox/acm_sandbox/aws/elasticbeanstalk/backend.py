"""Elastic Beanstalk in one account and region, in place of moto's backend."""

from __future__ import annotations

from moto.core.base_backend import BackendDict

from .applications import Applications
from .environments import Environments
from .tags import Tags


class ElasticBeanstalkBackend(Applications, Environments, Tags):
    """All operations together. Each of the classes has those of one concept."""


BACKENDS = BackendDict(ElasticBeanstalkBackend, "elasticbeanstalk")
