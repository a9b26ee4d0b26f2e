"""An AWS that needs no account, and the Pulumi engine to run against it."""
