"""What listener components share: how many certificates they take, and what these are called."""

from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any, Final

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output

from pulumi_acm.problems import Problem
from pulumi_acm.services import Service
from pulumi_acm.ssl_policies import doubt_about

from .attachable import Attachable
from .proving import Proof

_TYPE: Final = "aws:lb/listenerCertificate:ListenerCertificate"


def labels_of(
    places: Iterable[str],
    certificates: Iterable[Attachable],
    proof: Proof,
    default: Attachable | None = None,
) -> list[str]:
    """Return what each further certificate is called in logical names.

    The name of its component, or what lasts of a reference: neither its place in the list nor the
    name of the attachment, so that reordering or renaming detaches nothing.
    """
    labels: list[str] = []
    for at, certificate in zip(places, certificates, strict=True):
        label = certificate.label
        if label is None:
            message = (
                "an ARN that is not known while planning needs its names beside it: "
                '{"arn": ..., "domains": [...]}'
            )
            if not proof.is_wrong(at):
                proof.problems.append(Problem(at, message))
        elif default is not None and label == default.label:
            # AWS takes both, and then refuses to take it from the list while it is the default.
            message = "it is the default certificate already; leave it out here"
            proof.problems.append(Problem(at, message, label))
        elif label in labels:
            # Two components of one name may have different parents.
            another = 'give it a "name"'
            if not certificate.declared:
                another = 'give it as {"arn": ..., "domains": [...], "name": ...}'
            message = f"this certificate is in the list already; if it is another one, {another}"
            proof.problems.append(Problem(at, message, label))
        labels.append(label or at)
    return labels


def check_number(
    service: Service, further: Sequence[Any], quota: int, proof: Proof, at: str
) -> None:
    """Check how many certificates a load balancer is to have beside the default ones."""
    if len(further) > quota:
        message = (
            f"a load balancer takes {_number(quota)} beside the default ones ({service.name}, "
            f"quota {service.quota}), here are {len(further)}; put more names into one "
            "certificate, or have the quota raised and give it as certificate_quota"
        )
        proof.problems.append(Problem(at, message))
    elif len(further) == quota:
        pulumi.log.warn(
            f"the load balancer takes {_number(quota)} ({service.quota}), and here are as many: "
            "there is no place for the new one when one is replaced. Have the quota raised before.",
            proof.component,
        )


def _number(certificates: int) -> str:
    return f"{certificates} certificate" + ("s" if certificates > 1 else "")


def doubt_policy(policy: str, component: pulumi.ComponentResource | None) -> None:
    """Warn of a security policy that is in none of AWS's lists: AWS may have added it since."""
    if doubt := doubt_about(policy):
        pulumi.log.warn(doubt, component)


def attach(
    component: pulumi.ComponentResource,
    listener: str,
    listener_arn: Input[str],
    certificates: Mapping[str, Attachable],
    region: str,
    *,
    former_listener: str | None = None,
    other_kind: str | None = None,
    deleted_with: pulumi.Resource | None = None,
) -> list[aws.lb.ListenerCertificate]:
    """Attach further certificates to a listener, each under a name of its own.

    AWS knows an attachment by its listener and its certificate only. One that gets another
    logical name would be created, which changes nothing, and then deleted, which detaches it: so
    each has its former names as aliases. `former_listener` is what the listener may have been
    called, `other_kind` the type of component that the attachments may have been in.
    """
    attached = []
    for label, certificate in certificates.items():
        name = f"{listener}/{label}"
        aliases: list[Input[str | pulumi.Alias]] = [
            _alias(listener, former, name, certificates) for former in certificate.former_labels
        ]
        if former_listener is not None:
            labels = (label, *certificate.former_labels)
            aliases += [_alias(former_listener, each, name) for each in labels]
        if other_kind is not None:
            aliases.append(_urn_in(component, other_kind, listener, label))
        attached.append(
            aws.lb.ListenerCertificate(
                name,
                listener_arn=listener_arn,
                certificate_arn=certificate.arn(region),
                region=region,
                opts=pulumi.ResourceOptions(
                    parent=component, aliases=aliases, deleted_with=deleted_with
                ),
            )
        )
    return attached


def _alias(
    listener: str, former: Input[str], name: str, others: Container[str] = ()
) -> Output[pulumi.Alias]:
    """Return the alias by a former label; one that is another's now is left to that one."""

    def alias(label: str) -> pulumi.Alias:
        # A resource's own name as its alias says nothing.
        return pulumi.Alias(name=name if label in others else f"{listener}/{label}")

    return Output.from_input(former).apply(alias)


def _urn_in(
    component: pulumi.ComponentResource, other_kind: str, listener: str, label: str
) -> Output[str]:
    """Return the URN of an attachment in a component of another type, beside this one.

    The name of a component is in no URN of its children: what it is called does not matter.
    """
    kind = component.pulumi_resource_type
    beside = component.urn.apply(
        lambda urn: f"{urn.rpartition('::')[0].removesuffix(kind)}{other_kind}::{listener}"
    )
    return pulumi.create_urn(f"{listener}/{label}", _TYPE, beside)
