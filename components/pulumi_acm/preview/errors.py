"""What is raised where the input is not what the engine writes."""


class PreviewError(Exception):
    """The input cannot be read as a preview or an event log; the message says where and why."""
