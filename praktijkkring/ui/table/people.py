"""Everything that belongs to one chair: the chair, the person, and the marks of the grammar."""

from functools import lru_cache

from django.utils.safestring import SafeString

from praktijkkring.ui.svg import arc, element, group, joined, num, place, polar

from .sizes import Spot

MARKS = ("lit", "turned", "speak", "you", "lead", "away", "behind", "nameless", "open")


def person(spot: Spot, *, card: bool = True) -> SafeString:
    """The chair and who or what is on it, without the name. ``card``: the one who brings the question has it before them."""
    seat = spot.seat
    inside = [_chair_with_things(spot, card=card)]
    if seat.taken:
        inside += [_halo(spot), _head(spot), _you(spot), _lead(spot)]
    elif seat.plus:
        inside.append(_plus(spot))
    elif seat.num:
        inside.append(_number(spot))
    inside += [_cup(spot), *_dots(spot)]
    return joined(filter(None, inside))


def css(spot: Spot) -> str:
    """The classes that carry the marks and the colour of the area."""
    seat = spot.seat
    marks = [f"is-{mark}" for mark in MARKS if getattr(seat, mark)]
    if not seat.taken:
        marks += ["is-empty", *(["is-extra"] if seat.extra else [])]
        return " ".join(["t-p", *marks])
    return " ".join(["t-p", f"pk-a{(seat.col - 1) % 10 + 1}", *marks])


@lru_cache(maxsize=16)
def chair(radius: float) -> SafeString:
    """A tub chair seen from above: the back is an arc on the far side, the seat opens to the table."""
    half, front, round_off = radius * 1.16, radius, radius * 0.34
    x, y = polar(64, radius * 1.3)
    n = num
    seat = (
        f"M{n(-x)} {n(y)}A{n(radius * 1.3)} {n(radius * 1.3)} 0 0 1 {n(x)} {n(y)}"
        f"L{n(half)} {n(front - round_off)}Q{n(half)} {n(front)} {n(half - round_off)} {n(front)}"
        f"H{n(round_off - half)}Q{n(-half)} {n(front)} {n(-half)} {n(front - round_off)}Z"
    )
    back = element("path", css="t-back", stroke_width=max(3, radius * 0.25), d=arc(radius * 1.3, -62, 62))
    return joined([element("path", css="t-seat", d=seat), back])


def _chair_with_things(spot: Spot, *, card: bool) -> SafeString:
    """The chair and what turns with it: the note pad, the card that is brought, the voice."""
    seat, r = spot.seat, spot.size.chair
    things = [chair(r)]
    if seat.turned:
        things.append(_written("t-pad", 0, r * 1.75, r * 0.5, 0))
    elif seat.lit and card:
        things.append(_written("t-q", 0, spot.size.ring - spot.size.top + r * 1.24, r * 0.56, 4))
    if seat.speak:
        things += [
            element("path", css="t-wave", d=arc(r * far, 146 + 4 * far, 214 - 4 * far)) for far in (1.62, 1.98, 2.34)
        ]
    return group(*things, transform=place(spot.x, spot.y, spot.turn))


def _written(css: str, x: float, y: float, half: float, turn: float) -> SafeString:
    """A small sheet with two lines on it."""
    sheet = element("rect", x=-half, y=-half * 0.71, width=half * 2, height=half * 1.43, rx=2.5)
    lines = f"M{num(-half * 0.6)} {num(-half * 0.21)}h{num(half * 1.2)}M{num(-half * 0.6)} {num(half * 0.25)}h{num(half * 0.75)}"
    return group(sheet, element("path", d=lines), css=css, transform=place(x, y, turn))


def _halo(spot: Spot) -> SafeString | None:
    return element("circle", css="t-halo", cx=spot.x, cy=spot.y, r=spot.size.chair * 1.2) if spot.seat.speak else None


def _head(spot: Spot) -> SafeString:
    r = spot.size.chair
    head = element("circle", css="t-head", cx=spot.x, cy=spot.y, r=r * (0.9 if spot.size.initials else 0.86))
    if not spot.size.initials or spot.seat.behind or not spot.seat.ini:
        return head
    return joined(
        [head, element("text", spot.seat.ini, css="t-ini", x=spot.x, y=spot.y + r * 0.245, font_size=r * 0.7)]
    )


def _you(spot: Spot) -> SafeString | None:
    return element("circle", css="t-you", cx=spot.x, cy=spot.y, r=spot.size.chair * 1.06) if spot.seat.you else None


def _lead(spot: Spot) -> SafeString | None:
    """The hourglass on the shoulder."""
    if not (spot.seat.lead and spot.size.initials):
        return None
    r = spot.size.chair
    return hourglass(r * 0.4, transform=place(spot.x + r * 0.82, spot.y + r * 0.8))


def hourglass(radius: float, **attrs) -> SafeString:
    x, y, neck = radius * 0.42, radius * 0.55, radius * 0.32
    glass = (
        f"M{num(-x)} {num(-y)}h{num(2 * x)}M{num(-x)} {num(y)}h{num(2 * x)}"
        f"M{num(-neck)} {num(-y)}L{num(neck)} {num(y)}M{num(neck)} {num(-y)}L{num(-neck)} {num(y)}"
    )
    return group(element("circle", r=radius), element("path", d=glass), css="t-lead", **attrs)


def _plus(spot: Spot) -> SafeString:
    arm = spot.size.chair * 0.3
    d = f"M{num(spot.x - arm)} {num(spot.y)}h{num(2 * arm)}M{num(spot.x)} {num(spot.y - arm)}v{num(2 * arm)}"
    return element("path", css="t-plus", d=d)


def _number(spot: Spot) -> SafeString:
    r = spot.size.chair
    return element("text", spot.seat.num, css="t-num", x=spot.x, y=spot.y + r * 0.22, font_size=r * 0.62)


def _cup(spot: Spot) -> SafeString | None:
    """On the table before the person, a little to the right of the middle."""
    if not spot.seat.cup:
        return None
    r = spot.size.chair
    x, y = polar(spot.angle + (24 if spot.seat.speak else 14), spot.size.top - r * 0.52)
    parts = (
        element("circle", r=r * 0.4),
        element("path", d=f"M{num(r * 0.2)} 0h{num(r * 0.13)}"),
        element("circle", css="in", r=r * 0.21),
    )
    return group(*parts, css="t-cup", transform=place(x, y, spot.angle + 40))


def _dots(spot: Spot) -> list[SafeString]:
    """A dot per season behind the chair: filled when the turn was had."""
    r, seat = spot.size.chair, spot.seat
    far = spot.size.ring + r * 1.74
    apart = r * 0.42 / far * 57.3
    dots = []
    for n, had in enumerate(seat.dots):
        x, y = polar(spot.angle + (n - (len(seat.dots) - 1) / 2) * apart, far)
        dots.append(element("circle", css="t-dot on" if had == "1" else "t-dot", cx=x, cy=y, r=max(3, r * 0.13)))
    return dots
