"""A boto3 session with the AWS provider's own rights, for what the provider has no function for.

Never with other rights: where a session could speak for somebody else than the provider does,
there is none.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final, TypeVar
from weakref import WeakKeyDictionary

import pulumi
import pulumi_aws as aws

from .exceptions import PlanningError, subject

if TYPE_CHECKING:
    import boto3

T = TypeVar("T")

# Settings of the provider that boto3 takes as well, by boto3's names.
_MIRRORED: Final = {
    "region": "region_name",
    "profile": "profile_name",
    "accessKey": "aws_access_key_id",
    "secretKey": "aws_secret_access_key",
    "token": "aws_session_token",
}
# And those that say nothing about whose rights are used. With any other one set, there is no
# session: roles, endpoints, proxies and what the provider may learn in future.
_HARMLESS: Final = {
    "allowedAccountIds",
    "defaultTags",
    "forbiddenAccountIds",
    "ignoreTags",
    "maxRetries",
    "retryMode",
    "skipCredentialsValidation",
    "skipMetadataApiCheck",
    "skipRegionValidation",
    "skipRequestingAccountId",
    "version",
}
# How boto3 came to its credentials where no other SDK can come to others: keys in the provider's
# settings or in the environment. A profile may be read in several ways, and then both are asked.
_SAME_FOR_ALL: Final = {"explicit", "env"}
_ANY_AWS: Final = "aws:acm/certificate:Certificate"


class Run:
    """What one run has learnt by one provider, so that no question is asked twice."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._answers: dict[Any, Any] = {}

    def once(self, question: Any, ask: Callable[[], T]) -> T:
        """Return the answer to a question, asking it the first time only.

        While Pulumi's own functions wait, a component plugin constructs other components: what is
        to be asked once is asked beside (`beside`), and the Future is the answer.
        """
        if question not in self._answers:
            self._answers[question] = ask()
        answer: T = self._answers[question]
        return answer


_runs: WeakKeyDictionary[pulumi.Resource, Run] = WeakKeyDictionary()
# A component plugin has no stack resource; its process lives for one preview and one update.
_runs_of_plugin: dict[bool, Run] = {}


def run_of(
    component: pulumi.ComponentResource | None, provider: pulumi.ProviderResource | None = None
) -> Run:
    """Return what this run knows by a provider: given, the component's, or the default one."""
    owner = provider or _explicit_provider(component) or pulumi.runtime.get_root_resource()
    if owner is None:
        return _runs_of_plugin.setdefault(pulumi.runtime.is_dry_run(), Run())
    return _runs.setdefault(owner, Run())


def session_of(component: pulumi.ComponentResource | None) -> "boto3.Session | None":
    """Return a session with the rights of the component's provider, if there can be one."""
    return run_of(component).once("session", lambda: _session(component))


def beside(task: Callable[..., T], *args: Any) -> "Future[T]":
    """Do something that needs no Pulumi in a thread of its own."""
    pool = ThreadPoolExecutor(max_workers=1)
    try:
        return pool.submit(task, *args)
    finally:
        pool.shutdown(wait=False)


def region_of(component: pulumi.ComponentResource | None) -> str:
    """Return the region of the component's AWS provider.

    Raises:
        PlanningError: the provider cannot tell, or its settings are not known while planning.
    """
    found = ask(component, aws.get_region)
    if not found.region:
        raise PlanningError(
            f"{_prefix(component)}the region of the AWS provider is not known while planning; "
            "say which (`region` or `regions`)"
        )
    return str(found.region)


def ask(
    component: pulumi.ComponentResource | None,
    function: Callable[..., Any],
    provider: pulumi.ProviderResource | None = None,
    **args: Any,
) -> Any:
    """Ask an AWS provider: given, or else the component's.

    Raises:
        PlanningError: with the provider's words.
    """
    try:
        return function(**args, opts=pulumi.InvokeOptions(parent=component, provider=provider))
    except Exception as error:
        # Pulumi's invokes raise a bare Exception with the provider's words in it.
        raise PlanningError(f"{_prefix(component)}{error}") from error


def _explicit_provider(
    component: pulumi.ComponentResource | None,
) -> pulumi.ProviderResource | None:
    return component.get_provider(_ANY_AWS) if component else None


def _prefix(component: pulumi.ComponentResource | None) -> str:
    return f"{subject(component)}: " if component else ""


def _session(component: pulumi.ComponentResource | None) -> "boto3.Session | None":
    # An explicit provider's settings are outputs: no session of ours can have the same.
    settings = None if _explicit_provider(component) else _settings()
    if settings is None:
        return None
    # The AWS plugin takes as long to start as boto3 does: they start side by side. To be asked
    # for its region, the plugin starts, and no call of AWS is made.
    starting = run_of(component).once("starting", lambda: beside(_start, settings))
    region_of(component)
    session, ours = starting.result()
    if session is None or ours is None:
        return session
    theirs = ask(component, aws.get_caller_identity).account_id
    if ours == theirs:
        return session
    pulumi.log.debug(f"boto3 speaks for {ours}, the AWS provider for {theirs}", component)
    return None


def _settings() -> dict[str, Any] | None:
    """Return what a session needs to speak for the default provider, unless more is needed."""
    settings = {
        key.removeprefix("aws:")
        # The second is what threads of a program see, which do not inherit the context.
        for key in {**pulumi.runtime.config.CONFIG.get(), **pulumi.runtime.get_config_env()}
        if key.startswith("aws:")
    }
    if settings - _HARMLESS - set(_MIRRORED):
        return None
    config = pulumi.Config("aws")
    if bool(config.get("accessKey")) != bool(config.get("secretKey")):
        return None  # the provider says what is missing
    return {ours: config.get(theirs) for theirs, ours in _MIRRORED.items()}


def _start(settings: dict[str, Any]) -> "tuple[boto3.Session | None, str | None]":
    """Start a session, and tell whose it is where that could be somebody else than expected."""
    # Here and not above: it takes as long to import as everything else that a program needs.
    import boto3  # noqa: PLC0415
    from botocore.exceptions import BotoCoreError, ClientError  # noqa: PLC0415

    try:
        session = boto3.Session(**settings)
        # The client that is most likely needed: making it here costs nobody's time.
        session.client("route53")
        found = session.get_credentials()
        if found is not None and found.method in _SAME_FOR_ALL and not settings["profile_name"]:
            return session, None
        return session, str(session.client("sts").get_caller_identity()["Account"])
    except (BotoCoreError, ClientError):
        # The provider may find its credentials where boto3 does not look: it will be asked.
        return None, None
