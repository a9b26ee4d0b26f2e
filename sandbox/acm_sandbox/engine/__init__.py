"""The Pulumi engine: found on PATH, or built once from its pinned Go module."""
