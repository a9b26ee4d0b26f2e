"""The arguments of an ImportedCertificate, as every Pulumi language gets them."""

from collections.abc import Mapping, Sequence

from pulumi import Input
from typing_extensions import NotRequired, TypedDict


class ImportedCertificateArgs(TypedDict):
    """What an ImportedCertificate is made of: a certificate, its key and its chain, in PEM."""

    certificate: NotRequired[Input[str]]
    """The certificate in PEM; this or `certificate_file`. Others in it are taken as its chain.

    https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-format.html
    """
    certificate_file: NotRequired[str]
    """Path of a file with the certificate: certbot's `cert.pem` or `fullchain.pem`."""
    private_key: NotRequired[Input[str]]
    """The certificate's private key in PEM, unencrypted; this or `private_key_file`.

    It is a secret everywhere, even if it is given in plain: keep it in the stack's configuration
    with `pulumi config set --secret`.
    https://docs.aws.amazon.com/acm/latest/userguide/import-certificate-prerequisites.html
    """
    private_key_file: NotRequired[str]
    """Path of a file with the private key: certbot's `privkey.pem`."""
    chain: NotRequired[Input[str]]
    """The certificates of the authorities in PEM; this or `chain_file`. Default: none.

    In any order, and without the certificate itself; the root may be left out.
    """
    chain_file: NotRequired[str]
    """Path of a file with the chain: certbot's `chain.pem`. Default: none."""
    regions: NotRequired[Sequence[str]]
    """The AWS regions that need the certificate, such as `eu-west-1`; the first is its home.

    Default: the region of the AWS provider. Each region gets a certificate of its own.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
    """
    cloudfront: NotRequired[bool]
    """Whether CloudFront will serve the certificate: adds `us-east-1` to the regions.

    Default: false.
    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
    """
    tags: NotRequired[Mapping[str, Input[str]]]
    """Tags of the certificates, up to 50. Default: only those of the AWS provider.

    https://docs.aws.amazon.com/acm/latest/userguide/tags.html
    """
    key_algorithm: NotRequired[str]
    """The key's algorithm in ACM's words, such as `RSA_2048` or `EC_prime256v1`.

    Default: read from the certificate. Needed where that is an Output of another resource: ACM
    cannot change the kind of key of a certificate, so it is a part of the logical name. What is
    given is compared with the certificate.
    https://docs.aws.amazon.com/acm/latest/userguide/import-reimport.html
    """
    domains: NotRequired[Sequence[str]]
    """Names that the certificate has to cover; an error says which it does not.

    Needed to prove attachments while planning where the certificate is an Output of another
    resource. Default: nothing is demanded of its names.
    """
    expiry_warning_days: NotRequired[int]
    """How many days before it expires each preview and update begins to warn. Default: 30.

    ACM does not renew imported certificates.
    https://docs.aws.amazon.com/acm/latest/userguide/import-certificate.html
    """
