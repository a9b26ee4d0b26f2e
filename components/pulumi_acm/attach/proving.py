"""The proof of an attachment: refuse with all that is wrong, say what could not be proved."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pulumi

from pulumi_acm.exceptions import ArgumentError, PlanningError
from pulumi_acm.mirror import region_of
from pulumi_acm.proof import problems_with, problems_with_hosts, unproved
from pulumi_acm.services import Service

from .attachable import Attachable
from .partial import Parsed
from .source import attachable

if TYPE_CHECKING:
    from pulumi_acm.problems import Problem


@dataclass
class Proof:
    """Collects what is wrong with an attachment's arguments, to say it all at once."""

    subject: str
    """How messages name the attachment: `acm.HttpsListener "web"`."""
    component: pulumi.ComponentResource | None
    """Whose AWS provider may be asked about a bare ARN."""
    region: str
    """The service's own region; empty where it cannot be known."""

    def __post_init__(self) -> None:
        """Begin with nothing wrong."""
        self.problems: list[Problem] = []
        self._unproved: list[str] = []

    def certificates(
        self,
        service: Service | None,
        values: Mapping[str, Any],
        hosts: Mapping[str, str],
    ) -> list[Attachable]:
        """Prove certificates, by the argument in which each was given.

        Together they have to cover the host names, which are by their arguments, too. What is
        wrong is kept, what cannot be proved said.
        """
        found = [self._certificate(service, at, value, hosts) for at, value in values.items()]
        valid = [each for each in found if each is not None]
        if valid and len(valid) == len(found):
            known = [each.known for each in valid]
            self.problems += problems_with_hosts(service, known, hosts)
        return valid

    def _certificate(
        self, service: Service | None, at: str, value: Any, hosts: Mapping[str, str]
    ) -> Attachable | None:
        found, problems = attachable(value, at, self.component)
        self.problems += problems
        if found is None:
            return None
        self.problems += problems_with(service, found.known, region=self.region or None, at=at)
        if service is not None and (missing := unproved(service, found.known, hosts.values())):
            self._unproved.append(
                f"{self.subject}: of the certificate {found.known.called} it is not proved, "
                f"because it is not known while planning: {'; '.join(missing)}"
            )
        return found

    def is_wrong(self, at: str) -> bool:
        """Tell whether something is wrong with an argument, or in it."""
        return any(
            each.path == at or each.path.startswith((f"{at}.", f"{at}[")) for each in self.problems
        )

    def refuse_if_wrong(self) -> None:
        """Refuse everything that is wrong, at once; else say what could not be proved.

        Raises:
            ArgumentError: something is wrong.
        """
        if self.problems:
            raise ArgumentError(self.subject, self.problems)
        for message in self._unproved:
            pulumi.log.info(message, self.component)


def proof_of(
    subject: str,
    component: pulumi.ComponentResource | None,
    region: str | None,
    parsed: Parsed[Any],
) -> Proof:
    """Begin a proof, with what is wrong with the shape of the arguments.

    `component` is what is proved, or what the typed value is for.

    Raises:
        PlanningError: the region of the AWS provider is not known, and nothing else is wrong.
    """
    if region is None and parsed.are_well_formed("region"):
        try:
            region = region_of(component)
        except PlanningError:
            if not parsed.problems:
                raise
    proof = Proof(subject, component, region or "")
    proof.problems += parsed.problems
    return proof


def numbered(argument: str, values: Iterable[Any] | None) -> dict[str, Any]:
    """Return the members of a list argument by what a user would call them: `hosts[0]`.

    Of a malformed one (None) there are none.
    """
    return {f"{argument}[{index}]": value for index, value in enumerate(values or ())}
