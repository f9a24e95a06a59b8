"""A method on paper: ``card_pdf(described)`` gives a tagged PDF (PDF/UA-1) of one or two pages.

What people wrote goes into the typesetter as data, never as its language: see ``card.typ``.
"""

import json
from functools import cache
from pathlib import Path

import typst
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.library.describe import Described, DescribedStep

from .letters import letters_of, printable

TEMPLATE = Path(__file__).with_name("card.typ")
FOLDER = Path(settings.BASE_DIR) / "static" / "fonts"
FONT = FOLDER / "atkinson-hyperlegible-next-latin-400.ttf"
# The most pages, and the letters with which that is tried, in points: one page while they stay large, else two.
TRIES = ((1, ("10.5", "10", "9.5")), (2, ("10.5", "10", "9.5", "9", "8.5", "8")))


def card_pdf(card: Described, *, planned: bool = False) -> bytes:
    """``planned``: the minutes are those of a meeting, and the card says so."""
    data = _printable(_data(card, planned=planned))
    pdf = b""
    for most, sizes in TRIES:
        for size in sizes:
            pdf = _set(data, size)
            if pages_of(pdf) <= most:
                return pdf
    return pdf  # a method with very many words: more pages, nothing left out


def pages_of(pdf: bytes) -> int:
    """How many pages our own PDF has: as many as it has page objects."""
    return pdf.count(b"/Type/Page/") + pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page\n")


def _set(data: dict, size: str) -> bytes:
    return typst.compile(
        TEMPLATE.read_bytes(),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data), "size": size},
        pdf_standards="ua-1",
    )


@cache
def _fonts() -> typst.Fonts:
    """Our own files only: the card is the same on every machine."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FOLDER)])


def _data(card: Described, *, planned: bool) -> dict:
    return {
        "language": card.language,
        "title": card.title,
        "summary": card.summary,
        "facts": _facts(card, planned=planned),
        "mistakes": card.mistakes,
        "preparing": card.preparing,
        "credit": card.credit,
        "steps": [_step(step) for step in card.steps],
        "words": {
            "steps": _("The steps"),
            "mistakes": _("Mistakes to prevent"),
            "preparing": _("The case-bringer beforehand"),
            "say": _("Say"),
            "watch": _("Watch"),
            "foot": _("Praktijkkring: method card"),
        },
    }


def _facts(card: Described, *, planned: bool) -> list[str]:
    minutes = sum(step.minutes for step in card.steps) if planned else card.minutes
    length = ngettext("%(count)d minute", "%(count)d minutes", minutes) % {"count": minutes}
    return [
        _("%(length)s in this meeting") % {"length": length} if planned else length,
        _("%(few)d to %(many)d people") % {"few": card.smallest, "many": card.largest},
        card.safety,
        card.leading,
    ]


def _step(step: DescribedStep) -> dict:
    return {
        "number": str(step.number or "–"),
        "title": step.title,
        "minutes": _("%(count)d min") % {"count": step.minutes} if step.minutes else "",
        "notes": step.notes,
        "script": step.script,
        "watch": step.watch,
        "parts": [{"name": part.name, "task": part.task} for part in step.parts if part.task],
        "ways": [_step(way) for way in step.ways],
    }


def _printable(value):
    if isinstance(value, str):
        return printable(value, letters_of(FONT))
    if isinstance(value, list):
        return [_printable(one) for one in value]
    return {name: _printable(one) for name, one in value.items()} if isinstance(value, dict) else value
