"""Where a certificate may go: what each service demands of it, as data with its source.

The only place that knows these rules. `proof.py` applies them and words what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from .limits import CLOUDFRONT_REGION

KeyAlgorithm: TypeAlias = Literal[
    "RSA_1024",
    "RSA_2048",
    "RSA_3072",
    "RSA_4096",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
]
"""All that a certificate in ACM can have, imported ones included.

https://docs.aws.amazon.com/acm/latest/APIReference/API_CertificateDetail.html
"""
_RSA: Final = ("RSA_1024", "RSA_2048", "RSA_3072", "RSA_4096")
_EC: Final = ("EC_prime256v1", "EC_secp384r1", "EC_secp521r1")


@dataclass(frozen=True)
class Service:
    """What a service demands of a certificate that it is to serve."""

    name: str
    """As AWS writes it."""
    keys: tuple[str, ...]
    """Key algorithms that it accepts, in ACM's names."""
    source: str
    """Where AWS says so."""
    region: str | None = None
    """The one region whose certificates it takes; None: those of its own region."""
    more_certificates: int = 0
    """How many it takes beside the default one, by SNI."""
    quota: str | None = None
    """The Service Quotas code of that number, where it can be raised."""
    host_wildcard: bool = True
    """Whether the host name that it serves may be a wildcard."""
    wildcard_imported: bool = True
    """Whether a wildcard host name may be served with an imported certificate."""
    refusal: str | None = None
    """Why it is nothing to attach a certificate to, and what to use instead."""


_ELB_GUIDE: Final = "https://docs.aws.amazon.com/elasticloadbalancing/latest"
_CLOUDFRONT_GUIDE: Final = (
    "https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/"
    "cnames-and-https-requirements.html"
)
_API_GUIDE: Final = (
    "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
    "how-to-specify-certificate-for-custom-domain-name.html"
)

APPLICATION_LOAD_BALANCER: Final = Service(
    name="Application Load Balancer",
    keys=(*_RSA[1:], *_EC),
    source=f"{_ELB_GUIDE}/application/https-listener-certificates.html",
    more_certificates=25,
    quota="L-9365A611",
)
NETWORK_LOAD_BALANCER: Final = Service(
    name="Network Load Balancer",
    # RSA_4096 and other sizes are left out on purpose: the guide lists what is supported.
    keys=(*_RSA[:3], *_EC),
    source=f"{_ELB_GUIDE}/network/tls-listener-certificates.html",
    more_certificates=25,
    quota="L-52964454",
)
CLASSIC_LOAD_BALANCER: Final = Service(
    name="Classic Load Balancer",
    keys=_RSA[:3],
    source=f"{_ELB_GUIDE}/classic/ssl-server-cert.html",
)
CLOUDFRONT: Final = Service(
    name="CloudFront",
    keys=(*_RSA, "EC_prime256v1"),
    source=_CLOUDFRONT_GUIDE,
    region=CLOUDFRONT_REGION,
)
API_GATEWAY_EDGE: Final = Service(
    name="API Gateway (edge-optimized)",
    keys=("RSA_1024", "RSA_2048", "EC_prime256v1"),
    source=_API_GUIDE,
    region=CLOUDFRONT_REGION,
    wildcard_imported=False,
)
API_GATEWAY_REGIONAL: Final = Service(
    name="API Gateway (regional)",
    keys=("RSA_1024", "RSA_2048", *_EC),
    source=_API_GUIDE,
    wildcard_imported=False,
)
API_GATEWAY_PRIVATE: Final = Service(
    name="API Gateway (private)",
    keys=("RSA_2048", "EC_prime256v1", "EC_secp384r1"),
    source=(
        "https://docs.aws.amazon.com/apigateway/latest/developerguide/"
        "apigateway-private-custom-domains.html"
    ),
    host_wildcard=False,
)
APPSYNC: Final = Service(
    name="AppSync",
    keys=CLOUDFRONT.keys,
    source="https://docs.aws.amazon.com/appsync/latest/devguide/custom-domain-name.html",
    region=CLOUDFRONT_REGION,
)
COGNITO: Final = Service(
    name="Cognito",
    keys=CLOUDFRONT.keys,
    source=(
        "https://docs.aws.amazon.com/cognito/latest/developerguide/"
        "cognito-user-pools-add-custom-domain.html"
    ),
    region=CLOUDFRONT_REGION,
    host_wildcard=False,
)
IOT_CORE: Final = Service(
    name="IoT Core",
    keys=("RSA_2048", "EC_prime256v1"),
    source=(
        "https://docs.aws.amazon.com/iot/latest/developerguide/iot-custom-endpoints-managed-certs.html"
    ),
    refusal=(
        "has a way of its own: a domain configuration with serverCertificateArns "
        "(aws.iot.DomainConfiguration), given an ARN from `arns`"
    ),
)
APP_RUNNER: Final = Service(
    name="App Runner",
    keys=(),
    source="https://docs.aws.amazon.com/apprunner/latest/dg/manage-custom-domains.html",
    refusal=(
        "takes no certificate of ACM: it makes its own for a custom domain "
        "(aws.apprunner.CustomDomainAssociation)"
    ),
)
GLOBAL_ACCELERATOR: Final = Service(
    name="Global Accelerator",
    keys=(),
    source="https://docs.aws.amazon.com/global-accelerator/latest/dg/introduction-components.html",
    refusal=(
        "does not terminate TLS: attach the certificate to the load balancer that is its endpoint "
        "(HttpsListener)"
    ),
)

ServiceName: TypeAlias = Literal[
    "api-gateway-edge",
    "api-gateway-private",
    "api-gateway-regional",
    "app-runner",
    "application-load-balancer",
    "appsync",
    "classic-load-balancer",
    "cloudfront",
    "cognito",
    "global-accelerator",
    "iot-core",
    "network-load-balancer",
]
"""What users call the services (`certificate_for`)."""
SERVICES: Final[Mapping[ServiceName, Service]] = {
    "api-gateway-edge": API_GATEWAY_EDGE,
    "api-gateway-private": API_GATEWAY_PRIVATE,
    "api-gateway-regional": API_GATEWAY_REGIONAL,
    "app-runner": APP_RUNNER,
    "application-load-balancer": APPLICATION_LOAD_BALANCER,
    "appsync": APPSYNC,
    "classic-load-balancer": CLASSIC_LOAD_BALANCER,
    "cloudfront": CLOUDFRONT,
    "cognito": COGNITO,
    "global-accelerator": GLOBAL_ACCELERATOR,
    "iot-core": IOT_CORE,
    "network-load-balancer": NETWORK_LOAD_BALANCER,
}
