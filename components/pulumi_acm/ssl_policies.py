"""The security policies of load balancers: TLS versions and ciphers, by AWS's names."""

import difflib
from typing import Final

_TLS_1_3: Final = (
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
_OLDER: Final = (
    "2016-08",
    "2015-05",
    "TLS-1-1-2017-01",
    "TLS-1-2-2017-01",
    "TLS-1-2-Ext-2018-06",
    "FS-2018-06",
    "FS-1-1-2019-08",
    "FS-1-2-2019-08",
    "FS-1-2-Res-2019-08",
    "FS-1-2-Res-2020-10",
)
POLICIES: Final = frozenset(
    f"ELBSecurityPolicy-{name}" for name in (*(f"TLS13-{each}" for each in _TLS_1_3), *_OLDER)
)
"""Those of Application and Network Load Balancers, as of 2026-09.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
https://docs.aws.amazon.com/elasticloadbalancing/latest/network/describe-ssl-policies.html
"""


def doubt_about(policy: str) -> str | None:
    """Return what to say of a policy that is not in AWS's lists, which grow: no proof, a doubt."""
    if policy in POLICIES:
        return None
    close = difflib.get_close_matches(policy, sorted(POLICIES), n=1)
    guess = f'; did you mean "{close[0]}"?' if close else ""
    return (
        f"ssl_policy {policy} is not a security policy of load balancers that is known here{guess}"
    )
