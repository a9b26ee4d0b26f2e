"""The console script ``acm-sandbox``."""

from .app import main

__all__ = ["main"]
