"""`aws:lb/listener:Listener` and its certificates against the local AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from acm_sandbox.provider import polling
from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.services import elbv2

from .conftest import calls, urn

if TYPE_CHECKING:
    from collections.abc import Callable

    from acm_sandbox.aws.server import LocalAws
    from acm_sandbox.provider.operations import Provider, State

    from .conftest import Issued

TOKEN = "aws:lb/listener:Listener"
SNI = "aws:lb/listenerCertificate:ListenerCertificate"
OK = {"type": "fixed-response", "fixedResponse": {"contentType": "text/plain", "statusCode": "200"}}
NOWHERE = "arn:aws:acm:eu-west-1:123456789012:certificate/11111111-2222-3333-4444-555555555555"


def _https(balancer: State, certificate: str, **more: Any) -> dict[str, Any]:
    return {
        "loadBalancerArn": balancer.id,
        "port": 443,
        "protocol": "HTTPS",
        "certificateArn": certificate,
        "defaultActions": [OK],
    } | more


class TestListener:
    """Ports with a default certificate."""

    def test_life(
        self,
        settle: Callable[..., State],
        change: Callable[..., State],
        gone: Callable[..., None],
        balancer: State,
        issued: Issued,
        in_use: Callable[[str], list[str]],
        aws: LocalAws,
    ) -> None:
        """Another certificate takes the place of the old one by one call, and none is without."""
        old, new = issued("a.example.com"), issued("a.example.com", "b.example.com")
        state = settle(TOKEN, _https(balancer, old))
        assert state.outputs["arn"] == state.id
        assert state.outputs["sslPolicy"]
        assert in_use(old) == [balancer.id]
        aws.journal.clear()
        changed = change(TOKEN, state, _https(balancer, new, tags={"a": "b"}))
        assert changed.outputs["certificateArn"] == new
        assert (in_use(old), in_use(new)) == ([], [balancer.id])
        counted = calls(aws, "elbv2")
        assert counted["ModifyListener"] == 1
        assert not {"CreateListener", "DeleteListener"} & counted.keys()
        gone(TOKEN, changed)
        assert in_use(new) == []

    def test_tags_alone(
        self,
        make: Callable[..., State],
        change: Callable[..., State],
        balancer: State,
        aws: LocalAws,
    ) -> None:
        """They leave the listener itself alone."""
        inputs = {"loadBalancerArn": balancer.id, "port": 80, "defaultActions": [OK]}
        state = make(TOKEN, inputs)
        assert state.outputs["protocol"] == "HTTP"
        aws.journal.clear()
        change(TOKEN, state, inputs | {"tags": {"a": "b"}})
        assert "ModifyListener" not in calls(aws)

    def test_actions(
        self,
        make: Callable[..., State],
        settle: Callable[..., State],
        change: Callable[..., State],
        balancer: State,
    ) -> None:
        """Each kind, with the AWS provider's defaults; a target group as the program has it."""
        group = {"vpcId": balancer.outputs["vpcId"], "port": 80, "protocol": "HTTP"}
        groups = [make("aws:lb/targetGroup:TargetGroup", group, name=n).id for n in ("one", "two")]
        redirect = {"type": "redirect", "redirect": {"statusCode": "HTTP_301", "port": "443"}}
        inputs = {"loadBalancerArn": balancer.id, "port": 80}
        state = settle(TOKEN, inputs | {"defaultActions": [redirect]})
        assert state.outputs["defaultActions"][0]["redirect"] == {
            "host": "#{host}",
            "path": "/#{path}",
            "port": "443",
            "protocol": "#{protocol}",
            "query": "#{query}",
            "statusCode": "HTTP_301",
        }
        single = {"type": "forward", "targetGroupArn": groups[0]}
        state = change(TOKEN, state, inputs | {"defaultActions": [single]})
        assert state.outputs["defaultActions"][0]["targetGroupArn"] == groups[0]
        several = {
            "targetGroups": [{"arn": groups[1], "weight": 3}, {"arn": groups[0]}],
            "stickiness": {"duration": 60, "enabled": True},
        }
        forward = {"type": "forward", "forward": several}
        state = change(TOKEN, state, inputs | {"defaultActions": [forward]})
        assert sorted(
            group["weight"]
            for group in state.outputs["defaultActions"][0]["forward"]["targetGroups"]
        ) == [1, 3]

    def test_headers(
        self,
        make: Callable[..., State],
        change: Callable[..., State],
        balancer: State,
        provider: Provider,
    ) -> None:
        """They are attributes of the listener."""
        inputs = {"loadBalancerArn": balancer.id, "port": 80, "defaultActions": [OK]}
        state = make(TOKEN, inputs)
        name = "routingHttpResponseStrictTransportSecurityHeaderValue"
        changed = change(TOKEN, state, inputs | {name: "max-age=1"})
        assert changed.outputs[name] == "max-age=1"
        attributes = provider.clients.get("elbv2").describe_listener_attributes(
            ListenerArn=state.id,
        )["Attributes"]
        key = "routing.http.response.strict_transport_security.header_value"
        assert {"Key": key, "Value": "max-age=1"} in attributes

    @pytest.mark.parametrize(
        ("action", "reason"),
        [
            ({"type": "jump"}, "expected default_action.0.type to be one of"),
            ({"type": "forward"}, "for actions of type 'forward', you must specify"),
            ({"type": "redirect"}, "for actions of type 'redirect', you must specify"),
            (
                {
                    "type": "authenticate-oidc",
                    "authenticateOidc": {
                        "authorizationEndpoint": "a",
                        "clientId": "b",
                        "clientSecret": "hush",
                        "issuer": "d",
                        "tokenEndpoint": "e",
                        "userInfoEndpoint": "f",
                    },
                },
                "the sandbox's AWS provider does not support sign-in with OpenID Connect",
            ),
        ],
    )
    def test_what_is_refused(
        self,
        provider: Provider,
        action: dict[str, Any],
        reason: str,
    ) -> None:
        """Actions that are not there, or not whole."""
        inputs = {"loadBalancerArn": "arn", "defaultActions": [action]}
        failures = provider.check(urn(TOKEN), {}, inputs).failures
        assert failures[0].startswith(reason)
        assert "hush" not in "".join(failures)

    def test_a_certificate_that_is_not_there(
        self,
        make: Callable[..., State],
        balancer: State,
        aws: LocalAws,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """It is looked for again for a short time: it may have been made this moment."""
        monkeypatch.setattr(elbv2, "PROPAGATION_TIMEOUT", 0.5)
        with pytest.raises(
            ProviderError,
            match=r"^creating ELBv2 Listener \(arn.*CertificateNotFound",
        ):
            make(TOKEN, _https(balancer, NOWHERE))
        assert calls(aws)["CreateListener"] > 1

    def test_a_certificate_that_is_not_issued(
        self,
        make: Callable[..., State],
        balancer: State,
        aws: LocalAws,
    ) -> None:
        """It is told at once, in AWS's words."""
        pending = {"domainName": "a.example.com", "validationMethod": "DNS"}
        certificate = make("aws:acm/certificate:Certificate", pending)
        with pytest.raises(ProviderError, match="UnsupportedCertificate"):
            make(TOKEN, _https(balancer, certificate.id))
        assert calls(aws)["CreateListener"] == 1

    def test_the_time_for_a_certificate(self) -> None:
        """A local AWS shows at once what there is: nobody waits for minutes."""
        assert polling.PROPAGATION_TIMEOUT <= 10

    def test_gone_with_its_load_balancer(
        self,
        make: Callable[..., State],
        gone: Callable[..., None],
        balancer: State,
    ) -> None:
        """Then deleting it is no error."""
        inputs = {"loadBalancerArn": balancer.id, "port": 80, "defaultActions": [OK]}
        state = make(TOKEN, inputs)
        gone("aws:lb/loadBalancer:LoadBalancer", balancer)
        gone(TOKEN, state)


class TestListenerCertificate:
    """Further certificates, chosen by name."""

    def test_life(
        self,
        make: Callable[..., State],
        settle: Callable[..., State],
        gone: Callable[..., None],
        balancer: State,
        issued: Issued,
        in_use: Callable[[str], list[str]],
    ) -> None:
        """It stands beside the default one."""
        listener = make(TOKEN, _https(balancer, issued("a.example.com")))
        certificate = issued("b.example.com")
        inputs = {"listenerArn": listener.id, "certificateArn": certificate}
        state = settle(SNI, inputs)
        assert state.id == f"{listener.id}_{certificate}"
        assert state.outputs == inputs | {"region": "eu-west-1"}
        assert in_use(certificate) == [balancer.id]
        gone(SNI, state)
        assert in_use(certificate) == []

    def test_the_default_one(
        self,
        make: Callable[..., State],
        provider: Provider,
        balancer: State,
        issued: Issued,
        in_use: Callable[[str], list[str]],
    ) -> None:
        """It does not count as a further one, and removing it removes nothing."""
        certificate = issued("a.example.com")
        listener = make(TOKEN, _https(balancer, certificate))
        state = {"listenerArn": listener.id, "certificateArn": certificate}
        identifier = f"{listener.id}_{certificate}"
        assert provider.read(urn(SNI), identifier, state, {}) is None
        provider.delete(urn(SNI), identifier, state)
        assert in_use(certificate) == [balancer.id]

    def test_import(self, provider: Provider) -> None:
        """The id has both ARNs."""
        with pytest.raises(ProviderError, match=r"unexpected format for ID \(arn\), expected LIST"):
            provider.read(urn(SNI), "arn", {}, {})

    def test_not_there(
        self,
        make: Callable[..., State],
        balancer: State,
        issued: Issued,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        """AWS says which."""
        monkeypatch.setattr(elbv2, "PROPAGATION_TIMEOUT", 0.2)
        listener = make(TOKEN, _https(balancer, issued("a.example.com")))
        inputs = {"listenerArn": listener.id, "certificateArn": NOWHERE}
        with pytest.raises(
            ProviderError,
            match=r"^creating ELBv2 Listener Certificate .*CertificateNotFound",
        ):
            make(SNI, inputs)
