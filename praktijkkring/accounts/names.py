"""What a person may be called."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

LONGEST = 120


def tidy(text: str) -> str:
    """One form per name (NFC), one space between words, and nothing unseen that turns a line round."""
    seen = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) not in {"Cc", "Cf", "Co"})
    return " ".join(seen.split())


class NameField(forms.CharField):
    """A person's name. Addresses are refused: a name travels in mails to others."""

    def __init__(self, **kwargs):
        kwargs.setdefault("label", _("Your name"))
        kwargs.setdefault("help_text", _("First and last name, as the others in your circle see it."))
        super().__init__(max_length=LONGEST, **kwargs)
        self.widget.attrs["autocomplete"] = "name"

    def clean(self, value):
        name = tidy(super().clean(value))
        if self.required and not name:
            raise ValidationError(self.error_messages["required"], code="required")
        if "://" in name or "www." in name.lower() or "@" in name:
            raise ValidationError(_("A name, please, not an address."), code="address")
        return name
