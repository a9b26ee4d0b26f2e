"""What goes wrong around the sandbox itself, as opposed to inside the AWS that it plays."""


class SandboxError(Exception):
    """The sandbox cannot do what was asked; the message says why, and the way out."""


class EngineError(SandboxError):
    """There is no Pulumi engine, and none could be built."""


class StateError(SandboxError):
    """A state directory cannot be used: by its content, or because another run has it."""
