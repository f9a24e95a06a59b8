"""The token pairs that are used together can be told apart, light and dark (WCAG 2.2: 1.4.3 and 1.4.11)."""

import re
from pathlib import Path

import pytest
from django.conf import settings

TOKENS = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
SURFACES = ("paper", "surface", "sunk")
TEXT = [
    *(("ink", ground) for ground in (*SURFACES, "green-tint", "now-tint", "alarm-tint", "wood")),
    *(("ink-2", ground) for ground in (*SURFACES, "wood")),
    *((voice, ground) for voice in ("green", "now", "alarm") for ground in ("paper", "surface")),
    ("green", "green-tint"),
    ("now", "now-tint"),
    ("alarm", "alarm-tint"),
    ("on-green", "green"),
    ("on-green", "green-deep"),
    ("on-now", "now"),
    ("paper", "ink"),
    *(("on-area", f"area-{n}") for n in range(1, 11)),
]
SIGNS = [
    *((sign, ground) for sign in ("line-strong", "now", "green", "ink") for ground in ("paper", "surface")),
    ("line-strong", "sunk"),
    *((f"area-{n}", ground) for n in range(1, 11) for ground in ("paper", "seat", "wood")),
    ("chair", "paper"),
    ("chair", "seat"),
    ("chair", "wood"),
    ("wood-edge", "paper"),
    ("green", "wood"),
    ("now", "wood"),
    ("now", "lamp"),
]


def block(selector: str) -> dict[str, str]:
    body = re.search(re.escape(selector) + r"[^{]*\{(.*?)\}", TOKENS, re.DOTALL)[1]
    return dict(re.findall(r"--pk-([\w-]+):\s*([^;]+);", body))


LIGHT, DARK = block(":root, [data-bs-theme"), block('[data-bs-theme="dark"]')


def luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_itself_is_right():
    assert round(contrast("#000000", "#ffffff"), 2) == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("voice", "ground"), TEXT)
def test_text_can_be_read(scheme, voice, ground):
    assert contrast(scheme[voice], scheme[ground]) >= 4.5


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(("sign", "ground"), SIGNS)
def test_signs_can_be_seen(scheme, sign, ground):
    assert contrast(scheme[sign], scheme[ground]) >= 3


def test_dark_by_choice_and_dark_by_device_are_the_same():
    assert block(":root:not([data-bs-theme])") == DARK


def test_light_and_dark_have_the_same_names():
    assert sorted(LIGHT) == sorted(DARK)
