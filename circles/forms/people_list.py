"""A file with people, and the rows that were in it."""

from django import forms
from django.utils.translation import gettext_lazy as _

from circles.domain.invite import DAYS
from praktijkkring.ui.crispy import PkHelper

from .composing import days_field
from .refusal import CarriesOut


class FileForm(CarriesOut, forms.Form):
    """Which file."""

    file = forms.FileField(
        label=_("A list of people"),
        help_text=_(
            "CSV or XLSX, at most 1 MB and 60 people, one on each row. Nobody is invited before you have seen it."
        ),
        allow_empty_file=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,.xlsx"}),
    )

    def __init__(self, *args, cancel="", **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=_("Look at the list"), cancel=cancel)


class VersionForm(CarriesOut, forms.Form):
    """Which state of the list the page showed."""

    version = forms.IntegerField(min_value=1, max_value=10**6, widget=forms.HiddenInput)


class ReadInForm(VersionForm):
    """Invite whom the list shows."""

    days = days_field(DAYS)
    rest_waits = forms.BooleanField(label=_("Who does not fit goes to the waiting list"), required=False)
