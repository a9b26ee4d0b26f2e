"""`pulumi-resource-aws` for the sandbox: the AWS resource types we use, through boto3.

It behaves toward the Pulumi engine as pulumi-aws 7 does (inputs, defaults, replacements, ids,
errors) and speaks only to an endpoint on this machine. How a type looks is data
(`schema_facts.json`); what it does with AWS is one small module in `resources/`.
"""
