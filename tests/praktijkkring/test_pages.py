"""The front page, the reader's two choices, and the answers to what went wrong."""

import json

import pytest
from django.db import OperationalError
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import path, reverse
from django.utils import translation

from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.ui import errors
from praktijkkring.urls import (  # noqa: F401 - the handlers of the product, on our own addresses
    handler400,
    handler403,
    handler404,
    handler429,
    handler500,
    urlpatterns,
)


def refuses(request):
    raise Refused("Alle tien stoelen zijn <bezet>.")


def breaks(request):
    raise ZeroDivisionError("geheim woord")


def loses_the_database(request):
    raise OperationalError("geheim woord")


urlpatterns = [
    *urlpatterns,
    path("test/refused/", refuses),
    path("test/breaks/", breaks),
    path("test/away/", loses_the_database),
    path("test/often/", errors.too_many),
    path("test/odd/", errors.bad_request),
]

pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


@pytest.fixture
def calm_client():
    """A browser: it sees the 500 page instead of the exception."""
    return Client(raise_request_exception=False)


@pytest.fixture
def member(cast):
    client = Client(raise_request_exception=False)
    client.force_login(cast.member.user)
    return client


def test_a_stranger_reads_what_it_is_and_can_log_in(client):
    page = client.get("/")
    assert page.status_code == 200
    assert page.content.decode().count(reverse("account_login")) >= 1


def test_the_front_page_asks_nothing_of_the_database_for_a_stranger(client, django_assert_num_queries):
    with django_assert_num_queries(1):  # the open circles
        client.get("/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_stranger_chooses_a_language_and_keeps_it(client, language):
    answer = client.post(reverse("ui:language"), {"language": language, "next": "/privacy/"})
    assert (answer.status_code, answer["Location"]) == (302, "/privacy/")
    assert f'<html lang="{language}"' in client.get("/").content.decode()


def test_the_language_of_somebody_with_an_account_also_holds_for_their_mail(member, cast):
    member.post(reverse("ui:language"), {"language": "en"})
    person = User.objects.get(pk=cast.member.user_id)
    assert person.language == "en"


def test_a_language_we_do_not_speak_is_refused(client):
    assert client.post(reverse("ui:language"), {"language": "xx"}).status_code == 404


@pytest.mark.parametrize(("chosen", "kept"), [("dark", "dark"), ("light", "light"), ("auto", None), ("x y", None)])
def test_the_colours_are_kept_in_a_cookie_and_stand_in_the_page_from_the_start(client, chosen, kept):
    client.cookies["theme"] = "light"
    client.post(reverse("ui:theme"), {"theme": chosen})
    page = client.get("/").content.decode()
    assert (f'data-bs-theme="{kept}"' in page) if kept else ("data-bs-theme" not in page)


def test_a_foreign_word_in_the_theme_cookie_does_not_reach_the_page(client):
    client.cookies["theme"] = '"><script>'
    assert "<script>" not in client.get("/").content.decode().split("<body", 1)[0].split("<head", 1)[0]


@pytest.mark.parametrize("name", ["ui:language", "ui:theme"])
@pytest.mark.parametrize(
    "address", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "/\\elders"]
)
def test_a_choice_never_leads_to_another_site(client, name, address):
    answer = client.post(reverse(name), {"language": "nl", "theme": "dark", "next": address})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("name", ["ui:language", "ui:theme"])
def test_a_choice_is_made_by_post_only(client, name):
    assert client.get(reverse(name)).status_code == 405


def test_the_style_page_exists_only_while_building_and_in_the_demo(client, settings):
    assert client.get(reverse("ui:style")).status_code == 404
    settings.DEMO = True
    assert client.get(reverse("ui:style")).status_code == 200


def test_a_phone_can_put_the_product_on_its_home_screen(client):
    manifest = json.loads(client.get(reverse("ui:manifest")).content)
    assert (manifest["name"], manifest["start_url"]) == ("Praktijkkring", "/")


def test_a_page_that_is_not_there_says_so_with_a_way_on(member):
    page = member.get("/bestaat/niet/")
    assert page.status_code == 404
    assert 'class="btn btn-primary" href="/"' in page.content.decode()


@pytest.mark.parametrize(
    ("address", "status"), [("/test/breaks/", 500), ("/test/away/", 503), ("/test/odd/", 400), ("/test/often/", 429)]
)
def test_what_went_wrong_is_answered_in_our_look_without_the_reason(member, address, status):
    page = member.get(address)
    assert page.status_code == status
    assert "geheim woord" not in page.content.decode()
    assert "css/tokens" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


@pytest.mark.parametrize(("asked", "language"), [({"HTTP_ACCEPT_LANGUAGE": "en"}, "en"), ({}, "nl")])
@pytest.mark.parametrize("handler", [errors.bad_request, errors.broken, errors.unavailable])
def test_what_broke_before_we_knew_who_asks_is_said_in_the_language_of_the_browser(rf, handler, asked, language):
    """As when the database is away: then nobody knows what language the account has."""
    answer = handler(rf.get("/kringen/", **asked))
    assert answer.headers["Content-Language"] == language
    assert f'<html lang="{language}"' in answer.content.decode()


@pytest.mark.parametrize("handler", [errors.bad_request, errors.broken, errors.unavailable])
def test_these_pages_need_no_database_no_session_and_no_user(handler, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert b"Praktijkkring" in handler(RequestFactory().get("/")).content


def test_a_missing_style_sheet_does_not_break_the_page_that_says_something_broke(settings):
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}
    }
    page = errors.broken(RequestFactory().get("/"))
    assert page.status_code == 500
    assert b"<link" not in page.content


def test_a_database_that_is_away_tells_when_to_come_back(calm_client, cast):
    calm_client.force_login(cast.member.user)
    assert calm_client.get("/test/away/")["Retry-After"] == "30"


def test_too_often_tells_when_to_come_back(member):
    assert member.get("/test/often/")["Retry-After"] == "300"


def test_a_form_that_stood_open_too_long_is_answered_in_words():
    page = Client(enforce_csrf_checks=True).post(reverse("ui:theme"), {"theme": "dark"})
    assert page.status_code == 403
    assert "pk-answer" in page.content.decode()


def test_a_rule_that_says_no_is_read_as_a_sentence(member):
    page = member.get("/test/refused/")
    assert page.status_code == 409
    assert "Alle tien stoelen zijn &lt;bezet&gt;." in page.content.decode()


@pytest.mark.parametrize(
    ("referer", "back"),
    [("http://testserver/kringen/7/", "http://testserver/kringen/7/"), ("https://elders.example/", "/")],
)
def test_a_rule_that_says_no_leads_back_to_where_one_came_from(member, referer, back):
    page = member.get("/test/refused/", headers={"Referer": referer})
    assert f'class="btn btn-primary" href="{back}"' in page.content.decode()


def test_a_rule_that_says_no_within_a_page_lands_among_the_messages(member):
    note = member.get("/test/refused/", headers={"HX-Request": "true"})
    assert (note.status_code, note["HX-Retarget"]) == (409, "#messages")
    assert "<html" not in note.content.decode()


def test_a_time_zone_this_machine_does_not_know_takes_no_page_away(member, cast):
    User.objects.filter(pk=cast.member.user_id).update(time_zone="Mars/Olympus")
    assert member.get("/bestaat/niet/").status_code == 404


def test_not_found_is_the_same_for_what_is_not_there_and_what_is_not_yours(rf):
    with translation.override("nl"):
        pages = {errors.not_found(rf.get("/x"), reason).content for reason in (Http404("a"), Http404("b"))}
    assert len({page.split(b"<main")[1].split(b"</main")[0] for page in pages}) == 1
