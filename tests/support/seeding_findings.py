"""An account in which everything is wrong once: a finding of each code, and no other.

It is made by boto3, as its owners would have made it: the clock of the local AWS is moved back, and
comes to the present while certificates are requested, renew and expire. So what judges the account
needs no clock of its own. What no API can bring about is put into the local AWS (`_Account.give_up`
and `_Account.keep_key`).
"""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from itertools import count
from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.acm.moments import current as moments
from acm_sandbox.aws.acm.renewal import Renewal
from acm_sandbox.aws.approval import approve
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.install import backend
from unit.sandbox.aws.apigateway.support import Gateway
from unit.sandbox.aws.balancing import FIXED, Balancing
from unit.sandbox.aws.cloudfront.support import VIRGINIA, Cdn, serving
from unit.sandbox.aws.support import ACCOUNT, HOME, create, delete, upsert

from .engine import ELSEWHERE
from .pem import issue

if TYPE_CHECKING:
    from pulumi_acm.audit.rules import Code
    from unit.sandbox.aws.support import World

_DOMAIN = "example.com"
_UNKNOWN = "_" + "0" * 32
_VALIDATIONS = "_" + "1" * 32 + ".acm-validations.aws."
_MANY = 9
"""Names of a certificate: of ten that AWS allows, more than four in five."""
_EXPORTED = {"Options": {"Export": "ENABLED"}}


def seed(world: World) -> dict[Code, str]:
    """Make the account; give the subject of each finding, by its code."""
    _ago(days=260)
    # Else it would count as changed just now, and nothing as having been so since.
    moments.begin()
    account = _Account(world)
    subjects = _of_last_year(account)
    _ago(days=100)
    subjects |= _of_records(account) | _of_life(account) | _of_services(account)
    stale = account.issued("stale")
    listener = account.serve(stale)
    account.serving("double")
    _ago(days=50)
    account.serving("double")
    account.replace(listener, stale, account.issued("stale"))
    _ago(hours=30)
    world.request(account.name("pending"))
    clock.reset()
    return (
        subjects
        | _imported(account)
        | {
            "duplicate": account.name("double"),
            "stale-sni": account.label(listener),
            "pending-too-long": account.name("pending"),
        }
    )


def _of_last_year(account: _Account) -> dict[Code, str]:
    """Seed what was to be renewed since."""
    account.forget(account.serving("expired"))
    _ago(days=190)
    # ACM renews it because it was exported, and then waits for it to be exported again.
    account.export(account.issued("once", **_EXPORTED))
    _ago(days=160)
    account.serving("renewal")
    account.delegate_elsewhere("renewal")
    return {
        "expired": account.name("expired"),
        "not-eligible": account.name("once"),
        "renewal-pending": account.name("renewal"),
    }


def _of_records(account: _Account) -> dict[Code, str]:
    """Seed what DNS has, and has not."""
    account.forget(account.serving("missing"))
    account.garble(account.serving("wrong"))
    account.serving("caa")
    account.change(create(account.name("caa"), "CAA", '0 issue "letsencrypt.org"'))
    orphan = f"{_UNKNOWN}.{account.name('orphan')}"
    account.change(create(orphan, "CNAME", _VALIDATIONS))
    return {
        "record-missing": account.name("missing"),
        "record-wrong": account.name("wrong"),
        "caa-forbids": f'{account.name("caa")}: 0 issue "letsencrypt.org"',
        "orphan-record": orphan,
    }


def _of_life(account: _Account) -> dict[Code, str]:
    """Seed what became of certificates."""
    mail = account.world.by_email(account.name("mail"))
    approve(account.world.endpoint, mail)
    account.serve(mail)
    account.give_up(account.serving("given-up"))
    account.issued("unused")
    failed = "failed.elasticbeanstalk.com"
    account.world.request(failed)
    revoked = account.issued("revoked", **_EXPORTED)
    account.export(revoked)
    account.world.acm().revoke_certificate(
        CertificateArn=revoked, RevocationReason="KEY_COMPROMISE"
    )
    account.serving(*(f"many-{number}" for number in range(_MANY)))
    return {
        "email-approval": account.name("mail"),
        "renewal-failed": account.name("given-up"),
        "not-in-use": account.name("unused"),
        "failed": failed,
        "revoked": account.name("revoked"),
        "quota": "Domain names per ACM certificate",
    }


def _of_services(account: _Account) -> dict[Code, str]:
    """Seed what services serve, and do not."""
    rules = account.serve(account.issued("rules"))
    account.balancing.elbv2.create_rule(
        ListenerArn=rules,
        Priority=1,
        Conditions=[
            {"Field": "host-header", "Values": [account.name("rules")]},
            {"Field": "path-pattern", "Values": ["/*"]},
        ],
        Actions=[FIXED],
    )
    account.balancing.elbv2.create_rule(
        ListenerArn=rules,
        Priority=2,
        Conditions=[{"Field": "host-header", "Values": [account.name("elsewhere")]}],
        Actions=[FIXED],
    )
    Gateway(account.world).regional(account.issued("wild", "*.wild"), account.name("wild"))
    account.serving("part")
    account.serving("whole", "part")
    return {
        "not-covering": account.label(rules),
        "wildcard-unused": account.name("wild"),
        "overlapping": account.name("part"),
    }


def _imported(account: _Account) -> dict[Code, str]:
    """Seed what came from elsewhere: its days are those of the present."""
    account.serve(account.imported("import", days=20))
    account.serve(account.imported("weak", algorithm="EC_secp521r1"))
    return {
        "expiring": account.name("import"),
        "weak-key": account.name("weak"),
        "key-refused": account.keep_key(account.imported("key", algorithm="RSA_4096")),
        "replica-missing": account.distribution("cdn", "shop"),
    }


def _ago(**since: float) -> None:
    clock.advance(datetime.now(timezone.utc) - timedelta(**since) - clock.now())


class _Account:
    """One zone, one load balancer with a listener for each certificate that it serves."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.balancing = Balancing(world)
        self._balancer = self.balancing.load_balancer(Name="web")
        self._zone = world.zone(_DOMAIN)
        self._ports = count(443)

    def name(self, label: str) -> str:
        return f"{label}.{_DOMAIN}"

    def issued(self, *labels: str, **options: Any) -> str:
        """Have a certificate issued that nothing uses."""
        names = [
            f"*.{self.name(label[2:])}" if label[:2] == "*." else self.name(label)
            for label in labels
        ]
        arn = self.world.request(*names, **options)
        self.world.prove(arn, self._zone)
        assert self.world.describe(arn)["Status"] == "ISSUED"
        return arn

    def serve(self, arn: str) -> str:
        """Give a certificate a listener of its own; give the listener's ARN."""
        return self.balancing.listener(self._balancer, arn, Port=next(self._ports))

    def serving(self, *labels: str) -> str:
        """Have a certificate issued that a listener serves."""
        arn = self.issued(*labels)
        self.serve(arn)
        return arn

    def label(self, listener: str) -> str:
        """Call a listener as a person does."""
        found = self.balancing.elbv2.describe_listeners(ListenerArns=[listener])["Listeners"][0]
        return f"{found['LoadBalancerArn'].split('/')[2]}:{found['Port']}"

    def replace(self, listener: str, old: str, new: str) -> None:
        """Make another certificate the default, and leave the old one in the list."""
        self.balancing.default(listener, new)
        self.balancing.add(listener, old)

    def export(self, arn: str) -> None:
        self.world.acm().export_certificate(CertificateArn=arn, Passphrase=b"passphrase")

    def imported(
        self,
        *labels: str,
        days: int = 90,
        region: str = HOME,
        arn: str | None = None,
        algorithm: str = "EC_prime256v1",
    ) -> str:
        """Import a certificate that expires in so many days; onto an ARN if one is given."""
        made = issue(
            [*map(self.name, labels)],
            algorithm=algorithm,
            valid=(timedelta(days=-1), timedelta(days=days)),
        )
        return self.world.import_(made, arn, region=region)

    # DNS.

    def change(self, *changes: dict[str, Any]) -> None:
        self.world.change(self._zone, *changes)

    def forget(self, arn: str) -> None:
        """Delete the validation records of a certificate."""
        self.change(
            *(delete(name, "CNAME", value) for name, value in self.world.records(arn).values())
        )

    def garble(self, arn: str) -> None:
        """Give the validation record another value, beside the record of another account."""
        [(domain, (name, _))] = self.world.records(arn).items()
        self.change(
            upsert(name, "CNAME", _VALIDATIONS),
            create(f"{_UNKNOWN}.{domain}", "CNAME", _VALIDATIONS),
        )

    def delegate_elsewhere(self, label: str) -> None:
        """Have another account answer for a name: the record here is seen by nobody."""
        role = self.world.sts.assume_role(RoleArn=ELSEWHERE, RoleSessionName="seeding")
        client = self.world.client("route53", key=role["Credentials"]["AccessKeyId"])
        client.create_hosted_zone(Name=self.name(label), CallerReference=label)

    # Services.

    def distribution(self, kept: str, lost: str) -> str:
        """Serve two aliases by CloudFront, and take one out of the certificate; give its label."""
        arn = self.imported(kept, lost, region=VIRGINIA)
        aliases = [*map(self.name, (kept, lost))]
        made = Cdn(self.world).create(*aliases, ViewerCertificate=serving(arn))
        self.imported(kept, arn=arn)
        self.serving(lost)
        return f"{made} ({aliases[0]})"

    def keep_key(self, arn: str) -> str:
        """Have a listener serve a key that AWS would refuse now; give the listener's label."""
        network = self.balancing.load_balancer("network", Name="net")
        first = self.imported("first")
        listener = self.balancing.listener(network, first, Port=443)
        elbv2: Any = backend("elbv2", ACCOUNT, HOME, regional=True)
        elbv2.listeners[listener].certificate = arn
        self.world.acm().delete_certificate(CertificateArn=first)
        return self.label(listener)

    def give_up(self, arn: str) -> None:
        """Have ACM give up a renewal long before the certificate expires."""
        acm: Any = backend("acm", ACCOUNT, HOME, regional=True)
        certificate = acm.certificates[arn]
        certificate.renewal = Renewal(clock.now(), clock.now(), "FAILED", "DOMAIN_NOT_ALLOWED")
        certificate.renewal.domains = dict.fromkeys(certificate.names, "FAILED")
