"""`aws:cloudfront/distribution:Distribution`: a CDN, with the certificate that viewers see."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, ClassVar, Final

from botocore.exceptions import ClientError

from acm_sandbox.provider import tags
from acm_sandbox.provider.errors import doing, error_code, unfinished, unless_gone, waiting
from acm_sandbox.provider.polling import (
    PROPAGATION_TIMEOUT,
    Look,
    retry_while,
    wait_for_state,
)
from acm_sandbox.provider.resource import Call, Problem, ResourceType
from acm_sandbox.provider.services import cloudfront, cloudfront_config, cloudfront_origins
from acm_sandbox.provider.values import UNKNOWN, Props

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST_COMMENT: Final = 128
_OF_THE_PROVIDER: Final = frozenset({"retainOnDelete", "tags", "tagsAll", "waitForDeployment"})
"""What is no part of the configuration that CloudFront has."""
_HTTP_VERSIONS: Final = ("http1.1", "http2", "http3", "http2and3")


class Distribution(ResourceType):
    """A distribution."""

    token = "aws:cloudfront/distribution:Distribution"  # noqa: S105 - a type token, no secret
    sets: ClassVar = cloudfront_config.SETS
    not_supported: ClassVar = {
        "anycastIpListId": "static addresses (anycastIpListId)",
        "cacheTagConfig": "cache tags (cacheTagConfig)",
        "connectionFunctionAssociation": "connection functions (connectionFunctionAssociation)",
        "continuousDeploymentPolicyId": "continuous deployment (continuousDeploymentPolicyId)",
        "loggingConfig": "logs in S3 (loggingConfig)",
        "staging": "continuous deployment (staging)",
        "viewerMtlsConfig": "certificates of the viewers (viewerMtlsConfig)",
    }

    def check(self, inputs: Props) -> Iterable[Problem]:
        """Check the comment and the version of HTTP."""
        comment, version = inputs.get("comment"), inputs.get("httpVersion")
        if isinstance(comment, str) and len(comment) > _LONGEST_COMMENT:
            reason = f"to be in the range (0 - {_LONGEST_COMMENT}), got {comment}"
            yield Problem("comment", f"expected length of comment {reason}")
        if version not in (None, UNKNOWN) and version not in _HTTP_VERSIONS:
            known = " ".join(f'"{one}"' for one in _HTTP_VERSIONS)
            yield Problem(
                "httpVersion", f"expected http_version to be one of [{known}], got {version}"
            )

    def canonical(self, name: str, value: Any, props: Props) -> Any:
        """Compare origins without what means nothing, protocols of the default certificate."""
        del props
        if name == "origins":
            return [cloudfront_origins.canonical(one) for one in value]
        if name == "viewerCertificate" and not value.get("acmCertificateArn"):
            return {k: v for k, v in value.items() if k != "sslSupportMethod"}
        return value

    def create(self, call: Call, inputs: Props) -> str:
        """Create it; unless told otherwise, wait until all of CloudFront has it."""
        request = {
            "DistributionConfig": cloudfront_config.to_aws(inputs, secrets.token_hex(16)),
            "Tags": {"Items": tags.to_list(inputs.get("tagsAll") or {})},
        }
        client = cloudfront.client(call)
        with doing("creating CloudFront Distribution"):
            made = retry_while(
                lambda: client.create_distribution_with_tags(DistributionConfigWithTags=request),
                # A certificate that was made this moment may not be seen at once.
                "InvalidViewerCertificate",
                timeout=_propagation(call),
                stop=call.stop,
            )
        identifier = str(made["Distribution"]["Id"])
        if inputs.get("waitForDeployment"):
            with unfinished(identifier):
                self._wait(call, identifier, "create")
        return identifier

    def read(self, call: Call, resource_id: str, state: Props) -> Props | None:
        """Read it and its tags."""
        answer = cloudfront.get(call, resource_id)
        if answer is None:
            return None
        found = answer["Distribution"]
        read = cloudfront_config.from_aws(found["DistributionConfig"])
        arn = found["ARN"]
        return read | {
            "arn": arn,
            "domainName": found["DomainName"],
            "etag": answer["ETag"],
            "hostedZoneId": cloudfront.HOSTED_ZONE,
            "inProgressValidationBatches": found.get("InProgressInvalidationBatches", 0),
            "lastModifiedTime": f"{found['LastModifiedTime']:%Y-%m-%d %H:%M:%S.%f} +0000 UTC",
            "retainOnDelete": bool(state.get("retainOnDelete")),
            "status": found["Status"],
            "tagsAll": cloudfront.tags_of(call, arn),
            "trustedKeyGroups": [
                {
                    "enabled": bool((found.get("ActiveTrustedKeyGroups") or {}).get("Enabled")),
                    "items": [],
                },
            ],
            "trustedSigners": [
                {
                    "enabled": bool((found.get("ActiveTrustedSigners") or {}).get("Enabled")),
                    "items": [],
                },
            ],
        }

    def update(self, call: Call, resource_id: str, olds: Props, news: Props) -> None:
        """Change it in place; viewers see the old certificate until the new one is deployed."""
        reference = olds["callerReference"]
        config = cloudfront_config.to_aws(news, reference)
        if any(
            olds.get(name) != news.get(name) for name in news if name not in _OF_THE_PROVIDER
        ) and config != cloudfront_config.to_aws(olds, reference):
            with doing(f"updating CloudFront Distribution ({resource_id})"):
                self._put(call, resource_id, config, olds.get("etag", ""))
            if news.get("waitForDeployment"):
                self._wait(call, resource_id, "update")
        cloudfront.update_tags(call, olds["arn"], olds, news)

    def delete(self, call: Call, resource_id: str, state: Props) -> None:
        """Disable it, wait until all of CloudFront knows, and delete it."""
        answer = cloudfront.get(call, resource_id)
        if answer is None:
            return
        config = answer["Distribution"]["DistributionConfig"]
        with doing(f"disabling CloudFront Distribution ({resource_id})"):
            if config["Enabled"]:
                # What is deployed, and not the program's idea of it, is what is switched off.
                cloudfront.client(call).update_distribution(
                    Id=resource_id,
                    IfMatch=answer["ETag"],
                    DistributionConfig={**config, "Enabled": False},
                )
        self._wait(call, resource_id, "delete")
        if state.get("retainOnDelete"):
            return
        with doing(f"deleting CloudFront Distribution ({resource_id})"):
            retry_while(
                lambda: self._delete(call, resource_id),
                "DistributionNotDisabled",
                "PreconditionFailed",
                "InvalidIfMatchVersion",
                timeout=_propagation(call),
                stop=call.stop,
            )

    def _put(self, call: Call, identifier: str, config: dict[str, Any], etag: str) -> None:
        client = cloudfront.client(call)

        def put(tag: str) -> Any:
            return client.update_distribution(
                Id=identifier,
                IfMatch=tag,
                DistributionConfig=config,
            )

        try:
            retry_while(
                lambda: put(etag),
                "InvalidViewerCertificate",
                "IllegalUpdate",
                timeout=_propagation(call),
                stop=call.stop,
            )
        except ClientError as error:
            if error_code(error) not in {"PreconditionFailed", "InvalidIfMatchVersion"}:
                raise
            # Another has changed it since; the program's configuration holds.
            put(client.get_distribution(Id=identifier)["ETag"])

    def _delete(self, call: Call, identifier: str) -> None:
        answer = cloudfront.get(call, identifier)
        if answer is not None:
            unless_gone(
                lambda: cloudfront.client(call).delete_distribution(
                    Id=identifier,
                    IfMatch=answer["ETag"],
                ),
                "NoSuchDistribution",
            )

    def _wait(self, call: Call, identifier: str, operation: str) -> None:
        def look() -> Look[None]:
            found = cloudfront.get(call, identifier)
            # One that has gone has nothing left to deploy.
            return Look(None, found["Distribution"]["Status"] if found else "Deployed")

        with waiting(f"waiting until CloudFront Distribution ({identifier}) is deployed"):
            wait_for_state(
                look,
                pending=("InProgress",),
                target="Deployed",
                timeout=call.timeout(self, operation),
                stop=call.stop,
            )


def _propagation(call: Call) -> float:
    return min(PROPAGATION_TIMEOUT, call.custom_timeout or PROPAGATION_TIMEOUT)
