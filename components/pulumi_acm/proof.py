"""The proof, while planning, that a service will take a certificate: all that speaks against it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from . import ways_out
from .names import WILDCARD, InvalidNameError, covers, normalise_host
from .problems import Problem
from .services import Service
from .ways_out import Given

ISSUED: Final = "ISSUED"


@dataclass(frozen=True)
class Known:
    """What is known of a certificate while planning; None is what is not."""

    label: str | None
    """How messages name it: `site`, or its ARN; None if that is not known either."""
    domains: tuple[str, ...] | None = None
    """Its names, in normal form."""
    key_algorithm: str | None = None
    """Its key algorithm, in ACM's names."""
    regions: tuple[str, ...] | None = None
    """The regions that it is in."""
    imported: bool | None = None
    """Whether it was imported, not issued by ACM."""
    private: bool | None = None
    """Whether ACM had it issued by a private authority (AWS Private CA)."""
    status: str | None = ISSUED
    """Its status; a certificate of this program is issued before anything can be attached."""
    given: Given = Given.REQUESTED
    """How it came into the program: what can be changed about it."""

    @property
    def called(self) -> str:
        """How sentences name it."""
        return self.label or "given by its ARN"


def problems_with(
    service: Service | None, certificate: Known, *, region: str | None, at: str = "certificate"
) -> list[Problem]:
    """Return all that speaks against a service's having the certificate, whatever it serves.

    `region` is the service's own, `at` the argument in which the certificate was given. With a
    service that is not known, because the argument that says it is malformed, it is what speaks
    against any.
    """
    if service is None:
        message = _not_issued(certificate)
        return [Problem(at, message, certificate.label)] if message else []
    if service.refusal:
        return [Problem(at, f"{service.name} {service.refusal} ({service.source})")]
    return [
        Problem(at, message, certificate.label)
        for message in (
            _wrong_region(service, certificate, region),
            _wrong_key(service, certificate),
            _not_issued(certificate),
        )
        if message
    ]


def problems_with_hosts(
    service: Service | None, certificates: Sequence[Known], hosts: Mapping[str, str]
) -> list[Problem]:
    """Return all that speaks against serving host names, given by argument, with certificates."""
    return [
        Problem(at, message, host)
        for at, host in hosts.items()
        for message in _host(service, certificates, host)
    ]


def unproved(service: Service, certificate: Known, hosts: Iterable[str]) -> list[str]:
    """Return what could not be proved, because it is not known of the certificate."""
    names = list(hosts)
    return [
        what
        for what, known in (
            ("its region", certificate.regions is not None),
            (f"that {service.name} takes its key", certificate.key_algorithm is not None),
            (f"that it covers {', '.join(names)}", certificate.domains is not None or not names),
            ("that it is issued", certificate.status is not None),
            (
                "that it is issued by ACM and not imported, as a wildcard host name demands",
                certificate.imported is not None
                or service.wildcard_imported
                or not any(name.startswith(WILDCARD) for name in names),
            ),
        )
        if not known
    ]


def _wrong_region(service: Service, certificate: Known, own: str | None) -> str | None:
    wanted = service.region or own
    if certificate.regions is None or wanted is None or wanted in certificate.regions:
        return None
    where = ", ".join(certificate.regions)
    way_out = ways_out.for_region(certificate.given, wanted, cloudfront=service.region is not None)
    if service.region:
        return (
            f"{service.name} takes certificates of {wanted} only, this one is in {where}; {way_out}"
        )
    return f"the {service.name} is in {wanted}, this certificate in {where}; {way_out}"


def _wrong_key(service: Service, certificate: Known) -> str | None:
    if certificate.key_algorithm is None or certificate.key_algorithm in service.keys:
        return None
    way_out = ways_out.for_key(certificate.given, service.keys, imported=bool(certificate.imported))
    return (
        f"{service.name} takes no {certificate.key_algorithm} keys, only "
        f"{', '.join(service.keys)} ({service.source}); {way_out}"
    )


def _not_issued(certificate: Known) -> str | None:
    if certificate.status in (None, ISSUED):
        return None
    return (
        f"it is {certificate.status}, and only an issued certificate can be attached: "
        f"{ways_out.for_status(certificate.status)}"
    )


def _host(service: Service | None, certificates: Sequence[Known], host: str) -> Iterator[str]:
    try:
        name = normalise_host(host)
    except InvalidNameError as error:
        yield str(error)
        return
    if service is not None and name.startswith(WILDCARD):
        if not service.host_wildcard:
            yield f"{service.name} takes no wildcard as a host name; give the names themselves"
        if not service.wildcard_imported and any(each.imported for each in certificates):
            yield f"{service.name} takes a wildcard host name only with a certificate issued by ACM"
    # A certificate of which the names are not known may cover anything.
    if all(
        each.domains is not None and not any(covers(domain, name) for domain in each.domains)
        for each in certificates
    ):
        yield _uncovered(certificates, name)


def _uncovered(certificates: Sequence[Known], name: str) -> str:
    names = [domain for each in certificates for domain in each.domains or ()]
    listed = ", ".join(names)
    whose = f"the certificate {certificates[0].called}"
    if len(certificates) > 1:
        whose = f"the certificates {', '.join(each.called for each in certificates)}"
    deeper = [each for each in names if each.startswith(WILDCARD) and name.endswith(each[1:])]
    why = f"{deeper[0]} stands for exactly one label: " if deeper else ""
    way_out = ways_out.for_name([each.given for each in certificates], name)
    return f"no name of {whose} covers it ({listed}); {why}{way_out}"
