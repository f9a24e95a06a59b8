"""Whole cents, and how people write them."""

import re

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

# '1.606,17' and '1606,17' and '1,606.17' and '1606': a group mark only before three digits, a mark before two at the end
_AMOUNT = re.compile(
    r"^(?P<whole>\d+|[1-9]\d{0,2}(?P<mark>[.,\u00a0\u202f ])\d{3}(?:(?P=mark)\d{3})*)(?:[.,](?P<cents>\d{1,2}))?$",
    re.ASCII,
)


def parse_euro(text: str) -> int:
    """Cents from what somebody typed: '€ 1.606,17', '1606,17' and '1606.17' are all 160617.

    Raises ValueError when it cannot be read in one way only.
    """
    match = _AMOUNT.match(text.replace("€", "").replace("\u2212", "-").strip())
    if not match or (match["mark"] and match["cents"] and text.rstrip()[-len(match["cents"]) - 1] == match["mark"]):
        raise ValueError("not an amount")
    whole = re.sub(r"\D", "", match["whole"])
    return int(whole) * 100 + int((match["cents"] or "0").ljust(2, "0"))


def format_euro(cents: int, *, sign: bool = True, whole: bool = False) -> str:
    """'€ 1.606,17' in Dutch, '€1,606.17' in English; ``whole`` leaves out the cents when there are none."""
    euros, rest = divmod(abs(cents), 100)
    dutch = (get_language() or "nl").startswith("nl")
    number = f"{euros:,}".replace(",", ".") if dutch else f"{euros:,}"
    if rest or not whole:
        number += f"{',' if dutch else '.'}{rest:02d}"
    text = (f"€\u00a0{number}" if dutch else f"€{number}") if sign else number
    return f"\u2212\u00a0{text}" if cents < 0 else text


class EuroField(forms.CharField):
    """An amount as people type it; cleaned to whole cents."""

    default_error_messages = {
        "amount": _("This is not an amount we can read. Type it like 1250 or 1250,50."),
        "too_much": _("This amount is too large."),
    }
    MOST_CENTS = 100_000_000

    def __init__(self, **kwargs):
        kwargs.setdefault("max_length", 20)
        super().__init__(**kwargs)
        self.widget.attrs.setdefault("inputmode", "decimal")

    def prepare_value(self, value):
        return format_euro(value, sign=False, whole=True) if isinstance(value, int) else value

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            cents = parse_euro(text)
        except ValueError:
            raise forms.ValidationError(self.error_messages["amount"], code="amount") from None
        if cents > self.MOST_CENTS:
            raise forms.ValidationError(self.error_messages["too_much"], code="too_much")
        return cents
