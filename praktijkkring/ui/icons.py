"""The signs: 24 px grid, line 1.9, round ends, no fill. A sign stands beside a word, or carries one as its label."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

PATHS = {
    "alert": "M12 4.5L21 19.5H3zM12 10v4.5M12 17v.2",
    "arrow-left": "M19 12H6M11.5 6.5L6 12l5.5 5.5",
    "arrow-right": "M5 12h13M12.5 6.5L18 12l-5.5 5.5",
    "arrow-up": "M12 19V6M6.5 11.5L12 6l5.5 5.5",
    "arrow-down": "M12 5v13M6.5 12.5L12 18l5.5-5.5",
    "back": "M11 6l-6 6 6 6M5 12h9a5 5 0 0 1 0 10h-1",
    "calendar": "M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4",
    "chair": "M7 4.5h10v7H7zM6 11.5h12v4H6zM7.5 15.5v4M16.5 15.5v4",
    "check": "M5 12.5l4.5 4.5L19 7.5",
    "chevron": "M7 10l5 5 5-5",
    "circle": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17z",
    "clock": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 7.5V12l3 2",
    "cloud-off": "M4 4l16 16M8 8.5A5 5 0 0 0 7 18h9.5M11 7a5 5 0 0 1 6 4.6A3.3 3.3 0 0 1 19.6 16",
    "copy": "M8.5 8.5h11v11h-11zM15.5 8.5v-4h-11v11h4",
    "download": "M12 4.5v11M7 11l5 5 5-5M5 19.5h14",
    "euro": "M17.5 6.5A7 7 0 1 0 17.5 17.5M4 10.5h9M4 13.5h9",
    "eye": "M3 12s3.3-6 9-6 9 6 9 6-3.3 6-9 6-9-6-9-6zM12 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z",
    "file": "M6.5 3.5h7l4 4v13h-11zM13.5 3.5v4h4",
    "hourglass": "M7 4.5h10M7 19.5h10M8 4.5c0 5 8 10 8 15M16 4.5c0 5-8 10-8 15",
    "info": "M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17zM12 11v5.5M12 7.6v.2",
    "link": "M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3A4 4 0 0 0 11 18.7l1-1",
    "lock": "M6.5 11h11v8.5h-11zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
    "mail": "M4 6.5h16v11.5H4zM4.5 7l7.5 6 7.5-6",
    "menu": "M4 7h16M4 12h16M4 17h16",
    "minus": "M5 12h14",
    "moon": "M19.5 14.5A8 8 0 0 1 9.5 4.5a8 8 0 1 0 10 10z",
    "pause": "M8.5 5.5v13M15.5 5.5v13",
    "pencil": "M5 19l1-4L16.5 4.5l3 3L9 18zM14 7l3 3",
    "people": "M9 11a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3 19c0-3.5 2.5-5.5 6-5.5s6 2 6 5.5M15.5 5a3.25 3.25 0 0 1 0 6M17.5 13.8c2.2.700 3.5 2.5 3.5 5.2",
    "person": "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5zM5 20c0-4 3-6.5 7-6.5s7 2.5 7 6.5",
    "pin": "M12 20.5s-6-5.6-6-10.2a6 6 0 0 1 12 0c0 4.6-6 10.2-6 10.2zM12 12.3a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "play": "M8 5l11 7-11 7z",
    "plus": "M12 5v14M5 12h14",
    "print": "M7 9V4.5h10V9M7 16.5H4.5V9h15v7.5H17M7 13.5h10v6H7z",
    "question": "M9 9.5a3 3 0 1 1 4.5 2.6c-1 .6-1.5 1.2-1.5 2.4M12 17.3v.2M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18z",
    "refresh": "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 4v4.5H15",
    "screen": "M3.5 5h17v11h-17zM9 20h6M12 16v4",
    "send": "M4.5 12h14M12.5 5.5L19 12l-6.5 6.5",
    "settings": "M4 8h9M17 8h3M4 16h3M11 16h9M15 10a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM9 18a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "skip": "M6 5.5l8.5 6.5L6 18.5zM18 5.5v13",
    "speak": "M4.5 6h15v9.5h-8L7 19.5v-4H4.5z",
    "stop": "M8 3.5h8l4.5 4.5v8L16 20.5H8L3.5 16V8zM9 12h6",
    "sun": "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 3v2M12 19v2M3 12h2M19 12h2M5.6 5.6l1.4 1.4M17 17l1.4 1.4M5.6 18.4L7 17M17 7l1.4-1.4",
    "trash": "M5 7h14M9.5 7V4.5h5V7M7 7l.8 12.5h8.4L17 7M10.5 10.5v5.5M13.5 10.5v5.5",
    "x": "M6.5 6.5l11 11M17.5 6.5l-11 11",
}

_CUP = "M5 10.5h13v4.5a5 5 0 0 1-5 5h-3a5 5 0 0 1-5-5zM18 12h1a2.2 2.2 0 0 1 0 4.4h-1.2"
_STEAM = {
    "warm": "M7.5 7.5c0-1.6 1.2-1.6 1.2-3.5M11 7.5c0-1.6 1.2-1.6 1.2-3.5M14.5 7.5c0-1.6 1.2-1.6 1.2-3.5",
    "lauw": "M11 7.5c0-1.6 1.2-1.6 1.2-3.5",
    "koud": "",
}


@lru_cache(maxsize=512)  # words of the product, and never a person's
def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """The sign as SVG. Without a label it is decoration and hidden from screen readers."""
    return _svg(f"pk-i {css}".strip(), format_html('<path d="{}"/>', PATHS[name]), label)


@lru_cache(maxsize=64)
def cup(warmth: str, label: str = "", css: str = "") -> SafeString:
    """A cup with three curls of steam (warm), one (lauw) or none (koud)."""
    return _svg(f"pk-cup {css}".strip(), format_html('<path d="{}"/><path d="{}"/>', _CUP, _STEAM[warmth]), label)


def _svg(css: str, inside: SafeString, label: str) -> SafeString:
    voice = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html('<svg class="{}" viewBox="0 0 24 24" {}>{}</svg>', css, voice, inside)
