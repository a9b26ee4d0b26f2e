"""Certificate: one request a region, one validation record a name, and no ARN before its time."""

from collections.abc import Mapping, Sequence
from typing import Any, Optional

import pulumi
from pulumi import Output

from .approvals import Approval, approvals
from .certificate_args import CertificateArgs
from .certificate_spec import NO_RECORDS, parse, partition_problem
from .exceptions import ArgumentError, NotIssuedError, subject
from .external import tell_external
from .former_names import former_names
from .issuing import looked_for, waited_for, why_not
from .limits import CLOUDFRONT_REGION
from .mirror import region_of
from .names_quota import too_many
from .problems import Problem
from .proof import Known
from .quotas import names_quotas
from .records import checked, written
from .regions import doubts
from .requesting import requested
from .telling import tell_dead, tell_mail
from .validation import ValidationRecord, record_of, wanted_records
from .zone_lookup import provider_problems, zones_of


class Certificate(pulumi.ComponentResource):
    """A public TLS certificate of AWS Certificate Manager, in one or several regions.

    It is requested in each region, validated by one Route 53 record for each name, and its ARN
    is handed out only once it is issued, so that nothing can be attached to a certificate that
    AWS would refuse. Bad arguments are refused while planning, all at once.
    """

    arn: Output[Optional[str]]  # noqa: UP045  # the schema's analyzer knows Optional only
    """ARN of the issued certificate in the home region, the first of `regions`.

    As long as it is not issued, which can only be if `up` does not wait (`wait`), a Python program
    that takes it stops with an error, so that nothing is switched to it and nothing old is
    deleted; in other languages it is empty. ACM is asked in every preview and update then.
    """
    arns: Output[dict[str, str]]
    """ARN of the issued certificate by region; a region without an issued one is absent."""
    cloudfront_arn: Output[Optional[str]]  # noqa: UP045
    """ARN of the issued certificate in us-east-1, the one that CloudFront takes, as `arn` is.

    Empty if there is none in us-east-1.
    """
    unvalidated_arns: Output[dict[str, str]]
    """ARN by region, whether issued or not: for looking at them, not for attaching them."""
    validation_records: Output[list[ValidationRecord]]
    """The DNS records by which ACM validates and renews, one for each distinct name."""
    external_records: Output[list[ValidationRecord]]
    """The validation records that have to be written elsewhere, as no zone here holds them."""
    approvals: Output[list[Approval]]
    """The mails that have to be approved, one for each name; empty unless validated by email."""
    approvals_needed: Output[int]
    """How many approvals a request takes: one for each name in each region."""
    domains: Output[list[str]]
    """The names in normal form, the primary one first."""

    def __init__(
        self,
        name: str,
        args: CertificateArgs,
        opts: pulumi.ResourceOptions | None = None,
        *,
        dns_provider: pulumi.ProviderResource | None = None,
    ) -> None:
        """Request, validate and wait for a certificate.

        Args:
            name: The logical name of the component; its children are named after it.
            args: What to request.
            opts: Pulumi's resource options; `provider` chooses the account.
            dns_provider: The AWS provider of the account that has the hosted zones, if that is
                another one: zones are looked for and records are written by its rights.

        Raises:
            ArgumentError: arguments are wrong; the message lists all of them.
            PlanningError: the AWS provider cannot answer what has to be known while planning.
        """
        spec, problems = parse(args)
        problems += provider_problems(dns_provider)
        if spec is not None and spec.by_mail and dns_provider is not None:
            problems.append(Problem("dns_provider", NO_RECORDS))
        if spec is None or problems:
            raise ArgumentError(f'acm.Certificate "{name}"', problems)
        super().__init__("acm:index:Certificate", name, {}, opts)
        self.former_names = former_names(self, opts)
        self._spec = spec
        for doubt in doubts(spec.regions):
            pulumi.log.warn(doubt, self)
        regions = spec.regions_or(lambda: region_of(self))
        self._refuse_together(regions)
        validated = [] if spec.by_mail else list(spec.validation_names)
        zones = zones_of(self, validated, spec.zones, dns_provider)
        external = [each for each in validated if each not in zones]
        wait = spec.wait if spec.wait is not None else not (external or spec.by_mail)

        certificates = {region: requested(self, spec, region) for region in regions}
        wanted = {
            region: certificate.domain_validation_options.apply(wanted_records)
            for region, certificate in certificates.items()
        }
        home = regions[0]
        records = {
            each: written(
                self,
                each,
                zone,
                wanted[home],
                keep=spec.keeps_records,
                provider=dns_provider,
            )
            for each, zone in zones.items()
        }
        right = {region: checked(self, wanted[region], records) for region in regions}
        issued: dict[str, Output[Any]] = {}
        seen: dict[str, Output[Any]] = {}
        for region, certificate in certificates.items():
            if wait:
                issued[region], seen[region] = waited_for(
                    self,
                    spec,
                    region,
                    certificate,
                    right[region],
                    list(records.values()),
                    asks=bool(external),
                )
            else:
                issued[region], seen[region] = looked_for(self, region, certificate)

        self._issued = issued
        self._certificates = certificates
        self._seen = seen
        self._mails = approvals(spec.domains, spec.validation_domains) if spec.by_mail else []
        self.external_names, self.waits = tuple(external), wait
        self.home_region = home
        self.arns = Output.all(**issued).apply(_without_empty)
        self.unvalidated_arns = Output.all(**{r: each.arn for r, each in certificates.items()})
        self.validation_records = right[home].apply(lambda found: list(found.values()))
        self.external_records = wanted[home].apply(
            lambda found: [record_of(found, each) for each in external]
        )
        self.approvals = Output.from_input(self._mails)
        self.approvals_needed = Output.from_input(len(self._mails) * len(regions))
        self.domains = Output.from_input(spec.domains)
        if external:
            tell_external(
                self,
                external,
                wanted[home],
                seen,
                waits=wait,
                other_account=dns_provider is not None,
            )
        if spec.by_mail:
            tell_mail(self, self._mails, seen, waits=wait)
        tell_dead(self, certificates, seen)
        self.register_outputs(
            {
                "arn": self.if_issued["arn"],
                "cloudfrontArn": self.if_issued["cloudfront_arn"],
                "arns": self.arns,
                "unvalidatedArns": self.unvalidated_arns,
                "validationRecords": self.validation_records,
                "externalRecords": self.external_records,
                "approvals": self.approvals,
                "approvalsNeeded": self.approvals_needed,
                "domains": self.domains,
            }
        )

    @property
    def known(self) -> Known:
        """What an attachment can prove of it while planning."""
        return Known(
            label=self.pulumi_resource_name,
            domains=tuple(self._spec.domains),
            key_algorithm=self._spec.key_algorithm,
            regions=tuple(self._issued),
            imported=False,
        )

    @property
    def if_issued(self) -> dict[str, Output[Any]]:
        """`arn` and `cloudfront_arn`, empty as long as they are not issued.

        The state and other languages get these: an exception cannot reach them.
        """
        return {
            "arn": self._issued[self.home_region],
            "cloudfront_arn": Output.from_input(self._issued.get(CLOUDFRONT_REGION)),
        }

    def __getattr__(self, name: str) -> Output[Any]:
        """Return `arn` or `cloudfront_arn`, which stop a program that takes them too early.

        They come to be when they are taken: an Output that fails stops the program, even if nobody
        looks at it.
        """
        if name == "arn":
            return self.issued_arn(self.home_region)
        if name == "cloudfront_arn":
            if CLOUDFRONT_REGION in self._issued:
                return self.issued_arn(CLOUDFRONT_REGION)
            return Output.from_input(None)
        raise AttributeError(f"Certificate has no attribute {name!r}")

    def issued_arn(self, region: str) -> Output[str]:
        """Return the ARN for an attachment in a region: never that of an unissued certificate."""
        if self.waits:
            return self._issued[region]  # there is no other
        certificate = self._certificates[region]

        def check(found: dict[str, Any]) -> str:
            if found["issued"] is None:
                why = why_not(found["seen"], region, found, found["records"], self._mails)
                raise NotIssuedError(subject(self), region, why)
            return str(found["issued"])

        return Output.all(
            issued=self._issued[region],
            seen=self._seen[region],
            arn=certificate.arn,
            urn=certificate.urn,
            records=self.external_records,
        ).apply(check)

    def _refuse_together(self, regions: Sequence[str]) -> None:
        """Refuse what can only be judged with all regions known."""
        domains = self._spec.domains
        problems = []
        if problem := partition_problem(regions):
            problems.append(problem)
        if self._spec.names_quota is None:
            problems += too_many(domains, names_quotas(self, regions, len(domains)))
        if problems:
            raise ArgumentError(subject(self), problems)


def _without_empty(found: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in found.items() if value}
