"""What every target refuses: how a program asks for it, and the words that it is refused with.

The words are written out here, not taken from `services.py`: this is what they are compared with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from acm_sandbox.engine import Engine
from acm_sandbox.session import Session
from pulumi_acm import services
from pulumi_acm.services import Service

from .engine import REGION, EngineSandbox

AWAY: Final = "eu-central-1"
"""Where nothing is that a certificate could be attached to."""
CLOUDFRONT: Final = "us-east-1"
DOMAINS: Final = ("example.com", "*.example.com")

_GUIDE: Final = "https://docs.aws.amazon.com"
_ELB: Final = f"{_GUIDE}/elasticloadbalancing/latest"
_API: Final = (
    f"{_GUIDE}/apigateway/latest/developerguide/"
    "how-to-specify-certificate-for-custom-domain-name.html"
)


def arn(region: str, number: int = 0) -> str:
    """Return the ARN of a certificate of which nothing is known but what is declared."""
    return f"arn:aws:acm:{region}:123456789012:certificate/{number:08}-8a41-4d0b-9a39-6b1f3f4d2f11"


def declared(region: str, *domains: str, number: int = 0, **more: object) -> str:
    """Return a certificate as programs write it: an ARN, and what is declared of it."""
    given = {"arn": arn(region, number), "domains": list(domains or DOMAINS)}
    return repr({**given, "key_algorithm": "RSA_2048", **more})


@dataclass(frozen=True)
class Words:
    """How a service is spoken of."""

    service: Service
    """Only which it is: whether each of its rules has a case."""
    name: str
    keys: str
    """Those that it takes, as messages list them."""
    refused: tuple[str, ...]
    """Those that it does not."""
    guide: str
    requestable: str
    """Those that it takes and that ACM issues, as messages list them."""


ALB: Final = Words(
    services.APPLICATION_LOAD_BALANCER,
    "Application Load Balancer",
    "RSA_2048, RSA_3072, RSA_4096, EC_prime256v1, EC_secp384r1, EC_secp521r1",
    ("RSA_1024",),
    f"{_ELB}/application/https-listener-certificates.html",
    '"RSA_2048", "EC_prime256v1" or "EC_secp384r1"',
)
NLB: Final = Words(
    services.NETWORK_LOAD_BALANCER,
    "Network Load Balancer",
    "RSA_1024, RSA_2048, RSA_3072, EC_prime256v1, EC_secp384r1, EC_secp521r1",
    ("RSA_4096",),
    f"{_ELB}/network/tls-listener-certificates.html",
    '"RSA_2048", "EC_prime256v1" or "EC_secp384r1"',
)
CLASSIC: Final = Words(
    services.CLASSIC_LOAD_BALANCER,
    "Classic Load Balancer",
    "RSA_1024, RSA_2048, RSA_3072",
    ("RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"),
    f"{_ELB}/classic/ssl-server-cert.html",
    '"RSA_2048"',
)
DISTRIBUTION: Final = Words(
    services.CLOUDFRONT,
    "CloudFront",
    "RSA_1024, RSA_2048, RSA_3072, RSA_4096, EC_prime256v1",
    ("EC_secp384r1", "EC_secp521r1"),
    f"{_GUIDE}/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html",
    '"RSA_2048" or "EC_prime256v1"',
)
EDGE: Final = Words(
    services.API_GATEWAY_EDGE,
    "API Gateway (edge-optimized)",
    "RSA_1024, RSA_2048, EC_prime256v1",
    ("RSA_3072", "RSA_4096", "EC_secp384r1", "EC_secp521r1"),
    _API,
    '"RSA_2048" or "EC_prime256v1"',
)
REGIONAL: Final = Words(
    services.API_GATEWAY_REGIONAL,
    "API Gateway (regional)",
    "RSA_1024, RSA_2048, EC_prime256v1, EC_secp384r1, EC_secp521r1",
    ("RSA_3072", "RSA_4096"),
    _API,
    '"RSA_2048", "EC_prime256v1" or "EC_secp384r1"',
)


@dataclass(frozen=True)
class Refusing:
    """A target, asked for what it refuses, and what it says of a certificate."""

    words: Words
    call: str
    """What attaches CERTIFICATE to serve HOST, under NAME if it is a component; MORE arguments."""
    subject: str
    """What messages call that."""
    host: str = "hosts[0]"
    """The argument with the host name."""
    certificate: str = "certificate"
    """The argument with the certificate."""
    region: str = REGION
    """Where the certificate has to be."""

    def asked(
        self, name: str, certificate: str, host: str = "www.example.com", more: str = ""
    ) -> str:
        """Return the expression that asks for it."""
        call = self.call.replace("NAME", repr(name)).replace("CERTIFICATE", certificate)
        return call.replace("HOST", repr(host)).replace("MORE", more)

    def message(self, name: str, *problems: str) -> str:
        """Return the whole message of these problems."""
        return whole_message(self.subject.replace("NAME", name), *problems)

    def wrong_region(self, arn: str) -> str:
        """Say that the certificate is away."""
        at, name = f'{self.certificate} "{arn}":', self.words.name
        if self.region == CLOUDFRONT:
            return (
                f"{at} {name} takes certificates of us-east-1 only, this one is in eu-central-1; "
                "give the ARN of one in us-east-1"
            )
        return (
            f"{at} the {name} is in eu-west-1, this certificate in eu-central-1; give the ARN of "
            "one in eu-west-1"
        )

    def wrong_key(self, arn: str, key: str) -> str:
        """Say that its key is not taken."""
        words = self.words
        return (
            f'{self.certificate} "{arn}": {words.name} takes no {key} keys, only {words.keys} '
            f'({words.guide}); request one with "key_algorithm": {words.requestable}'
        )

    def not_issued(self, arn: str) -> str:
        """Say that ACM waits for its validation."""
        return (
            f'{self.certificate} "{arn}": it is PENDING_VALIDATION, and only an issued certificate '
            "can be attached: write the records that ACM lists for it, or have its mail approved, "
            "and run again"
        )

    def uncovered(self, arn: str, host: str, names: str, why: str = "") -> str:
        """Say that none of its names covers a host."""
        return (
            f'{self.host} "{host}": no name of the certificate {arn} covers it ({names}); {why}if '
            "it has the name, declare it in domains; else give one that has it"
        )

    def imported_wildcard(self) -> str:
        """Say that a wildcard host name needs a certificate that ACM has issued."""
        return (
            f'{self.host} "*.example.com": {self.words.name} takes a wildcard host name only with '
            "a certificate issued by ACM"
        )


_BALANCERS: Final = f"arn:aws:elasticloadbalancing:{REGION}:123456789012"
_KINDS: Final = {"HTTPS": "app", "TLS": "net"}


def balancer_arn(protocol: str = "HTTPS") -> str:
    """Return the ARN of a load balancer that has listeners of a protocol."""
    return f"{_BALANCERS}:loadbalancer/{_KINDS[protocol]}/x/0123456789abcdef"


def listener_arn(protocol: str = "HTTPS") -> str:
    """Return the ARN of a listener."""
    return f"{_BALANCERS}:listener/{_KINDS[protocol]}/x/0123456789abcdef/0123456789abcdef"


GROUP_ARN: Final = f"{_BALANCERS}:targetgroup/x/0123456789abcdef"


def _listener(protocol: str) -> str:
    return (
        f'acm.HttpsListener(NAME, {{"load_balancer_arn": "{balancer_arn(protocol)}", '
        f'"target_group_arn": "{GROUP_ARN}", "certificate": CERTIFICATE, "hosts": [HOST], '
        f'"protocol": "{protocol}", MORE}})'
    )


def _further(protocol: str) -> str:
    return (
        f'acm.ListenerCertificates(NAME, {{"listener_arn": "{listener_arn(protocol)}", '
        f'"certificates": [CERTIFICATE, MORE], "hosts": [HOST], "protocol": "{protocol}"}})'
    )


def _api(kind: str, endpoint: str = "regional") -> str:
    return (
        f'acm.ApiDomain(NAME, {{"domain": HOST, "certificate": CERTIFICATE, "api": "{kind}", '
        f'"endpoint": "{endpoint}", MORE}})'
    )


def _beanstalk(kind: str) -> str:
    return f'acm.beanstalk_settings(CERTIFICATE, hosts=[HOST], load_balancer_type="{kind}", MORE)'


_LISTENER: Final = 'acm.HttpsListener "NAME"'
_FURTHER: Final = 'acm.ListenerCertificates "NAME"'
_DOMAIN: Final = 'acm.ApiDomain "NAME"'
_BEANSTALK: Final = "acm.beanstalk_settings"

TARGETS: Final = {
    "application load balancer": Refusing(ALB, _listener("HTTPS"), _LISTENER),
    "network load balancer": Refusing(NLB, _listener("TLS"), _LISTENER),
    "sni": Refusing(ALB, _further("HTTPS"), _FURTHER, certificate="certificates[0]"),
    "sni network": Refusing(NLB, _further("TLS"), _FURTHER, certificate="certificates[0]"),
    "classic load balancer": Refusing(
        CLASSIC, "acm.classic_listener(CERTIFICATE, hosts=[HOST], MORE)", "acm.classic_listener"
    ),
    "cloudfront": Refusing(
        DISTRIBUTION,
        "acm.viewer_certificate(CERTIFICATE, aliases=[HOST], MORE)",
        "acm.viewer_certificate",
        host="aliases[0]",
        region=CLOUDFRONT,
    ),
    "api gateway edge": Refusing(
        EDGE, _api("rest", "edge"), _DOMAIN, host="domain", region=CLOUDFRONT
    ),
    "api gateway regional": Refusing(REGIONAL, _api("rest"), _DOMAIN, host="domain"),
    "api gateway http": Refusing(REGIONAL, _api("http"), _DOMAIN, host="domain"),
    "api gateway websocket": Refusing(REGIONAL, _api("websocket"), _DOMAIN, host="domain"),
    "beanstalk": Refusing(ALB, _beanstalk("application"), _BEANSTALK),
    "beanstalk network": Refusing(NLB, _beanstalk("network"), _BEANSTALK),
    "beanstalk classic": Refusing(CLASSIC, _beanstalk("classic"), _BEANSTALK),
}

_ONE_BY_ONE: Final = '''
import pulumi
import pulumi_acm as acm
import pulumi_aws as aws


def attempt(case, attach):
    """Say an error as the SDK says one that ends the program, and go on."""
    try:
        attach()
    except acm.AcmError as error:
        pulumi.log.error(f"{case}\\n{error}")
    else:
        pulumi.log.error(f"{case}\\nnothing was refused")


'''


def refusals(sandbox: EngineSandbox, cases: Mapping[str, str]) -> dict[str, str]:
    """Preview a program that attaches in many ways, one by one; return what each was told.

    A program ends at its first error, and the preview fails: that is another test's.
    """
    attempts = [f"attempt({case!r}, lambda: {asked})\n" for case, asked in cases.items()]
    sandbox.reset_journal()
    preview = sandbox.project(_ONE_BY_ONE + "".join(attempts)).preview()
    assert "Traceback" not in preview.output, preview.output
    assert_nothing_written(sandbox)
    said = dict(each.rstrip("\n").split("\n", 1) for each in preview.diagnostics())
    assert list(said) == list(cases)
    return said


def refused_at_once(engine: Engine, directory: Path, cases: Mapping[str, str]) -> dict[str, str]:
    """Return what one preview, in a sandbox of its own, says to all the cases."""
    with Session(engine=engine) as session:
        return refusals(EngineSandbox(session, directory), cases)


def whole_message(heading: str, *problems: str) -> str:
    """Return how an error begins, and all that is wrong below it."""
    many = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
    return "\n  ".join([f"{heading}: {many}", *problems])


def assert_nothing_written(sandbox: EngineSandbox) -> None:
    """Expect that AWS was asked, if at all, and told nothing."""
    called = {each["operation"] for each in sandbox.journal()}
    assert [each for each in called if not each.startswith(("Describe", "Get", "List"))] == []
