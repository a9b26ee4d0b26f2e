"""What `pulumi up` runs at the repository's root."""

from pulumi_acm.stack.program import run

run()
