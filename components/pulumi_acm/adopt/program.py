"""The program: Python as `ruff format` leaves it. Pure."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from .certificates import WAIT
from .model import Adoption, Code, LeftOut, Part

_WIDTH: Final = 88
_INDENT: Final = "    "
_WAIT: Final = (
    "The AWS provider cannot import the wait for a certificate. Set this to True once all is taken "
    "over: the next `up` creates the waits, which end at once and change nothing in AWS. From then "
    "on a new certificate is issued before the old one goes: do so before you change any names."
)


def program(adoption: Adoption, account: str, import_file: str) -> str:
    """Return the text of a module."""
    parts = adoption.parts
    blocks = ["\n".join(_docstring(parts, account, import_file))]
    if parts:
        blocks.append("import pulumi_acm as acm")
    if any(WAIT in part.args.values() for part in parts):
        blocks.append("\n".join([*_comment(_WAIT), f"{WAIT.text} = False"]))
    attached = _variables(parts)
    blocks += ["\n".join(_statement(part, is_used=part.variable in attached)) for part in parts]
    if adoption.left_out:
        blocks.append("\n".join(_left_out(adoption.left_out)))
    return "\n\n".join(blocks) + "\n"


def _docstring(parts: Sequence[Part], account: str, import_file: str) -> Iterator[str]:
    yield f'"""Certificates of account {account}, written by `pulumi-acm import-code`.'
    yield ""
    if any(part.files for part in parts):
        yield "First put the private keys where the comments below say, then:"
        yield ""
    yield f"    pulumi import --file {import_file} --protect=false --generate-code=false"
    yield "    pulumi preview"
    yield "    pulumi up"
    yield ""
    yield from textwrap.wrap(
        "The preview shows what is not as this program says, and that is nothing unless a comment "
        "below says so. The `up` matters all the same: only then does the state know that "
        "validation records stay when the stack is destroyed.",
        _WIDTH,
    )
    yield '"""'


def _variables(parts: Iterable[Part]) -> set[str]:
    """Return the variables that attachments name."""
    found = set()
    for part in parts:
        for value in part.args.values():
            found |= {
                each.text
                for each in (value if isinstance(value, list) else [value])
                if isinstance(each, Code)
            }
    return found


def _statement(part: Part, *, is_used: bool) -> Iterator[str]:
    for comment in part.comments:
        yield from _comment(comment)
    target = f"{part.variable} = " if is_used or part.arns else ""
    yield f"{target}acm.{part.component}("
    yield f"{_INDENT}{_quoted(part.name)},"
    yield from _lines(part.args, _INDENT, "", ",")
    yield ")"


def _lines(value: Any, indent: str, before: str, after: str) -> Iterator[str]:
    """Yield a value in one line if that is short enough, else an item a line."""
    line = f"{indent}{before}{_inline(value)}{after}"
    # What has a comma at its end stays as it is: a mapping is easier to read item by item.
    if not isinstance(value, list | Mapping) or (isinstance(value, list) and len(line) <= _WIDTH):
        yield line
        return
    opening, closing = "[]" if isinstance(value, list) else "{}"
    yield f"{indent}{before}{opening}"
    deeper = indent + _INDENT
    if isinstance(value, list):
        for each in value:
            yield from _lines(each, deeper, "", ",")
    else:
        for key, each in value.items():
            yield from _lines(each, deeper, f"{_quoted(key)}: ", ",")
    yield f"{indent}{closing}{after}"


def _inline(value: Any) -> str:
    if isinstance(value, Code):
        return value.text
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, list):
        return f"[{', '.join(_inline(each) for each in value)}]"
    if isinstance(value, Mapping):
        items = (f"{_quoted(key)}: {_inline(each)}" for key, each in value.items())
        return f"{{{', '.join(items)}}}"
    return repr(value)


def _quoted(text: str) -> str:
    """Return a string literal, in those quotes that need fewer escapes."""
    quote = "'" if text.count('"') > text.count("'") else '"'
    escaped = (
        f"\\{each}"
        if each in (quote, "\\")
        else each
        if each.isprintable()
        else each.encode("unicode_escape").decode("ascii")
        for each in text
    )
    return f"{quote}{''.join(escaped)}{quote}"


def _left_out(left_out: Iterable[LeftOut]) -> Iterator[str]:
    yield "# Not taken over:"
    for each in left_out:
        yield from _comment(f"{each.subject}: {each.why}", "- ")


def _comment(text: str, mark: str = "") -> Iterator[str]:
    """Yield comment lines; whatever is in the text ends none of them."""
    clean = " ".join("".join(each if each.isprintable() else " " for each in text).split())
    wrapped = textwrap.wrap(
        clean,
        _WIDTH - len("# "),
        initial_indent=mark,
        subsequent_indent=" " * len(mark),
        break_long_words=False,
        break_on_hyphens=False,
    )
    yield from (f"# {line}" for line in wrapped)
