"""ListenerCertificates: further certificates on a listener, chosen by SNI."""

from collections.abc import Sequence

import pulumi
from pulumi import Input, Output
from typing_extensions import NotRequired, TypedDict

from pulumi_acm.exceptions import subject
from pulumi_acm.problems import Problem

from .listener_specs import ListenerCertificatesSpec
from .listeners import attach, check_number, labels_of
from .load_balancer_arns import place_problems
from .partial import parse_partly
from .proving import numbered, proof_of
from .source import CertificateInput


class ListenerCertificatesArgs(TypedDict):
    """Which certificates go to which listener."""

    listener_arn: Input[str]
    """ARN of an HTTPS or TLS listener, of a load balancer that is managed anywhere.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html
    """
    certificates: Sequence[CertificateInput]
    """The certificates, up to `certificate_quota` beside the default ones of the load balancer.

    Each is a Certificate (in Python), or an ARN with its names.
    """
    hosts: NotRequired[Sequence[str]]
    """Host names that clients ask for; each must be covered by one of the certificates.

    Default: nothing is proved about names.
    """
    protocol: NotRequired[str]
    """The listener's protocol: `HTTPS` (Application Load Balancer) or `TLS` (Network).

    Default: `HTTPS`.
    """
    listener_name: NotRequired[str]
    """What the listener is called in logical names. Default: the name of this component.

    The attachments are named after the listener and their certificates. With the name of an
    HttpsListener, certificates may move between its `more_certificates` and this. A change of it
    detaches them.
    """
    certificate_quota: NotRequired[int]
    """How many certificates the account's load balancers take beside the default ones.

    Default: 25, AWS's own (quota L-9365A611, for Network Load Balancers L-52964454).
    """
    region: NotRequired[str]
    """The load balancer's region. Default: that of the AWS provider."""


class ListenerCertificates(pulumi.ComponentResource):
    """Further certificates of an HTTPS or TLS listener; the load balancer chooses by SNI.

    While planning it is proved that each certificate is in the load balancer's region, has a key
    that it takes, and that all hosts are covered.
    """

    listener_arn: Output[str]
    """The listener."""
    certificate_arns: Output[list[str]]
    """The certificates attached, in the order given."""

    def __init__(
        self, name: str, args: ListenerCertificatesArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Attach certificates to a listener.

        Raises:
            ArgumentError: arguments are wrong; the message lists all of them.
        """
        parsed = parse_partly(ListenerCertificatesSpec, args)
        spec = parsed.spec
        super().__init__("acm:index:ListenerCertificates", name, {}, opts)
        proof = proof_of(subject(self), self, spec.region, parsed)
        service = spec.service if parsed.are_well_formed("protocol") else None
        given = numbered("certificates", spec.certificates)
        found = proof.certificates(service, given, numbered("hosts", spec.hosts))
        labels: list[str] = []
        if len(found) == len(given):
            labels = labels_of(given, found, proof)
        if service is not None and parsed.are_well_formed("certificate_quota"):
            check_number(service, list(given), spec.certificate_quota, proof, "certificates")
        if spec.hosts and not given and parsed.are_well_formed("certificates"):
            proof.problems.append(Problem("hosts", "there is no certificate to cover them"))
        arns = {"listener_arn": spec.listener_arn}
        proof.problems += place_problems(arns, proof.region, spec.protocol if service else None)
        proof.refuse_if_wrong()

        labelled = dict(zip(labels, found, strict=True))
        attached = attach(
            self,
            spec.listener_name or name,
            spec.listener_arn,
            labelled,
            proof.region,
            # Whoever names the listener later finds the attachments under this one's name, and
            # whoever names that of an HttpsListener, under that.
            former_listener=name if spec.listener_name not in (None, name) else None,
            other_kind="acm:index:HttpsListener" if spec.listener_name else None,
        )
        self.listener_arn = Output.from_input(spec.listener_arn)
        self.certificate_arns = Output.all(*(each.certificate_arn for each in attached))
        self.register_outputs(
            {"listenerArn": self.listener_arn, "certificateArns": self.certificate_arns}
        )
