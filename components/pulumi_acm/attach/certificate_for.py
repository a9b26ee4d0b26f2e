"""certificate_for: the ARN for a service that has no component here, proved by the same rules."""

import difflib
from collections.abc import Sequence

import pulumi
from pulumi import Output

from pulumi_acm.mirror import region_of
from pulumi_acm.problems import Problem
from pulumi_acm.proof import Known, problems_with
from pulumi_acm.services import SERVICES, ServiceName

from .proving import Proof, host_names
from .source import CertificateInput


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
    demands = SERVICES.get(service)
    proof = Proof("acm.certificate_for", component, "")
    if demands is None:
        proof.problems.append(_no_such_service(service))
    elif demands.refusal:
        proof.problems += problems_with(demands, Known(service), region=None, at="service")
        demands = None
    else:
        proof.region = demands.region or region or region_of(component)
    names = host_names("hosts", hosts, proof)
    found = proof.certificates(demands, {"certificate": certificate}, names)
    proof.refuse_if_wrong()
    return found[0].arn(proof.region)


def _no_such_service(service: object) -> Problem:
    close = difflib.get_close_matches(str(service), SERVICES, n=1)
    guess = f'Did you mean "{close[0]}"?' if close else f"There are: {', '.join(SERVICES)}"
    return Problem("service", f"there is no such service. {guess}", service)
