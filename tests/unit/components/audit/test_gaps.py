"""What an error of AWS is called, and what is said to do about it."""

import pytest
from botocore.exceptions import ClientError, SSLError
from botocore.parsers import ResponseParserError

from pulumi_acm.audit.gaps import action, code_of, gap
from pulumi_acm.audit.model import Scope

HERE = Scope("123456789012", "eu-west-1")


def error(code: str, operation: str = "SearchCertificates") -> ClientError:
    """Return what boto3 raises."""
    return ClientError({"Error": {"Code": code, "Message": "why"}}, operation)


@pytest.mark.parametrize(
    ("code", "hint"),
    [
        ("AccessDeniedException", "allow acm:SearchCertificates"),
        ("UnrecognizedClientException", "the region is not switched on"),
        ("OptInRequired", "the region is not switched on"),
        ("ExpiredTokenException", "the credentials are not valid, or not any more"),
        ("ThrottlingException", "others ask as well"),
        ("UnknownOperationException", "this region does not have the operation"),
        ("InternalFailure", ""),
    ],
)
def test_codes(code: str, hint: str) -> None:
    """AWS's words, and the way out."""
    found = gap(error(code), HERE, "certificates", "acm")
    assert found.error == f"{code}: why"
    assert found.hint.startswith(hint)
    assert bool(found.hint) == bool(hint)
    assert code_of(error(code)) == code


def test_credentials_that_no_region_takes() -> None:
    """Where there is no region, the region is not to blame."""
    found = gap(error("InvalidClientTokenId"), Scope("1", None), "hosted zones", "route53")
    assert found.hint == "the credentials are not valid, or not any more: sign in anew"


def test_errors_beside_aws() -> None:
    """Nobody there, or somebody else."""
    found = gap(
        SSLError(endpoint_url="https://x", error=OSError("self-signed")), HERE, "quotas", "acm"
    )
    assert found.error.startswith("SSLError: ")
    assert "proxies" in found.hint
    found = gap(ResponseParserError("<html>"), HERE, "quotas", "acm")
    assert found.error == "ResponseParserError: <html>"
    assert "proxies" in found.hint
    assert code_of(ResponseParserError("<html>")) is None


@pytest.mark.parametrize(
    ("service", "operation", "expected"),
    [
        ("acm", "ListCertificates", "acm:ListCertificates"),
        ("elbv2", "DescribeRules", "elasticloadbalancing:DescribeRules"),
        ("service-quotas", "ListServiceQuotas", "servicequotas:ListServiceQuotas"),
        ("apigateway", "GetDomainNames", "apigateway:GET"),
    ],
)
def test_actions(service: str, operation: str, expected: str) -> None:
    """As policies write them."""
    assert action(service, operation) == expected
