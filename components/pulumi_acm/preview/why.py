"""Why a certificate is replaced or changed, in words."""

from collections.abc import Callable, Iterator
from typing import Final

from .changes import Change
from .model import Why
from .properties import MATERIAL, key, kind, names, names_known
from .values import text
from .vocabulary import WhyCode

_KEY_WORDS: Final = {"dns": "DNS", "email": "email"}
_ASKED: Final = "id"
"""What the engine gives as the reason where a replacement is asked for with `--replace`."""


def why(change: Change) -> tuple[Why, ...]:
    """Return the causes of a certificate's replacement or change."""
    if change.op not in ("replace", "update"):
        return ()
    reasons = change.replace_reasons if change.op == "replace" else change.diff_reasons
    properties = list(dict.fromkeys(_top(each) for each in (*reasons, *_differing(change))))
    found: list[Why] = []
    for prop in properties:
        cause = _CAUSES.get(prop)
        for each in cause(change) if cause else _other(change, prop):
            if each not in found:
                found.append(each)
    if change.op == "replace" and change.old and change.old.taint:
        found.append(Why("asked", "it was marked to be replaced (`pulumi state taint`)"))
    if not found and change.op == "replace":
        found.append(Why("dependency", "something that it is made from is replaced"))
    return tuple(found)


def _differing(change: Change) -> Iterator[str]:
    """Yield the properties whose difference has the effect that is to be explained."""
    for path, effect in change.diff.items():
        if change.op == "update" or effect.endswith("-replace"):
            yield path


def _top(path: str) -> str:
    return path.partition(".")[0].partition("[")[0]


def _names(change: Change) -> Iterator[Why]:
    before, after = names(change.old), names(change.new)
    if not all(state is not None and names_known(state) for state in (change.old, change.new)):
        yield Why("other", "its names change; the new ones are not known while planning")
        return
    added = [each for each in after if each not in before]
    removed = [each for each in before if each not in after]
    if added:
        yield Why("names-added", _listed(added, "was added", "were added"), None, ", ".join(added))
    if removed:
        text_ = _listed(removed, "was removed", "were removed")
        yield Why("names-removed", text_, ", ".join(removed), None)
    if before[0] != after[0]:
        text_ = f"the primary name changes from {before[0]} to {after[0]}"
        yield Why("primary-changed", text_, before[0], after[0])
    if not added and not removed and before[0] == after[0]:
        yield Why("names-reordered", "its names are given in another order")


def _listed(found: list[str], one: str, several: str) -> str:
    if len(found) == 1:
        return f"a name {one} ({found[0]})"
    return f"{len(found)} names {several} ({', '.join(found)})"


def _key(change: Change) -> Iterator[Why]:
    before, after = key(change.old), key(change.new)
    yield Why("key-algorithm", _from_to("the key algorithm changes", before, after), before, after)


def _method(change: Change) -> Iterator[Why]:
    before, after = (
        _KEY_WORDS.get(kind(state)) if kind(state) in _KEY_WORDS else None
        for state in (change.old, change.new)
    )
    text_ = _from_to("validation changes", before, after)
    yield Why("validation-method", text_, before, after)


def _region(change: Change) -> Iterator[Why]:
    before, after = (
        text(state.get("region")) if state else None for state in (change.old, change.new)
    )
    text_ = _from_to("the region changes", before, after)
    yield Why("region", text_, before, after)


def _authority(_change: Change) -> Iterator[Why]:
    yield Why("authority", "another certificate authority issues it")


def _options(change: Change) -> Iterator[Why]:
    if change.op == "replace":
        yield Why("export", "AWS fixes at the request whether it may be exported")
    else:
        yield Why("options", "its options change")


def _material(change: Change) -> Iterator[Why]:
    before, after = key(change.old), key(change.new)
    if change.op == "update":
        yield Why("material", "it is given another certificate, key or chain")
        yield from (each for each in _names(change) if each.code != "names-reordered")
    elif before and after and before != after:
        yield Why("key-type", _from_to("the type of its key changes", before, after), before, after)
    elif kind(change.old) != kind(change.new):
        yield Why("authority", "it changes between imported and issued by ACM")
    else:
        yield Why("material", "another certificate is imported")


def _asked(_change: Change) -> Iterator[Why]:
    yield Why("asked", "its replacement was asked for (`--replace`)")


def _provider(_change: Change) -> Iterator[Why]:
    yield Why("provider", "another AWS provider manages it: another account or other rights")


def _said(code: WhyCode, words: str) -> Callable[[Change], Iterator[Why]]:
    def cause(_change: Change) -> Iterator[Why]:
        yield Why(code, words)

    return cause


def _other(_change: Change, prop: str) -> Iterator[Why]:
    yield Why("other", f"`{prop}` changes")


def _from_to(what: str, before: str | None, after: str | None) -> str:
    if before and after and before != after:
        return f"{what} from {before} to {after}"
    return f"{what} to {after}" if after else what


_CAUSES: Final[dict[str, Callable[[Change], Iterator[Why]]]] = {
    "domainName": _names,
    "subjectAlternativeNames": _names,
    "keyAlgorithm": _key,
    "validationMethod": _method,
    "validationOptions": _said("validation-options", "other addresses are asked for approval"),
    "region": _region,
    "options": _options,
    "certificateAuthorityArn": _authority,
    "tags": _said("tags", "its tags change"),
    "tagsAll": _said("tags", "its tags change"),
    "provider": _provider,
    _ASKED: _asked,
    **dict.fromkeys(MATERIAL, _material),
}
"""By top-level property."""
