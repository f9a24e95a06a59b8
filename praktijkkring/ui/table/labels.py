"""Names outside the table: above and below in the middle, at the sides turned away from it."""

import math
from typing import NamedTuple

from django.utils.safestring import SafeString

from praktijkkring.ui.svg import element, joined, polar

from . import words
from .sizes import LETTER, LONGEST_LABEL, Spot

LINE = 1.24
NEARLY_ABOVE = 0.3


class Line(NamedTuple):
    text: str
    css: str
    size: float


class Label(NamedTuple):
    """Lines of text at one place; ``x`` is their left, middle or right, as ``anchor`` says."""

    lines: list[Line]
    x: float
    y: float
    anchor: str

    @property
    def reach(self) -> float:
        """How far from the middle of the picture the longest line comes, by estimate."""
        width = max(len(line.text) * line.size * LETTER for line in self.lines)
        return abs(self.x) + (width / 2 if self.anchor == "middle" else width)

    @property
    def top(self) -> float:
        return self.y - self.lines[0].size * 0.85

    @property
    def bottom(self) -> float:
        return self.y + max(line.size for line in self.lines) * (LINE * (len(self.lines) - 1) + 0.3)


def label(spot: Spot) -> Label | None:
    """What stands beside this chair; None for nothing."""
    lines = _lines(spot)
    if not lines:
        return None
    height = spot.size.label * LINE * len(lines)
    return _above_or_below(spot, lines, height) if abs(spot.sideways) < NEARLY_ABOVE else _beside(spot, lines, height)


def drawn(given: Label) -> SafeString:
    step = max(line.size for line in given.lines) * LINE
    return joined(
        element(
            "text",
            line.text,
            css=line.css,
            x=given.x,
            y=given.y + n * step,
            text_anchor=given.anchor,
            font_size=line.size,
        )
        for n, line in enumerate(given.lines)
    )


def _lines(spot: Spot) -> list[Line]:
    seat, size = spot.seat, spot.size.label
    if seat.behind or seat.nameless:
        return []
    now = " now" if seat.lit or seat.speak else ""
    parts = (
        (words.name(seat), "t-name", size),
        (seat.area, "t-area", size * 0.9),
        (words.tag(seat), f"t-tag{now}", size),
    )
    return [Line(_short(text), css, size) for text, css, size in parts if text]


def _above_or_below(spot: Spot, lines: list[Line], height: float) -> Label:
    seat, r = spot.seat, spot.size.chair
    down = -math.cos(math.radians(spot.angle))
    distance = spot.size.ring + r * (1.66 + 0.42 * bool(seat.dots) + 1.5 * seat.turned + 0.45 * seat.lit)
    x, y = polar(spot.angle, distance)
    return Label(lines, x, y + down * height / 2 - height / 2 + spot.size.label * 0.85, "middle")


def _beside(spot: Spot, lines: list[Line], height: float) -> Label:
    seat, r = spot.seat, spot.size.chair
    side = 1 if spot.sideways > 0 else -1
    room = 1.72 + 0.66 * abs(spot.sideways) ** 4 * bool(seat.dots) + 0.45 * seat.lit + 0.9 * seat.turned
    down = -math.cos(math.radians(spot.angle))
    y = spot.y + down * r * 0.62 - height / 2 + spot.size.label * 0.85
    return Label(lines, spot.x + side * r * room, y, "start" if side > 0 else "end")


def _short(text: str) -> str:
    """A very long name would push the table aside; the list beside the picture has it in full."""
    text = str(text)
    return text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rstrip() + "…"
