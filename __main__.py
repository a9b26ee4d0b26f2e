"""What a Pulumi program in another language starts to construct our components."""

from pulumi_acm.plugin import main

main()
