"""How forms look and speak: labels, hints, errors that lead to their field, choices, counters."""

import re

import pytest
from crispy_forms.layout import Div, Fieldset, Layout, Row, Submit
from django import forms
from django.template import engines
from django.utils import translation

from praktijkkring.ui.crispy import PkHelper

PAGE = "{% load crispy_forms_tags %}{% crispy form %}"


class Everything(forms.Form):
    name = forms.CharField(label="Naam", help_text="Zo heet je kring.")
    note = forms.CharField(label="Toelichting", widget=forms.Textarea, max_length=20, required=False)
    kind = forms.ChoiceField(label="Soort", choices=[("a", "Open"), ("b", "Besloten")], widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(
        label="Dagen", choices=[("1", "ma"), ("2", "di")], widget=forms.CheckboxSelectMultiple, required=False
    )
    sure = forms.BooleanField(label="Ik ga mee")
    paper = forms.FileField(label="Bijlage", required=False)
    born = forms.DateField(label="Datum", widget=forms.SelectDateWidget(years=[2026]), required=False)
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.helper = PkHelper(submit="Opslaan", cancel="/terug/")


def shown(form, page=PAGE) -> str:
    with translation.override("en"):
        return engines["django"].from_string(page).render({"form": form})


def test_every_field_has_a_label_or_a_legend_of_its_own():
    page = shown(Everything())
    ids = re.findall(r'<(?:input|textarea|select)[^>]* id="([^"]+)"', page)
    labelled = re.findall(r'<label[^>]* for="([^"]+)"', page)
    alone = set(ids) - set(labelled)
    assert alone == {"id_secret", "id_born_day", "id_born_month", "id_born_year"}


def test_a_hint_stands_above_its_field_and_is_read_with_it():
    page = shown(Everything())
    assert page.index("Zo heet je kring.") < page.index('name="name"')
    assert 'aria-describedby="id_name_helptext"' in page


def test_what_may_stay_empty_says_so():
    assert shown(Everything()).count("(optional)") == 4


def test_errors_stand_on_top_and_lead_to_their_field():
    page = shown(Everything({}))
    summary = re.search(r'<div class="pk-summary".*?</div>', page, re.DOTALL)[0]
    assert re.findall(r'href="#([^"]+)"', summary) == ["id_name", "id_kind_0", "id_sure"]
    for target in ("id_name", "id_kind_0", "id_sure"):
        assert f'id="{target}"' in page
    assert page.index("pk-summary") < page.index('name="name"')


def test_an_error_stands_beside_its_field_and_is_read_with_it():
    page = shown(Everything({}))
    assert 'aria-describedby="id_name_helptext id_name_error"' in page
    assert 'id="id_name_error"' in page
    assert page.count('aria-invalid="true"') >= 3


def test_an_error_of_the_whole_form_is_in_the_summary():
    form = Everything({"name": "x", "kind": "a", "sure": "on"})
    form.add_error(None, "Er is <geen> stoel meer vrij.")
    assert "Er is &lt;geen&gt; stoel meer vrij." in shown(form)


def test_what_was_typed_is_kept_and_escaped():
    page = shown(Everything({"name": '"><script>', "note": "</textarea><b>"}))
    assert "<script>" not in page
    assert "&lt;/textarea&gt;&lt;b&gt;" in page


def test_a_long_text_is_counted_and_not_cut_off():
    page = shown(Everything())
    assert 'data-counter-for="id_note" data-max="20"' in page
    assert "maxlength" not in re.search(r"<textarea[^>]*>", page)[0]


def test_a_file_makes_the_form_multipart():
    assert 'enctype="multipart/form-data"' in shown(Everything())


def test_the_buttons_say_what_they_do():
    page = shown(Everything())
    assert re.search(r'<button type="submit" class="btn btn-primary">Opslaan</button>', page)
    assert '<a class="btn btn-text" href="/terug/">Cancel</a>' in page


def test_a_form_for_what_cannot_be_undone_has_a_red_button():
    form = Everything()
    form.helper = PkHelper(submit="Verwijder", danger=True)
    assert '<button type="submit" class="btn btn-alarm">Verwijder</button>' in shown(form)


def test_a_form_without_a_tag_and_without_a_button_can_be_part_of_another():
    form = Everything()
    form.helper = PkHelper(submit="", tag=False)
    page = shown(form)
    assert "<form" not in page
    assert "<button" not in page


def test_a_layout_in_rows_and_fieldsets_is_drawn():
    form = Everything()
    form.helper = PkHelper(
        submit="", layout=Layout(Fieldset("Wie", Row("name", "kind")), Div("note"), Submit("go", "Verder"))
    )
    page = shown(form)
    assert "<legend>Wie</legend>" in page
    assert 'class="pk-row"' in page
    assert 'name="go"' in page


@pytest.mark.parametrize(
    "page",
    ["{% load crispy_forms_filters %}{{ form|crispy }}", "{% load crispy_forms_tags %}{{ form.name|as_crispy_field }}"],
)
def test_the_other_ways_of_drawing_a_form_work_too(page):
    assert 'class="form-control"' in shown(Everything(), page)


def test_a_formset_is_drawn_with_its_management_form():
    formset = forms.formset_factory(Everything, extra=2)()
    formset.helper = PkHelper()
    page = shown(formset)
    assert 'name="form-TOTAL_FORMS"' in page
    assert page.count('type="file"') == 2


def test_two_forms_on_one_page_have_ids_of_their_own():
    page = shown(Everything({}, prefix="one")) + shown(Everything({}, prefix="two"))
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))


def test_nothing_in_a_form_breaks_the_content_security_policy():
    page = shown(Everything({}))
    assert not re.search(r"\sstyle=|\son\w+=|<script|<style", page)
