"""How an environment comes from one status to the next, and what its events say then.

The certificate of a listener is looked at here, not at the call: AWS builds the load balancer after
it has answered. Where that fails, a launch leaves an environment without one, and an update is
rolled back. The words of a failed launch are those of
cloudposse/terraform-aws-elastic-beanstalk-environment#81; those of a failed update are of the same
form, as users report them of other causes ("Updating load balancer named ..." and "Failed to deploy
configuration."): that a certificate causes the very same is mem.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.settings import current as current_settings

from . import load_balancer
from .environment import LAUNCHING, READY, TERMINATED, TERMINATING, UPDATING
from .events import ERROR, INFO, of
from .options import CLASSIC

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from .environment import Environment
    from .events import Event
    from .options import Options

_PASSING = (LAUNCHING, UPDATING, TERMINATING)

# awsebcli's ebcli/resources/strings.py, `responses`, which waits for these very words.
_STARTING = {
    LAUNCHING: "createEnvironment is starting.",
    UPDATING: "Environment update is starting.",
    TERMINATING: "terminateEnvironment is starting.",
}
_DONE = {
    LAUNCHING: "Successfully launched environment: {name}",
    UPDATING: "Environment update completed successfully.",
    TERMINATING: "terminateEnvironment completed successfully.",
}
_FAILED = {
    LAUNCHING: "Failed to launch environment.",
    UPDATING: "Failed to deploy configuration.",
}


def begin(environment: Environment, status: str) -> Event:
    """Begin a transition."""
    environment.status = status
    environment.changed_at = clock.now()
    return of(environment, environment.changed_at, INFO, _STARTING[status])


def refresh(environment: Environment) -> list[Event]:
    """Bring an environment up to date; give the events of what happened, if anything did."""
    delay = timedelta(seconds=current_settings.value.environment_delay)
    at = environment.changed_at + delay
    if environment.status not in _PASSING or clock.now() < at:
        return []
    environment.updated_at = at
    if environment.status == TERMINATING:
        environment.status = TERMINATED
        return [of(environment, at, INFO, _DONE[TERMINATING])]
    before, environment.status = environment.status, READY
    # Already now: to look at a certificate is to ask who uses it, this environment too.
    if before == LAUNCHING:
        return _launched(environment, at)
    return _updated(environment, at)


def _launched(environment: Environment, at: datetime) -> list[Event]:
    faults = list(_faults(environment, environment.settings))
    environment.status, environment.works = READY, not faults
    if not faults:
        done = _DONE[LAUNCHING].format(name=environment.name)
        return [of(environment, at, INFO, done)]
    resources = ", ".join(resource for resource, _ in faults)
    stack = (
        f"Stack named 'awseb-{environment.id}-stack' aborted operation. Current state: "
        f"'CREATE_FAILED'  Reason: The following resource(s) failed to create: [{resources}]. "
    )
    reasons = [f"{_doing(environment, 'Creating')} failed Reason: {why}" for _, why in faults]
    messages = [stack, *reasons, _FAILED[LAUNCHING]]
    return [of(environment, at, ERROR, message) for message in messages]


def _updated(environment: Environment, at: datetime) -> list[Event]:
    wanted = environment.wanted or (environment.platform, environment.settings)
    faults = list(_faults(environment, wanted[1]))
    environment.status, environment.wanted = READY, None
    if not faults:
        environment.platform, environment.settings = wanted
        environment.works = True
        return [of(environment, at, INFO, _DONE[UPDATING])]
    resources = ", ".join(resource for resource, _ in faults)
    stack = (
        f"Service:AmazonCloudFormation, Message:Stack named 'awseb-{environment.id}-stack' "
        "aborted operation. Current state: 'UPDATE_ROLLBACK_IN_PROGRESS'  Reason: The following "
        f"resource(s) failed to update: [{resources}]. "
    )
    reasons = [f"{_doing(environment, 'Updating')} failed Reason: {why}" for _, why in faults]
    messages = [stack, *reasons, _FAILED[UPDATING]]
    reverted = "The environment was reverted to the previous configuration setting."
    return [
        *(of(environment, at, ERROR, message) for message in messages),
        of(environment, at, INFO, reverted),
    ]


def _faults(environment: Environment, settings: Options) -> Iterator[tuple[str, str]]:
    """Build the load balancer; list what cannot be built, and why."""
    if not load_balancer.has_own(settings, environment.tier):
        return
    for listener in load_balancer.all_listeners(settings):
        try:
            listener.check(environment.account, environment.region)
        except AwsError as error:
            version = "" if listener.kind == CLASSIC else "V2"
            why = (
                f"{error.message} (Service: AmazonElasticLoadBalancing{version}; Status Code: 400; "
                f"Error Code: {error.code}; Request ID: {uuid4()})"
            )
            yield listener.resource, why


def _doing(environment: Environment, what: str) -> str:
    if environment.load_balancer_type == CLASSIC:
        return f"{what} load balancer named: {load_balancer.name(environment.id, CLASSIC)}"
    return f"{what} Load Balancer listener"
