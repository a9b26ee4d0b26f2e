"""Elastic Load Balancing, the first: Classic Load Balancers."""
