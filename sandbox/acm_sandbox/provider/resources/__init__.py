"""One module for each resource type, found by its name: see `acm_sandbox.provider.registry`."""
