"""The pages of the library and of writing a method: what they show, keep and refuse."""

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pypdf import PdfReader

from intervision.domain import own_method
from intervision.library import toml_file
from intervision.library.access import draft_for, method_for
from intervision.methods import library
from intervision.models import OwnMethod, Run

from .filled import form_to

pytestmark = pytest.mark.django_db

LIBRARY, CHOICE, VERSIONS = 9, 8, 4  # queries


def url(name, *args):
    return reverse(f"intervision:{name}", args=args)


def queries_of(browser, address, django_assert_num_queries, number):
    assert browser.get(address).status_code == 200  # the first page of a log-in writes down which device it is
    with django_assert_num_queries(number):
        browser.get(address)


def test_everybody_with_an_account_sees_all_methods(cast, client_of):
    page = client_of(cast.outsider).get(url("library")).content.decode()
    for method in library.all_methods():
        assert method.name.say("nl") in page


def test_the_page_of_a_method_names_what_somebody_who_looks_on_does(cast, client_of):
    page = client_of(cast.outsider).get(url("method", "vijfstappen")).content.decode()
    assert page.count("Aan het eind vertel je wat je opviel aan het gesprek.") == 1, "and not with every step"


def test_a_wish_is_answered_with_a_reason(cast, client_of):
    page = client_of(cast.outsider).get(url("library") + "?question=practical&people=7&minutes=60&trust=low")
    assert "Past het best" in page.content.decode()
    assert "Bedoeld voor dit soort vraag: praktische vraag." in page.content.decode()
    wrong = client_of(cast.outsider).get(url("library") + "?people=veel")
    assert (wrong.status_code, "veel" in wrong.content.decode()) == (422, True)


@pytest.mark.parametrize("key", library.ORDER)
def test_the_page_of_a_method_tells_all_of_it(cast, client_of, key):
    page = " ".join(client_of(cast.outsider).get(url("method", key)).content.decode().split())
    method = library.get(key)
    from django.utils.html import escape  # noqa: PLC0415

    for step in method.steps:
        assert escape(step.title.say("nl")) in page
        assert escape(step.script.say("nl")) in page
    for text in (*method.mistakes, method.credit, method.summary):
        assert escape(text.say("nl")) in page
    assert url("method_card", key) in page
    assert url("rehearse", key) in page


@pytest.mark.parametrize("rows", [1, 3])
def test_the_library_asks_the_database_as_often_for_one_own_method_as_for_three(
    cast, client_of, django_assert_num_queries, rows
):
    for _each in range(rows):
        own = own_method.copy_method(by=method_for(cast.coordinator, "vijfstappen"), circle=cast.circle)
        own_method.publish_method(by=draft_for(cast.coordinator, own.key), revision=own.revision)
    queries_of(client_of(cast.coordinator), url("library"), django_assert_num_queries, LIBRARY)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_choice_for_a_meeting_asks_the_database_as_often_for_one_as_for_three(
    evening, client_of, django_assert_num_queries, rows
):
    cast = evening
    for _each in range(rows):
        own = own_method.copy_method(by=method_for(cast.coordinator, "vijfstappen"), circle=cast.circle)
        own_method.publish_method(by=draft_for(cast.coordinator, own.key), revision=own.revision)
    queries_of(client_of(cast.facilitator.user), url("start", cast.meeting.pk), django_assert_num_queries, CHOICE)


@pytest.mark.parametrize("rows", [1, 3])
def test_the_versions_ask_the_database_as_often_for_one_as_for_three(
    cast, published, client_of, django_assert_num_queries, rows
):
    for _each in range(rows - 1):
        standing = draft_for(cast.coordinator, published.key)
        own_method.save_draft(by=standing, method=standing.draft, revision=standing.own.revision)
        own_method.publish_method(by=draft_for(cast.coordinator, published.key), revision=standing.own.revision + 1)
    queries_of(client_of(cast.member.user), url("method_versions", published.key), django_assert_num_queries, VERSIONS)


def test_from_copy_to_meeting_in_the_browser(evening, client_of):
    cast, browser = evening, client_of(evening.facilitator.user)
    answer = browser.post(url("method_copy", "vijfstappen"), {"whose": str(cast.circle.pk)})
    own = OwnMethod.objects.get()
    assert answer.url == url("method_edit", own.key)
    add = url("method_add_step", own.key)
    answer = browser.post(add, {"revision": own.revision, "kind": "silence", "after": "vraag"})
    assert answer.url.endswith("#stap-stilte")
    step = url("method_step", own.key, "stilte")
    typed = form_to(browser.get(step), "") | {"title_nl": "Even stil", "minutes": "2"}
    assert browser.post(step, typed).status_code == 302
    publish = url("method_publish", own.key)
    own.refresh_from_db()
    assert browser.post(publish, {"revision": own.revision}).url == url("method", own.key)
    plan = url("plan", cast.meeting.pk, own.key)
    assert "Even stil" in browser.get(plan).content.decode()
    assert browser.post(plan, form_to(browser.get(plan), "")).status_code == 302
    assert Run.objects.get().method["steps"][1]["minutes"] == 2


def test_up_down_double_and_remove_work_without_a_script(cast, draft, client_of):
    browser = client_of(cast.facilitator.user)
    for do, order in (
        ("down", ["vragen", "vraag", "wegen", "kern", "advies"]),
        ("up", ["vraag", "vragen", "wegen", "kern", "advies"]),
        ("double", ["vraag", "vraag-2", "vragen", "wegen", "kern", "advies"]),
        ("remove", ["vraag-2", "vragen", "wegen", "kern", "advies"]),
    ):
        draft.refresh_from_db()
        browser.post(url("method_step_do", draft.key, "vraag"), {"do": do, "revision": draft.revision})
        draft.refresh_from_db()
        assert [step["key"] for step in draft.draft["steps"]] == order


def test_what_is_wrong_is_said_and_everything_typed_stays(cast, draft, client_of):
    browser, step = client_of(cast.facilitator.user), url("method_step", draft.key, "vragen")
    typed = form_to(browser.get(step), "") | {
        "title_nl": "Mijn <b>titel</b>",
        "minutes": "999",
        "inputs-0-prompt_nl": "Zeg het",
    }
    answer = browser.post(step, typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Mijn &lt;b&gt;titel&lt;/b&gt;" in page
    assert all(f'value="{value}"' in page for value in ("999", "Zeg het"))
    refused = browser.post(step, typed | {"minutes": "5", "reveal": "later"})
    assert "De kaarten blijven dicht" in refused.content.decode()
    draft.refresh_from_db()
    assert draft.revision == 1


def test_with_two_who_write_the_second_is_told_and_may_save_once_more(cast, published, client_of):
    tineke, fenna = client_of(cast.coordinator), client_of(cast.facilitator.user)
    step, other = url("method_step", published.key, "vragen"), url("method_step", published.key, "kern")
    typed = form_to(fenna.get(step), "") | {"title_nl": "Van Fenna"}
    tineke.post(other, form_to(tineke.get(other), "") | {"title_nl": "Van Tineke"})
    answer = fenna.post(step, typed)
    assert answer.status_code == 422
    assert "Iemand wijzigde deze methode" in answer.content.decode()
    assert fenna.post(step, form_to(answer, "")).status_code == 302
    published.refresh_from_db()
    assert [one["title"]["nl"] for one in published.draft["steps"]][1:4:2] == ["Van Fenna", "Van Tineke"]


def test_a_method_with_faults_is_not_published_and_says_where(cast, draft, client_of):
    browser = client_of(cast.facilitator.user)
    browser.post(url("method_step_do", draft.key, "vragen"), {"do": "remove", "revision": draft.revision})
    draft.refresh_from_db()
    page = browser.get(url("method_edit", draft.key)).content.decode()
    assert "de stap met die kaarten is er niet meer" in page
    assert url("method_publish", draft.key) not in page
    answer = browser.post(url("method_publish", draft.key), {"revision": draft.revision})
    assert answer.status_code == 409
    assert "nog niet uitgeven" in answer.content.decode()


def test_a_file_goes_out_and_comes_in(cast, published, client_of):
    member, coordinator = client_of(cast.member.user), client_of(cast.coordinator)
    answer = member.get(url("method_file", published.key))
    assert answer["Content-Disposition"] == 'attachment; filename="vijf-stappen.toml"'
    file = SimpleUploadedFile("methode.toml", answer.content)
    made = coordinator.post(url("method_read_in"), {"file": file, "whose": "me"})
    own = OwnMethod.objects.get(owner=cast.coordinator)
    assert made.url == url("method_edit", own.key)
    assert draft_for(cast.coordinator, own.key).draft.steps == method_for(cast.coordinator, published.key).method.steps


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"\xff\xfe\x00", "geen tekst"),
        (b"x = " + b"[" * 999, "te diep"),
        (b"a" * 300_000, "hoogstens 200 kB"),
        (toml_file.write(library.get("balint")).replace("turns", "tuns").encode(), "‘tuns’ hoort niet bij een methode"),
        (toml_file.write(library.get("balint")).replace("Balint", "\\u0000").encode(), "geen letter"),
        (
            toml_file.write(library.get("vijfstappen")).replace("minutes = 12", "minutes = 1200").encode(),
            "hoogstens 120 minuten",
        ),
    ],
)
def test_a_wrong_file_is_refused_in_words(cast, client_of, data, words):
    file = SimpleUploadedFile("x.toml", data)
    answer = client_of(cast.coordinator).post(url("method_read_in"), {"file": file, "whose": "me"})
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not OwnMethod.objects.exists()


def test_a_method_cannot_be_read_in_for_a_circle_of_others(cast, client_of):
    file = SimpleUploadedFile("x.toml", toml_file.write(library.get("balint")).encode())
    answer = client_of(cast.member.user).post(url("method_read_in"), {"file": file, "whose": str(cast.circle.pk)})
    assert answer.status_code == 422


def test_the_card_is_a_file_with_the_minutes_of_the_plan(evening, client_of):
    browser, card = client_of(evening.facilitator.user), url("plan_card", evening.meeting.pk, "vijfstappen")
    fields = form_to(browser.get(url("plan", evening.meeting.pk, "vijfstappen")), "") | {"minutes_vraag": "17"}
    for answer, words in ((browser.get(card), "6 min"), (browser.post(card, fields), "17 min")):
        assert answer["Content-Type"] == "application/pdf"
        assert words in " ".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)


def test_the_sum_of_a_plan_stands_against_the_time_of_the_meeting(cast, client_of):
    page = client_of(cast.facilitator.user).get(url("plan", cast.meeting.pk, "vijfstappen")).content.decode()
    assert 'data-available="120"' in page
    assert '<span class="num" data-sum>62</span>' in page


def test_the_preview_stores_nothing_and_its_buttons_do_nothing(cast, draft, client_of):
    browser = client_of(cast.facilitator.user)
    for role in ("bringer", "member", "facilitator", "observer"):
        page = browser.get(url("method_preview", draft.key) + f"?step=kern&role={role}&turned=1").content.decode()
        assert '<fieldset class="lib-phone" disabled>' in page
    assert browser.get(url("method_preview", draft.key) + "?step=nee").status_code == 404
    assert browser.get(url("method_preview", draft.key) + "?role=baas").status_code == 404
    assert not Run.objects.exists()


def test_a_draft_that_cannot_be_played_still_has_a_preview_page(cast, draft, client_of):
    browser = client_of(cast.facilitator.user)
    for place in ("vragen", "vraag"):
        draft.refresh_from_db()
        browser.post(url("method_step_do", draft.key, place), {"do": "remove", "revision": draft.revision})
    for place in ("wegen", "kern", "advies"):
        assert browser.get(url("method_preview", draft.key) + f"?step={place}").status_code == 200


def test_a_step_that_was_moved_keeps_the_keyboard_and_a_removed_one_gives_it_on(evening, client_of):
    browser = client_of(evening.facilitator.user)
    browser.post(url("method_copy", "vijfstappen"), {"whose": str(evening.circle.pk)})
    own = OwnMethod.objects.get()

    def press(do, step):
        own.refresh_from_db()
        return browser.post(url("method_step_do", own.key, step), {"do": do, "revision": own.revision}).url

    held = re.compile(r'value="(\w+)" autofocus>.*?hidden">\w+: (.*?)</span>', re.DOTALL)
    for do, focused in (("up", "up"), ("up", "down"), ("down", "down")):
        address = press(do, "wegen")
        assert "#" not in address  # with a place in the address a browser gives the keyboard to nothing
        page = browser.get(address).content.decode()
        assert held.findall(page) == [(focused, "Vragen wegen")]
    assert press("remove", "advies").endswith("bewerken/#stap-kern")
    assert press("remove", "vraag").endswith("bewerken/#stap-wegen")
