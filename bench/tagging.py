"""The one service that is asked and that the local AWS does not have: resource groups' tagging.

Cloud Custodian asks it for the tags of every hundred certificates. It is moto's, in a process of
its own, with an account of its own that holds nothing: so it says of our certificates what AWS says
of such as never had tags, namely nothing ("all the tagged or previously tagged resources":
https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html).

Prints its endpoint, and runs until its standard input ends.
"""

import sys
from typing import Any
from unittest.mock import patch

from acm_sandbox.aws import calls, inventory
from acm_sandbox.aws.server import LocalAws

SERVICE = "resourcegroupstaggingapi"


def main() -> None:
    """Serve."""
    operations: Any = inventory.OPERATIONS
    names: Any = calls.SHARED_SIGNING_NAMES
    with (
        patch.dict(operations, {SERVICE: {"GetResources": frozenset({"ResourceARNList"})}}),
        patch.dict(names, {"tagging": (SERVICE,)}),
        LocalAws() as aws,
    ):
        print(aws.endpoint, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
