"""The program behind the repository's Pulumi.yaml: certificates from a stack's configuration."""
