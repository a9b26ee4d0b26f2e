"""The environment of a command in the sandbox: the user's, made safe, and what the sandbox adds."""

import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path

from acm_sandbox.aws.environment import isolate, variables
from acm_sandbox.engine.build import LANGUAGE_HOST_VARIABLE

# Of Pulumi's settings, those that name a real backend, real plugins or another passphrase.
PULUMI_DROPPED = (
    "PULUMI_ACCESS_TOKEN",
    "PULUMI_API",
    "PULUMI_CONFIG_PASSPHRASE_FILE",
    "PULUMI_CREDENTIALS_PATH",
    "PULUMI_DEBUG_LANGUAGES",
    "PULUMI_DEBUG_PROVIDERS",
    "PULUMI_IGNORE_AMBIENT_PLUGINS",
)
# What a shell must unset that the sandbox did not start (`acm-sandbox up`), because it would
# overrule the sandbox's endpoint or credentials.
SHELL_UNSETS = (
    "AWS_PROFILE",
    "AWS_DEFAULT_PROFILE",
    "AWS_SESSION_TOKEN",
    "AWS_SECURITY_TOKEN",
    "AWS_CREDENTIAL_EXPIRATION",
    "AWS_ROLE_ARN",
    "AWS_ROLE_SESSION_NAME",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN",
    "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE",
    "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS",
    "AWS_USE_FIPS_ENDPOINT",
    "AWS_USE_DUALSTACK_ENDPOINT",
    "AWS_ENDPOINT_URL_ACM",
    "AWS_ENDPOINT_URL_CLOUDFRONT",
    "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING",
    "AWS_ENDPOINT_URL_ELASTIC_LOAD_BALANCING_V2",
    "AWS_ENDPOINT_URL_ROUTE_53",
    "AWS_ENDPOINT_URL_STS",
    *PULUMI_DROPPED,
)
PROXY_EXCEPTIONS = ("NO_PROXY", "no_proxy")
# Stacks of one sandbox are readable in the next: there is nothing to protect.
PASSPHRASE = "acm-sandbox"  # noqa: S105 - a constant of the sandbox, not a secret
# Where the sandbox is, for commands in it; not AWS_ENDPOINT_URL, which may name other things.
ENDPOINT_VARIABLE = "ACM_SANDBOX_ENDPOINT"


def command_environment(
    inherited: Mapping[str, str], settings: Mapping[str, str], endpoint: str
) -> dict[str, str]:
    """Return the environment of a command: what it inherits, made safe, and ``settings``."""
    kept = {name: value for name, value in inherited.items() if name not in PULUMI_DROPPED}
    return {**isolate(kept, endpoint), **settings}


def sandbox_settings(
    *, endpoint: str, stacks: Path, pulumi_home: Path, language_host: Path, path: str
) -> dict[str, str]:
    """Return the variables that the sandbox sets.

    A region is never among them: the stack's configuration gives it, as on a real account.
    """
    settings = {
        **variables(endpoint),
        ENDPOINT_VARIABLE: endpoint,
        LANGUAGE_HOST_VARIABLE: str(language_host),
        # Without the backend's sidecar files: it writes these in place, and an engine that is
        # killed meanwhile leaves an empty one, which fails every later read of the state.
        "PULUMI_BACKEND_URL": f"file://{stacks}?metadata=skip",
        "PULUMI_HOME": str(pulumi_home),
        "PULUMI_CONFIG_PASSPHRASE": PASSPHRASE,
        # Offline and quiet: no look for a newer version, no downloads, no links to services.
        "PULUMI_SKIP_UPDATE_CHECK": "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION": "true",
        "PULUMI_DISABLE_REGISTRY_RESOLVE": "true",
        "PULUMI_DIY_BACKEND_NO_LEGACY_WARNING": "true",
        "PULUMI_SUPPRESS_COPILOT_LINK": "true",
        "PATH": path,
    }
    if sys.prefix != sys.base_prefix:
        # Another environment may be active: programs run in the one that has the sandbox.
        settings["VIRTUAL_ENV"] = sys.prefix
    return settings


def search_path(bin_directory: Path, rest: str) -> str:
    """Return PATH: the sandbox's tools, then the Python that it runs in, then the rest."""
    return os.pathsep.join([str(bin_directory), str(Path(sys.executable).parent), rest])


def shell_lines(settings: Mapping[str, str], bin_directory: Path) -> str:
    """Return what a shell must evaluate to be in the sandbox."""
    lines = [f"unset {' '.join(name for name in SHELL_UNSETS if name not in settings)}"]
    for name, value in settings.items():
        if name == "PATH":
            ours = search_path(bin_directory, "").rstrip(os.pathsep)
            lines.append(f'export PATH={shlex.quote(ours)}:"$PATH"')
        else:
            lines.append(f"export {name}={shlex.quote(value)}")
    lines += [
        f'export {name}="${{{name}:+${name},}}127.0.0.1,localhost"' for name in PROXY_EXCEPTIONS
    ]
    return "\n".join(lines) + "\n"
