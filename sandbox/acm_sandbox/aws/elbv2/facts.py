"""What AWS fixes about application and network load balancers, each with its source.

"model" is botocore's elbv2/2015-12-01/service-2.json, "ALB guide" and "NLB guide" the user guides
of the two, "provider" the Terraform AWS provider's internal/service/elbv2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from acm_sandbox.aws.servicequotas import facts as quotas

if TYPE_CHECKING:
    from collections.abc import Mapping

APPLICATION = "application"
NETWORK = "network"

# What stands for the type in an ARN.
ARN_TYPES: Mapping[str, str] = {APPLICATION: "app", NETWORK: "net"}

# model: CreateLoadBalancer.Name, CreateTargetGroup.Name.
NAME_LENGTH = 32

# model: CreateListener.Protocol, without UDP and TCP_UDP, which have no certificates.
PROTOCOLS: Mapping[str, tuple[str, ...]] = {
    APPLICATION: ("HTTP", "HTTPS"),
    NETWORK: ("TCP", "TLS"),
}
SECURE_PROTOCOLS = frozenset({"HTTPS", "TLS"})

# ALB guide, "SSL certificates for your Application Load Balancer"; NLB guide, "Server
# certificates". (Of RSA 4096 on a network one users report that AWS takes it from IAM and then
# serves nothing: mattclay/aws-terminator#309. Here it is refused.)
KEY_ALGORITHMS: Mapping[str, frozenset[str]] = {
    APPLICATION: frozenset(
        {"RSA_2048", "RSA_3072", "RSA_4096", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"}
    ),
    NETWORK: frozenset(
        {"RSA_1024", "RSA_2048", "RSA_3072", "EC_prime256v1", "EC_secp384r1", "EC_secp521r1"}
    ),
}

# ALB guide, "Quotas": "Certificates per Application Load Balancer", L-9365A611; NLB guide,
# "Quotas": "Certificates per Network Load Balancer", L-52964454. Both of a load balancer with all
# its listeners, and both without default certificates; both 25 until they are raised.
CERTIFICATE_QUOTAS: Mapping[str, str] = {
    APPLICATION: quotas.CERTIFICATES_PER_APPLICATION_LOAD_BALANCER,
    NETWORK: quotas.CERTIFICATES_PER_NETWORK_LOAD_BALANCER,
}

# ALB guide, "Quotas": "Rules per Application Load Balancer (excluding default rules)", 100 until it
# is raised.
RULE_QUOTA = quotas.RULES_PER_APPLICATION_LOAD_BALANCER

# ALB guide, "Quotas": "Condition Values per Rule", not adjustable. ("Condition Wildcards per Rule"
# is not enforced here: it is 5 or 6, by the age of the account:
# awsdocs/elb-application-load-balancers-user-guide#32.)
CONDITION_VALUES = 5

# model: TagList and "Tag your load balancer" of both guides.
MAX_TAGS = 50

# NLB guide, "ALPN policies".
ALPN_POLICIES = ("HTTP1Only", "HTTP2Only", "HTTP2Optional", "HTTP2Preferred", "None")

# https://docs.aws.amazon.com/general/latest/gr/elb.html: the hosted zones of the names that load
# balancers get, of application (and classic) and of network ones. From the provider's
# hosted_zone_id_data_source.go.
HOSTED_ZONES: Mapping[str, tuple[str, str]] = {
    "af-south-1": ("Z268VQBMOI5EKX", "Z203XCE67M25HM"),
    "ap-east-1": ("Z3DQVH9N71FHZ0", "Z12Y7K3UBGUAD1"),
    "ap-northeast-1": ("Z14GRHDCWA56QT", "Z31USIVHYNEOWT"),
    "ap-northeast-2": ("ZWKZPGTI48KDX", "ZIBE1TIR4HY56"),
    "ap-northeast-3": ("Z5LXEXXYW11ES", "Z1GWIQ4HH19I5X"),
    "ap-south-1": ("ZP97RAFLXTNZK", "ZVDDRBQ08TROA"),
    "ap-south-2": ("Z0173938T07WNTVAEPZN", "Z0711778386UTO08407HT"),
    "ap-southeast-1": ("Z1LMS91P8CMLE5", "ZKVM4W9LS7TM"),
    "ap-southeast-2": ("Z1GM3OXH4ZPM65", "ZCT6FZBF4DROD"),
    "ap-southeast-3": ("Z08888821HLRG5A9ZRTER", "Z01971771FYVNCOVWJU1G"),
    "ca-central-1": ("ZQSVJUPU6J1EY", "Z2EPGBW3API2WT"),
    "cn-north-1": ("Z1GDH35T77C1KE", "Z3QFB96KMJ7ED6"),
    "cn-northwest-1": ("ZM7IZAIOVVDZF", "ZQEIKTCZ8352D"),
    "eu-central-1": ("Z215JYRZR1TBD5", "Z3F0SRJ5LGBH90"),
    "eu-central-2": ("Z06391101F2ZOEP8P5EB3", "Z02239872DOALSIDCX66S"),
    "eu-north-1": ("Z23TAZ6LKFMNIO", "Z1UDT6IFJ4EJM"),
    "eu-south-1": ("Z3ULH7SSC9OV64", "Z23146JA1KNAFP"),
    "eu-south-2": ("Z0956581394HF5D5LXGAP", "Z1011216NVTVYADP1SSV"),
    "eu-west-1": ("Z32O12XQLNTSW2", "Z2IFOLAFXWLO4F"),
    "eu-west-2": ("ZHURV8PSTC4K8", "ZD4D7Y8KGAS4G"),
    "eu-west-3": ("Z3Q77PNBQS71R4", "Z1CMS0P5QUZ6D5"),
    "me-central-1": ("Z08230872XQRWHG2XF6I", "Z00282643NTTLPANJJG2P"),
    "me-south-1": ("ZS929ML54UICD", "Z3QSRYVP46NYYV"),
    "sa-east-1": ("Z2P70J7HTTTPLU", "ZTK26PT1VY4CU"),
    "us-east-1": ("Z35SXDOTRQ7X7K", "Z26RNL4JYFTOTI"),
    "us-east-2": ("Z3AADJGX6KTTL2", "ZLMOA37VPKANP"),
    "us-gov-east-1": ("Z166TLBEWOO7G0", "Z1ZSMQQ6Q24QQ8"),
    "us-gov-west-1": ("Z33AYJ8TM3BH4J", "ZMG1MZ2THAWF1"),
    "us-west-1": ("Z368ELLRRE2KJ0", "Z24FKFUX50B4VW"),
    "us-west-2": ("Z1H1FL5HABSF5", "Z18D5FSROUN65G"),
}
