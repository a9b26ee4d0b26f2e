"""HttpsListener: TLS on a load balancer, and no connection without a certificate that fits."""

from collections.abc import Mapping, Sequence
from typing import Any, Optional

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output
from typing_extensions import NotRequired, TypedDict

from pulumi_acm.exceptions import subject

from .attachable import Attachable
from .listener_specs import HTTP_PORT, HttpsListenerSpec
from .listeners import attach, check_number, doubt_policy, labels_of
from .load_balancer_arns import place_problems
from .partial import Parsed, parse_partly
from .proving import Proof, numbered, proof_of
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
    list_default: NotRequired[bool]
    """Whether the default certificate is in the list of further ones, too. Default: false.

    Then it can change places with a further one without a gap. It costs TLS session resumption
    on a listener without further certificates. Once switched on, it stays on: AWS takes no default
    certificate from the list.

    https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-update-certificates.html
    """
    import_listener_arn: NotRequired[str]
    """ARN of a listener that is there already and that this component takes over. Default: none.

    The preview shows what differs from the arguments, and the update changes it. Once it is taken
    over, this argument may go.

    https://www.pulumi.com/docs/iac/concepts/options/import/
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
        parsed = parse_partly(HttpsListenerSpec, args)
        spec = parsed.spec
        super().__init__("acm:index:HttpsListener", name, {}, opts)
        proof = proof_of(subject(self), self, spec.region, parsed)
        default, listed = _proved(parsed, proof)
        region = proof.region
        doubt_policy(spec.ssl_policy, self)

        forward = aws.lb.ListenerDefaultActionArgs(
            type="forward", target_group_arn=spec.target_group_arn
        )
        listener = aws.lb.Listener(
            name,
            load_balancer_arn=spec.load_balancer_arn,
            port=spec.port,
            protocol=spec.protocol,
            ssl_policy=spec.ssl_policy,
            certificate_arn=default.arn(region),
            default_actions=[forward],
            region=region,
            tags=spec.tags,
            opts=pulumi.ResourceOptions(parent=self, import_=spec.import_listener_arn),
        )
        if spec.list_default:
            listed[str(default.label)] = default
        attach(
            self,
            name,
            listener.arn,
            listed,
            region,
            other_kind="acm:index:ListenerCertificates",
            # AWS takes no default certificate from the list; with the listener, all go.
            deleted_with=listener,
        )
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


def _proved(
    parsed: Parsed[HttpsListenerSpec], proof: Proof
) -> tuple[Attachable, dict[str, Attachable]]:
    """Return the default certificate, and the further ones by their labels, all proved.

    Raises:
        ArgumentError: arguments are wrong; the message lists all of them.
    """
    spec = parsed.spec
    given: dict[str, Any] = {}
    if parsed.are_well_formed("certificate"):
        given["certificate"] = spec.certificate
    given |= numbered("more_certificates", spec.more_certificates)
    all_are_there = parsed.are_well_formed("certificate", "more_certificates")
    hosts = numbered("hosts", spec.hosts) if all_are_there else {}
    service = spec.service if parsed.are_well_formed("protocol") else None
    found = proof.certificates(service, given, hosts)
    labels: list[str] = []
    if len(found) == len(given) and all_are_there:
        labels = labels_of(list(given)[1:], found[1:], proof, default=found[0])
        if spec.list_default:
            labels_of(["certificate"], found[:1], proof)
    if service is not None and parsed.are_well_formed("certificate_quota"):
        further = spec.more_certificates
        check_number(service, further, spec.certificate_quota, proof, "more_certificates")
    arns = {
        "load_balancer_arn": spec.load_balancer_arn,
        "target_group_arn": spec.target_group_arn,
        "import_listener_arn": spec.import_listener_arn,
    }
    proof.problems += place_problems(arns, proof.region, spec.protocol if service else None)
    proof.problems += spec.problems()
    proof.refuse_if_wrong()
    return found[0], dict(zip(labels, found[1:], strict=True))
