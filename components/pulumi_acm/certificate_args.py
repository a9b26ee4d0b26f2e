"""The arguments of a Certificate, as every Pulumi language gets them."""

from collections.abc import Mapping, Sequence

from pulumi import Input
from typing_extensions import NotRequired, TypedDict


class CertificateArgs(TypedDict):
    """What a Certificate is made of."""

    domains: Sequence[str]
    """The names to secure, such as `example.com` or `*.example.com`; the first is the primary one.

    Case, trailing dots, duplicates and the order of all but the first do not matter, and names
    in Unicode are put into their `xn--` form. Up to 100, within the account's quota (10 unless
    raised). ACM cannot add names to a certificate: a changed list is a new certificate.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
    """
    regions: NotRequired[Sequence[str]]
    """The AWS regions that need the certificate, such as `eu-west-1`; the first is its home.

    Default: the region of the AWS provider. Each region gets a certificate of its own, all of
    them validated by the same DNS records.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-regions.html
    """
    cloudfront: NotRequired[bool]
    """Whether CloudFront will serve the certificate: adds `us-east-1` to the regions.

    Default: false.
    https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cnames-and-https-requirements.html
    """
    validation: NotRequired[str]
    """How ACM is shown who owns the names: `DNS` or `EMAIL`. Default: `DNS`.

    With `EMAIL`, somebody has to approve a mail for each name and each region, now and at every
    renewal. It is for names whose DNS nobody here can change.
    https://docs.aws.amazon.com/acm/latest/userguide/email-validation.html
    """
    validation_domains: NotRequired[Mapping[str, str]]
    """The domain whose mailboxes get the mail, by name: `{"app.example.com": "example.com"}`.

    It is the name itself or a domain above it. A change is a new certificate; so is leaving it
    out, even after a move from `EMAIL` to `DNS`.
    Default: the name, without a leading `*.` or `www.`.
    https://docs.aws.amazon.com/acm/latest/APIReference/API_DomainValidationOption.html
    """
    zones: NotRequired[Mapping[str, Input[str]]]
    """Hosted zone ids by domain, for the names in or below that domain: `{"example.com": "Z1"}`.

    Needed for zones that the same program creates, and where several public zones share a name.
    What is given goes before what could be found, even a longer zone.
    Default: found, the longest public hosted zone of the account that holds the name.
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/hosted-zones-working-with.html
    """
    key_algorithm: NotRequired[str]
    """The key's algorithm: `RSA_2048`, `EC_prime256v1` or `EC_secp384r1`. Default: `RSA_2048`.

    Not every service takes every key: CloudFront takes no `EC_secp384r1`.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-certificate-characteristics.html
    """
    export: NotRequired[bool]
    """Whether the certificate and its key may be exported, for a fee. Default: AWS's, false.

    Fixed when the certificate is requested: a change is a new certificate. To take it back, say
    false; leaving it out again is no change.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-exportable-certificates.html
    """
    tags: NotRequired[Mapping[str, Input[str]]]
    """Tags of the certificates, up to 50. Default: only those of the AWS provider.

    https://docs.aws.amazon.com/acm/latest/userguide/tags.html
    """
    names_quota: NotRequired[int]
    """How many names this account may have in one certificate, in every region of this one.

    Default: read from Service Quotas, and only for more than 10 names; 10 if it cannot be read.
    https://docs.aws.amazon.com/acm/latest/userguide/acm-limits.html
    """
    wait: NotRequired[bool]
    """Whether `up` waits until ACM has issued the certificates.

    Default: true if all validation records are in hosted zones of this account; false if any
    name has its DNS elsewhere or is validated by email, for nobody can wait for what somebody has
    still to do. To change the names of such a certificate while another stack uses it, say true:
    only then is the new one issued before the old one goes.
    https://docs.aws.amazon.com/acm/latest/userguide/dns-validation.html
    """
    timeout: NotRequired[str]
    """How long to wait for the certificates, such as `30m` or `1h30m`. Default: `75m`.

    ACM issues minutes after it sees the record, and gives up after 72 hours.
    https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-DNS-validation.html
    """
    keep_validation_records: NotRequired[bool]
    """Whether the validation records stay when this certificate is destroyed. Default: true.

    The record of a name is one for the whole account: every certificate of that name renews by
    it, in every region and every stack, and this stack cannot know of the others. With false,
    not even another certificate of the same stack is looked at.
    https://docs.aws.amazon.com/acm/latest/userguide/dns-renewal-validation.html
    """
    retain_old: NotRequired[bool]
    """Whether a certificate that is replaced stays in ACM, for a later clean-up. Default: false.

    Everything that this component would delete stays: also when it is destroyed, and when a
    region is taken out. It holds from the update after the one in which it is first said, because
    Pulumi deletes by what its state says.
    https://www.pulumi.com/docs/iac/concepts/resources/options/retainondelete/
    """
