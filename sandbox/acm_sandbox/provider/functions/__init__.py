"""The provider's invokes, one module for each AWS module: see `acm_sandbox.provider.registry`."""
