"""Amazon CloudFront: distributions, and the certificates that they serve."""
