"""Closing a circle: how long what was written stays readable."""

from django import forms
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from circles.domain.change_term import days_to_choose
from praktijkkring.terms import CONTENT_DAYS, CONTENT_DAYS_CHOICES
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

IN_WORDS = {90: _("three months"), 180: _("half a year"), 365: _("a year"), 730: _("two years")}


class TermForm(CarriesOut, forms.Form):
    """``cleaned_data["keep_days"]`` is one of the terms that can still be announced."""

    keep_days = forms.TypedChoiceField(
        label=_("Until when can everybody read what was written?"),
        help_text=_("Everybody hears the new day by mail now, and again a month and a week before it."),
        coerce=int,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, ending, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["keep_days"].choices = [
            (
                keep,
                _("%(day)s, %(term)s after the closing") % {"day": date_format(day, "j F Y"), "term": IN_WORDS[keep]},
            )
            for keep, day in days_to_choose(ending)
        ]
        back = reverse("circles:circle", args=[ending.circle_id])
        self.helper = PkHelper(submit=_("Choose this day"), cancel=back)


class CloseForm(CarriesOut, forms.Form):
    """``cleaned_data["keep_days"]`` is one of the known terms."""

    keep_days = forms.TypedChoiceField(
        label=_("How long can everybody still read what was written?"),
        help_text=_("After that it is erased. Everybody hears it by mail a month and a week before."),
        choices=[(days, IN_WORDS[days]) for days in CONTENT_DAYS_CHOICES],
        coerce=int,
        initial=CONTENT_DAYS,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, circle, **kwargs):
        super().__init__(*args, **kwargs)
        back = reverse("circles:circle", args=[circle.pk])
        self.helper = PkHelper(submit=_("Close the circle"), cancel=back, danger=True)
