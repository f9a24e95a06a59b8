"""A theme that somebody misses, and a "me too"."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from circles.callings import Field, Form, Region
from praktijkkring.ui.crispy import PkHelper

from .refusal import CarriesOut

ADDRESS = ("://", "www.", "@")


class ProposalForm(CarriesOut, forms.Form):
    """Short on purpose: who takes it up fills in the rest."""

    name = forms.CharField(
        label=gettext_lazy("Short name"), help_text=gettext_lazy("Three or four words, as a title."), max_length=80
    )
    theme = forms.CharField(
        label=gettext_lazy("The question behind it"),
        help_text=gettext_lazy("The one big question that you would like to share with others."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    description = forms.CharField(
        label=gettext_lazy("For whom is it?"),
        help_text=gettext_lazy("Who sits at the table, and what do they recognise in each other?"),
        max_length=1200,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    field = forms.ChoiceField(label=gettext_lazy("Field"), choices=Field)
    region = forms.ChoiceField(label=gettext_lazy("For people from"), choices=Region, required=False)
    form = forms.ChoiceField(label=gettext_lazy("How you meet"), choices=Form, widget=forms.RadioSelect)

    def __init__(self, *args, cancel, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["region"].unmarked = True
        self.fields["form"].initial = Form.IN_PERSON
        submit = gettext_lazy("Save") if self.initial else gettext_lazy("Propose this theme")
        self.helper = PkHelper(submit=submit, cancel=cancel)

    def clean_name(self):
        return self._words("name")

    def clean_theme(self):
        return self._words("theme")

    def _words(self, name: str) -> str:
        """One line, and no address of a site."""
        text = " ".join(self.cleaned_data[name].split())
        if any(sign in text.lower() for sign in ADDRESS):
            raise forms.ValidationError(_("Words, please, no addresses."), code="address")
        return text


class SupportForm(CarriesOut, forms.Form):
    """A few words for who may take it up."""

    note = forms.CharField(
        label=gettext_lazy("A few words, if you like"),
        help_text=gettext_lazy(
            "Who proposed the theme and who may run circles read this, with your name. Nobody else."
        ),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(max_length=16, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit=gettext_lazy("Me too"))
        self.helper.form_tag = False
        self.fields["note"].unmarked = True

    def show(self, seen: str) -> None:
        """The page shows the words with this mark, also when it shows an earlier answer again."""
        self.initial["seen"] = seen
        if self.is_bound:
            self.data = self.data.copy()
            self.data["seen"] = seen
