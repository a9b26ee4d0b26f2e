"""Certificates that were imported into ACM, as components. Pure."""

from collections.abc import Collection, Iterable, Iterator
from pathlib import PurePosixPath
from typing import Any, Final

from pulumi_acm.limits import CLOUDFRONT_REGION

from .model import CERTIFICATE, Found, Part, Resource
from .naming import Names

DIRECTORY: Final = PurePosixPath("pem")
"""Where certificates, chains and keys are, beside the program."""

_NO_KEY: Final = (
    "ACM does not give back private keys: put this one's into {}, and keep it out of version "
    "control. The first `up` imports certificate and key anew, in place: neither the ARN nor what "
    "uses it changes."
)


def imported_parts(
    found: Iterable[Found], names: Names, home: str, edge: Collection[str]
) -> Iterator[Part]:
    """Yield a component for each certificate that is in one or several regions."""
    together: dict[Any, dict[str, Found]] = {}
    for each in sorted(found, key=lambda one: (one.names[:1], one.arn)):
        key: Any = (each.body, each.chain, frozenset(each.tags.items()))
        if each.region in together.get(key, {}):
            key = each.arn  # the same one twice in a region
        together.setdefault(key, {})[each.region] = each
    for by_region in together.values():
        regions = sorted(by_region, key=lambda region: (region != home, region))
        one = by_region[regions[0]]
        name = names.take(one.names[0] if one.names else one.id)
        paths = {
            what: str(DIRECTORY / f"{name}.{what}.pem") for what in ("cert", "chain", "privkey")
        }
        files = {paths["cert"]: one.body or ""}
        args: dict[str, Any] = {
            "certificate_file": paths["cert"],
            "private_key_file": paths["privkey"],
        }
        if one.chain:
            args["chain_file"] = paths["chain"]
            files[paths["chain"]] = one.chain
        at_edge = by_region.get(CLOUDFRONT_REGION)
        cloudfront = len(regions) > 1 and at_edge is not None and at_edge.arn in edge
        args["regions"] = [r for r in regions if r != CLOUDFRONT_REGION or not cloudfront]
        if cloudfront:
            args["cloudfront"] = True
        if one.tags:
            args["tags"] = dict(sorted(one.tags.items()))
        yield Part(
            component="ImportedCertificate",
            name=name,
            args=args,
            resources=tuple(
                Resource(
                    CERTIFICATE,
                    f"{name}/{region}/{one.key_algorithm}",
                    by_region[region].arn,
                )
                for region in regions
            ),
            comments=(_NO_KEY.format(paths["privkey"]),),
            arns={region: by_region[region].arn for region in regions},
            files=files,
        )
