"""The picture that goes along when somebody shares the address of a call: 1200 × 630, drawn here, kept a day."""

import hashlib
import json
from pathlib import Path

import typst
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from .models import SEATS, SEATS_TO_START, Circle
from .table import so_many

DAY = 24 * 3600
WIDTH, HEIGHT = 1200, 630
SHEET = Path(__file__).with_name("card.typ")
FONTS = settings.BASE_DIR / "static" / "fonts"


def card(circle: Circle) -> bytes:
    """A PNG with what anybody may read of this call; ``circle`` has ``taken`` (see ``calls.open_calls``)."""
    told = json.dumps(words(circle), ensure_ascii=False)
    key = "circles.card:" + hashlib.sha256(f"{circle.pk}:{told}".encode()).hexdigest()
    picture = cache.get(key)
    if picture is None:
        picture = draw(told)
        cache.set(key, picture, DAY)
    return picture


def words(circle: Circle) -> dict:
    """What stands on the card."""
    begins = circle.taken < SEATS_TO_START
    return {
        "name": circle.name,
        "theme": circle.theme,
        "facts": [fact for fact in (circle.get_region_display(), circle.get_form_display(), circle.when) if fact],
        "taken": circle.taken,
        "of": SEATS,
        "number": so_many(circle.taken, SEATS_TO_START if begins else SEATS),
        "below": _("to begin") if begins else _("seats taken"),
        "kind": _("Practice circle"),
        "language": (get_language() or "nl")[:2],
    }


def draw(told: str) -> bytes:
    """Text of people goes in as data; the sheet sets it as plain words, never as markup."""
    return typst.compile(SHEET.read_bytes(), format="png", ppi=72.0, font_paths=[str(FONTS)], sys_inputs={"card": told})
