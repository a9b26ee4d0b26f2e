"""Programs with a Certificate, and the zones that they need."""

from typing import Any

from .engine import REGION, EngineSandbox

OUTPUTS = (
    "arns",
    "unvalidated_arns",
    "validation_records",
    "external_records",
    "domains",
)
KEY_TYPES = ("RSA_2048", "EC_prime256v1", "EC_secp384r1")


def program(name: str = "site", **args: Any) -> str:
    """Return a program with one Certificate that exports all its outputs."""
    exports = "\n".join(f'pulumi.export("{each}", made.{each})' for each in OUTPUTS)
    # As the state has them: made.arn would stop the program while nothing is issued.
    exports += """
pulumi.export("arn", made.if_issued["arn"])
pulumi.export("cloudfront_arn", made.if_issued["cloudfront_arn"])"""
    return (
        "import pulumi\nimport pulumi_acm as acm\n"
        f"made = acm.Certificate({name!r}, {args!r})\n{exports}\n"
    )


def zone(sandbox: EngineSandbox, name: str, *, private: bool = False) -> str:
    """Create a hosted zone, as somebody did long before, and return its id."""
    vpc: dict[str, Any] = {"VPC": {"VPCRegion": REGION, "VPCId": "vpc-1"}} if private else {}
    route53 = sandbox.client("route53")
    reference = f"{name}-{private}-{len(zones(sandbox))}"
    created = route53.create_hosted_zone(Name=name, CallerReference=reference, **vpc)
    return str(created["HostedZone"]["Id"]).removeprefix("/hostedzone/")


def zones(sandbox: EngineSandbox) -> list[dict[str, Any]]:
    """Return the hosted zones."""
    found: list[dict[str, Any]] = sandbox.client("route53").list_hosted_zones()["HostedZones"]
    return found


def cnames(sandbox: EngineSandbox, zone_id: str) -> dict[str, str]:
    """Return the CNAMEs of a zone, name to value, as Route 53 has them: with trailing dots."""
    sets = sandbox.client("route53").list_resource_record_sets(HostedZoneId=zone_id)
    return {
        each["Name"]: each["ResourceRecords"][0]["Value"]
        for each in sets["ResourceRecordSets"]
        if each["Type"] == "CNAME"
    }


def change_cname(
    sandbox: EngineSandbox, zone_id: str, action: str, name: str, value: str, ttl: int = 300
) -> None:
    """Write or delete a CNAME by hand."""
    record = {"Name": name, "Type": "CNAME", "TTL": ttl, "ResourceRecords": [{"Value": value}]}
    sandbox.client("route53").change_resource_record_sets(
        HostedZoneId=zone_id,
        ChangeBatch={"Changes": [{"Action": action, "ResourceRecordSet": record}]},
    )


def certificates(sandbox: EngineSandbox, region: str = REGION) -> list[dict[str, Any]]:
    """Return all certificates of a region, described."""
    acm = sandbox.client("acm", region)
    # Without the filter, ACM lists certificates with RSA keys only.
    listed = acm.list_certificates(Includes={"keyTypes": list(KEY_TYPES)})
    arns = [each["CertificateArn"] for each in listed["CertificateSummaryList"]]
    return [acm.describe_certificate(CertificateArn=arn)["Certificate"] for arn in arns]
