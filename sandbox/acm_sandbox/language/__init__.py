"""pulumi-language-python, for an engine that came without one."""
