"""What AWS fixes about custom domain names, each with its source.

"model" is botocore's apigateway/2015-07-09/service-2.json, "guide" the API Gateway developer guide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

# guide, "Edge-optimized custom domain names": its certificate is CloudFront's.
EDGE_CERTIFICATE_REGION = "us-east-1"

# guide, "Custom domain name for public REST APIs", "Certificates": RSA keys up to 2,048 bits. An
# edge-optimized one is bound by CloudFront too, which takes no EC key but P-256.
EDGE_KEY_ALGORITHMS = ("RSA_1024", "RSA_2048", "EC_prime256v1")
REGIONAL_KEY_ALGORITHMS = (
    "RSA_1024",
    "RSA_2048",
    "EC_prime256v1",
    "EC_secp384r1",
    "EC_secp521r1",
)

# What a domain name gets that asks for none: mem.
DEFAULT_SECURITY_POLICY = "TLS_1_2"
# guide, "Choose a security policy for your custom domain": the enhanced ones, which need an
# endpoint access mode, and allow neither mutual TLS nor HTTP APIs.
ENHANCED_POLICIES = "SecurityPolicy_"
# model, SecurityPolicy: those for edge-optimized endpoints end in it.
EDGE_POLICIES = "_EDGE"
# The same page: what HTTP and WebSocket APIs have, and mutual TLS ("Turn on mutual TLS": "at least
# TLS 1.2").
TLS_1_2 = "TLS_1_2"

# model, distributionHostedZoneId: "The valid value is Z2FDTNDATAQYW2 for all the regions".
DISTRIBUTION_HOSTED_ZONE_ID = "Z2FDTNDATAQYW2"

# https://docs.aws.amazon.com/general/latest/gr/apigateway.html, "Amazon API Gateway control plane":
# "Route 53 Hosted Zone ID".
HOSTED_ZONE_IDS: Mapping[str, str] = {
    "af-south-1": "Z2DHW2332DAMTN",
    "ap-east-1": "Z3FD1VL90ND7K5",
    "ap-northeast-1": "Z1YSHQZHG15GKL",
    "ap-northeast-2": "Z20JF4UZKIW1U8",
    "ap-northeast-3": "Z2YQB5RD63NC85",
    "ap-south-1": "Z3VO1THU9YC4UR",
    "ap-southeast-1": "ZL327KTPIQFUL",
    "ap-southeast-2": "Z2RPCDW04V8134",
    "ca-central-1": "Z19DQILCV0OWEC",
    "eu-central-1": "Z1U9ULNL0V5AJ3",
    "eu-north-1": "Z3UWIKFBOOGXPP",
    "eu-south-1": "Z3BT4WSQ9TDYZV",
    "eu-south-2": "Z02499852UI5HEQ5JVWX3",
    "eu-west-1": "ZLY8HYME6SFDD",
    "eu-west-2": "ZJ5UAJN8Y3Z2Q",
    "eu-west-3": "Z3KY65QIEKYHQQ",
    "me-central-1": "Z08780021BKYYY8U0YHTV",
    "me-south-1": "Z20ZBPC0SS8806",
    "sa-east-1": "ZCMLWB8V5SYIT",
    "us-east-1": "Z1UJRXOUMOOFQ8",
    "us-east-2": "ZOJJZC49E0EPZ",
    "us-west-1": "Z2MUQ32089INYE",
    "us-west-2": "Z2OJLYMUO9EFXC",
}

# Whose load balancers and distributions serve the custom domain names: AWS's, with other numbers.
AWS_ACCOUNT = "000000000000"

# model, limit: "The default value is 25 and the maximum value is 500".
PAGE = 25
