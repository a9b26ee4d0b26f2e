"""ApiDomain: a custom domain name of API Gateway, with its mappings and its DNS."""

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias, cast

import pulumi
import pulumi_aws as aws
from pulumi import Input, Output
from typing_extensions import NotRequired, TypedDict

from pulumi_acm.exceptions import ArgumentError, subject
from pulumi_acm.problems import Problem
from pulumi_acm.zone_lookup import zones_of

from .api_domain_spec import ApiDomainSpec
from .attachable import Attachable
from .partial import Parsed, parse_partly
from .proving import Proof, proof_of
from .source import CertificateInput

Target: TypeAlias = tuple[Output[str], Output[str], Output[str]]
SECURITY_POLICY: Final = "TLS_1_2"
"""The newest policy that every kind of endpoint has.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-custom-domain-tls-version.html
"""


class ApiMapping(TypedDict):
    """Which stage of which API answers under a path of the domain."""

    api_id: Input[str]
    """Id of the API: that of an `aws.apigatewayv2.Api` or an `aws.apigateway.RestApi`."""
    stage: Input[str]
    """Name of the stage, such as `$default` or `v1`."""
    path: NotRequired[str]
    """The path, without slashes at its ends. Default: the domain's root."""


class ApiDomainArgs(TypedDict):
    """Which name serves which APIs, by which certificate."""

    domain: str
    """The host name, such as `api.example.com`; a wildcard needs a certificate issued by ACM.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
    """
    certificate: CertificateInput
    """A Certificate (in Python), or an ARN with its names.

    In the API's region; for an edge endpoint in us-east-1, of which a Certificate with
    `cloudfront` has one.
    """
    api: NotRequired[str]
    """The kind of the APIs: `http`, `websocket` or `rest`. Default: `http`."""
    endpoint: NotRequired[str]
    """`regional`, or for REST APIs `edge` (served by CloudFront). Default: `regional`."""
    mappings: NotRequired[Sequence[ApiMapping]]
    """What answers under the domain. Default: nothing yet."""
    zones: NotRequired[Mapping[str, Input[str]]]
    """Hosted zone ids by domain, as a Certificate takes them. Default: found in the account."""
    alias: NotRequired[bool]
    """Whether an alias record leads the name to API Gateway.

    Default: true if a public hosted zone here holds the name.
    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/routing-to-api-gateway.html
    """
    truststore_uri: NotRequired[Input[str]]
    """S3 URI of the certificates that clients' ones are checked against. Default: none are.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
    """
    truststore_version: NotRequired[Input[str]]
    """The S3 object's version. Default: the newest."""
    ownership_certificate_arn: NotRequired[Input[str]]
    """ARN of a certificate issued by ACM for the same domain.

    Needed where client certificates are checked and the certificate itself is imported, or
    issued by a private authority.
    """
    region: NotRequired[str]
    """The API's region. Default: that of the AWS provider."""
    tags: NotRequired[Mapping[str, Input[str]]]
    """Tags of the domain name. Default: only those of the AWS provider."""


class ApiDomain(pulumi.ComponentResource):
    """A custom domain name of API Gateway: certificate, mappings and alias record.

    While planning it is proved that the certificate is in the region that the endpoint demands,
    that API Gateway takes its key and that it covers the name. A certificate that is replaced is
    switched in place.
    """

    domain_name: Output[str]
    """The domain name, as API Gateway has it."""
    target_domain_name: Output[str]
    """What a DNS record of the name has to lead to."""
    target_zone_id: Output[str]
    """The hosted zone of that, for an alias record."""

    def __init__(
        self, name: str, args: ApiDomainArgs, opts: pulumi.ResourceOptions | None = None
    ) -> None:
        """Create the domain name.

        Raises:
            ArgumentError: arguments are wrong; the message lists all of them.
        """
        parsed = parse_partly(ApiDomainSpec, args)
        spec = parsed.spec
        super().__init__("acm:index:ApiDomain", name, {}, opts)
        proof = proof_of(subject(self), self, spec.region, parsed)
        service = spec.service if parsed.are_well_formed("endpoint") else None
        given = {"certificate": spec.certificate} if parsed.are_well_formed("certificate") else {}
        hosts = {"domain": spec.domain} if parsed.are_well_formed("domain") else {}
        found = proof.certificates(service, given, hosts)
        proof.problems += [*spec.problems(parsed.malformed), *_ownership_problems(parsed, found)]
        zone = self._zone(parsed, proof)
        proof.refuse_if_wrong()

        self._spec, self._region = spec, proof.region
        arn = found[0].arn(spec.service.region or proof.region)
        target = self._rest(arn) if spec.api == "rest" else self._http(arn)
        self.domain_name, self.target_domain_name, self.target_zone_id = target
        if zone is not None:
            self._alias(zone)
        self.register_outputs(
            {
                "domainName": self.domain_name,
                "targetDomainName": self.target_domain_name,
                "targetZoneId": self.target_zone_id,
            }
        )

    def _http(self, certificate: Output[str]) -> Target:
        """Create the domain name and the mappings of HTTP and WebSocket APIs."""
        spec, children = self._spec, pulumi.ResourceOptions(parent=self)
        truststore = None
        if spec.truststore_uri is not None:
            truststore = aws.apigatewayv2.DomainNameMutualTlsAuthenticationArgs(
                truststore_uri=spec.truststore_uri, truststore_version=spec.truststore_version
            )
        domain = aws.apigatewayv2.DomainName(
            self.pulumi_resource_name,
            domain_name=spec.domain,
            domain_name_configuration=aws.apigatewayv2.DomainNameDomainNameConfigurationArgs(
                certificate_arn=certificate,
                endpoint_type="REGIONAL",
                security_policy=SECURITY_POLICY,
                ownership_verification_certificate_arn=spec.ownership_certificate_arn,
            ),
            mutual_tls_authentication=truststore,
            region=self._region,
            tags=spec.tags,
            opts=children,
        )
        for each in spec.mappings:
            aws.apigatewayv2.ApiMapping(
                self._mapping_name(each.path),
                api_id=each.api_id,
                domain_name=domain.id,
                stage=each.stage,
                api_mapping_key=each.path or None,
                region=self._region,
                # A path can be mapped once: that of a replaced API goes before the new one comes.
                opts=pulumi.ResourceOptions(parent=self, delete_before_replace=True),
            )
        # Taken one by one: of the whole, one unknown member would make all unknown in a preview.
        configuration = domain.domain_name_configuration
        return (
            domain.domain_name,
            cast("Output[str]", configuration.target_domain_name),
            cast("Output[str]", configuration.hosted_zone_id),
        )

    def _rest(self, certificate: Output[str]) -> Target:
        """Create the domain name and the mappings of REST APIs."""
        spec, children = self._spec, pulumi.ResourceOptions(parent=self)
        edge = spec.endpoint == "edge"
        truststore = None
        if spec.truststore_uri is not None:
            truststore = aws.apigateway.DomainNameMutualTlsAuthenticationArgs(
                truststore_uri=spec.truststore_uri, truststore_version=spec.truststore_version
            )
        domain = aws.apigateway.DomainName(
            self.pulumi_resource_name,
            domain_name=spec.domain,
            certificate_arn=certificate if edge else None,
            regional_certificate_arn=None if edge else certificate,
            endpoint_configuration=aws.apigateway.DomainNameEndpointConfigurationArgs(
                types=spec.endpoint.upper()
            ),
            security_policy=SECURITY_POLICY,
            mutual_tls_authentication=truststore,
            ownership_verification_certificate_arn=spec.ownership_certificate_arn,
            region=self._region,
            tags=spec.tags,
            opts=children,
        )
        for each in spec.mappings:
            aws.apigateway.BasePathMapping(
                self._mapping_name(each.path),
                rest_api=each.api_id,
                stage_name=each.stage,
                domain_name=domain.domain_name,
                base_path=each.path or None,
                region=self._region,
                opts=children,
            )
        if edge:
            return domain.domain_name, domain.cloudfront_domain_name, domain.cloudfront_zone_id
        return domain.domain_name, domain.regional_domain_name, domain.regional_zone_id

    def _mapping_name(self, path: str) -> str:
        """Name a mapping after its path, which is what makes it one of its kind."""
        return f"{self.pulumi_resource_name}/{path}"

    def _zone(self, parsed: Parsed[ApiDomainSpec], proof: Proof) -> Input[str] | None:
        """Return the hosted zone that gets the alias record, if there is to be one."""
        spec, name = parsed.spec, parsed.spec.domain
        if spec.alias is False or not parsed.are_well_formed("domain", "zones", "alias"):
            return None
        try:
            zone = zones_of(self, [name], spec.zones).get(name)
        except ArgumentError as error:
            proof.problems += error.problems
            return None
        if zone is None and spec.alias:
            message = "no public hosted zone here holds the domain; write the record elsewhere"
            proof.problems.append(Problem("alias", message, name))
        elif zone is None:
            pulumi.log.info(
                f"no hosted zone here holds {name}: no alias record is written. If this program "
                "creates the zone, give it in `zones`.",
                self,
            )
        return zone

    def _alias(self, zone: Input[str]) -> None:
        """Lead the name to API Gateway."""
        aws.route53.Record(
            self.pulumi_resource_name,
            zone_id=zone,
            name=self._spec.domain,
            type="A",
            aliases=[
                aws.route53.RecordAliasArgs(
                    name=self.target_domain_name,
                    zone_id=self.target_zone_id,
                    evaluate_target_health=False,
                )
            ],
            opts=pulumi.ResourceOptions(parent=self),
        )


def _ownership_problems(
    parsed: Parsed[ApiDomainSpec], found: Sequence[Attachable]
) -> list[Problem]:
    spec = parsed.spec
    foreign = any(each.known.imported or each.known.private for each in found)
    if spec.truststore_uri is None or not foreign or spec.ownership_certificate_arn is not None:
        return []
    if not parsed.are_well_formed("ownership_certificate_arn"):
        return []
    kind = "an imported" if any(each.known.imported for each in found) else "a private"
    message = (
        f"needed to check client certificates with {kind} certificate: the ARN of one issued "
        "by ACM for the same domain"
    )
    return [Problem("ownership_certificate_arn", message)]
