"""Domain names as ACM takes them: normal form, wildcard coverage, validation name."""

import ipaddress
import re
from typing import Final

import idna

from .limits import FORBIDDEN_DOMAINS, LABEL_OCTETS_MAX, NAME_OCTETS_MAX

WILDCARD: Final = "*."
_LABEL: Final = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
_HOST_LABEL: Final = re.compile(r"[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?")
_MIN_LABELS: Final = 2


class InvalidNameError(ValueError):
    """Raised by `normalise`: the rule that the name breaks, and what may have been meant."""

    def __init__(self, rule: str, suggestion: str | None = None) -> None:
        """Keep the rule, and the name that may have been meant if there is one."""
        self.rule = rule
        self.suggestion = suggestion
        super().__init__(f'{rule}. Did you mean "{suggestion}"?' if suggestion else rule)


def normalise(name: str) -> str:
    """Return the form in which ACM stores a name: lower case, ASCII (IDNA), no trailing dot.

    Raises:
        InvalidNameError: ACM would refuse the name.
    """
    wildcard, base = _parts(name)
    labels = base.split(".")
    for label in labels:
        _check_label(label)
    if len(labels) < _MIN_LABELS:
        raise InvalidNameError("a name needs a domain and a top-level domain, such as example.com")
    if labels[-1].isdigit() or len(labels[-1]) < _MIN_LABELS:
        raise InvalidNameError(_top_level_rule(base))
    for forbidden in FORBIDDEN_DOMAINS:
        if is_within(base, forbidden):
            raise InvalidNameError(f"ACM issues no certificates for {forbidden}, which Amazon owns")
    return wildcard + base


def normalise_host(name: str) -> str:
    """Return the normal form of a name that clients ask for, by the rules of DNS.

    They are wider than those for requests: an imported certificate may serve names with
    underscores, of one label, or of Amazon's domains.

    Raises:
        InvalidNameError: DNS has no such name.
    """
    wildcard, base = _parts(name)
    for label in base.split("."):
        _check_length(label)
        if not _HOST_LABEL.fullmatch(label):
            raise InvalidNameError(
                "a label has letters, digits, hyphens and underscores, no hyphen first or last: "
                f"{label!r}"
            )
    if base.rpartition(".")[2].isdigit():
        # Clients send no name at all for an address (RFC 6066, section 3).
        raise InvalidNameError("it is an address or a number, and clients ask for names")
    return wildcard + base


def validation_name(name: str) -> str:
    """Return the name that ACM validates: an apex and its wildcard share one CNAME."""
    return name.removeprefix(WILDCARD)


def is_within(name: str, domain: str) -> bool:
    """Tell whether a name is a domain or below it, on a label boundary."""
    return name == domain or name.endswith("." + domain)


def parents(name: str) -> list[str]:
    """Return a name and the domains above it, longest first, without the top-level domain."""
    labels = validation_name(name).split(".")
    return [".".join(labels[start:]) for start in range(len(labels) - 1)]


def covers(pattern: str, host: str) -> bool:
    """Tell whether a certificate's name serves a host: a wildcard stands for exactly one label."""
    if pattern.startswith(WILDCARD) and not host.startswith(WILDCARD):
        return host.partition(".")[2] == pattern.removeprefix(WILDCARD)
    return pattern == host


def _parts(name: str) -> tuple[str, str]:
    """Return a name's wildcard, if it has one, and the rest in lower case and ASCII."""
    wildcard, base = _split_wildcard(name)
    base = _ascii(base)
    if len(base) + len(wildcard) > NAME_OCTETS_MAX:
        raise InvalidNameError(
            f"a name has at most {NAME_OCTETS_MAX} octets, this one has {len(base) + len(wildcard)}"
        )
    return wildcard, base


def _split_wildcard(name: str) -> tuple[str, str]:
    bare = name.strip()
    if not bare:
        raise InvalidNameError("a name may not be empty")
    if bare != name:
        raise InvalidNameError("a name may not begin or end with white space", bare)
    if "://" in name or "/" in name or ":" in name:
        host = re.sub(r"^[^/]*://", "", name).split("/")[0].split(":")[0]
        raise InvalidNameError(
            "a name is a host name, not an address with scheme, port or path", _if_valid(host)
        )
    base = name.removeprefix(WILDCARD)
    if "*" in base:
        raise InvalidNameError(
            "an asterisk may only stand alone, as the leftmost label",
            _if_valid(WILDCARD + base.rpartition("*")[2].partition(".")[2]),
        )
    return name[: len(name) - len(base)], base


def _ascii(base: str) -> str:
    if not base.isascii():
        try:
            base = idna.encode(base, uts46=True).decode("ascii")
        except idna.IDNAError as error:
            raise InvalidNameError(
                f"it is not a valid internationalised name ({error}); write it in its xn-- form"
            ) from error
    # A trailing dot is DNS's way of saying "complete"; ACM stores names without it.
    return base.lower().removesuffix(".")


def _if_valid(name: str) -> str | None:
    try:
        return normalise(name)
    except InvalidNameError:
        return None


def _check_length(label: str) -> None:
    if not label:
        raise InvalidNameError("a name may not have an empty label: two dots, or a dot in front")
    if len(label) > LABEL_OCTETS_MAX:
        raise InvalidNameError(
            f"a label has at most {LABEL_OCTETS_MAX} octets, {label!r} has {len(label)}"
        )


def _check_label(label: str) -> None:
    _check_length(label)
    if "_" in label:
        raise InvalidNameError(
            f"an underscore may stand in a DNS record but not in a certificate's name: {label!r}"
        )
    if not _LABEL.fullmatch(label):
        raise InvalidNameError(
            f"a label has letters, digits and hyphens, no hyphen first or last: {label!r}"
        )


def _top_level_rule(base: str) -> str:
    try:
        ipaddress.ip_address(base)
    except ValueError:
        return "the top-level domain has at least two characters and is not a number"
    return "ACM issues certificates for names, not for IP addresses"
