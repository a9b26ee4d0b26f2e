"""Make a recording say the same each time: no machine's paths, no times, no random ids."""

import json
import re
from collections.abc import Callable
from functools import partial
from operator import itemgetter
from typing import Any, Final

_DROPPED: Final = frozenset({"sourcePosition", "stackTrace", "timestamp", "created", "modified"})
"""Paths of the machine that recorded, and times: nothing reads them."""
_UNORDERED: Final = frozenset(
    {
        *("dependencies", "propertyDependencies", "domainValidationOptions"),
        *("replaceReasons", "diffReasons", "keys", "diffs", "subnets", "securityGroups"),
    }
)
"""Sets: their order is another one in each run."""
_MOMENTS: Final = frozenset(
    {"certificateUploadDate", "createdDate", "lastModifiedTime", "callerReference"}
)
_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d \+0000 UTC")
_SENTINELS: Final = frozenset({"04da6b54-80e4-46f7-96ec-b56ff0331ba9"})

_IDS: Final[tuple[tuple[re.Pattern[str], Callable[[int], str]], ...]] = (
    (
        re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b"),
        lambda number: f"00000000-0000-4000-8000-{number:012x}",
    ),
    (re.compile(r"\bZ[0-9A-Z]{12,32}(?![0-9A-Z])"), lambda number: f"Z{number:020d}"),
    (re.compile(r"\bE[0-9A-Z]{13}\b"), lambda number: f"E{number:013d}"),
    (re.compile(r"\bd[0-9a-z]{8,14}(?=\.cloudfront\.net)"), lambda number: f"d{number:013d}"),
    (re.compile(r"\bd-[0-9a-z]{10}\b"), lambda number: f"d-{number:010d}"),
    (re.compile(r"(?<=\.eba-)[0-9a-z]{8}\b"), lambda number: f"eba{number:05d}"),
    # Resources of REST APIs, in the ids of their methods.
    (re.compile(r"(?<=-)[0-9a-z]{10}(?=-[A-Z]+\")"), lambda number: f"res{number:07d}"),
    # What the mapping of an API is called.
    (re.compile(r'(?<="id": ")[0-9a-z]{6}(?=")'), lambda number: f"m{number:05d}"),
    (re.compile(r"\be-[0-9a-z]{10}\b"), lambda number: f"e-{number:010d}"),
    (
        re.compile(r"\b(?:vpc|subnet|sg|igw|rtb|acl)-[0-9a-f]{8,17}\b"),
        lambda number: f"ec2-{number:017x}",
    ),
    # The end of a load balancer's or a listener's ARN.
    (re.compile(r"(?<=/)[0-9a-f]{16}\b"), lambda number: f"{number:016x}"),
    # What the engine and the provider put behind a name, to make it unique.
    (re.compile(r"(?<=[a-z]-)[0-9a-f]{7}\b"), lambda number: f"{number:07x}"),
    (re.compile(r"(?<=-)[0-9]{8,12}(?=\.[a-z0-9-]+\.elb\.)"), lambda number: f"{number:010d}"),
    (re.compile(r"(?<=AWSEB-)[0-9A-F]{12}\b"), lambda number: f"{number:012X}"),
    (re.compile(r"(?<![-\w])[0-9a-z]{10}(?=\.execute-api\.)"), lambda number: f"api{number:07d}"),
)


def normal(text: str) -> str:
    """Return a recording, JSON or one JSON document a line, in its lasting form.

    The engine comes to resources in another order each time; here they stand by their URNs. The
    order of the steps of one resource is kept: it says what comes first in a replacement.
    """
    # Twice: what is sorted by random ids is sorted by the lasting ones then.
    return _once(_once(text))


def _once(text: str) -> str:
    if not text.startswith('{"'):
        digest = _tidy(json.loads(text))
        digest.get("steps", []).sort(key=itemgetter("urn"))
        return _with_lasting_ids(json.dumps(digest, indent=1) + "\n")
    events = [event for each in text.splitlines() if (event := _tidy(json.loads(each)))]
    events.sort(key=_place)
    for number, event in enumerate(events):
        event["sequence"] = number
    return _with_lasting_ids("".join(json.dumps(event) + "\n" for event in events))


def _place(event: dict[str, Any]) -> tuple[int, str]:
    """Sort an event: the prelude, the steps by URN, the diagnostics, the summary, the end."""
    steps = [each for each in event.values() if isinstance(each, dict) and "metadata" in each]
    if steps:
        return 1, steps[0]["metadata"]["urn"]
    kinds = ("preludeEvent", "", "diagnosticEvent", "stdoutEvent", "summaryEvent", "cancelEvent")
    return next((kinds.index(each) for each in event if each in kinds), len(kinds)), ""


def _tidy(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        if _is_debug(value):
            return None
        tidied = {
            name: _tidy(member, name if key != "propertyDependencies" else key)
            for name, member in value.items()
            if name not in _DROPPED
        }
        tidied |= dict.fromkeys(_MOMENTS & tidied.keys(), "2026-01-01T00:00:00Z")
        if "duration" in tidied:
            tidied["duration"] = 0
        if "durationSeconds" in tidied:
            tidied["durationSeconds"] = 0
        return tidied
    if isinstance(value, list):
        members = [_tidy(member) for member in value]
        return sorted(members, key=json.dumps) if key in _UNORDERED else members
    return _MOMENT.sub("2026-01-01 00:00:00 +0000 UTC", value) if isinstance(value, str) else value


def _is_debug(event: dict[str, Any]) -> bool:
    """Debugging messages: the engine's own, hundreds of them, with addresses in them."""
    diagnostic = event.get("diagnosticEvent")
    return isinstance(diagnostic, dict) and diagnostic.get("severity") == "debug"


def _with_lasting_ids(document: str) -> str:
    for pattern, lasting in _IDS:
        found = [
            each for each in dict.fromkeys(pattern.findall(document)) if each not in _SENTINELS
        ]
        new = {each: lasting(number) for number, each in enumerate(found, 1)}
        if new:
            anywhere = re.compile("|".join(map(re.escape, new)))
            document = anywhere.sub(partial(_exchanged, new), document)
    return document


def _exchanged(new: dict[str, str], match: re.Match[str]) -> str:
    return new[match[0]]
