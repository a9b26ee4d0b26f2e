"""certificate_for: the ARN for a service that has no component here, proved by the same rules."""

import difflib
from collections.abc import Sequence
from typing import Annotated, Any

import pulumi
from pulumi import Output
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from pulumi_acm.proof import Known, problems_with
from pulumi_acm.services import SERVICES, ServiceName
from pulumi_acm.spec_problems import rule
from pulumi_acm.spec_types import Hosts, Region, plain

from .partial import parse_partly
from .proving import numbered, proof_of
from .source import CertificateInput


def _service(value: Any) -> Any:
    if isinstance(value, str) and value not in SERVICES:
        close = difflib.get_close_matches(value, SERVICES, n=1)
        guess = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(SERVICES)}"
        raise rule(f"there is no such service. {guess}")
    return plain(value)


class _CertificateForSpec(BaseModel):
    """What is said beside the certificate."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    service: Annotated[ServiceName, BeforeValidator(_service)]
    hosts: Hosts = Field(default_factory=list)
    region: Region | None = None


def certificate_for(
    service: ServiceName,
    certificate: CertificateInput,
    *,
    hosts: Sequence[str] = (),
    region: str | None = None,
    component: pulumi.ComponentResource | None = None,
) -> Output[str]:
    """Return the ARN of a certificate that a service will take, for a resource of your own.

    Args:
        service: The service: `cognito`, `appsync`, `api-gateway-private`, or any other that
            services.py knows. For IoT Core, App Runner and Global Accelerator it says what to use
            instead.
        certificate: A Certificate, or an ARN, or an ARN with its names.
        hosts: Host names that clients ask for; each must be covered. Default: none is proved.
        region: The service's region. Default: that of the AWS provider.
        component: The component that the resource is in; by its AWS provider a bare ARN is looked
            up. Default: by the default one.

    Raises:
        ArgumentError: the service would refuse it; the message says all that is wrong.

    https://docs.aws.amazon.com/acm/latest/userguide/acm-services.html
    """
    args = {"service": service, "hosts": hosts, "region": region}
    parsed = parse_partly(_CertificateForSpec, args)
    spec = parsed.spec
    demands = SERVICES[spec.service] if parsed.are_well_formed("service") else None
    place = demands.region if demands else None
    proof = proof_of("acm.certificate_for", component, place or spec.region, parsed)
    if demands is not None and demands.refusal:
        proof.problems += problems_with(demands, Known(None), region=None, at="service")
        demands = None
    found = proof.certificates(demands, {"certificate": certificate}, numbered("hosts", spec.hosts))
    proof.refuse_if_wrong()
    return found[0].arn(proof.region)
