"""What the local API Gateway has for REST APIs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PAGE = frozenset({"limit", "position"})
_METHOD = frozenset({"restApiId", "resourceId", "httpMethod"})

OPERATIONS: Mapping[str, frozenset[str]] = {
    "CreateBasePathMapping": frozenset({"domainName", "basePath", "restApiId", "stage"}),
    # Not here: caches, canaries, X-Ray.
    "CreateDeployment": frozenset(
        {"restApiId", "stageName", "stageDescription", "description", "variables"}
    ),
    # Not here: what private domain names have, and uploaded certificates.
    "CreateDomainName": frozenset(
        {
            "domainName",
            "certificateArn",
            "certificateName",
            "regionalCertificateArn",
            "regionalCertificateName",
            "endpointConfiguration.types",
            "endpointConfiguration.ipAddressType",
            "endpointAccessMode",
            "tags",
            "securityPolicy",
            "mutualTlsAuthentication",
            "ownershipVerificationCertificateArn",
            "routingMode",
        }
    ),
    "CreateResource": frozenset({"restApiId", "parentId", "pathPart"}),
    # Not here: policies, clones.
    "CreateRestApi": frozenset(
        {
            "name",
            "description",
            "version",
            "binaryMediaTypes",
            "minimumCompressionSize",
            "apiKeySource",
            "endpointConfiguration.types",
            "endpointConfiguration.ipAddressType",
            "tags",
            "disableExecuteApiEndpoint",
        }
    ),
    "CreateStage": frozenset(
        {"restApiId", "stageName", "deploymentId", "description", "variables", "tags"}
    ),
    "DeleteBasePathMapping": frozenset({"domainName", "basePath"}),
    "DeleteDeployment": frozenset({"restApiId", "deploymentId"}),
    "DeleteDomainName": frozenset({"domainName"}),
    "DeleteIntegration": _METHOD,
    "DeleteMethod": _METHOD,
    "DeleteResource": frozenset({"restApiId", "resourceId"}),
    "DeleteRestApi": frozenset({"restApiId"}),
    "DeleteStage": frozenset({"restApiId", "stageName"}),
    "GetBasePathMapping": frozenset({"domainName", "basePath"}),
    "GetBasePathMappings": _PAGE | {"domainName"},
    # Not here: what `embed` asks for, though its name is: see stages.py.
    "GetDeployment": frozenset({"restApiId", "deploymentId", "embed"}),
    "GetDeployments": _PAGE | {"restApiId"},
    "GetDomainName": frozenset({"domainName"}),
    "GetDomainNames": _PAGE,
    "GetIntegration": _METHOD,
    "GetMethod": _METHOD,
    "GetResource": frozenset({"restApiId", "resourceId", "embed"}),
    "GetResources": _PAGE | {"restApiId", "embed"},
    "GetRestApi": frozenset({"restApiId"}),
    "GetRestApis": _PAGE,
    "GetStage": frozenset({"restApiId", "stageName"}),
    "GetStages": frozenset({"restApiId", "deploymentId"}),
    "GetTags": _PAGE | {"resourceArn"},
    # Not here: VPC links.
    "PutIntegration": _METHOD
    | {
        "type",
        "integrationHttpMethod",
        "uri",
        "credentials",
        "requestParameters",
        "requestTemplates",
        "passthroughBehavior",
        "contentHandling",
        "timeoutInMillis",
    },
    # Not here: authorizers, models, validators.
    "PutMethod": _METHOD
    | {"authorizationType", "apiKeyRequired", "operationName", "requestParameters"},
    "TagResource": frozenset({"resourceArn", "tags"}),
    "UntagResource": frozenset({"resourceArn", "tagKeys"}),
    "UpdateBasePathMapping": frozenset({"domainName", "basePath", "patchOperations"}),
    "UpdateDeployment": frozenset({"restApiId", "deploymentId", "patchOperations"}),
    "UpdateDomainName": frozenset({"domainName", "patchOperations"}),
    "UpdateRestApi": frozenset({"restApiId", "patchOperations"}),
    "UpdateStage": frozenset({"restApiId", "stageName", "patchOperations"}),
}
