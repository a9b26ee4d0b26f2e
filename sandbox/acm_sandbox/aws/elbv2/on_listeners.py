"""The operations on listeners and their certificates."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError
from acm_sandbox.aws.paging import page
from acm_sandbox.aws.servicequotas import applied
from acm_sandbox.aws.settings import current as settings

from . import actions, attributes, certificates, listeners, names, policies, tags
from .facts import CERTIFICATE_QUOTAS
from .listeners import Listener
from .state import State
from .target_groups import COMPATIBLE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .load_balancers import LoadBalancer


class ListenerOperations(State):
    """Create, change, show, delete. A method takes and gives what the API does."""

    def create_listener(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Create a listener, or find the one of this port if it is the same (model)."""
        of = self.find_load_balancer(parameters["LoadBalancerArn"])
        for name, what in (("Port", "port"), ("Protocol", "protocol")):
            if name not in parameters:
                # As users report it.
                raise AwsError("ValidationError", f"A listener {what} must be specified")
        protocol = parameters["Protocol"]
        created = Listener(
            arn=self.new_arn(f"listener/{of.path}/{names.new_id()}"),
            load_balancer=of.arn,
            load_balancer_type=of.type,
            protocol=protocol,
            port=parameters["Port"],
            actions=actions.checked(parameters["DefaultActions"], of.type),
            policy=parameters.get("SslPolicy"),
            certificate=self._default(parameters, of),
            alpn=parameters.get("AlpnPolicy", []),
            tags=tags.added(parameters.get("Tags", [])),
            attributes=dict(attributes.LISTENER.get(protocol, {})),
        )
        listeners.check(created, mutual_authentication=parameters.get("MutualAuthentication"))
        self.check_actions(created.actions, created, of)
        there = self._at_port(created)
        if there is not None and there.settings != created.settings:
            raise _duplicate(of.arn)
        if there is None:
            there = self.listeners[created.arn] = created
        return {"Listeners": [there.shown()]}

    def modify_listener(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change a listener: what is not given stays (model).

        A new default certificate takes the place of the old one, and nothing else happens to
        either: the old one stays in the certificate list only if it was put there. (The console
        offers to put it there, and puts the first one there by itself: ALB guide, "Update an HTTPS
        listener". Hence hashicorp/terraform-provider-aws#8620; who reads it otherwise has the
        setting `keeps_replaced_default`.)
        """
        there = self.find_listener(parameters["ListenerArn"])
        of = self.load_balancers[there.load_balancer]
        changed = replace(
            there,
            protocol=parameters.get("Protocol", there.protocol),
            port=parameters.get("Port", there.port),
            alpn=parameters.get("AlpnPolicy", there.alpn),
        )
        if there.secure and not changed.secure:
            # model: "Changing the protocol from HTTPS to HTTP, or from TLS to TCP, removes the
            # security policy and default certificate properties."
            changed = replace(changed, policy=None, certificate=None, listed=[], alpn=[])
        if changed.protocol != there.protocol:
            defaults = attributes.LISTENER.get(changed.protocol, {})
            changed.attributes = {
                key: there.attributes.get(key, value) for key, value in defaults.items()
            }
        if "SslPolicy" in parameters:
            changed.policy = parameters["SslPolicy"]
        if "DefaultActions" in parameters:
            changed.actions = actions.checked(parameters["DefaultActions"], of.type)
        if "Certificates" in parameters:
            changed.certificate = self._default(parameters, of)
            if settings.value.keeps_replaced_default:
                changed.keep(there.certificate)
        listeners.check(changed, mutual_authentication=parameters.get("MutualAuthentication"))
        self.check_actions(changed.actions, changed, of)
        if self._at_port(changed) is not None:
            raise _duplicate(of.arn)
        self.listeners[there.arn] = changed
        return {"Listeners": [changed.shown()]}

    def describe_listeners(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show listeners: those named, or a page of a load balancer's."""
        if "ListenerArns" in parameters:
            found = [self.find_listener(arn) for arn in parameters["ListenerArns"]]
        elif "LoadBalancerArn" in parameters:
            of = self.find_load_balancer(parameters["LoadBalancerArn"])
            found = self.listeners_of(of.arn)
        else:
            raise AwsError(
                "ValidationError", "You must specify either listener ARNs or a load balancer ARN"
            )
        shown, marker = page(found, parameters)
        return {"Listeners": [item.shown() for item in shown], "NextMarker": marker}

    def delete_listener(self, parameters: Mapping[str, Any]) -> None:
        """Delete a listener."""
        del self.listeners[self.find_listener(parameters["ListenerArn"]).arn]

    def describe_listener_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show the attributes."""
        return attributes.shown(self.find_listener(parameters["ListenerArn"]).attributes)

    def modify_listener_attributes(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Change attributes."""
        there = self.find_listener(parameters["ListenerArn"])
        there.attributes = attributes.changed(
            there.attributes,
            parameters["Attributes"],
            what="Listener",
            of=f"listeners with protocol '{there.protocol}'",
        )
        return attributes.shown(there.attributes)

    def describe_ssl_policies(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show security policies: those named, or a page of all for a type."""
        kind = parameters.get("LoadBalancerType")
        found = parameters.get("Names") or [
            name for name in policies.PROTOCOLS if kind is None or kind in policies.types(name)
        ]
        shown, marker = page(found, parameters)
        return {"SslPolicies": policies.shown(shown), "NextMarker": marker}

    # Certificates.

    def add_listener_certificates(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Add a certificate to the list; once more changes nothing (model)."""
        there = self.find_listener(parameters["ListenerArn"])
        of = self.load_balancers[there.load_balancer]
        arn = certificates.the_only(parameters["Certificates"])
        if not there.secure:
            raise AwsError(
                "ValidationError",
                f"A certificate cannot be specified for {there.protocol} listeners",
            )
        certificates.check(self.account_id, self.region_name, arn, of.type)
        if arn not in there.listed:
            self._check_room(of, arn)
            there.listed.append(arn)
        return {"Certificates": [{"CertificateArn": arn, "IsDefault": False}]}

    def remove_listener_certificates(self, parameters: Mapping[str, Any]) -> None:
        """Remove a certificate from the list; what is not there is removed already.

        The default one is refused even where it is in the list too: the provider's
        listener_certificate.go, "Even though we're not trying to remove the default certificate,
        AWS started returning this error around 2023-12-09".
        """
        there = self.find_listener(parameters["ListenerArn"])
        arn = certificates.the_only(parameters["Certificates"])
        if arn == there.certificate:
            raise AwsError("OperationNotPermitted", "Default certificate cannot be removed")
        if arn in there.listed:
            there.listed.remove(arn)

    def describe_listener_certificates(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a page of the certificates, the default one first."""
        there = self.find_listener(parameters["ListenerArn"])
        shown, marker = page(there.certificates(), parameters)
        return {"Certificates": list(shown), "NextMarker": marker}

    # What the operations share.

    def _default(self, parameters: Mapping[str, Any], of: LoadBalancer) -> str | None:
        if not parameters.get("Certificates"):
            return None
        arn = certificates.the_only(parameters["Certificates"])
        certificates.check(self.account_id, self.region_name, arn, of.type)
        return arn

    def _check_room(self, of: LoadBalancer, arn: str) -> None:
        """Refuse more certificates than a load balancer has room for, over all its listeners."""
        there = self.listeners_of(of.arn)
        defaults = {listener.certificate for listener in there}
        counted = sum(listed not in defaults for item in there for listed in item.listed)
        most = applied.value(self.account_id, self.region_name, CERTIFICATE_QUOTAS[of.type])
        if arn not in defaults and counted >= most:
            # model: TooManyCertificatesException.
            raise AwsError(
                "TooManyCertificates",
                "You've reached the limit on the number of certificates per load balancer",
            )

    def _at_port(self, listener: Listener) -> Listener | None:
        """Find another listener at the same port of the same load balancer."""
        for there in self.listeners_of(listener.load_balancer):
            if there.port == listener.port and there.arn != listener.arn:
                return there
        return None

    def check_actions(
        self, given: Sequence[actions.Action], listener: Listener, of: LoadBalancer
    ) -> None:
        """Refuse actions that a listener cannot perform, as its default or in a rule.

        Raises:
            AwsError: with AWS's code.
        """
        actions.check_redirect(given, listener.protocol, listener.port)
        for arn in actions.target_groups(given):
            group = self.find_target_group(arn)
            if group.protocol not in COMPATIBLE[listener.protocol]:
                raise AwsError(
                    "IncompatibleProtocols",
                    f"The protocol '{group.protocol}' of target group '{arn}' is not supported "
                    f"with the listener protocol '{listener.protocol}'",
                )
            if group.vpc != of.vpc:
                raise AwsError(
                    "InvalidConfigurationRequest",
                    f"The target group '{arn}' is not in the VPC of the load balancer",
                )
            if any(user != of.arn for user in self.load_balancers_of(arn)):
                # As users report it.
                raise AwsError(
                    "TargetGroupAssociationLimit",
                    "The following target groups cannot be associated with more than one load "
                    f"balancer: {arn}",
                )


def _duplicate(load_balancer: str) -> AwsError:
    # As users report it.
    return AwsError(
        "DuplicateListener",
        f"A listener already exists on this port for this load balancer '{load_balancer}'",
    )
