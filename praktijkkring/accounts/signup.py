"""What allauth's form for a new account asks besides the address. (allauth imports this while it is being imported.)"""

from django import forms
from django.utils.translation import get_language

from .names import NameField


class WithName(forms.Form):
    """What allauth's form for a new account asks besides the address."""

    name = NameField()
    field_order = ("name", "email")

    def signup(self, request, user):
        user.name = self.cleaned_data["name"]
        user.language = (get_language() or user.language)[:2]
        user.save(update_fields=["name", "language"])
