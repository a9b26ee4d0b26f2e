"""What a change will do to certificates, read from what the Pulumi engine says of it."""
