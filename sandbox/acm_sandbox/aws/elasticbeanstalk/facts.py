"""What AWS fixes about environments, each with its source.

"model" is botocore's elasticbeanstalk/2010-12-01/service-2.json, "guide" the Elastic Beanstalk
developer guide.
"""

from __future__ import annotations

import re
from datetime import timedelta

# The platforms of Amazon Linux 2023, by what `running` is followed with, and the major version that
# each counts in; from moto/elasticbeanstalk/responses.py, which has AWS's own list of 2025.
_VERSIONS = {
    ".NET 8": "3.5.0",
    ".NET 9": "3.5.0",
    "Corretto 17": "4.6.0",
    "Corretto 21": "4.6.0",
    "Docker": "4.6.0",
    "ECS": "4.2.0",
    "Go 1": "4.4.0",
    "Node.js 20": "6.6.0",
    "Node.js 22": "6.6.0",
    "PHP 8.3": "4.7.0",
    "PHP 8.4": "4.7.0",
    "Python 3.12": "4.6.0",
    "Python 3.13": "4.6.0",
    "Ruby 3.3": "4.6.0",
    "Ruby 3.4": "4.6.0",
    "Tomcat 10 Corretto 21": "5.7.0",
    "Tomcat 11 Corretto 21": "5.7.0",
}
SOLUTION_STACKS = tuple(
    f"64bit Amazon Linux 2023 v{version} running {platform}"
    for platform, version in _VERSIONS.items()
)

# AWS retires the versions every few months, and no list here could follow: every version of a
# platform is taken.
_STACK = re.compile(r"64bit Amazon Linux 2023 v(\d+\.\d+\.\d+) running (.+)")
_PLATFORM = re.compile(
    r"arn:aws:elasticbeanstalk:([a-z0-9-]+)::platform/"
    r"(.+) running on 64bit Amazon Linux 2023/(\d+\.\d+\.\d+)"
)


def platform_arn(stack: str, region: str) -> str | None:
    """Give the platform of a solution stack; None for a stack that there is not."""
    found = _STACK.fullmatch(stack)
    if found is None or found[2] not in _VERSIONS:
        return None
    on = f"{found[2]} running on 64bit Amazon Linux 2023/{found[1]}"
    return f"arn:aws:elasticbeanstalk:{region}::platform/{on}"


def solution_stack(platform: str, region: str) -> str | None:
    """Give the solution stack of a platform; None for a platform that there is not."""
    found = _PLATFORM.fullmatch(platform)
    if found is None or found[1] != region or found[2] not in _VERSIONS:
        return None
    return f"64bit Amazon Linux 2023 v{found[3]} running {found[2]}"


# model, CreateEnvironmentMessage.EnvironmentName.
ENVIRONMENT_NAME = re.compile(r"(?!-)[A-Za-z0-9-]{4,40}(?<!-)")

# model, EnvironmentTier: the tiers in the standard mode, with the type of each.
TIERS = {"WebServer": "Standard", "Worker": "SQS/HTTP"}

# mem: how long DescribeEnvironments shows a terminated environment that nobody asks for.
SHOWN_AFTER_TERMINATION = timedelta(hours=1)

# guide, "Tagging resources in your Elastic Beanstalk environments".
MAX_TAGS = 50
