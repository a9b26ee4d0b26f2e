"""Organizations: which accounts there are, as far as an audit over all of them asks."""
