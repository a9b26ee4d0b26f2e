"""What a program has to say of certificates, and nobody lists: described, each once."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

from pulumi_acm.audit.eligibility import IMPORTED
from pulumi_acm.audit.model import Attachment, Certificate
from pulumi_acm.audit.reading import Reader, pages
from pulumi_acm.names import validation_name
from pulumi_acm.preview.arns import load_balancer_of

from .listeners import FoundListener
from .model import Found

_AWS: Final = "aws:"
"""How AWS's own tags begin, which nobody else may set.

https://docs.aws.amazon.com/acm/latest/userguide/tags-restrictions.html
"""


def found(certificates: Iterable[Certificate], reader: Reader) -> list[Found]:
    """Read certificates of a region.

    Raises:
        BotoCoreError, ClientError: AWS cannot be asked: half of a program would be wrong.
    """
    acm = reader.client("acm")
    return [_found(each, acm) for each in certificates]


def _found(certificate: Certificate, acm: Any) -> Found:
    arn = certificate.arn
    told = acm.describe_certificate(CertificateArn=arn)["Certificate"]
    tags = acm.list_tags_for_certificate(CertificateArn=arn).get("Tags", [])
    body: Mapping[str, Any] = {}
    if told["Type"] == IMPORTED:
        body = acm.get_certificate(CertificateArn=arn)
    options = told.get("DomainValidationOptions", [])
    names = [told["DomainName"], *told.get("SubjectAlternativeNames", [])]
    return Found(
        arn=arn,
        region=certificate.region,
        names=tuple(dict.fromkeys(each.lower() for each in names)),
        status=told["Status"],
        type=told["Type"],
        key_algorithm=certificate.key_algorithm,
        created_at=told.get("CreatedAt") or told.get("ImportedAt"),
        validation=next((o["ValidationMethod"] for o in options if "ValidationMethod" in o), None),
        validation_domains=tuple(
            (each["DomainName"], each["ValidationDomain"])
            for each in options
            if each.get("ValidationMethod") == "EMAIL"
            and each.get("ValidationDomain", each["DomainName"])
            not in (each["DomainName"], validation_name(each["DomainName"]))
        ),
        wanted={
            validation_name(each["DomainName"].lower()): (
                _dns(each["ResourceRecord"]["Name"]),
                _dns(each["ResourceRecord"]["Value"]),
            )
            for each in options
            if each.get("ResourceRecord")
        },
        export=told.get("Options", {}).get("Export") == "ENABLED",
        tags=own_tags(tags),
        body=body.get("Certificate"),
        chain=body.get("CertificateChain"),
        managed_by=told.get("ManagedBy"),
    )


def listeners(
    attachments: Sequence[Attachment], reader: Reader
) -> tuple[list[FoundListener], list[FoundListener]]:
    """Read the listeners of a region that have certificates, and those beside them that have none.

    Raises:
        BotoCoreError, ClientError: AWS cannot be asked.
    """
    elbv2 = reader.client("elbv2")
    labels = {each.resource: each.label for each in attachments}
    wanted = dict.fromkeys(load_balancer_of(each.resource) for each in attachments)
    with_some: list[FoundListener] = []
    without: list[FoundListener] = []
    for balancer in filter(None, wanted):
        shown = list(pages(elbv2, "describe_listeners", ["Listeners"], LoadBalancerArn=balancer))
        tags = _tags(elbv2, [each["ListenerArn"] for each in shown])
        for each in shown:
            arn = each["ListenerArn"]
            listed: list[Any] = []
            if arn in labels:
                listed = list(
                    pages(
                        elbv2, "describe_listener_certificates", ["Certificates"], ListenerArn=arn
                    )
                )
            made = FoundListener(
                arn=arn,
                region=str(reader.region),
                load_balancer=balancer,
                label=labels.get(arn, ""),
                shown=each,
                default=next((c["CertificateArn"] for c in listed if c.get("IsDefault")), ""),
                further=tuple(c["CertificateArn"] for c in listed if not c.get("IsDefault")),
                tags=tags.get(arn, {}),
            )
            (with_some if arn in labels else without).append(made)
    return with_some, without


def own_tags(tags: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return the tags that a program may set."""
    return {
        each["Key"]: each.get("Value") or "" for each in tags if not each["Key"].startswith(_AWS)
    }


def _tags(elbv2: Any, arns: Collection[str]) -> dict[str, dict[str, str]]:
    at_once = 20  # https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html
    every = list(arns)
    found = {}
    for start in range(0, len(every), at_once):
        told = elbv2.describe_tags(ResourceArns=every[start : start + at_once])
        for each in told["TagDescriptions"]:
            found[each["ResourceArn"]] = own_tags(each.get("Tags", []))
    return found


def _dns(name: str) -> str:
    return name.rstrip(".").lower()
