"""What listener components share: how many certificates they take, and what these are called."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pulumi
import pulumi_aws as aws
from pulumi import Input

from pulumi_acm.problems import Problem
from pulumi_acm.services import Service

from .proving import Proof
from .source import Attachable


def labels_of(
    places: Iterable[str],
    certificates: Iterable[Attachable],
    proof: Proof,
    default: Attachable | None = None,
) -> list[str]:
    """Return what each further certificate is called in logical names.

    The name of its component, or the first of its names: neither its place in the list nor the
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
            proof.problems.append(Problem(at, message))
        elif default is not None and label == default.label:
            # AWS takes both, and then refuses to take it from the list while it is the default.
            proof.problems.append(Problem(at, "it is the default certificate already", label))
        elif label in labels:
            proof.problems.append(Problem(at, "this certificate is in the list already", label))
        labels.append(label or at)
    return labels


def check_number(
    service: Service, further: Sequence[Any], quota: int, proof: Proof, at: str
) -> None:
    """Check how many certificates a load balancer is to have beside the default ones."""
    if len(further) > quota:
        message = (
            f"a load balancer takes {quota} certificates beside the default ones ({service.name}, "
            f"quota {service.quota}), here are {len(further)}; put more names into one "
            "certificate, or have the quota raised and give it as certificate_quota"
        )
        proof.problems.append(Problem(at, message))
    elif len(further) == quota:
        pulumi.log.warn(
            f"{quota} certificates are all that the load balancer takes ({service.quota}): there "
            "is no place for the new one when one is replaced. Have the quota raised before.",
            proof.component,
        )


def attach(
    component: pulumi.ComponentResource,
    listener: str,
    listener_arn: Input[str],
    certificates: Mapping[str, Attachable],
    region: str,
) -> list[aws.lb.ListenerCertificate]:
    """Attach further certificates to a listener, each under a name of its own."""
    return [
        aws.lb.ListenerCertificate(
            f"{listener}/{label}",
            listener_arn=listener_arn,
            certificate_arn=certificate.arn(region),
            region=region,
            opts=pulumi.ResourceOptions(parent=component),
        )
        for label, certificate in certificates.items()
    ]
