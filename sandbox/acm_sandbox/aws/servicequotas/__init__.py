"""Service Quotas: what ACM and the load balancers allow, and how to ask for more."""
