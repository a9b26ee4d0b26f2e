"""What an audit reads of what our own components have made."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.lookups import gather
from support import certificates
from support.engine import REGION

if TYPE_CHECKING:
    import pytest

    from support.engine import EngineSandbox

VIRGINIA = "us-east-1"
PROGRAM = """
    import pulumi
    import pulumi_acm as acm
    import pulumi_aws as aws

    site = acm.Certificate("site", {
        "domains": ["example.com", "*.example.com"], "regions": ["eu-west-1"], "cloudfront": True,
    })
    aws.apigateway.DomainName(
        "api",
        domain_name="api.example.com",
        regional_certificate_arn=site.arn,
        endpoint_configuration={"types": "REGIONAL"},
    )
    aws.cloudfront.Distribution(
        "cdn",
        enabled=True,
        aliases=["example.com"],
        origins=[{
            "origin_id": "web",
            "domain_name": "origin.example.com",
            "custom_origin_config": {
                "http_port": 80,
                "https_port": 443,
                "origin_protocol_policy": "https-only",
                "origin_ssl_protocols": ["TLSv1.2"],
            },
        }],
        default_cache_behavior={
            "target_origin_id": "web",
            "viewer_protocol_policy": "redirect-to-https",
            "allowed_methods": ["GET", "HEAD"],
            "cached_methods": ["GET", "HEAD"],
            "forwarded_values": {"query_string": False, "cookies": {"forward": "none"}},
        },
        restrictions={"geo_restriction": {"restriction_type": "none", "locations": []}},
        viewer_certificate=acm.viewer_certificate(site, aliases=["example.com"]),
    )
    pulumi.export("arns", site.arns)
"""


def test_a_healthy_stack(sandbox: EngineSandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """Certificates in two regions, one record and two services: read by pages alone."""
    certificates.zone(sandbox, "example.com")
    project = sandbox.project(PROGRAM)
    result = project.up()
    assert result.ok, result.output
    arns = project.outputs()["arns"]
    for name, value in sandbox.environment.items():
        if name.startswith("AWS_"):
            monkeypatch.setenv(name, value)
    sandbox.reset_journal()

    found = take(Wanted(regions=(REGION, VIRGINIA)))

    assert found.gaps == ()
    assert {each.region: each.arn for each in found.certificates} == arns
    assert {each.certificate_arn: each.label.split()[-1] for each in found.attachments} == {
        arns[REGION]: "api.example.com",
        arns[VIRGINIA]: "(example.com)",
    }
    states = [seen.state for each in gather(found).values() for seen in each.values()]
    assert states == ["right", "right"]
    assert "acm:DescribeCertificate" not in found.calls
    calls: Counter[str] = Counter()
    for entry in sandbox.journal():
        calls[f"{entry['service']}:{entry['operation']}"] += entry["count"]
    assert found.calls == dict(calls)
