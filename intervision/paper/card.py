"""A method on paper: ``card_pdf(described)`` gives a tagged PDF (PDF/UA-1) of one or two pages.

What people wrote goes into the typesetter as data, never as its language: see ``card.typ``.
"""

from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.library.describe import Described, DescribedStep
from praktijkkring.paper.typeset import typeset

TEMPLATE = Path(__file__).with_name("card.typ")
# The most pages, and the letters with which that is tried, in points: one page while they stay large, else two.
TRIES = ((1, ("10.5", "10", "9.5")), (2, ("10.5", "10", "9.5", "9", "8.5", "8")))


def card_pdf(card: Described, *, planned: bool = False) -> bytes:
    """``planned``: the minutes are those of a meeting, and the card says so."""
    data = _data(card, planned=planned)
    pdf = b""
    for most, sizes in TRIES:
        for size in sizes:
            pdf = typeset(TEMPLATE, data, size=size)
            if pages_of(pdf) <= most:
                return pdf
    return pdf  # a method with very many words: more pages, nothing left out


def pages_of(pdf: bytes) -> int:
    """How many pages our own PDF has: as many as it has page objects."""
    return pdf.count(b"/Type/Page/") + pdf.count(b"/Type /Page\n") + pdf.count(b"/Type/Page\n")


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
