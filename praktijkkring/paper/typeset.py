"""From a typesetting template and data to a tagged PDF (PDF/UA-1).

What people wrote goes into the typesetter as data (JSON), never as its language: a template sets strings as they are.
"""

import json
from functools import cache
from pathlib import Path

import typst
from django.conf import settings

from .letters import letters_of, printable

FOLDER = Path(settings.BASE_DIR) / "static" / "fonts"
FONT = FOLDER / "atkinson-hyperlegible-next-latin-400.ttf"


def typeset(template: Path, data: dict, **inputs: str) -> bytes:
    """The template reads ``sys.inputs.data`` and the other inputs by name. Signs that our font lacks become ``?``."""
    return typst.compile(
        template.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(_printable(data)), **inputs},
        pdf_standards="ua-1",
    )


@cache
def _fonts() -> typst.Fonts:
    """Our own files only: a page is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


def _printable(value):
    if isinstance(value, str):
        return printable(value, letters_of(FONT))
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return {name: _printable(one) for name, one in value.items()} if isinstance(value, dict) else value
