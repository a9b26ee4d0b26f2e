"""An Elastic Beanstalk environment that listens for HTTPS on its own load balancer."""

import pulumi
import pulumi_acm as acm
import pulumi_aws as aws

certificate = acm.Certificate("shop", {"domains": ["shop.example.com"]})

application = aws.elasticbeanstalk.Application("shop")
environment = aws.elasticbeanstalk.Environment(
    "shop",
    application=application.name,
    solution_stack_name="64bit Amazon Linux 2023 v4.6.0 running Python 3.13",
    settings=[
        {
            "namespace": "aws:elasticbeanstalk:environment",
            "name": "LoadBalancerType",
            "value": "application",
        },
        *acm.beanstalk_settings(certificate, hosts=["shop.example.com"]),
    ],
)

pulumi.export("environment", environment.name)
