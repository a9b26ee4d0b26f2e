"""The security policies of HTTPS and TLS listeners.

ALB guide and NLB guide, "Security policies", as of 2026-09. Ciphers are not here: nothing is
negotiated.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acm_sandbox.aws.errors import AwsError

from .facts import APPLICATION, NETWORK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# The guides, "Considerations": what all tools but the console get without asking.
DEFAULT = "ELBSecurityPolicy-2016-08"

_UP_TO_1_3: Mapping[str, tuple[str, ...]] = {
    "1-3": ("TLSv1.3",),
    "1-2": ("TLSv1.2", "TLSv1.3"),
    "1-1": ("TLSv1.1", "TLSv1.2", "TLSv1.3"),
    "1-0": ("TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3"),
}
_UP_TO_1_2: Mapping[str, tuple[str, ...]] = {
    lowest: tuple(version for version in versions if version != "TLSv1.3")
    for lowest, versions in _UP_TO_1_3.items()
}

PROTOCOLS: Mapping[str, tuple[str, ...]] = {
    **{
        f"ELBSecurityPolicy-TLS13-{rest}": _UP_TO_1_3[rest[:3]]
        for rest in (
            "1-3-2021-06",
            "1-3-PQ-2025-09",
            "1-3-FIPS-2023-04",
            "1-3-FIPS-PQ-2025-09",
            "1-3-RFC9151-FIPS-2023-07",
            "1-2-2021-06",
            "1-2-PQ-2025-09",
            "1-2-Res-2021-06",
            "1-2-Res-PQ-2025-09",
            "1-2-Res-FIPS-2023-04",
            "1-2-Res-FIPS-PQ-2025-09",
            "1-2-Ext1-2021-06",
            "1-2-Ext1-PQ-2025-09",
            "1-2-Ext2-2021-06",
            "1-2-Ext2-PQ-2025-09",
            "1-2-FIPS-2023-04",
            "1-2-FIPS-PQ-2025-09",
            "1-2-Ext0-FIPS-2023-04",
            "1-2-Ext0-FIPS-PQ-2025-09",
            "1-2-Ext1-FIPS-2023-04",
            "1-2-Ext1-FIPS-PQ-2025-09",
            "1-2-Ext2-FIPS-2023-04",
            "1-2-Ext2-FIPS-PQ-2025-09",
            "1-2-RFC9151-FIPS-2023-07",
            "1-2-Ext0-RFC9151-FIPS-2023-07",
            "1-2-RFC9151-INTEROP1-FIPS-2023-07",
            "1-2-RFC9151-INTEROP2-FIPS-2023-07",
            "1-2-RFC9151-INTEROP3-FIPS-2023-07",
            "1-2-RFC9151-INTEROP4-FIPS-2023-07",
            "1-1-2021-06",
            "1-1-FIPS-2023-04",
            "1-0-2021-06",
            "1-0-PQ-2025-09",
            "1-0-FIPS-2023-04",
            "1-0-FIPS-PQ-2025-09",
        )
    },
    DEFAULT: _UP_TO_1_2["1-0"],
    "ELBSecurityPolicy-2015-05": _UP_TO_1_2["1-0"],
    "ELBSecurityPolicy-TLS-1-1-2017-01": _UP_TO_1_2["1-1"],
    "ELBSecurityPolicy-TLS-1-2-2017-01": _UP_TO_1_2["1-2"],
    "ELBSecurityPolicy-TLS-1-2-Ext-2018-06": _UP_TO_1_2["1-2"],
    "ELBSecurityPolicy-FS-2018-06": _UP_TO_1_2["1-0"],
    "ELBSecurityPolicy-FS-1-1-2019-08": _UP_TO_1_2["1-1"],
    "ELBSecurityPolicy-FS-1-2-2019-08": _UP_TO_1_2["1-2"],
    "ELBSecurityPolicy-FS-1-2-Res-2019-08": _UP_TO_1_2["1-2"],
    "ELBSecurityPolicy-FS-1-2-Res-2020-10": _UP_TO_1_2["1-2"],
}
"""The policies, with the versions of TLS that each allows."""

# In the NLB guide's table only.
_NETWORK_ONLY = frozenset({"ELBSecurityPolicy-2015-05"})


def types(policy: str) -> tuple[str, ...]:
    """List the types of load balancers that a policy is for."""
    return (NETWORK,) if policy in _NETWORK_ONLY else (APPLICATION, NETWORK)


def check(policy: str, load_balancer_type: str) -> None:
    """Refuse a policy that there is not.

    Raises:
        AwsError: SSLPolicyNotFound.
    """
    if policy not in PROTOCOLS or load_balancer_type not in types(policy):
        raise AwsError("SSLPolicyNotFound", f"SSL policy '{policy}' not found")


def shown(names: Iterable[str]) -> list[dict[str, Any]]:
    """Show policies as DescribeSSLPolicies does, without ciphers.

    Raises:
        AwsError: SSLPolicyNotFound.
    """
    answer = []
    for name in names:
        if name not in PROTOCOLS:
            raise AwsError("SSLPolicyNotFound", f"SSL policy '{name}' not found")
        answer.append(
            {
                "Name": name,
                "SslProtocols": list(PROTOCOLS[name]),
                "SupportedLoadBalancerTypes": list(types(name)),
            }
        )
    return answer
