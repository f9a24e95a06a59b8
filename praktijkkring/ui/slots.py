"""Places in a page that a lower app offers and a higher app fills, so that imports keep pointing down.

The app that fills registers a function once, in its ``AppConfig.ready``; the page says ``{% slot "circle.aside" … %}``.
"""

from collections import defaultdict
from collections.abc import Callable
from typing import NamedTuple

from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString


class Filling(NamedTuple):
    order: int
    number: int
    render: Callable[..., str]


_fillings: dict[str, list[Filling]] = defaultdict(list)


def register(name: str, render: Callable[..., str], order: int = 10) -> None:
    """``render(request, **what_the_page_gives)`` gives HTML (safe) or "" for nothing. The same function counts once."""
    known = _fillings[name]
    if not any(filling.render is render for filling in known):
        known.append(Filling(order, len(known), render))
        known.sort(key=lambda filling: filling[:2])


def render(name: str, request, **given) -> SafeString:
    """Everything that was registered for this place, in order; text that is not marked safe is escaped."""
    return format_html_join(
        "", "{}", ((conditional_escape(f.render(request, **given)),) for f in _fillings.get(name, ()))
    )


def stylesheet(name: str, path: str) -> None:
    """The page that offers ``name`` in its head also loads this stylesheet, for what the same app shows on it."""
    register(name, lambda request, **given: format_html('<link rel="stylesheet" href="{}">', static(path)))
