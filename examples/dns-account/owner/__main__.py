"""The owner of the DNS: writes what workload stacks ask for, for the names that it grants them."""

import pulumi
import pulumi_acm as acm

grants = pulumi.Config().require_object("grants")

for stack, domains in grants.items():
    workload = pulumi.StackReference(stack)
    records = acm.ValidationRecords(
        stack,
        {"domains": domains, "records": workload.get_output("external_records")},
    )
    pulumi.export(stack, records.records)
