"""Service Quotas in one account and region: the operations, in place of moto's backend."""

from __future__ import annotations

import secrets
import string
from typing import TYPE_CHECKING, Any

from moto.core.base_backend import BaseBackend
from moto.servicequotas.models import servicequotas_backends

from acm_sandbox.aws import pages
from acm_sandbox.aws.clock import clock
from acm_sandbox.aws.errors import AwsError

from . import applied, facts
from .requests import ChangeRequest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from acm_sandbox.aws.services import Backends

_LETTERS = string.ascii_letters + string.digits


class ServiceQuotasBackend(BaseBackend):
    """The quotas of one account in one region, and what was asked for."""

    def __init__(self, region_name: str, account_id: str) -> None:
        """Begin with nothing asked for."""
        super().__init__(region_name, account_id)
        self.requests: dict[str, ChangeRequest] = {}
        self.granted: dict[str, float] = {}

    # The operations.

    def get_service_quota(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a quota as it is."""
        return {"Quota": self._applied(_quota(parameters))}

    def get_aws_default_service_quota(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a quota as AWS has it for everybody."""
        return {"Quota": self._default(_quota(parameters))}

    def list_service_quotas(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the quotas of a service as they are."""
        quotas = _of_service(parameters)
        if "QuotaCode" in parameters:
            quotas = [_quota(parameters)]
        return _page("Quotas", map(self._applied, quotas), parameters)

    def list_aws_default_service_quotas(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """List the quotas of a service as AWS has them for everybody."""
        return _page("Quotas", map(self._default, _of_service(parameters)), parameters)

    def request_service_quota_increase(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Ask for more; AWS does not refuse what it will never grant (cloud-custodian#10331)."""
        quota, desired = _quota(parameters), parameters["DesiredValue"]
        if desired <= applied.value(self.account_id, self.region_name, quota.code):
            # The words of cloud-custodian/cloud-custodian#8939.
            raise AwsError(
                "IllegalArgumentException",
                "You must provide a quota value greater than the current quota value",
            )
        if any(each.code == quota.code and each.is_open for each in self.requests.values()):
            # The words of hashicorp/terraform-provider-aws#19657.
            raise AwsError(
                "ResourceAlreadyExistsException",
                "Only one open service quota increase request is allowed per quota.",
            )
        request = ChangeRequest(
            id="".join(secrets.choice(_LETTERS) for _ in range(40)),
            code=quota.code,
            desired=desired,
            requester=f'{{"accountId":"{self.account_id}"}}',
            arn=self._arn(quota),
        )
        self.requests[request.id] = request
        return {"RequestedQuota": request.shown()}

    def get_requested_service_quota_change(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """Show a request."""
        request = self.requests.get(parameters["RequestId"])
        if request is None:
            raise AwsError(
                "NoSuchResourceException",
                "The request failed because the specified quota request does not exist.",
            )
        return {"RequestedQuota": request.shown()}

    def list_requested_service_quota_change_history(
        self, parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        """List the requests of the last 90 days, the newest first."""
        if "ServiceCode" in parameters:
            _of_service(parameters)
        return self._history(self.requests.values(), parameters)

    def list_requested_service_quota_change_history_by_quota(
        self, parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        """List the requests for one quota."""
        quota = _quota(parameters)
        found = [each for each in self.requests.values() if each.code == quota.code]
        return self._history(found, parameters)

    # What the operations share.

    def _history(
        self, requests: Iterable[ChangeRequest], parameters: Mapping[str, Any]
    ) -> dict[str, Any]:
        since = clock.now() - facts.HISTORY
        found = [
            request.shown()
            for request in reversed(list(requests))
            if (request.is_open or request.updated >= since)
            and parameters.get("Status", request.status) == request.status
            and parameters.get("ServiceCode", request.quota.service) == request.quota.service
        ]
        return _page("RequestedQuotas", found, parameters)

    def _applied(self, quota: facts.Quota) -> dict[str, Any]:
        value = applied.value(self.account_id, self.region_name, quota.code)
        return self._shown(quota, value, self._arn(quota)) | {"QuotaAppliedAtLevel": "ACCOUNT"}

    def _default(self, quota: facts.Quota) -> dict[str, Any]:
        # A default belongs to no account (hashicorp/terraform-provider-aws#13075).
        arn = f"arn:aws:servicequotas:{self.region_name}::{quota.service}/{quota.code}"
        return self._shown(quota, quota.default, arn)

    def _arn(self, quota: facts.Quota) -> str:
        where = f"{self.region_name}:{self.account_id}"
        return f"arn:aws:servicequotas:{where}:{quota.service}/{quota.code}"

    def _shown(self, quota: facts.Quota, value: float, arn: str) -> dict[str, Any]:
        return {
            "ServiceCode": quota.service,
            "ServiceName": facts.SERVICE_NAMES[quota.service],
            "QuotaArn": arn,
            "QuotaCode": quota.code,
            "QuotaName": quota.name,
            "Value": value,
            "Unit": "None",
            "Adjustable": True,
            "GlobalQuota": False,
        }


# moto's, like those of the other services; declared for moto's own class.
BACKENDS: Backends = servicequotas_backends
BACKENDS.backend = ServiceQuotasBackend


def _of_service(parameters: Mapping[str, Any]) -> list[facts.Quota]:
    service = parameters["ServiceCode"]
    found = [quota for quota in facts.QUOTAS.values() if quota.service == service]
    if not found:
        # The words of aws/aws-cli#4569. Codes are case-sensitive.
        raise AwsError(
            "NoSuchResourceException",
            "The request failed because the specified service does not exist.",
        )
    return found


def _quota(parameters: Mapping[str, Any]) -> facts.Quota:
    for quota in _of_service(parameters):
        if quota.code == parameters["QuotaCode"]:
            return quota
    raise AwsError(
        "NoSuchResourceException", "The request failed because the specified quota does not exist."
    )


def _page(
    name: str, items: Iterable[dict[str, Any]], parameters: Mapping[str, Any]
) -> dict[str, Any]:
    found, following = pages.cut(
        items,
        parameters.get("NextToken"),
        parameters.get("MaxResults", facts.PAGE),
        code="InvalidPaginationTokenException",
    )
    return {name: found} | ({"NextToken": following} if following else {})
