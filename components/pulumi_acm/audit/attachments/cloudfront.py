"""CloudFront's distributions, which serve the whole world."""

from typing import Final

from pulumi_acm.audit.model import Attachment
from pulumi_acm.audit.reading import Reader
from pulumi_acm.services import CLOUDFRONT

_PAGE: Final = "100"
"""https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_ListDistributions.html"""


def attachments(reader: Reader) -> list[Attachment]:
    """Read an account's that have a certificate of ACM's, or names with none at all."""
    distributions = reader.items(
        reader.client("cloudfront"),
        "list_distributions",
        ["DistributionList", "Items"],
        "CloudFront distributions",
        MaxItems=_PAGE,
    )
    found = []
    for each in distributions:
        aliases = tuple(alias.lower() for alias in each.get("Aliases", {}).get("Items", []))
        viewers = each.get("ViewerCertificate", {})
        certificate = viewers.get("ACMCertificateArn", "")
        # One of IAM's serves its aliases: nothing of ACM's is missing there.
        if certificate or (aliases and not viewers.get("IAMCertificateId")):
            found.append(
                Attachment(
                    certificate_arn=certificate,
                    account=reader.access.account,
                    region=None,
                    service=CLOUDFRONT.name,
                    resource=each["ARN"],
                    label=f"{each['Id']} ({aliases[0]})" if aliases else each["Id"],
                    hosts=aliases,
                )
            )
    return found
