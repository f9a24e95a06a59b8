"""Log in, sign up, and what a person says about themselves."""

import zoneinfo

from allauth.account.forms import LoginForm as AllauthLoginForm
from django import forms
from django.utils.translation import gettext_lazy as _

from praktijkkring.ui.crispy import PkHelper

from .models import User
from .names import NameField


class LoginForm(AllauthLoginForm):
    """An address is enough: then a code is mailed. Who has set a password may type it instead."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("Your e-mail address")
        self.fields["password"].label = _("Password")
        self.fields["password"].help_text = _("Leave it empty and we mail you a code.")

    def _setup_password_field(self):
        self.fields["password"].required = False


def time_zones() -> list[tuple[str, str]]:
    """Every zone people live in, Amsterdam first."""
    here = "Europe/Amsterdam"
    names = sorted(z for z in zoneinfo.available_timezones() if "/" in z and not z.startswith(("Etc/", "SystemV/")))
    return [(zone, zone.replace("_", " ")) for zone in [here, *(z for z in names if z != here)]]


class AccountForm(forms.Form):
    """Name, language and time zone."""

    name = NameField()
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of the pages and of the mails you get."),
        choices=User.Language,
        widget=forms.RadioSelect,
    )
    time_zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Times are shown in this zone; a meeting keeps its own."), choices=time_zones
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Save"))


class EraseForm(forms.Form):
    """Typing the own address is the second look before something that cannot be undone."""

    email = forms.CharField(label=_("Type your e-mail address to confirm"), max_length=254)

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        self.fields["email"].widget.attrs["autocomplete"] = "off"

    def clean_email(self):
        if self.cleaned_data["email"].strip().lower() != self.user.email:
            raise forms.ValidationError(_("This is not the address of your account."), code="other")
        return self.user.email
