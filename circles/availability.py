"""The parts of a week in which somebody can meet. Pure."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

DAYS = (
    ("ma", _("Monday")),
    ("di", _("Tuesday")),
    ("wo", _("Wednesday")),
    ("do", _("Thursday")),
    ("vr", _("Friday")),
    ("za", _("Saturday")),
)
PARTS = (
    ("o", pgettext_lazy("part of the day", "morning")),
    ("m", pgettext_lazy("part of the day", "afternoon")),
    ("a", pgettext_lazy("part of the day", "evening")),
)
CODES = tuple(f"{day}-{part}" for day, _name in DAYS for part, _words in PARTS)


def in_words(codes: list[str]) -> list[str]:
    """['ma-o', 'ma-a', 'do-a'] as ['Monday morning, evening', 'Thursday evening']; unknown codes are left out."""
    chosen = set(codes)
    lines = []
    for day, name in DAYS:
        parts = [str(words) for part, words in PARTS if f"{day}-{part}" in chosen]
        if parts:
            lines.append(f"{name} {', '.join(parts)}")
    return lines
