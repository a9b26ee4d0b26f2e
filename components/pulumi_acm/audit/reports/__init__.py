"""How an audit is shown: one module a format, and what they share."""
