"""The environment that leads every AWS SDK to the local AWS, and to nothing else."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# AWS's own example key, so that no scanner takes it for a leak. Its form matters: moto reads the
# account from keys of 20 capitals and digits only.
ACCESS_KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"  # noqa: S105 - AWS's example

# The variables of the user's that stay: they choose a region or a manner, never an account.
KEPT = frozenset(
    {"AWS_REGION", "AWS_DEFAULT_REGION", "AWS_MAX_ATTEMPTS", "AWS_RETRY_MODE", "AWS_PAGER"}
)

_LOOPBACK = "127.0.0.1,localhost"


def variables(endpoint: str) -> dict[str, str]:
    """Give the variables to set for the local AWS at `endpoint`."""
    return {
        "AWS_ENDPOINT_URL": endpoint,
        "AWS_ACCESS_KEY_ID": ACCESS_KEY_ID,
        "AWS_SECRET_ACCESS_KEY": SECRET_ACCESS_KEY,
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    }


def isolate(environ: Mapping[str, str], endpoint: str) -> dict[str, str]:
    """Copy `environ` without any way to a real account, and with the way to the local AWS.

    Setting variables is not enough: AWS_PROFILE, AWS_SESSION_TOKEN, AWS_ROLE_ARN or
    AWS_ENDPOINT_URL_ACM would win over them, and new ones come with every SDK. So all AWS_* go,
    except those in `KEPT`.
    """
    clean = {
        name: value
        for name, value in environ.items()
        if not name.startswith("AWS_") or name in KEPT
    }
    for name in ("NO_PROXY", "no_proxy"):
        # A proxy would be asked for an address that only this machine can reach.
        clean[name] = f"{clean[name]},{_LOOPBACK}" if clean.get(name) else _LOOPBACK
    return clean | variables(endpoint)
