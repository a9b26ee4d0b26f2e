"""Where services have certificates: one module a service, each reads what it lists."""
