"""Where the sandbox is that a command talks to."""

import os

from acm_sandbox.errors import SandboxError
from acm_sandbox.session.environment import ENDPOINT_VARIABLE


def sandbox_endpoint() -> str:
    """Return the endpoint that the environment names.

    Raises:
        SandboxError: where there is no sandbox; an AWS endpoint alone is not asked.
    """
    endpoint = os.environ.get(ENDPOINT_VARIABLE)
    if not endpoint:
        raise SandboxError(
            "There is no sandbox here. Use this inside `acm-sandbox run`, or evaluate what "
            "`acm-sandbox up` prints."
        )
    return endpoint
