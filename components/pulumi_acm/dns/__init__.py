"""Validation records outside of Route 53's reach: read from a stack, written down, looked up."""
