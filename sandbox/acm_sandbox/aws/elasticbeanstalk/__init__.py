"""AWS Elastic Beanstalk: applications, environments, and their load balancers' certificates."""
