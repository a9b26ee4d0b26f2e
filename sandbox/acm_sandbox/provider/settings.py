"""The provider's configuration: what `aws:region`, `aws:defaultTags`, ... and the environment say.

One rule stands above all: the endpoint is a loopback address, given explicitly. The provider
refuses to configure itself otherwise, so that it can never touch a real account.
"""

from __future__ import annotations

import ipaddress
import json
from configparser import ConfigParser
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from acm_sandbox.provider.errors import ProviderError
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Mapping

REGION_VARIABLES: Final = ("AWS_REGION", "AWS_DEFAULT_REGION")
ENDPOINT_VARIABLE: Final = "AWS_ENDPOINT_URL"
MISSING_REGION: Final = (
    "Missing region information\n"
    "Make sure you have set your AWS region, e.g. `pulumi config set aws:region us-west-2`."
)
LOOPBACK_RULE: Final = (
    "the sandbox's AWS provider speaks only to an endpoint on this machine, so that it can never "
    "touch a real account: set AWS_ENDPOINT_URL (or aws:endpoints) to a loopback address such as "
    "http://127.0.0.1:5000"
)

_JSON: Final = frozenset(
    {
        "allowedAccountIds",
        "assumeRoles",
        "assumeRoleWithWebIdentity",
        "defaultTags",
        "endpoints",
        "forbiddenAccountIds",
        "ignoreTags",
        "sharedCredentialsFiles",
    },
)
"""Lists and objects of the configuration: they arrive as JSON text."""

_USED: Final = _JSON | {"accessKey", "profile", "region", "secretKey", "token"}

_HARMLESS: Final = frozenset(
    {
        "ec2MetadataServiceEndpoint",
        "ec2MetadataServiceEndpointMode",
        "insecure",
        "maxRetries",
        "retryMode",
        "s3UsEast1RegionalEndpoint",
        "s3UsePathStyle",
        "skipCredentialsValidation",
        "skipMetadataApiCheck",
        "skipRegionValidation",
        "skipRequestingAccountId",
        "stsRegion",
        "tagPolicyCompliance",
        "tokenBucketRateLimiterCapacity",
        "useDualstackEndpoint",
        "useFipsEndpoint",
        "userAgents",
        "version",
    },
)
"""What steers the way to the real AWS: a local endpoint has no use for it."""

_REFUSED: Final = frozenset(
    {
        "assumeRoleWithWebIdentity",
        "customCaBundle",
        "httpProxy",
        "httpsProxy",
        "noProxy",
        "sharedConfigFiles",
    },
)

KEYS: Final = _USED | _HARMLESS | _REFUSED
"""Every configuration key of pulumi-aws."""

_ROLE_KEYS: Final = frozenset({"duration", "externalId", "policy", "roleArn", "sessionName"})


@dataclass(frozen=True)
class Credentials:
    """An access key: a fake one, unless the configuration names another."""

    access_key: str = "sandbox"
    secret_key: str = "sandbox"  # noqa: S105 - a fake one, that is the point
    token: str | None = None


@dataclass(frozen=True)
class Settings:
    """The configuration of a provider instance, all of it known."""

    region: str
    endpoints: dict[str, str]
    """By service; `""` is the endpoint of all the others."""
    credentials: Credentials = field(default_factory=Credentials)
    assume_roles: tuple[Props, ...] = ()
    allowed_account_ids: frozenset[str] = frozenset()
    forbidden_account_ids: frozenset[str] = frozenset()
    default_tags: dict[str, str] = field(default_factory=dict)
    ignore_tags: frozenset[str] = frozenset()
    ignore_tag_prefixes: tuple[str, ...] = ()

    def endpoint(self, service: str) -> str:
        """Give the endpoint of a service; without one the service cannot be used.

        The provider's names have no hyphens: botocore's `service-quotas` is its `servicequotas`.
        """
        if found := self.endpoints.get(service.replace("-", "")) or self.endpoints.get(""):
            return found
        raise ProviderError(f"{LOOPBACK_RULE}; aws:endpoints has none for {service}")

    def all_tags(self, tags: Mapping[str, Any] | None) -> dict[str, Any]:
        """Merge a resource's tags over the default ones, as `tagsAll` shows them."""
        merged = self.default_tags | {k: v for k, v in (tags or {}).items() if v is not None}
        return {key: value for key, value in merged.items() if not self.ignores(key)}

    def ignores(self, tag: str) -> bool:
        """Say whether `ignoreTags`, or AWS's own prefix, keeps a tag out of the state."""
        return tag in self.ignore_tags or tag.startswith(("aws:", *self.ignore_tag_prefixes))


def problems(args: Props, environ: Mapping[str, str]) -> list[str]:
    """Give everything that is wrong with a configuration; unknown values pass."""
    found = []
    for key in sorted(args):
        if key in _REFUSED:
            found.append(f'the sandbox\'s AWS provider does not support "{key}"')
        elif key not in KEYS and not key.startswith("__"):
            found.append(
                "could not validate provider configuration: Invalid or unknown key. "
                f"Check `pulumi config get aws:{key}`.",
            )
    try:
        parsed = _parse(args)
    except ProviderError as error:
        return [*found, str(error)]
    if not parsed.get("region") and not _region(environ):
        found.append(MISSING_REGION)
    found += _endpoint_problems(parsed, environ)
    if parsed.get("allowedAccountIds") and parsed.get("forbiddenAccountIds"):
        found.append('"allowed_account_ids": conflicts with forbidden_account_ids')
    roles = parsed.get("assumeRoles")
    for role in roles if isinstance(roles, list) else []:
        if isinstance(role, dict) and (odd := sorted(role.keys() - _ROLE_KEYS)):
            found.append(f"the sandbox's AWS provider does not support assumeRoles[].{odd[0]}")
    return found


def load(args: Props, environ: Mapping[str, str]) -> Settings:
    """Read a configuration in which every value is known.

    Raises:
        ProviderError: for all that `problems` finds, one a line.
    """
    if found := problems(args, environ):
        raise ProviderError("\n".join(found))
    parsed = _parse(args)
    ignored = parsed.get("ignoreTags") or {}
    return Settings(
        region=parsed.get("region") or _region(environ),
        endpoints=_endpoints(parsed, environ),
        credentials=_credentials(parsed, environ),
        assume_roles=tuple(parsed.get("assumeRoles") or ()),
        allowed_account_ids=frozenset(parsed.get("allowedAccountIds") or ()),
        forbidden_account_ids=frozenset(parsed.get("forbiddenAccountIds") or ()),
        default_tags=dict((parsed.get("defaultTags") or {}).get("tags") or {}),
        ignore_tags=frozenset(ignored.get("keys") or ()),
        ignore_tag_prefixes=tuple(ignored.get("keyPrefixes") or ()),
    )


def _parse(args: Props) -> Props:
    parsed = dict(args)
    for key in _JSON & set(args):
        if isinstance(value := args[key], str):
            try:
                parsed[key] = json.loads(value)
            except json.JSONDecodeError:
                raise ProviderError(f"aws:{key} is not JSON") from None
    return parsed


def _region(environ: Mapping[str, str]) -> str:
    return next((environ[name] for name in REGION_VARIABLES if environ.get(name)), "")


def _endpoints(parsed: Props, environ: Mapping[str, str]) -> dict[str, str]:
    found = {"": environ[ENDPOINT_VARIABLE]} if environ.get(ENDPOINT_VARIABLE) else {}
    for entry in parsed.get("endpoints") or []:
        found |= {service: url for service, url in entry.items() if url}
    return found


def _endpoint_problems(parsed: Props, environ: Mapping[str, str]) -> list[str]:
    given = parsed.get("endpoints")
    if given is UNKNOWN or any(
        entry is UNKNOWN or UNKNOWN in entry.values() for entry in given or ()
    ):
        return []
    endpoints = _endpoints(parsed, environ)
    if not endpoints:
        return [f"{LOOPBACK_RULE}; there is none"]
    return [f'{LOOPBACK_RULE}; got "{url}"' for url in endpoints.values() if not is_loopback(url)]


def is_loopback(url: str) -> bool:
    """Say whether a URL can only lead to this machine."""
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        if parts.scheme not in {"http", "https"}:
            return False
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _credentials(parsed: Props, environ: Mapping[str, str]) -> Credentials:
    """Take the keys given, the profile's or the environment's; never ask anything on a network."""
    if parsed.get("accessKey") and parsed.get("secretKey"):
        return Credentials(parsed["accessKey"], parsed["secretKey"], parsed.get("token"))
    if profile := parsed.get("profile"):
        return _profile(profile, parsed, environ)
    if environ.get("AWS_ACCESS_KEY_ID") and environ.get("AWS_SECRET_ACCESS_KEY"):
        return Credentials(
            environ["AWS_ACCESS_KEY_ID"],
            environ["AWS_SECRET_ACCESS_KEY"],
            environ.get("AWS_SESSION_TOKEN"),
        )
    return Credentials()


def _profile(name: str, parsed: Props, environ: Mapping[str, str]) -> Credentials:
    default = environ.get("AWS_SHARED_CREDENTIALS_FILE") or "~/.aws/credentials"
    files = ConfigParser(interpolation=None)
    files.read([Path(p).expanduser() for p in parsed.get("sharedCredentialsFiles") or [default]])
    if not files.has_section(name):
        raise ProviderError(f"failed to get shared config profile, {name}")
    keys = files[name]
    if "aws_access_key_id" not in keys or "aws_secret_access_key" not in keys:
        raise ProviderError(
            f'the profile "{name}" has no access key of its own; the sandbox\'s AWS provider takes '
            "only profiles that have one (no roles, no single sign-on)",
        )
    return Credentials(
        keys["aws_access_key_id"],
        keys["aws_secret_access_key"],
        keys.get("aws_session_token"),
    )
