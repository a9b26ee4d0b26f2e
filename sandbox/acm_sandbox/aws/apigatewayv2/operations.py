"""What the local API Gateway has for HTTP and WebSocket APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = frozenset({"MaxResults", "NextToken"})

# Not here: CredentialsArn (there is no IAM).
_API = frozenset(
    {
        "ApiKeySelectionExpression",
        "CorsConfiguration",
        "Description",
        "DisableSchemaValidation",
        "DisableExecuteApiEndpoint",
        "IpAddressType",
        "Name",
        "RouteSelectionExpression",
        "Version",
    }
)
# Not here: certificates given by name only.
_DOMAIN_NAME = frozenset(
    {
        "DomainName",
        "DomainNameConfigurations.ApiGatewayDomainName",
        "DomainNameConfigurations.CertificateArn",
        "DomainNameConfigurations.CertificateName",
        "DomainNameConfigurations.CertificateUploadDate",
        "DomainNameConfigurations.DomainNameStatus",
        "DomainNameConfigurations.DomainNameStatusMessage",
        "DomainNameConfigurations.EndpointType",
        "DomainNameConfigurations.HostedZoneId",
        "DomainNameConfigurations.IpAddressType",
        "DomainNameConfigurations.OwnershipVerificationCertificateArn",
        "DomainNameConfigurations.SecurityPolicy",
        "MutualTlsAuthentication",
        "RoutingMode",
    }
)
# Not here: VPC links, credentials, and the mappings of requests and responses.
_INTEGRATION = frozenset(
    {
        "ApiId",
        "Description",
        "IntegrationMethod",
        "IntegrationType",
        "IntegrationUri",
        "PassthroughBehavior",
        "PayloadFormatVersion",
        "TimeoutInMillis",
    }
)
# Not here: authorizers, models.
_ROUTE = frozenset({"ApiId", "ApiKeyRequired", "OperationName", "RouteKey", "Target"})
# Not here: access logs, client certificates, deployments made by hand.
_STAGE = frozenset(
    {
        "ApiId",
        "AutoDeploy",
        "DefaultRouteSettings",
        "Description",
        "RouteSettings",
        "StageName",
        "StageVariables",
    }
)

OPERATIONS: Mapping[str, frozenset[str]] = {
    "CreateApi": _API | {"ProtocolType", "RouteKey", "Tags", "Target"},
    "CreateApiMapping": frozenset({"ApiId", "ApiMappingKey", "DomainName", "Stage"}),
    "CreateDomainName": _DOMAIN_NAME | {"Tags"},
    "CreateIntegration": _INTEGRATION,
    "CreateRoute": _ROUTE,
    "CreateStage": _STAGE | {"Tags"},
    "DeleteApi": frozenset({"ApiId"}),
    "DeleteApiMapping": frozenset({"ApiMappingId", "DomainName"}),
    "DeleteDomainName": frozenset({"DomainName"}),
    "DeleteIntegration": frozenset({"ApiId", "IntegrationId"}),
    "DeleteRoute": frozenset({"ApiId", "RouteId"}),
    "DeleteStage": frozenset({"ApiId", "StageName"}),
    "GetApi": frozenset({"ApiId"}),
    "GetApiMapping": frozenset({"ApiMappingId", "DomainName"}),
    "GetApiMappings": _PAGE | {"DomainName"},
    "GetApis": _PAGE,
    "GetDomainName": frozenset({"DomainName"}),
    "GetDomainNames": _PAGE,
    "GetIntegration": frozenset({"ApiId", "IntegrationId"}),
    "GetIntegrations": _PAGE | {"ApiId"},
    "GetRoute": frozenset({"ApiId", "RouteId"}),
    "GetRoutes": _PAGE | {"ApiId"},
    "GetStage": frozenset({"ApiId", "StageName"}),
    "GetStages": _PAGE | {"ApiId"},
    "GetTags": frozenset({"ResourceArn"}),
    "TagResource": frozenset({"ResourceArn", "Tags"}),
    "UntagResource": frozenset({"ResourceArn", "TagKeys"}),
    "UpdateApi": _API | {"ApiId"},
    "UpdateApiMapping": frozenset(
        {"ApiId", "ApiMappingId", "ApiMappingKey", "DomainName", "Stage"}
    ),
    "UpdateDomainName": _DOMAIN_NAME,
    "UpdateStage": _STAGE,
}
