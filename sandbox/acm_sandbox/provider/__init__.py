"""pulumi-resource-aws: the resource types we use, spoken through boto3."""
