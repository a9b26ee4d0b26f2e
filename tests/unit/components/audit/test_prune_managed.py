"""What stacks manage, from their states."""

from typing import Any

from pulumi_acm.audit.model import Record
from pulumi_acm.audit.prune_managed import managed
from pulumi_acm.audit.prune_model import id_of


def state(*resources: dict[str, Any]) -> dict[str, Any]:
    """Return an export."""
    return {"deployment": {"resources": list(resources)}}


def test_ids() -> None:
    """Those of resources; components have none, and what is only read is not managed."""
    certificate = {"type": "aws:acm/certificate:Certificate", "id": "arn:c"}
    read = {"type": "aws:acm/certificate:Certificate", "id": "arn:r", "external": True}
    component = {"type": "acm:index:Certificate"}
    entry = {"type": "aws:lb/listenerCertificate:ListenerCertificate", "id": "arn:l_arn:c"}
    found = managed([state(certificate, read, component), state(entry), {"deployment": {}}])
    assert found == {"arn:c", "arn:l_arn:c"}


def test_a_record_by_its_whole_name() -> None:
    """The id has the name as the program wrote it: here below the zone, and in capitals."""
    outputs = {"fqdn": "_X.a.example.com", "zoneId": "Z1", "type": "CNAME", "name": "_X.a"}
    written = {"type": "aws:route53/record:Record", "id": "Z1__X.a_CNAME", "outputs": outputs}
    mine = Record("1", "Z1", "example.com", "_x.a.example.com", "_y.acm-validations.aws")
    assert managed([state(written)]) == {id_of(mine)}
