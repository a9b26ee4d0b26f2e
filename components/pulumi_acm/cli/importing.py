"""What `pulumi-acm import-code` reads and writes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Final

import typer

from pulumi_acm.adopt.adoption import APIS, BALANCED, Scene, adopt
from pulumi_acm.adopt.certificates import Dns
from pulumi_acm.adopt.import_file import import_file
from pulumi_acm.adopt.model import Adoption
from pulumi_acm.adopt.program import program
from pulumi_acm.adopt.reading import found, listeners
from pulumi_acm.adopt.reading_apis import api_domains
from pulumi_acm.audit.accounts import Who
from pulumi_acm.audit.inventory import Wanted, take
from pulumi_acm.audit.model import Attachment, Certificate, Inventory
from pulumi_acm.audit.prune_hands import Hands
from pulumi_acm.audit.reading import home_region
from pulumi_acm.audit.unread import mattering

from .console import notes
from .errors import INCOMPLETE, USAGE, CliError
from .pruning import hands_of, tell_gaps

if TYPE_CHECKING:
    from pulumi_acm.adopt.listeners import FoundListener

PROGRAM: Final = "adopted.py"
IMPORT_FILE: Final = "import.json"


@dataclass(frozen=True)
class Chosen:
    """Which certificates are taken over."""

    arns: tuple[str, ...]
    globs: tuple[str, ...]
    regions: tuple[str, ...]

    def has(self, certificate: Certificate) -> bool:
        """Tell whether a certificate is one of them."""
        if self.arns:
            return certificate.arn in self.arns
        return not self.globs or any(
            fnmatchcase(name, glob.lower()) for glob in self.globs for name in certificate.names
        )


def write_program(
    chosen: Chosen, profile: str | None, managed: Collection[str], out: Path, *, force: bool
) -> None:
    """Read what is chosen, and write the files.

    Raises:
        CliError: there is nothing to write, or it cannot be written.
    """
    who = Who(profiles=(profile,) if profile else ())
    inventory = take(Wanted(who=who, regions=chosen.regions, quotas=False))
    hands = hands_of(who)
    tell_gaps(inventory.gaps)
    if not hands.accesses:
        raise CliError("no account can be read")
    [account] = hands.accesses
    certificates = [each for each in inventory.certificates if chosen.has(each)]
    if not certificates:
        raise CliError(_nothing(chosen, inventory), USAGE)
    home = home_region(hands.accesses[account].session)
    scene = _scene(certificates, inventory, hands, account, managed)
    adoption = adopt(scene, home or scene.certificates[0].region)
    for left in adoption.left_out:
        notes().print(f"not taken over: {left.subject}: {left.why}", markup=False)
    _write(adoption, account, out, force=force)
    if mattering(inventory.gaps):
        raise typer.Exit(INCOMPLETE)


def _scene(
    certificates: Sequence[Certificate],
    inventory: Inventory,
    hands: Hands,
    account: str,
    managed: Collection[str],
) -> Scene:
    arns = {each.arn for each in certificates}
    attachments = [each for each in inventory.attachments if each.certificate_arn in arns]
    regions = sorted({each.region for each in certificates})
    balanced: tuple[list[FoundListener], list[FoundListener]] = ([], [])
    apis = []
    for region in sorted({each.region for each in attachments if each.region}):
        here = [each for each in attachments if each.region == region]
        if of_balancers := _of(here, BALANCED):
            some = listeners(of_balancers, hands.reader(account, region))
            balanced[0].extend(some[0])
            balanced[1].extend(some[1])
        if of_apis := _of(here, APIS):
            domains = dict.fromkeys(each.label for each in of_apis)
            apis += api_domains(domains, inventory.zones, hands.reader(account, region))
    return Scene(
        certificates=[
            each
            for region in regions
            for each in found(
                [one for one in certificates if one.region == region],
                hands.reader(account, region),
            )
        ],
        attachments=attachments,
        dns=Dns(inventory.zones, inventory.records, managed),
        listeners=balanced[0],
        other_listeners=balanced[1],
        api_domains=apis,
        managed=managed,
    )


def _of(attachments: Iterable[Attachment], services: Collection[str]) -> list[Attachment]:
    return [each for each in attachments if each.service in services]


def _nothing(chosen: Chosen, inventory: Inventory) -> str:
    where = f"{', '.join(inventory.accounts)} in {', '.join(inventory.regions)}"
    if chosen.arns or chosen.globs:
        return f"no certificate of {where} is {' or '.join(chosen.arns or chosen.globs)}"
    return f"there are no certificates in {where}"


def _write(adoption: Adoption, account: str, out: Path, *, force: bool) -> None:
    if not adoption.parts:
        raise CliError("nothing of it can be taken over: see above", USAGE)
    files = {
        PROGRAM: program(adoption, account, IMPORT_FILE),
        IMPORT_FILE: import_file(adoption.parts, metadata.version("pulumi-aws")),
    }
    for part in adoption.parts:
        files |= part.files
    there = [path for path in files if (out / path).exists()]
    if there and not force:
        raise CliError(f"{', '.join(there)} is there already: --force writes over it", USAGE)
    try:
        for path, text in files.items():
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise CliError(f"{out} cannot be written to: {error.strerror}") from error
    taken = sum(len(part.resources) for part in adoption.parts)
    notes().print(
        f"{len(adoption.parts)} component(s) take over {taken} resource(s): {', '.join(files)}. "
        f"In the project's program: `import {Path(PROGRAM).stem}`. Then:\n"
        f"    pulumi import --file {IMPORT_FILE} --protect=false --generate-code=false\n"
        "    pulumi preview\n"
        "    pulumi up",
        markup=False,
    )
