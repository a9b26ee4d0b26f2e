"""Certificate: one request a region, one validation record a name, and no ARN before its time."""

from collections.abc import Mapping, Sequence
from typing import Any, Optional

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output

from .certificate_args import CertificateArgs
from .certificate_spec import CertificateSpec, parse, partition_problem
from .exceptions import (
    ArgumentError,
    NotIssuedError,
    ValidationRecordError,
    subject,
)
from .external import tell_external
from .limits import CLOUDFRONT_REGION
from .mirror import region_of
from .proof import ISSUED, Known
from .regions import unknown
from .validation import (
    RECORD_TTL,
    RECORD_TYPE,
    ValidationRecord,
    differences,
    fqdns,
    record_of,
    wanted_records,
)
from .zone_lookup import zones_of


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
    domains: Output[list[str]]
    """The names in normal form, the primary one first."""

    def __init__(
        self, name: str, args: CertificateArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Request, validate and wait for a certificate.

        Args:
            name: The logical name of the component; its children are named after it.
            args: What to request.
            opts: Pulumi's resource options; `provider` chooses the account.

        Raises:
            ArgumentError: arguments are wrong; the message lists all of them.
            PlanningError: the AWS provider cannot answer what has to be known while planning.
        """
        spec, problems = parse(args)
        if spec is None:
            raise ArgumentError(f'acm.Certificate "{name}"', problems)
        super().__init__("acm:index:Certificate", name, {}, opts)
        self._spec = spec
        self._statuses: dict[str, Output[str]] = {}
        zones = zones_of(self, spec.validation_names, spec.zones)
        self._warn_of_unknown(spec.regions)
        regions = spec.regions_or(lambda: region_of(self))
        if problem := partition_problem(regions):
            raise ArgumentError(subject(self), [problem])
        external = [each for each in spec.validation_names if each not in zones]
        wait = spec.wait if spec.wait is not None else not external

        certificates = {region: self._request(region) for region in regions}
        wanted = {
            region: certificate.domain_validation_options.apply(wanted_records)
            for region, certificate in certificates.items()
        }
        home = regions[0]
        records = {each: self._record(each, zone, wanted[home]) for each, zone in zones.items()}
        checked = {region: self._checked(wanted[region], records) for region in regions}
        issued: dict[str, Output[Any]] = {
            region: self._validation(
                region, certificate, checked[region], list(records.values())
            ).certificate_arn
            if wait
            else self._if_issued(region, certificate)
            for region, certificate in certificates.items()
        }

        self._issued = issued
        self.home_region = home
        self.arns = Output.all(**issued).apply(_without_empty)
        self.unvalidated_arns = Output.all(**{r: each.arn for r, each in certificates.items()})
        self.validation_records = checked[home].apply(lambda found: list(found.values()))
        self.external_records = wanted[home].apply(
            lambda found: [record_of(found, each) for each in external]
        )
        self.domains = Output.from_input(spec.domains)
        if external:
            tell_external(self, external, wanted[home], self._statuses)
        self.register_outputs(
            {
                "arn": self.if_issued["arn"],
                "cloudfrontArn": self.if_issued["cloudfront_arn"],
                "arns": self.arns,
                "unvalidatedArns": self.unvalidated_arns,
                "validationRecords": self.validation_records,
                "externalRecords": self.external_records,
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
        if not self._statuses:
            return self._issued[region]  # waited for: there is no other

        def check(found: list[Any]) -> str:
            arn, records = found
            if arn is None:
                lines = [f"{each['name']} {each['type']} {each['value']}" for each in records]
                raise NotIssuedError(subject(self), region, lines)
            return str(arn)

        return Output.all(self._issued[region], self.external_records).apply(check)

    def _warn_of_unknown(self, regions: Sequence[str]) -> None:
        for region, meant in unknown(regions).items():
            guess = f'; did you mean "{meant}"?' if meant else ""
            pulumi.log.warn(f"{region} is not a region that botocore knows{guess}", self)

    def _request(self, region: str) -> aws.acm.Certificate:
        spec = self._spec
        return aws.acm.Certificate(
            f"{self.pulumi_resource_name}/{region}",
            region=region,
            domain_name=spec.primary,
            # With the primary name, which ACM adds anyway: a list that is empty or vanishes from a
            # program is no difference to the provider.
            subject_alternative_names=spec.domains,
            validation_method="DNS",
            key_algorithm=spec.key_algorithm,
            options=_options(spec),
            tags=spec.tags,
            # AWS fixes it when the certificate is requested, the provider would try to update it.
            opts=pulumi.ResourceOptions(parent=self, replace_on_changes=["options.export"]),
        )

    def _record(
        self, domain: str, zone: Input[str], wanted: Output[dict[str, ValidationRecord]]
    ) -> aws.route53.Record:
        return aws.route53.Record(
            f"{self.pulumi_resource_name}/{domain}",
            zone_id=zone,
            name=wanted.apply(lambda found: record_of(found, domain)["name"]),
            type=RECORD_TYPE,
            ttl=RECORD_TTL,
            records=[wanted.apply(lambda found: record_of(found, domain)["value"])],
            # Another stack's certificate of this name has written the same record already.
            allow_overwrite=True,
            opts=pulumi.ResourceOptions(
                parent=self,
                # It is a function of the account and the name, but a preview that replaces the
                # certificate cannot know it and would show the record as replaced.
                ignore_changes=["name", "records"],
                retain_on_delete=self._spec.keep_validation_records,
            ),
        )

    def _checked(
        self,
        wanted: Output[dict[str, ValidationRecord]],
        records: Mapping[str, aws.route53.Record],
    ) -> Output[dict[str, ValidationRecord]]:
        """Return what one region's certificate asks for, having seen that just this is in place.

        `ignore_changes` keeps whatever was written first: a record that was changed by hand, or
        written for another account, would have ACM wait in vain.
        """

        def check(found: dict[str, Any]) -> dict[str, ValidationRecord]:
            in_place = {
                domain: (found["names"][domain], found["values"][domain][0])
                for domain in records
                # One that `pulumi up --target` leaves out is not there.
                if found["names"][domain] and record_of(found["wanted"], domain)["name"]
            }
            if different := differences(found["wanted"], in_place):
                raise ValidationRecordError(subject(self), different)
            return dict(found["wanted"])

        return Output.all(
            wanted=wanted,
            names=Output.all(**{domain: record.name for domain, record in records.items()}),
            values=Output.all(**{domain: record.records for domain, record in records.items()}),
        ).apply(check)

    def _validation(
        self,
        region: str,
        certificate: aws.acm.Certificate,
        checked: Output[dict[str, ValidationRecord]],
        records: Sequence[aws.route53.Record],
    ) -> aws.acm.CertificateValidation:
        arn = certificate.arn
        if not pulumi.runtime.is_dry_run():
            # Not in a preview: a record on its way back is unknown there, which would show the
            # validation as replaced although nothing happens to it.
            arn = Output.all(arn, checked).apply(lambda both: str(both[0]))
        return aws.acm.CertificateValidation(
            f"{self.pulumi_resource_name}/{region}",
            region=region,
            certificate_arn=arn,
            validation_record_fqdns=certificate.domain_validation_options.apply(fqdns),
            opts=pulumi.ResourceOptions(
                parent=self,
                depends_on=records,
                custom_timeouts=pulumi.CustomTimeouts(create=self._spec.timeout),
            ),
        )

    def _if_issued(self, region: str, certificate: aws.acm.Certificate) -> Output[str | None]:
        """Return the ARN if ACM has issued the certificate by now.

        The state has the status of the moment when it was requested; this is read in every
        preview and update.
        """
        now = aws.acm.Certificate.get(
            f"{self.pulumi_resource_name}/{region}/now",
            certificate.arn,
            region=region,
            opts=pulumi.ResourceOptions(parent=self),
        )
        self._statuses[region] = now.status
        return Output.all(certificate.arn, now.status).apply(
            lambda found: str(found[0]) if found[1] == ISSUED else None
        )


def _options(spec: CertificateSpec) -> aws.acm.CertificateOptionsArgs | None:
    if spec.export is None:
        return None
    return aws.acm.CertificateOptionsArgs(export="ENABLED" if spec.export else "DISABLED")


def _without_empty(found: Mapping[str, Any]) -> dict[str, str]:
    return {key: value for key, value in found.items() if value}
