"""ImportedCertificate: a certificate from elsewhere, proved before ACM is asked to take it."""

from datetime import datetime, timezone
from typing import Any, Optional

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output

from .certificate_spec import partition_problem
from .exceptions import ArgumentError, subject
from .former_names import former_names
from .imported_args import ImportedCertificateArgs
from .imported_spec import parse
from .limits import CLOUDFRONT_REGION
from .mirror import region_of
from .pem_set import Pem, Public, read_private, read_public
from .proof import Known
from .regions import doubts
from .ways_out import Given


class ImportedCertificate(pulumi.ComponentResource):
    """A certificate that was issued elsewhere, in one or several regions of ACM.

    Certificate, key and chain are proved while planning by the rules of ACM, all at once; a chain
    in the wrong order is put right. A renewed certificate is imported in place: ARN and whatever
    uses it stay. One with another kind of key is a new certificate, and the old one is deleted
    last. ACM never renews it: each preview and update warns when it is about to expire.
    """

    arn: Output[str]
    """ARN of the certificate in the home region, the first of `regions`."""
    arns: Output[dict[str, str]]
    """ARN of the certificate by region."""
    cloudfront_arn: Output[Optional[str]]  # noqa: UP045  # the schema's analyzer knows Optional only
    """ARN of the certificate in us-east-1, which CloudFront takes; empty if there is none."""
    domains: Output[list[str]]
    """The DNS names of the certificate, the common name first."""
    not_after: Output[str]
    """When it expires, in ISO 8601, such as `2027-01-31T23:59:59Z`."""
    key_algorithm: Output[str]
    """The key's algorithm in ACM's words, such as `RSA_2048`."""

    def __init__(
        self, name: str, args: ImportedCertificateArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Import a certificate.

        Args:
            name: The logical name of the component; its children are named after it.
            args: What to import.
            opts: Pulumi's resource options; `provider` chooses the account.

        Raises:
            ArgumentError: arguments are wrong; the message lists all of them, and shows no key.
            PlanningError: the AWS provider cannot tell its region.
        """
        given, problems = parse(args, _now())
        if given is None:
            raise ArgumentError(f'acm.ImportedCertificate "{name}"', problems)
        super().__init__("acm:index:ImportedCertificate", name, {}, opts)
        self.former_names = former_names(self, opts)
        self._given = given
        for doubt in doubts(given.spec.regions):
            pulumi.log.warn(doubt, self)
        regions = given.spec.regions_or(lambda: region_of(self))
        if problem := partition_problem(regions):
            raise ArgumentError(subject(self), [problem])

        public = self._public()
        key = self._key(public)
        self._arns = {
            region: self._import(region, given.key_algorithm, public, key).arn for region in regions
        }
        self.home_region = regions[0]
        self.arn = self._arns[self.home_region]
        self.arns = Output.all(**self._arns)
        self.cloudfront_arn = Output.from_input(self._arns.get(CLOUDFRONT_REGION))
        self.domains = public.apply(lambda read: list(read.domains))
        self.not_after = public.apply(lambda read: read.not_after)
        self.key_algorithm = Output.from_input(str(given.key_algorithm))
        self.register_outputs(
            {
                "arn": self.arn,
                "arns": self.arns,
                "cloudfrontArn": self.cloudfront_arn,
                "domains": self.domains,
                "notAfter": self.not_after,
                "keyAlgorithm": self.key_algorithm,
            }
        )

    @property
    def known(self) -> Known:
        """What an attachment can prove of it while planning."""
        public, declared = self._given.public, self._given.spec.domains
        return Known(
            label=self.pulumi_resource_name,
            domains=public.domains if public else tuple(declared) or None,
            key_algorithm=self._given.key_algorithm,
            regions=tuple(self._arns),
            imported=True,
            given=Given.IMPORTED,
        )

    def issued_arn(self, region: str) -> Output[str]:
        """Return the ARN for an attachment in a region."""
        return self._arns[region]

    def _public(self) -> Output[Public]:
        """Return the certificate with its chain, proved now or as soon as they are known."""
        given = self._given
        if given.public:
            self._tell(given.public)
            return Output.from_input(given.public)

        def read(found: list[Any]) -> Public:
            certificate = _pem("certificate", found[0])
            chain = None if found[1] is None else _pem("chain", found[1])
            public, problems = read_public(certificate, chain, _now())
            problems += given.spec.problems_with(public) if public else ()
            if public is None or problems:
                raise ArgumentError(subject(self), problems)
            self._tell(public)
            return public

        return Output.all(
            *(_later(given.sources[each]) for each in ("certificate", "chain"))
        ).apply(read)

    def _key(self, public: Output[Public]) -> Output[str]:
        """Return the private key, proved to be the certificate's, and secret in any case."""
        given = self._given
        if given.public and given.key:
            return Output.secret(given.key)

        def read(found: list[Any]) -> str:
            key, problems = read_private(_pem("private_key", found[1]), found[0])
            if problems:
                raise ArgumentError(subject(self), problems)
            return key

        private_key = Output.secret(_later(given.sources["private_key"]))
        return Output.all(public, private_key).apply(read)

    def _import(
        self, region: str, key_algorithm: str, public: Output[Public], key: Output[str]
    ) -> aws.acm.Certificate:
        return aws.acm.Certificate(
            # With the kind of key, which ACM cannot change: the new one is there before the old
            # one goes, and what uses it switches in between.
            f"{self.pulumi_resource_name}/{region}/{key_algorithm}",
            region=region,
            certificate_body=public.apply(lambda read: read.body),
            certificate_chain=public.apply(lambda read: read.chain_body),
            private_key=key,
            tags=self._given.spec.tags,
            opts=pulumi.ResourceOptions(parent=self),
        )

    def _tell(self, public: Public) -> None:
        """Say what was put right, and what there is to worry about."""
        for note in public.notes:
            pulumi.log.info(note, self)
        for warning in public.warnings:
            pulumi.log.warn(warning, self)
        days = self._given.spec.expiry_warning_days
        if expiring := public.expiry_warning(_now(), days):
            pulumi.log.warn(expiring, self)


def _pem(at: str, text: Any) -> Pem:
    """Return a text that was an Output; nothing is said of what it is instead of a text."""
    return Pem(at, text if isinstance(text, str) else "")


def _later(source: Any) -> Input[Any]:
    return source.text if isinstance(source, Pem) else source


def _now() -> datetime:
    return datetime.now(timezone.utc)
