"""How big everything is in each variant, and where each chair stands."""

import math
from dataclasses import dataclass

from .model import Seat, Table

# A fixed row of angles, so that chairs stand a few degrees askew and the same circle always looks the same.
ASKEW = (0, 4, -3, 5, -4, 3, -5, 2, -2, 4)
LETTER = 0.56  # the width of a letter of our type, in parts of its size, on average
SMALLEST_WITH_INITIALS = 16
LONGEST_LABEL = 22


@dataclass(frozen=True)
class Size:
    top: float  # radius of the table top
    ring: float  # distance of the chairs from the middle
    chair: float  # radius of a chair
    box: tuple[float, float, float, float]  # x, y, width, height of the picture
    label: float = 0  # size of the names; 0 is no names

    @property
    def initials(self) -> bool:
        return self.chair >= SMALLEST_WITH_INITIALS


SIZES = {
    "wall": Size(top=172, ring=238, chair=37, box=(-420, -402, 840, 786), label=22),
    "page": Size(top=150, ring=207, chair=29, box=(-365, -352, 730, 684), label=16.5),
    "phone": Size(top=92, ring=136, chair=23, box=(-190, -196, 380, 382)),
    "small": Size(top=62, ring=94, chair=15, box=(-122, -124, 244, 244)),
    "back": Size(top=112, ring=160, chair=26, box=(-195, -14, 390, 262)),
}


@dataclass(frozen=True)
class Spot:
    """Where one chair stands: its angle and the middle of the person on it."""

    seat: Seat
    size: Size
    angle: float
    turn: float

    @property
    def distance(self) -> float:
        return self.size.ring + (self.size.chair * 0.5 if self.seat.turned else 0)

    @property
    def x(self) -> float:
        return self.distance * self.sideways

    @property
    def y(self) -> float:
        return -self.distance * math.cos(math.radians(self.angle))

    @property
    def sideways(self) -> float:
        """-1 at the far left, 1 at the far right."""
        return math.sin(math.radians(self.angle))


def spots(table: Table) -> list[Spot]:
    """A spot for every seat, in order."""
    size = SIZES[table.variant]
    step = 360 / max(len(table.seats), 1)
    first = _first_angle(table, step)
    return [Spot(seat, size, first + n * step, _turn(seat, first + n * step, n)) for n, seat in enumerate(table.seats)]


def _first_angle(table: Table, step: float) -> float:
    """The first seat is at the top; in "back" the one who is turned away sits nearest to the reader."""
    if table.variant != "back":
        return 0
    nearest = next((n for n, seat in enumerate(table.seats) if seat.turned), 0)
    return 180 - nearest * step


def _turn(seat: Seat, angle: float, number: int) -> float:
    if seat.turned:
        return angle + 180
    return angle if seat.lit or seat.speak else angle + ASKEW[number % len(ASKEW)]
