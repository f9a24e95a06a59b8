"""The .po and .mo files of an app. A .po is sorted and holds no dates or line numbers, so that it merges well."""

import os
import tempfile
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from .extract import APPS, ROOT, strings

LANGUAGE = "nl"
WIDTH = 110
HEADER = rb"""msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Language: nl\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def po_file(app: str) -> Path:
    return ROOT / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(app: str) -> Catalog:
    """The app's catalogue as it lies on disk; empty when there is none."""
    path = po_file(app)
    if not path.exists():
        return Catalog(locale=LANGUAGE, domain="django", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=LANGUAGE, domain="django")


def update(app: str) -> int:
    """Bring the .po in line with the code, keeping every translation; returns how many are still missing."""
    catalog = read(app)
    catalog.update(strings(app), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    messages = [message for message in catalog if message.id]
    if messages or po_file(app).exists():
        for message in messages:
            message.locations = sorted({(where, 0) for where, _line in message.locations})
        po_file(app).parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile() as body:
            write_po(body, catalog, width=WIDTH, omit_header=True, sort_output=True, include_lineno=False)
            body.seek(0)
            _write(po_file(app), HEADER + body.read().rstrip() + b"\n")
    return sum(not translated(message) for message in messages)


def compile_stale(apps: tuple[str, ...] = APPS) -> list[str]:
    """Write the .mo of every app whose .po is newer; returns the apps that were compiled."""
    done = []
    for app in apps:
        po = po_file(app)
        mo = po.with_suffix(".mo")
        if not po.exists() or (mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns):
            continue
        with tempfile.TemporaryFile() as body:
            write_mo(body, read(app))
            body.seek(0)
            _write(mo, body.read())
        done.append(app)
    return done


def translated(message) -> bool:
    parts = message.string if isinstance(message.string, (list, tuple)) else [message.string]
    return all(parts)


def _write(path: Path, content: bytes) -> None:
    """In one move, because another process may read the file at this moment."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(name).chmod(0o644)
    Path(name).replace(path)
