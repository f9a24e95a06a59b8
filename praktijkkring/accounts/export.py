"""Everything we keep about a person, for that person."""

import datetime
import io
import json
import zipfile
from collections.abc import Callable

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.encoding import force_str

from praktijkkring.audit.record import record

_exporters: dict[str, tuple[object, Callable]] = {}


def register(name: str, title, exporter: Callable) -> None:
    """``exporter(user)`` gives a list of dicts (or one dict) with everything the app keeps about ``user``.

    ``name`` is the key in the file, ``title`` the (lazily translated) heading a person reads. What others wrote does
    not belong in it. Raises ValueError when the name is taken.
    """
    if name in _exporters and _exporters[name][1] is not exporter:
        raise ValueError(f"{name} is exported already")
    _exporters[name] = (title, exporter)


def gather(user) -> dict:
    """``{name: data}`` of all apps."""
    return {name: exporter(user) for name, (_title, exporter) in _exporters.items()}


def parts() -> list[str]:
    """What is in the file, in words."""
    return [force_str(title) for title, _exporter in _exporters.values()]


def export(*, by) -> bytes:
    """A ZIP with ``data.json`` for machines and ``data.html`` for people."""
    with transaction.atomic():
        data = gather(by)
        record("accounts.exported", by=by, scope=f"account:{by.pk}")
    titled = [(force_str(_exporters[name][0]), _rows(part)) for name, part in data.items()]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("data.html", render_to_string("accounts/export.html", {"parts": titled, "person": by}))
    return packed.getvalue()


def _rows(part) -> list[list[tuple[str, str]]]:
    """One table per record: name and value, both as text."""
    records = part if isinstance(part, list) else [part]
    return [[(name.replace("_", " "), _readable(value)) for name, value in rec.items()] for rec in records]


def _readable(value) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value)
