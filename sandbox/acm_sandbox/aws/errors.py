"""The two ways in which the local AWS says no."""

from __future__ import annotations

from moto.core.exceptions import ServiceException


class AwsError(ServiceException):
    """AWS refuses: code and message are AWS's own, and botocore raises a ClientError with them."""

    def __init__(self, code: str, message: str) -> None:
        """Name the error as the service's model does."""
        super().__init__(code, message)


class NotInTheSandboxError(Exception):
    """The sandbox refuses, by name, what it does not implement.

    Raised for services, operations and parameters. Doing something else silently would make a green
    run in the sandbox mean nothing.
    """

    def __init__(self, what: str) -> None:
        """Say what is missing, e.g. `s3:CreateBucket`."""
        super().__init__(f"the sandbox has no {what}")
