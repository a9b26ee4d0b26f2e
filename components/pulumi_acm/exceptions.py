"""The exceptions that reach users: one tree, one base."""

import re
from collections.abc import Sequence
from dataclasses import replace

from pulumi import ComponentResource, RunError
from pulumi.errors import InputPropertiesError

from .problems import Problem, report


class AcmError(RunError):
    """Base of all errors of this library; Pulumi prints its message, without a traceback."""

    def for_other_languages(self) -> InputPropertiesError:
        """Return what the SDK hands on to programs in other languages without a traceback.

        Not a base class: of an error that is both, the SDK sees the RunError only. All is in the
        message and nothing in the list of properties: beside a path that leads to an argument, the
        engine prints its value, a secret's as well.
        """
        return InputPropertiesError(str(self), [])


class ArgumentError(AcmError):
    """Raised before anything is created, with all that is wrong in a component's arguments."""

    def __init__(self, subject: str, problems: Sequence[Problem]) -> None:
        """Keep the problems, and write them into one message."""
        self.problems = tuple(problems)
        self.subject = subject
        super().__init__(report(subject, problems))

    def for_other_languages(self) -> InputPropertiesError:
        """Return the same, with the arguments' names as other languages write them."""
        problems = [replace(each, path=_camel_case(each.path)) for each in self.problems]
        return InputPropertiesError(report(self.subject, problems), [])


class PlanningError(AcmError):
    """Raised where AWS's answers, read while planning, leave no way to go on."""


class ValidationRecordError(AcmError):
    """Raised where CNAMEs in place are not those that ACM asks for."""

    def __init__(self, subject: str, differences: Sequence[str]) -> None:
        """Write the differences, and the way out, into one message."""
        super().__init__(
            "\n  ".join(
                [
                    f"{subject}: records in place are not those that ACM validates by.",
                    *differences,
                    "Delete them in the zone; `pulumi up --refresh` then writes the right ones.",
                ]
            )
        )


class NoRecordYetError(AcmError):
    """Raised where ACM has not named the validation record of every name yet."""

    def __init__(self, domain: str) -> None:
        """Say which, and the way out."""
        super().__init__(
            f"ACM has not named the validation record of {domain} yet; in a moment, "
            "`pulumi up --refresh` will find it"
        )


class NotIssuedError(AcmError):
    """Raised where something is to serve a certificate that ACM has not issued."""

    def __init__(self, subject: str, region: str, why: Sequence[str]) -> None:
        """Say which, why, and the way out."""
        reason, *more = why
        heading = f"{subject} is not issued in {region}, so nothing can be attached to it: {reason}"
        super().__init__("\n  ".join([heading, *more]))


class NothingToAttachError(AcmError):
    """Raised where an ARN is empty: that of a Certificate in another language, not issued yet."""

    def __init__(self) -> None:
        """Say it, and the way out."""
        super().__init__(
            "the certificate is not issued yet: its ARN is empty, so nothing can be attached to "
            "it. Write the records of its externalRecords, or have its approvals given, then "
            "`pulumi up`; or let it wait for them (wait)."
        )


class WrongArnError(AcmError):
    """Raised where an ARN that was not known while planning turns out to be none that fits."""


def _camel_case(path: str) -> str:
    """Return an argument's path as other languages write it; what stands in quotes stays."""
    argument, quote, value = path.partition('"')
    return re.sub(r"_([a-z])", lambda found: found[1].upper(), argument) + quote + value


def subject(component: ComponentResource) -> str:
    """Return how messages name a component: `acm.Certificate "site"`."""
    kind = component.pulumi_resource_type.rpartition(":")[2]
    return f'acm.{kind} "{component.pulumi_resource_name}"'
