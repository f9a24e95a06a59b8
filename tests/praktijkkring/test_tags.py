"""The tags every template may use, and the places that higher apps fill."""

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation
from django.utils.html import format_html

from praktijkkring.models import User
from praktijkkring.ui import icons, nav, slots


def shown(source: str, **context) -> str:
    return engines["django"].from_string(source).render(context, RequestFactory().get("/"))


@pytest.fixture(autouse=True)
def only_our_slots(monkeypatch):
    monkeypatch.setattr(slots, "_fillings", type(slots._fillings)(list))


@pytest.mark.parametrize(("language", "hour"), [("nl", "19.30"), ("en", "19:30")])
def test_an_hour_is_written_as_people_write_it(language, hour):
    with translation.override(language):
        assert shown("{{ starts|clock }}", starts=datetime.time(19, 30)) == hour
        assert shown("{{ starts|clock }}", starts=None) == ""


def test_a_sign_beside_words_is_silent_and_a_sign_alone_speaks():
    assert 'aria-hidden="true"' in shown('{% icon "pin" %}')
    assert 'role="img" aria-label="Sluit &amp; ga"' in shown('{% icon "x" label=words %}', words="Sluit & ga")


def test_a_sign_that_does_not_exist_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        icons.icon("dragon")


def test_warm_has_steam_and_cold_has_none():
    assert shown('{% cup "warm" %}') != shown('{% cup "koud" %}')
    assert 'd=""' in shown('{% cup "koud" %}')


@pytest.mark.parametrize(("name", "initials"), [("Ellen van Rijn", "EvR"), ("Fenna", "FE"), ("<b> Ximenes", "&lt;X")])
def test_a_round_shows_initials_and_hides_behind_the_name_beside_it(name, initials):
    text = shown('{% face person 3 "sm" %}', person=User(name=name))
    assert text == f'<span class="pk-face sm pk-a3" aria-hidden="true">{initials}</span>'


def test_a_round_without_a_seat_has_no_colour_of_an_area():
    assert shown('{% face "TB" %}') == '<span class="pk-face" aria-hidden="true">TB</span>'


def test_an_amount_is_written_as_in_the_language_of_the_reader():
    with translation.override("nl"):
        assert shown("{{ cents|euro }}", cents=160617) == "€\N{NO-BREAK SPACE}1.606,17"
    with translation.override("en"):
        assert shown("{{ cents|euro }}", cents=160617) == "€1,606.17"
    assert shown("{{ cents|euro }}", cents=None) == ""


def test_an_address_in_a_mail_has_scheme_and_host(settings):
    settings.PUBLIC_URL = "https://kring.example"
    assert shown('{% absolute_url "home" %}') == "https://kring.example/"


def test_an_address_that_does_not_exist_is_left_out():
    assert shown('{% url_if_any "home" %}|{% url_if_any "no:such" %}') == "/|"


def test_a_place_shows_what_was_registered_in_order():
    slots.register("here", lambda request, **given: format_html("<b>{}</b>", given["word"]), order=20)
    slots.register("here", lambda request, **given: "<i>", order=10)
    slots.register("elsewhere", lambda request, **given: "no")
    assert shown('{% slot "here" word="ja" %}') == "&lt;i&gt;<b>ja</b>"


def test_a_place_that_nobody_fills_is_empty():
    assert shown('{% slot "nowhere" %}') == ""


def test_the_same_filling_counts_once():
    def filling(request, **given):
        return "x"

    slots.register("here", filling)
    slots.register("here", filling)
    assert shown('{% slot "here" %}') == "x"


def links_at(address_name: str) -> list[tuple[str, str]]:
    request = RequestFactory().get("/")
    request.resolver_match = type("Match", (), {"view_name": address_name})
    return [(link.url, link.current) for link in nav.head_links(request)]


def test_the_head_says_where_we_are():
    mine = reverse("circles:mine")
    assert (mine, "page") in links_at("circles:mine")
    assert (mine, "true") in links_at("circles:circle")
    assert (mine, "") in links_at("sessions_app:agenda")


def test_a_link_in_the_head_without_a_page_is_left_out(monkeypatch):
    monkeypatch.setattr(nav, "HEAD", (("no:such", "Nergens", ("no",)),))
    assert links_at("home") == []


@pytest.mark.parametrize(
    ("tone", "css"),
    [("ok", "ok"), ("success", "ok"), ("now", "now"), ("error", "alarm"), ("warning", "alarm"), ("info", "")],
)
def test_a_note_has_the_tone_of_its_message_and_a_sign(tone, css):
    note = shown('{% include "ui/note.html" with text=text %}', tone=tone, text="<b>")
    assert f'class="{f"pk-note {css}".strip()}"' in note
    assert "&lt;b&gt;" in note
    assert note.count("<svg") == 1


@pytest.mark.parametrize(
    ("state", "word"), [("", "Saved"), ("waiting", "Waiting for the connection"), ("unsaved", "Not saved yet")]
)
def test_below_a_field_stands_whether_it_is_saved_and_who_reads_it(state, word):
    with translation.override("en"):
        text = shown('{% include "ui/saved.html" %}', state=state, reader="Alleen jij leest dit")
    assert word in text
    assert "Alleen jij leest dit" in text


def test_an_empty_place_says_what_to_do_next():
    text = shown(
        '{% include "ui/empty.html" with title=title text="Schrijf er een." url="/x/" button="Schrijf" %}',
        title="Geen <vragen>",
    )
    assert "Geen &lt;vragen&gt;" in text
    assert '<a class="btn btn-outline" href="/x/">Schrijf</a>' in text


def test_a_page_that_asks_for_confirmation_posts_and_offers_a_way_back():
    request = RequestFactory().get("/x/")
    request.user = AnonymousUser()
    context = {
        "title": "Geef je je stoel op?",
        "button": "Ja",
        "points": ["Je stoel komt vrij."],
        "back": "/kringen/1/",
        "danger": True,
    }
    page = engines["django"].get_template("ui/confirm.html").render(context, request)
    form = page[page.index('<form method="post" class="pk-form"') :].split("</form>")[0]
    assert "csrfmiddlewaretoken" in form
    assert 'class="btn btn-alarm">Ja</button>' in form
    assert 'href="/kringen/1/"' in form
