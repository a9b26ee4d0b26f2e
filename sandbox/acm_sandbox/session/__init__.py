"""One run of the sandbox: its state, its tools, its environment, its AWS."""

from .session import AwsPlugin, Session, SessionOptions

__all__ = ["AwsPlugin", "Session", "SessionOptions"]
