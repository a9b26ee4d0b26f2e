"""The request for a certificate in one region, as a child of a Certificate."""

import pulumi
import pulumi_aws as aws

from .certificate_spec import CertificateSpec


def requested(
    component: pulumi.ComponentResource, spec: CertificateSpec, region: str
) -> aws.acm.Certificate:
    """Register the certificate of a region."""
    return aws.acm.Certificate(
        f"{component.pulumi_resource_name}/{region}",
        region=region,
        domain_name=spec.primary,
        # With the primary name, which ACM adds anyway: a list that is empty or vanishes from a
        # program is no difference to the provider.
        subject_alternative_names=spec.domains,
        validation_method=spec.validation,
        validation_options=_validation_options(spec),
        key_algorithm=spec.key_algorithm,
        options=_options(spec),
        tags=spec.tags,
        opts=pulumi.ResourceOptions(
            parent=component,
            # AWS fixes it when the certificate is requested, the provider would try to update it.
            replace_on_changes=["options.export"],
            # Not False, which would take back what a program says for the component as a whole.
            retain_on_delete=True if spec.retain_old else None,
        ),
    )


def _options(spec: CertificateSpec) -> aws.acm.CertificateOptionsArgs | None:
    if spec.export is None:
        return None
    return aws.acm.CertificateOptionsArgs(export="ENABLED" if spec.export else "DISABLED")


def _validation_options(
    spec: CertificateSpec,
) -> list[aws.acm.CertificateValidationOptionArgs] | None:
    return [
        aws.acm.CertificateValidationOptionArgs(domain_name=name, validation_domain=domain)
        for name, domain in sorted(spec.validation_domains.items())
    ] or None
