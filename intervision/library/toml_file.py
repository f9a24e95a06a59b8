"""A method as a file, in the same form as those in ``intervision/methods/``: ``write(method)`` and ``read(bytes)``.

Reading gives back exactly what was written. A file is somebody's: it is limited in size and depth before it is parsed.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from intervision.engine import InvalidMethod, Method
from intervision.engine.jsonable import Malformed

from .drafts import unchecked
from .lines import line_of

LARGEST = 200_000  # bytes; our own largest method has 18,000
DEEPEST = 6
LONGEST_LINE = 8_000
MOST_LINES = 8_000
MOST_DOTS = 8  # in one key
BARE = re.compile(r"[A-Za-z0-9_-]+")
TABLES = ("modules", "inputs", "acts")  # inside a step, after everything plain
STRINGS = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*')


class Unreadable(Exception):
    """The file is no method. ``faults``: sentences for who chose the file."""

    def __init__(self, *faults: str):
        super().__init__(" ".join(faults))
        self.faults = list(faults)


def write(method: Method) -> str:
    data = {"key": method.key, "version": method.version, **method.to_dict()}
    steps = data.pop("steps", [])
    lines = list(_plain(data if steps else {**data, "steps": steps}))
    for step in steps:
        lines += _table("steps", step)
    return "\n".join(lines) + "\n"


def _table(path: str, data: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield f"[[{path}]]"
    yield from _plain({name: value for name, value in data.items() if name not in TABLES})
    for name in TABLES:
        for one in data.get(name, ()):
            yield from _table(f"{path}.{name}", one)


def _plain(data: Mapping[str, Any], prefix: str = "") -> Iterator[str]:
    for name, value in data.items():
        key = f"{prefix}{name if BARE.fullmatch(name) else _quoted(name)}"
        if isinstance(value, dict) and value:
            yield from _plain(value, f"{key}.")
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            yield f"{key} = ["
            yield from (f"  {_inline(one)}," for one in value)
            yield "]"
        else:
            yield f"{key} = {_inline(value)}"


def _inline(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        inside = ", ".join(
            f"{name if BARE.fullmatch(name) else _quoted(name)} = {_inline(one)}" for name, one in value.items()
        )
        return f"{{ {inside} }}" if inside else "{}"
    if isinstance(value, list):
        return f"[{', '.join(map(_inline, value))}]"
    return _quoted(value) if isinstance(value, str) else str(value)


SIGNS = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
UNSEEN = re.compile(r"[\x00-\x1f\x7f]")


def _quoted(text: str) -> str:
    plain = "".join(SIGNS.get(sign, sign) for sign in text)
    return '"' + UNSEEN.sub(lambda found: f"\\u{ord(found[0]):04X}", plain) + '"'


def read(data: bytes) -> Method:
    """The method in a file, as it stands there; rules are for who publishes it. Raises Unreadable."""
    text = _text(data)
    _not_too_deep(text)
    try:
        found = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unreadable(_("This is not a file in TOML: %(reason)s.") % {"reason": str(error)[:200]}) from error
    if not isinstance(found.get("key"), str):
        found["key"] = "file"
    try:
        return unchecked(found)
    except (Malformed, InvalidMethod) as malformed:
        raise Unreadable(*(_said(fault, text) for fault in malformed.faults[:20])) from malformed


def _text(data: bytes) -> str:
    if len(data) > LARGEST:
        raise Unreadable(_("This file is too large: a method has at most %(most)d kB.") % {"most": LARGEST // 1000})
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(_("This file holds no text. Choose a file in TOML.")) from error
    lines = text.split("\n")
    if len(lines) > MOST_LINES:
        raise Unreadable(_("This file has too many lines."))
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            raise Unreadable(_("Line %(line)d is too long.") % {"line": number})
    return text


def _not_too_deep(text: str) -> None:
    """Brackets and dotted keys nest; tomllib follows them without end. Strings and remarks are left out."""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        bare = STRINGS.sub("", line)
        for sign in bare:
            depth += (sign in "[{") - (sign in "]}")
            if depth > DEEPEST:
                raise Unreadable(
                    _("Line %(line)d: brackets within brackets, too deep for a method.") % {"line": number}
                )
        if bare.partition("=")[0].count(".") > MOST_DOTS or bare.count(".") > MOST_DOTS * 20:
            raise Unreadable(_("Line %(line)d: a name with too many dots.") % {"line": number})
        depth = max(depth, 0)


def _said(fault: str, text: str) -> str:
    """A fault of the reader in words, with the line when it can be found."""
    where, _colon, reason = fault.partition(": ")
    line = line_of(text, where)
    name = where.rpartition(".")[2] or where
    if reason == "unknown property":
        sentence = _("‘%(name)s’ is not a property of a method.") % {"name": name[:40]}
    elif reason == "missing":
        sentence = _("‘%(name)s’ is missing.") % {"name": name[:40]}
    elif " is not one of " in reason:
        value, _is, known = reason.partition(" is not one of ")
        sentence = _("%(name)s: %(value)s is not one of %(known)s.") % {
            "name": name[:40],
            "value": value[:60],
            "known": known,
        }
    else:
        sentence = _("%(name)s: the value has the wrong form.") % {"name": name[:40]}
    return _("Line %(line)d: %(fault)s") % {"line": line, "fault": sentence} if line else sentence
