"""EC2, as far as load balancers need it: networks, by moto."""
