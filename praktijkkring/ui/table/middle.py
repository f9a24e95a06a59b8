"""What lies on the table: beads, cards, the question, words."""

import math
import textwrap
from typing import NamedTuple

from django.utils.safestring import SafeString

from praktijkkring.ui.svg import arc, element, group, joined, num, place, polar

from .model import SEATS_TO_START, Table
from .sizes import LETTER, Size, Spot

# Where cards fall, in parts of the radius, with their turn: always the same, so that nothing jumps.
FALLEN = (
    (-0.3, -0.3, -14),
    (0.16, -0.34, 9),
    (-0.42, 0.04, 7),
    (0.02, 0, -6),
    (0.4, 0.03, 13),
    (-0.24, 0.34, -9),
    (0.2, 0.36, 5),
    (0, -0.62, 3),
    (0, 0.66, -4),
    (-0.62, -0.16, 11),
    (0.6, -0.24, -8),
    (0.58, 0.3, 6),
)
BIGGEST, SMALLEST = 0.12, 0.075  # the question's letters, in parts of the table's radius
LINE = 1.27  # from line to line, in parts of the letter
INSIDE = 0.8  # the card stays within this part of the radius


def beads(spots: list[Spot], size: Size) -> SafeString:
    """The green line with a bead for each seat that is needed to begin; a filled bead is taken."""
    needed = spots[:SEATS_TO_START]
    if not needed:
        return SafeString("")
    step = 360 / len(spots)
    radius = size.top - 13
    line = element("path", css="t-six", d=arc(radius, needed[0].angle - step * 0.42, needed[-1].angle + step * 0.42))
    return joined([line, *(_bead(spot, radius) for spot in needed)])


def _bead(spot: Spot, radius: float) -> SafeString:
    x, y = polar(spot.angle, radius)
    return element(
        "circle", css="t-sixdot on" if spot.seat.taken and not spot.seat.away else "t-sixdot", cx=x, cy=y, r=6.5
    )


def cards(table: Table, size: Size) -> SafeString:
    """Closed cards for what is in, dashed ones for what is awaited. Their places say nothing about persons."""
    put, total = table.cards
    drawn = joined(_card(number, size.top, shut=number < put) for number in range(min(total, len(FALLEN))))
    return element("svg", drawn, id=table.cards_id, overflow="visible") if table.cards_id else drawn


def _card(number: int, top: float, *, shut: bool) -> SafeString:
    x, y, turn = FALLEN[number]
    width, height = top * 0.3, top * 0.2
    parts = [element("rect", x=-width / 2, y=-height / 2, width=width, height=height, rx=2.5)]
    if shut:
        w, h = width - 8, height - 8
        parts.append(element("path", d=f"M{num(-w / 2)} {num(-h / 2)}h{num(w)}v{num(h)}h{num(-w)}z"))
    return group(*parts, css="t-card shut" if shut else "t-card todo", transform=place(x * top, y * top, turn))


class Letters(NamedTuple):
    """How big words in the middle are, in parts of the table's radius."""

    big: float
    with_beads: float  # the big line when six beads ask for attention
    small: float


WIDEST = 2.3  # a letter is half as wide as high: so much of the radius a line may take before it meets the beads
BESIDE_NAMES, ALONE = Letters(0.14, 0.24, 0.107), Letters(0.2, 0.31, 0.155)


def sentence(table: Table, size: Size) -> SafeString:
    """A big line and small ones in the middle of the table."""
    letters = BESIDE_NAMES if size.label else ALONE
    big, *small = table.middle
    big_letter = size.top * min(letters.with_beads if table.six else letters.big, WIDEST / len(big))
    letter = size.top * letters.small
    step = letter * 1.4
    top = -step * (len(small) - 1) / 2 if small else big_letter * 0.35
    lines = [(big, "t-name", top, big_letter)]
    lines += [(text, "t-area", top + step * n + letter * 0.4, letter) for n, text in enumerate(small, start=1)]
    return joined(
        element("text", text, css=css, x=0, y=y, text_anchor="middle", font_size=font) for text, css, y, font in lines
    )


class Sheet(NamedTuple):
    lines: list[str]
    letter: float  # size of the letters
    half: float  # half the width
    height: float


def question(table: Table, size: Size) -> SafeString:
    """The question of this meeting, wrapped on a white card."""
    sheet = _sheet(table.question, size.top)
    top, head, step = -sheet.height / 2, sheet.letter * 1.35, sheet.letter * LINE
    parts = [
        element("rect", css="t-qcard", x=-sheet.half, y=top, width=sheet.half * 2, height=sheet.height, rx=5),
        element(
            "text",
            table.question_title,
            css="t-area",
            x=-sheet.half + 16,
            y=top + head - 8,
            font_size=sheet.letter * 0.73,
        ),
        element("path", css="t-qrule", d=f"M{num(-sheet.half + 16)} {num(top + head)}h{num(sheet.half * 2 - 32)}"),
    ]
    parts += [
        element("text", line, css="t-qtext", x=0, y=top + head + step * (n + 1), font_size=sheet.letter)
        for n, line in enumerate(sheet.lines)
    ]
    return group(*parts, transform="rotate(-2)")


def _sheet(text: str, top: float) -> Sheet:
    """The largest letters with which the whole text fits on a card within the table, in lines of about one length."""
    letter = min(top * BIGGEST, _letter_by_area(text, top))
    while letter >= top * SMALLEST:
        sheets = [_laid_out(textwrap.wrap(text, columns), letter) for columns in range(12, 34)]
        if fitting := [sheet for sheet in sheets if _fits(sheet, top)]:
            return min(fitting, key=lambda sheet: (len(sheet.lines), sheet.half))
        letter -= 1
    return _shortened(text, top)


def _letter_by_area(text: str, top: float) -> float:
    """Larger letters than this cannot fit: a first guess that saves most of the tries."""
    largest_card = 2 * (top * INSIDE) ** 2
    return math.sqrt(largest_card / (max(len(text), 1) * LETTER * LINE))


def _shortened(text: str, top: float) -> Sheet:
    """A very long text ends in an ellipsis; it stands in full on the page of the question."""
    for most in range(9, 1, -1):
        sheet = _laid_out(textwrap.wrap(text[:500], 30, max_lines=most, placeholder=" …"), top * SMALLEST)
        if _fits(sheet, top):
            break
    return sheet


def _laid_out(lines: list[str], letter: float) -> Sheet:
    longest = max((len(line) for line in lines), default=1)
    return Sheet(lines, letter, longest * letter * LETTER / 2 + 20, _height(len(lines), letter))


def _height(lines: int, letter: float) -> float:
    return letter * (1.35 + LINE * lines + 0.75)


def _fits(sheet: Sheet, top: float) -> bool:
    return math.hypot(sheet.half, sheet.height / 2) <= top * INSIDE
