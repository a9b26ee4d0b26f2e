"""Changes at what serves certificates."""

from typing import Final

from .programs import BALANCER, MORE, WWW, distribution, listener, program, site, target, web
from .scenario import Scenario

_CDN: Final = program(
    site(*WWW, regions=["eu-west-1"], cloudfront=True),
    distribution('acm.viewer_certificate(site, aliases=["www.example.com"])'),
)
_PLAIN_CDN: Final = program(
    site(*WWW, regions=["eu-west-1"], cloudfront=True),
    distribution('{"cloudfront_default_certificate": True}', aliases=()),
)
_TWO: Final = [
    site("a.example.com", variable="a"),
    site("b.example.com", variable="b"),
]
ATTACHMENTS: Final = [
    Scenario(
        "cloudfront-moved",
        "One more name on the certificate of a distribution.",
        target("cloudfront", *WWW),
        target("cloudfront", *MORE),
    ),
    Scenario(
        "cloudfront-detached",
        "The distribution goes back to CloudFront's certificate.",
        _CDN,
        _PLAIN_CDN,
    ),
    Scenario(
        "listener-default-swapped",
        "The listener takes the other certificate by default.",
        program(BALANCER, *_TWO, listener("a")),
        program(BALANCER, *_TWO, listener("b")),
    ),
    Scenario(
        "sni-added",
        "A further certificate on the listener.",
        program(BALANCER, *_TWO, listener("a")),
        program(BALANCER, *_TWO, listener("a", more="b")),
    ),
    Scenario(
        "sni-removed",
        "And away again.",
        program(BALANCER, *_TWO, listener("a", more="b")),
        program(BALANCER, *_TWO, listener("a")),
    ),
    Scenario(
        "sni-swapped",
        "The default certificate and the further one change places.",
        program(BALANCER, *_TWO, listener("a", more="b")),
        program(BALANCER, *_TWO, listener("b", more="a")),
    ),
    Scenario(
        "sni-name-added",
        "One more name on a further certificate.",
        target("sni", *WWW),
        target("sni", *MORE),
    ),
    Scenario(
        "network-load-balancer",
        "The same on a TLS listener.",
        target("network load balancer", *WWW),
        target("network load balancer", *MORE),
    ),
    Scenario(
        "classic-load-balancer",
        "Its listener is deleted and created.",
        target("classic load balancer", *WWW),
        target("classic load balancer", *MORE),
    ),
    Scenario(
        "api-domain-http",
        "API Gateway, HTTP.",
        target("api gateway http", *WWW),
        target("api gateway http", *MORE),
    ),
    Scenario(
        "api-domain-edge",
        "API Gateway, edge-optimized.",
        target("api gateway edge", *WWW),
        target("api gateway edge", *MORE),
    ),
    Scenario(
        "api-domain-regional",
        "API Gateway, regional.",
        target("api gateway regional", *WWW),
        target("api gateway regional", *MORE),
    ),
    Scenario(
        "beanstalk", "Elastic Beanstalk.", target("beanstalk", *WWW), target("beanstalk", *MORE)
    ),
    Scenario(
        "listener-removed",
        "The certificate stays, the listener goes.",
        web(*WWW),
        program(BALANCER, site(*WWW)),
    ),
]
