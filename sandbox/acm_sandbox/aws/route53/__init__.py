"""Route 53: hosted zones and simple and alias records."""
