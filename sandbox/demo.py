"""`make demo`: the stack of Pulumi.sandbox.yaml, from nothing to issued certificates.

Runs inside `acm-sandbox run`. Everything that it shows is the real Pulumi engine at work; only
AWS is a local one.
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import boto3
import yaml
from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
STACK = "sandbox"
STACK_FILE = ROOT / f"Pulumi.{STACK}.yaml"
DNS_HOST = "arn:aws:iam::210987654321:role/dns-host"
"""Somebody else's account, which plays the DNS provider of example.net."""
DNS_REGION = "us-east-1"
"""Route 53 has no regions, but requests to it are signed for one."""
ADDED = "www.example.org"

console = Console(highlight=False, soft_wrap=True)


def main() -> int:
    """Run the demo; return 0 if every certificate is issued in the end."""
    say("An AWS account that has the DNS of example.com and example.org, but not of example.net")
    for name in ("example.com", "example.org"):
        zone_id = create_zone(boto3.client("route53", region_name=DNS_REGION), name)
        console.print(f"  hosted zone {zone_id} {name}")

    say(f"pulumi up: the three certificates that {STACK_FILE.name} declares")
    pulumi("stack", "select", "--create", STACK, quiet=True)
    pulumi("up", "--yes", "--skip-preview", "--suppress-outputs")

    say("The record that is still missing is written where the DNS of example.net is")
    for name, value in external_records():
        write_elsewhere(name, value)
        console.print(f"  {name} CNAME {value}")

    say("pulumi up again: now ACM has issued the last one, too")
    pulumi("up", "--yes", "--skip-preview", "--suppress-outputs")
    issued = show_certificates()

    say(f"pulumi preview --diff: what adding {ADDED} to the certificate «api» would do")
    preview_with_a_name_more()
    console.print(
        "\n  AWS cannot add names to a certificate, so «api» is requested anew in both regions,"
        "\n  the new ones before the old ones go. One validation record comes in; those of the"
        "\n  other names stay as they are, for they are the same whatever the certificate."
    )
    console.print(
        "\n[bold green]All certificates are issued.[/]"
        if issued
        else "\n[bold red]Not all certificates are issued.[/]"
    )
    return 0 if issued else 1


def say(text: str) -> None:
    """Print a heading."""
    console.print(f"\n[bold cyan]▸ {text}[/]")


def pulumi(*arguments: str, quiet: bool = False) -> str:
    """Run a pulumi command in the repository; its failure is the demo's."""
    done = subprocess.run(
        [shutil.which("pulumi") or "pulumi", "-C", str(ROOT), "--non-interactive", *arguments],
        stdout=subprocess.PIPE if quiet else None,
        stderr=subprocess.PIPE if quiet else None,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"pulumi {arguments[0]} failed ({done.returncode})\n{done.stderr or ''}")
    return done.stdout or ""


def outputs() -> dict[str, Any]:
    """Return the stack's output `certificates`."""
    found: dict[str, Any] = json.loads(
        pulumi("stack", "output", "certificates", "--json", "--stack", STACK, quiet=True)
    )
    return found


def external_records() -> list[tuple[str, str]]:
    """Return name and value of the records that have to be written elsewhere."""
    return [
        (record["name"], record["value"])
        for certificate in outputs().values()
        for record in certificate["externalRecords"]
    ]


def create_zone(route53: Any, name: str) -> str:
    """Create a public hosted zone and return its id."""
    created = route53.create_hosted_zone(Name=name, CallerReference=f"demo-{name}")
    return str(created["HostedZone"]["Id"]).removeprefix("/hostedzone/")


def write_elsewhere(name: str, value: str) -> None:
    """Write a CNAME at the DNS provider of example.net."""
    keys = boto3.client("sts", region_name=DNS_REGION).assume_role(
        RoleArn=DNS_HOST, RoleSessionName="demo"
    )["Credentials"]
    route53 = boto3.client(
        "route53",
        region_name=DNS_REGION,
        aws_access_key_id=keys["AccessKeyId"],
        aws_secret_access_key=keys["SecretAccessKey"],
        aws_session_token=keys["SessionToken"],
    )
    record = {"Name": name, "Type": "CNAME", "TTL": 300, "ResourceRecords": [{"Value": value}]}
    route53.change_resource_record_sets(
        HostedZoneId=create_zone(route53, "example.net"),
        ChangeBatch={"Changes": [{"Action": "UPSERT", "ResourceRecordSet": record}]},
    )


def show_certificates() -> bool:
    """Show what ACM says of each certificate; return whether all are issued."""
    table = Table(box=None, pad_edge=True)
    for column in ("certificate", "region", "status", "valid until", "names"):
        table.add_column(column)
    statuses = set()
    for name, certificate in outputs().items():
        for region, arn in certificate["unvalidatedArns"].items():
            acm = boto3.client("acm", region_name=region)
            found = acm.describe_certificate(CertificateArn=arn)["Certificate"]
            statuses.add(found["Status"])
            until = f"{found['NotAfter']:%Y-%m-%d}" if "NotAfter" in found else ""
            names = ", ".join(certificate["domains"])
            table.add_row(name, region, found["Status"], until, names)
    console.print()
    console.print(table)
    return statuses == {"ISSUED"}


def preview_with_a_name_more() -> None:
    """Preview the stack with a name added, in a copy of its configuration."""
    document = yaml.safe_load(STACK_FILE.read_text(encoding="utf-8"))
    entries = document["config"]["acm:certificates"]
    next(entry for entry in entries if entry["name"] == "api")["domains"].append(ADDED)
    with tempfile.TemporaryDirectory() as directory:
        changed = Path(directory) / STACK_FILE.name
        changed.write_text(yaml.safe_dump(document), encoding="utf-8")
        pulumi(
            "preview",
            "--diff",
            "--suppress-outputs",
            "--stack",
            STACK,
            "--config-file",
            str(changed),
        )


if __name__ == "__main__":
    sys.exit(main())
