"""What `pulumi up` runs at the repository's root: see Pulumi.yaml."""

from pulumi_acm.stack.program import run

run()
