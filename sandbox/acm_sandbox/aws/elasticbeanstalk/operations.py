"""What the local Elastic Beanstalk has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

OPERATIONS: Mapping[str, frozenset[str]] = {
    # Not here: ResourceLifecycleConfig (there are no application versions).
    "CreateApplication": frozenset({"ApplicationName", "Description", "Tags"}),
    # Not here: application versions, configuration templates, groups, operations roles. An
    # environment runs AWS's sample application.
    "CreateEnvironment": frozenset(
        {
            "ApplicationName",
            "EnvironmentName",
            "Description",
            "CNAMEPrefix",
            "Tier",
            "Tags",
            "SolutionStackName",
            "PlatformArn",
            "OptionSettings",
        }
    ),
    "DeleteApplication": frozenset({"ApplicationName", "TerminateEnvByForce"}),
    "DescribeApplications": frozenset({"ApplicationNames"}),
    "DescribeConfigurationSettings": frozenset({"ApplicationName", "EnvironmentName"}),
    "DescribeEnvironmentResources": frozenset({"EnvironmentId", "EnvironmentName"}),
    "DescribeEnvironments": frozenset(
        {
            "ApplicationName",
            "EnvironmentIds",
            "EnvironmentNames",
            "IncludeDeleted",
            "IncludedDeletedBackTo",
            "MaxRecords",
            "NextToken",
        }
    ),
    "DescribeEvents": frozenset(
        {
            "ApplicationName",
            "EnvironmentId",
            "EnvironmentName",
            "Severity",
            "StartTime",
            "EndTime",
            "MaxRecords",
            "NextToken",
        }
    ),
    "ListAvailableSolutionStacks": frozenset(),
    "ListTagsForResource": frozenset({"ResourceArn"}),
    "TerminateEnvironment": frozenset(
        {"EnvironmentId", "EnvironmentName", "TerminateResources", "ForceTerminate"}
    ),
    "UpdateApplication": frozenset({"ApplicationName", "Description"}),
    "UpdateEnvironment": frozenset(
        {
            "ApplicationName",
            "EnvironmentId",
            "EnvironmentName",
            "Description",
            "SolutionStackName",
            "PlatformArn",
            "OptionSettings",
            "OptionsToRemove",
        }
    ),
    "UpdateTagsForResource": frozenset({"ResourceArn", "TagsToAdd", "TagsToRemove"}),
}
