"""boto3 clients for the local endpoint, one for each service and region."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any, Final

from acm_sandbox.provider.errors import ProviderError, doing
from acm_sandbox.provider.polling import parse_duration
from acm_sandbox.provider.settings import Credentials

if TYPE_CHECKING:
    from mypy_boto3_sts import STSClient

    from acm_sandbox.provider.settings import Settings
    from acm_sandbox.provider.values import Props

_GLOBAL: Final = frozenset({"cloudfront", "iam", "route53"})
"""Services without regions: AWS signs their requests for us-east-1."""

_NOTHING_OF_THE_USERS: Final = {
    # (configuration name, environment variables, default, conversion): no profile, no files.
    "profile": (None, None, None, None),
    "config_file": (None, None, os.devnull, None),
    "credentials_file": (None, None, os.devnull, None),
}


class Clients:
    """Makes clients and keeps them, safely for threads: boto3's sessions are not."""

    def __init__(self, settings: Settings) -> None:
        """Make nothing yet: a preview often needs no client, and boto3 is slow to import."""
        self._settings = settings
        self._lock = threading.RLock()
        self._clients: dict[tuple[str, str], Any] = {}
        self._session: Any = None
        self._account: str | None = None

    def get(self, service: str, region: str | None = None) -> Any:
        """Give the client of a service in a region; by default the provider's."""
        where = "us-east-1" if service in _GLOBAL else region or self._settings.region
        with self._lock:
            if (service, where) not in self._clients:
                self._clients[service, where] = self._make(self._assumed(), service, where)
            return self._clients[service, where]

    def account_id(self) -> str:
        """Ask, once, whose account this is."""
        with self._lock:
            if self._account is None:
                sts: STSClient = self.get("sts")
                with doing("retrieving caller identity from STS"):
                    self._account = sts.get_caller_identity()["Account"]
            return self._account

    def check_account(self) -> None:
        """Refuse an account that the configuration does not allow, or forbids.

        Only then is the account asked for: a local endpoint has no credentials to validate, and
        the call would make every preview slower.
        """
        settings = self._settings
        if not settings.allowed_account_ids and not settings.forbidden_account_ids:
            return
        account = self.account_id()
        allowed = settings.allowed_account_ids
        if account in settings.forbidden_account_ids or (allowed and account not in allowed):
            raise ProviderError(f"AWS account ID not allowed: {account}")

    def _assumed(self) -> Any:
        if self._session is None:
            session = _session(self._settings.credentials)
            for role in self._settings.assume_roles:
                session = _session(self._assume(session, role))
            self._session = session
        return self._session

    def _assume(self, session: Any, role: Props) -> Credentials:
        sts: STSClient = self._make(session, "sts", self._settings.region)
        request: dict[str, Any] = {
            "RoleArn": role["roleArn"],
            "RoleSessionName": role.get("sessionName") or "pulumi-acm-sandbox",
        }
        if role.get("externalId"):
            request["ExternalId"] = role["externalId"]
        if role.get("policy"):
            request["Policy"] = role["policy"]
        if role.get("duration"):
            request["DurationSeconds"] = int(parse_duration(role["duration"]))
        with doing(f"Cannot assume IAM Role. IAM Role ({role['roleArn']}) cannot be assumed"):
            answer = sts.assume_role(**request)["Credentials"]
        return Credentials(
            answer["AccessKeyId"],
            answer["SecretAccessKey"],
            answer["SessionToken"],
        )

    def _make(self, session: Any, service: str, region: str) -> Any:
        from botocore.config import Config  # noqa: PLC0415 - only when a client is really needed

        return session.client(
            service,
            region_name=region,
            endpoint_url=self._settings.endpoint(service),
            config=Config(
                max_pool_connections=64,
                # Neither a proxy nor a variable of the user's shell may lead off this machine.
                proxies={},
                use_dualstack_endpoint=False,
                use_fips_endpoint=False,
                # "standard" would try a request again that a quota refuses, for ten seconds.
                retries={"mode": "legacy", "total_max_attempts": 2},
            ),
        )


def _session(credentials: Credentials) -> Any:
    import boto3.session  # noqa: PLC0415 - 0.1 s, which a preview should not pay
    import botocore.session  # noqa: PLC0415 - the same

    core = botocore.session.Session(session_vars=_NOTHING_OF_THE_USERS)
    core.get_component("event_emitter").register("after-call", _note_service)
    return boto3.session.Session(
        aws_access_key_id=credentials.access_key,
        aws_secret_access_key=credentials.secret_key,
        aws_session_token=credentials.token,
        botocore_session=core,
    )


def _note_service(parsed: dict[str, Any], model: Any, **_: Any) -> None:
    """Leave the service's name in the answer, for the text of an error (`errors.describe`)."""
    parsed.setdefault("ResponseMetadata", {})["ServiceId"] = model.service_model.service_id
