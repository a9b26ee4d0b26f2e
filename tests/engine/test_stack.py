"""The stack at the repository's root: certificates from configuration alone."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from support.certificates import change_cname, program, zone
from support.engine import EngineSandbox, Project

ROOT = Path(__file__).parent.parent.parent
CONFIG = yaml.safe_load((ROOT / "Pulumi.sandbox.yaml").read_text(encoding="utf-8"))["config"]


@pytest.fixture
def stack(sandbox: EngineSandbox) -> Project:
    """The root's project, with the configuration of Pulumi.sandbox.yaml, elsewhere on disk."""
    settings = yaml.safe_load((ROOT / "Pulumi.yaml").read_text(encoding="utf-8"))
    main = settings["main"]
    return sandbox.project(
        "raise SystemExit('this is not the main file')",
        name=settings["name"],
        settings=settings,
        files={main: (ROOT / main).read_text(encoding="utf-8")},
        config=CONFIG,
    )


def reconfigure(project: Project, **certificate: Any) -> None:
    """Let the stack declare one certificate."""
    path = project.directory / f"Pulumi.{project.stack}.yaml"
    document = yaml.safe_load(path.read_text(encoding="utf-8"))
    document["config"]["acm:certificates"] = [certificate]
    path.write_text(yaml.safe_dump(document), encoding="utf-8")


def test_the_declared_certificates_are_issued(sandbox: EngineSandbox, stack: Project) -> None:
    """Three certificates, two regions and CloudFront's, two zones, one name with DNS elsewhere."""
    zone(sandbox, "example.com")
    zone(sandbox, "example.org")
    up = stack.up()
    assert up.ok, up.output
    found = stack.outputs()["certificates"]
    assert list(found["site"]["arns"]) == ["eu-west-1", "us-east-1"]
    assert found["site"]["cloudfrontArn"] == found["site"]["arns"]["us-east-1"]
    assert list(found["api"]["arns"]) == ["eu-central-1", "eu-west-1"]
    assert found["api"]["arn"] == found["api"]["arns"]["eu-west-1"]
    assert found["shop"]["arn"] is None
    [record] = found["shop"]["externalRecords"]

    elsewhere = sandbox.elsewhere()
    net = zone(elsewhere, "example.net")
    change_cname(elsewhere, net, "CREATE", record["name"], record["value"])
    assert stack.up("--refresh").ok
    found = stack.outputs()["certificates"]
    assert found["shop"]["arn"] == found["shop"]["unvalidatedArns"]["eu-west-1"]


def test_a_bad_configuration_names_the_field(stack: Project) -> None:
    """The path of the field, the value and the rule, for all that is wrong."""
    reconfigure(stack, name="site", domains=["example.com", "exa mple.com"], region="eu-west-1")
    preview = stack.preview()
    assert not preview.ok
    assert "Pulumi.test.yaml, acm:certificates: 2 problems" in preview.output
    assert 'acm:certificates[0].domains[1] "exa mple.com": a label has' in preview.output
    assert 'acm:certificates[0].region: there is no such argument. Did you mean "regions"?' in (
        preview.output
    )
    assert "Traceback" not in preview.output


def test_a_program_can_take_over(sandbox: EngineSandbox, stack: Project) -> None:
    """A certificate that was declared is the same resource when a program constructs it."""
    zone(sandbox, "example.com")
    reconfigure(stack, name="site", domains=["example.com", "*.example.com"], cloudfront=True)
    assert stack.up().ok
    (stack.directory / "stack.py").write_text(
        program(domains=["example.com", "*.example.com"], cloudfront=True)
    )
    assert stack.preview_json()["changeSummary"].keys() == {"same"}
