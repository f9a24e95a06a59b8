"""The plan of a season as the coordinator fills it in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from praktijkkring.money.euro import EuroField

from .models import Budget, BudgetLine

MOST_LINES = 20
SPARE_ROWS = 3


class PlanForm(forms.Form):
    """The key and the sponsor."""

    key = forms.ChoiceField(label=_("How do we divide it?"), choices=Budget.Key, widget=forms.RadioSelect)
    sponsor_name = forms.CharField(label=_("Sponsor"), max_length=120, required=False)
    sponsor_cents = EuroField(label=_("The sponsor gives"), required=False)

    def clean(self):
        data = super().clean()
        if data.get("sponsor_cents") and not data.get("sponsor_name"):
            self.add_error("sponsor_name", _("Who is the sponsor? Fill in a name, or leave the amount empty."))
        if data.get("sponsor_name") and not data.get("sponsor_cents") and "sponsor_cents" not in self.errors:
            self.add_error("sponsor_cents", _("How much does the sponsor give? Fill in an amount, or empty the name."))
        return data


class LineForm(forms.Form):
    """One row of the plan. An empty row counts for nothing."""

    label = forms.CharField(label=_("What for"), max_length=120, required=False)
    basis = forms.ChoiceField(label=_("Counts"), choices=BudgetLine.Basis, required=False)
    amount_cents = EuroField(label=_("Amount"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.unmarked = True  # a row may stay empty, but is not half optional

    def clean(self):
        data = super().clean()
        if self.errors:
            return data
        if data.get("label") and data.get("amount_cents") is None:
            self.add_error("amount_cents", _("Fill in an amount, or empty this row."))
        if data.get("amount_cents") is not None and not data.get("label"):
            self.add_error("label", _("What is this amount for?"))
        return data


class BaseLines(forms.BaseFormSet):
    """All rows; at least one must be filled in."""

    def filled(self) -> list[dict]:
        """The rows with something in them, as ``domain.plan`` wants them."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("label")]
        return [{**row, "basis": row["basis"] or BudgetLine.Basis.FIXED} for row in rows]

    def clean(self):
        if not any(self.errors) and not self.filled():
            raise forms.ValidationError(_("Fill in at least one row: what for, and how much."))


LinesFormSet = forms.formset_factory(
    LineForm, formset=BaseLines, extra=SPARE_ROWS, max_num=MOST_LINES, absolute_max=MOST_LINES
)


class SeenForm(forms.Form):
    """The mark of the proposal that was on the page."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)


class OpenForm(forms.Form):
    """The open amount that was on the page."""

    cents = forms.IntegerField(widget=forms.HiddenInput)
