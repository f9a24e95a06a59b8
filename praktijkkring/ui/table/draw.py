"""The round table, seen from above, as one SVG."""

import math

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from praktijkkring.ui.svg import element, group, joined, num, polar

from . import labels, middle, people, words
from .model import Table
from .sizes import SIZES, Size, Spot, spots

LAMP = 2.05  # the pool of light, in parts of the chair's radius
REMEMBERED = 256
_pictures: dict[tuple, SafeString] = {}


def draw(table: Table) -> SafeString:
    """The picture with its text alternative, ready for a page. The same picture is drawn once in a while, not each time."""
    if table.question:  # what somebody wrote is remembered nowhere
        return _draw(table)
    key = _all_that_is_drawn(table)
    picture = _pictures.get(key)
    if picture is None:
        if len(_pictures) >= REMEMBERED:
            _pictures.clear()
        picture = _pictures[key] = _draw(table)
    return picture


def _all_that_is_drawn(table: Table) -> tuple:
    seats = (tuple(vars(seat).values()) for seat in table.seats)
    rest = (value for name, value in vars(table).items() if name != "seats")
    return (get_language(), *rest, *seats)


def _draw(table: Table) -> SafeString:
    size, places = SIZES[table.variant], spots(table)
    beside = [labels.label(spot) if size.label else None for spot in places]
    parts = [
        *(_pool(spot) for spot in places if _in_light(spot)),
        element("circle", css="t-top", r=size.top),
        _planks(size.top),
        *(_light_on_the_table(spot) for spot in places if _in_light(spot)),
        element("circle", css="t-edge", r=size.top),
        *_on_the_table(table, size, places),
        *(
            group(people.person(spot, card=not (table.question or table.cards)), _name(given), css=people.css(spot))
            for spot, given in zip(places, beside, strict=True)
        ),
        *_in_the_middle(table, size),
    ]
    return element(
        "svg",
        joined(parts),
        css=f"pk-table t-{table.variant} {table.css}".strip(),
        viewBox=_box(size, beside),
        **_voice(table),
    )


def draw_cards(table: Table) -> SafeString:
    """The cards alone, to replace those in a picture that is on the page already."""
    return middle.cards(table, SIZES[table.variant])


def _on_the_table(table: Table, size: Size, places: list[Spot]) -> list[SafeString]:
    drawn = [middle.beads(places, size)] if table.six else []
    return [*drawn, middle.cards(table, size)] if table.cards else drawn


def _in_the_middle(table: Table, size: Size) -> list[SafeString]:
    if table.question and size.label:
        return [middle.question(table, size)]
    return [middle.sentence(table, size)] if table.middle and size.initials else []


def _voice(table: Table) -> dict[str, str]:
    """Decoration is hidden from screen readers; the small table always stands beside words."""
    alt = table.alt
    if alt is None:
        alt = "" if table.variant == "small" else words.sentence(table)
    return {"role": "img", "aria_label": alt} if alt else {"aria_hidden": "true"}


def _box(size: Size, beside: list[labels.Label | None]) -> str:
    """The view box; larger when a name would fall outside."""
    x, y, width, height = size.box
    names = [given for given in beside if given]
    reach = max([width / 2, *(name.reach + 4 for name in names)])
    top = min([y, *(name.top for name in names)])
    bottom = max([y + height, *(name.bottom for name in names)])
    return " ".join(num(value) for value in (min(x, -reach), top, max(width, 2 * reach), bottom - top))


def _name(given: labels.Label | None) -> SafeString:
    return labels.drawn(given) if given else SafeString("")


def _in_light(spot: Spot) -> bool:
    return spot.seat.lit and not spot.seat.turned


def _pool(spot: Spot) -> SafeString:
    return element("circle", css="t-lamp", cx=spot.x, cy=spot.y, r=spot.size.chair * LAMP)


def _light_on_the_table(spot: Spot) -> SafeString:
    """Where the pool of light and the table top overlap."""
    top, ring, pool = spot.size.top, spot.size.ring, spot.size.chair * LAMP
    depth = (ring**2 + top**2 - pool**2) / (2 * ring)
    if depth >= top:
        return SafeString("")
    half = math.degrees(math.acos(depth / top))
    (x0, y0), (x1, y1) = polar(spot.angle - half, top), polar(spot.angle + half, top)
    d = f"M{num(x0)} {num(y0)}A{num(top)} {num(top)} 0 0 1 {num(x1)} {num(y1)}A{num(pool)} {num(pool)} 0 0 1 {num(x0)} {num(y0)}Z"
    return element("path", css="t-lamp", d=d)


def _planks(top: float) -> SafeString:
    """Four seams in the wood, a little turned."""
    seams = ""
    for part in (-0.62, -0.22, 0.2, 0.6):
        half = math.sqrt(top**2 - (part * top) ** 2) - 3
        seams += f"M{num(-half)} {num(part * top)}H{num(half)}"
    return element("path", css="t-plank", transform="rotate(-18)", d=seams)
