"""HttpsListener: TLS on a load balancer, and no connection without a certificate that fits."""

from collections.abc import Mapping, Sequence
from typing import Optional

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output
from typing_extensions import NotRequired, TypedDict

from pulumi_acm.exceptions import ArgumentError, subject
from pulumi_acm.mirror import region_of
from pulumi_acm.spec_problems import parse_spec

from .listener_specs import HTTP_PORT, HttpsListenerSpec
from .listeners import attach, check_number, labels_of
from .proving import Proof, numbered
from .source import CertificateInput


class HttpsListenerArgs(TypedDict):
    """Where the listener is, what it serves and where the traffic goes."""

    load_balancer_arn: Input[str]
    """ARN of the Application or Network Load Balancer that gets the listener.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/create-https-listener.html
    """
    certificate: CertificateInput
    """The default certificate: what clients get that ask for no name, or for an unknown one.

    A Certificate (in Python), or an ARN with its names.
    """
    target_group_arn: Input[str]
    """ARN of the target group that the traffic goes to."""
    more_certificates: NotRequired[Sequence[CertificateInput]]
    """Further certificates, chosen by SNI, up to `certificate_quota`. Default: none.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/https-listener-certificates.html
    """
    hosts: NotRequired[Sequence[str]]
    """Host names that clients ask for; each must be covered by one of the certificates.

    Default: nothing is proved about names.
    """
    protocol: NotRequired[str]
    """`HTTPS` for an Application Load Balancer, `TLS` for a Network one. Default: `HTTPS`."""
    port: NotRequired[int]
    """The port, 1 to 65535. Default: 443."""
    ssl_policy: NotRequired[str]
    """The security policy: TLS versions and ciphers. Default: TLS 1.3 and 1.2, forward secrecy.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
    """
    redirect_http: NotRequired[bool]
    """Whether port 80 redirects to this listener (HTTPS only). Default: false."""
    region: NotRequired[str]
    """The load balancer's region. Default: that of the AWS provider."""
    certificate_quota: NotRequired[int]
    """How many certificates the account's load balancers take beside the default ones.

    Default: 25, AWS's own (quota L-9365A611, for Network Load Balancers L-52964454).
    """
    tags: NotRequired[Mapping[str, Input[str]]]
    """Tags of the listeners. Default: only those of the AWS provider."""


class HttpsListener(pulumi.ComponentResource):
    """A TLS listener on a load balancer, with certificates that are proved to fit.

    While planning it is proved that the certificates are in the load balancer's region, that it
    takes their keys and that they cover the hosts. A certificate that is replaced is switched in
    place: the new one is issued and taken before the old one goes.
    """

    listener_arn: Output[str]
    """ARN of the listener, for rules and further certificates."""
    redirect_listener_arn: Output[Optional[str]]  # noqa: UP045  # the schema's analyzer
    """ARN of the listener on port 80 that redirects; empty without one."""
    certificate_arn: Output[str]
    """ARN of the default certificate."""

    def __init__(
        self, name: str, args: HttpsListenerArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the listener.

        Raises:
            ArgumentError: arguments are wrong; the message lists all of them.
        """
        spec, problems = parse_spec(HttpsListenerSpec, args)
        if spec is None:
            raise ArgumentError(f'acm.HttpsListener "{name}"', problems)
        super().__init__("acm:index:HttpsListener", name, {}, opts)
        region = spec.region or region_of(self)
        proof = Proof(subject(self), self, region)
        given = {"certificate": spec.certificate}
        given |= numbered("more_certificates", spec.more_certificates)
        found = proof.certificates(spec.service, given, numbered("hosts", spec.hosts))
        labels: list[str] = []
        if len(found) == len(given):
            labels = labels_of(list(given)[1:], found[1:], proof, default=found[0])
        further = spec.more_certificates
        check_number(spec.service, further, spec.certificate_quota, proof, "more_certificates")
        proof.problems += spec.problems()
        proof.refuse_if_wrong()

        forward = aws.lb.ListenerDefaultActionArgs(
            type="forward", target_group_arn=spec.target_group_arn
        )
        listener = aws.lb.Listener(
            name,
            load_balancer_arn=spec.load_balancer_arn,
            port=spec.port,
            protocol=spec.protocol,
            ssl_policy=spec.ssl_policy,
            certificate_arn=found[0].arn(region),
            default_actions=[forward],
            region=region,
            tags=spec.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
        attach(self, name, listener.arn, dict(zip(labels, found[1:], strict=True)), region)
        self.listener_arn = listener.arn
        self.certificate_arn = listener.certificate_arn.apply(str)
        self.redirect_listener_arn = Output.from_input(None)
        if spec.redirect_http:
            self.redirect_listener_arn = self._redirect(spec, region).arn
        self.register_outputs(
            {
                "listenerArn": self.listener_arn,
                "redirectListenerArn": self.redirect_listener_arn,
                "certificateArn": self.certificate_arn,
            }
        )

    def _redirect(self, spec: HttpsListenerSpec, region: str) -> aws.lb.Listener:
        # 301: browsers remember it, and do not ask over HTTP again.
        redirect = aws.lb.ListenerDefaultActionArgs(
            type="redirect",
            redirect=aws.lb.ListenerDefaultActionRedirectArgs(
                protocol="HTTPS", port=str(spec.port), status_code="HTTP_301"
            ),
        )
        return aws.lb.Listener(
            f"{self.pulumi_resource_name}/http",
            load_balancer_arn=spec.load_balancer_arn,
            port=HTTP_PORT,
            protocol="HTTP",
            default_actions=[redirect],
            region=region,
            tags=spec.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )
