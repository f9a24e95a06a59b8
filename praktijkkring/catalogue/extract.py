"""Every translatable string of an app: from its Python files and from its templates."""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent.parent
APPS = ("praktijkkring", "circles", "sessions_app", "intervision", "costs")
PLATFORM = "praktijkkring"
KEYWORDS = {
    name: shape
    for function, shape in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for name in (function, f"{function}_lazy", f"{function}_noop")
} | {"_": None}


def python_files(app: str) -> list[Path]:
    return [p for p in sorted((ROOT / app).rglob("*.py")) if "migrations" not in p.parts]


def template_files(app: str) -> list[Path]:
    """The templates of an app: ``templates/<app>/``; the platform has every folder that is nobody else's."""
    templates = ROOT / "templates"
    others = {name for name in APPS if name != PLATFORM}
    return [
        path
        for path in sorted(templates.rglob("*"))
        if path.suffix in {".html", ".txt", ".svg"}
        and (
            path.relative_to(templates).parts[0] == app
            if app != PLATFORM
            else path.relative_to(templates).parts[0] not in others
        )
    ]


def strings(app: str) -> Catalog:
    """The app's strings as an untranslated catalogue; each says in which files it stands."""
    found = Catalog(locale="nl", domain="django", fuzzy=False)
    for path in python_files(app):
        _collect(found, path, path.read_bytes())
    for path in template_files(app):
        # The pseudo code has the indentation of the page, which means nothing to a Python tokenizer.
        code = templatize(path.read_text(), origin=str(path.relative_to(ROOT)))
        _collect(found, path, "\n".join(line.lstrip() for line in code.splitlines()).encode())
    return found


def _collect(found: Catalog, path: Path, source: bytes) -> None:
    where = path.relative_to(ROOT).as_posix()
    for line, message, _comments, context in _messages(source):
        found.add(message, locations=[(where, line)], context=context)


def _messages(source: bytes) -> Iterator[tuple]:
    return extract("python", io.BytesIO(source), keywords=KEYWORDS, options={"encoding": "utf-8"})
