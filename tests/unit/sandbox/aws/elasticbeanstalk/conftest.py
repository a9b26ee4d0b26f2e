"""Elastic Beanstalk of a new AWS for each test, with an application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from unit.sandbox.aws.elasticbeanstalk.support import Beanstalk

if TYPE_CHECKING:
    from unit.sandbox.aws.support import World


@pytest.fixture
def eb(world: World) -> Beanstalk:
    """The application `app` and nothing else."""
    beanstalk = Beanstalk(world)
    beanstalk.application()
    return beanstalk
