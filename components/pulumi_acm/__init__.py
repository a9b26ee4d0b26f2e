"""TLS certificates on AWS from code: request, validate, replicate, attach, keep renewable."""
