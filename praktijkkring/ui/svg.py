"""The few things needed to draw with SVG: elements, angles, arcs. Angles in degrees, 0 is up, clockwise."""

import math

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString


def num(value: float) -> str:
    """At most one decimal, no trailing zero, never "-0"."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def element(name: str, /, *inside, **attrs) -> SafeString:
    """``element("circle", css="t-head", r=12)``: text and attributes are escaped, None is left out."""
    pairs = "".join(f' {_name(key)}="{_value(value)}"' for key, value in attrs.items() if value is not None)
    content = "".join(conditional_escape(part) for part in inside)
    return SafeString(f"<{name}{pairs}>{content}</{name}>" if content else f"<{name}{pairs}/>")


def group(*inside, **attrs) -> SafeString:
    return element("g", *inside, **attrs)


def joined(parts) -> SafeString:
    return SafeString("".join(conditional_escape(part) for part in parts))


def place(x: float, y: float, turn: float = 0) -> str:
    """A transform: move to x, y, then turn."""
    return f"translate({num(x)} {num(y)})" + (f" rotate({num(turn)})" if turn else "")


def polar(angle: float, distance: float) -> tuple[float, float]:
    radians = math.radians(angle)
    return distance * math.sin(radians), -distance * math.cos(radians)


def arc(radius: float, start: float, end: float) -> str:
    """The path of a part of a circle round the origin, clockwise from ``start`` to ``end``."""
    (x0, y0), (x1, y1) = polar(start, radius), polar(end, radius)
    large = int((end - start) % 360 > 180)  # noqa: PLR2004 - half a circle
    return f"M{num(x0)} {num(y0)}A{num(radius)} {num(radius)} 0 {large} 1 {num(x1)} {num(y1)}"


def _name(key: str) -> str:
    return {"css": "class", "viewBox": "viewBox"}.get(key, key.replace("_", "-"))


def _value(value) -> str:
    return num(value) if isinstance(value, int | float) else conditional_escape(value)
