"""The administration page by page: who gets in, and that a Dutch page of it says everything in Dutch."""

import re
from html.parser import HTMLParser
from itertools import chain

import pytest
from django.conf import settings
from django.db.models import CharField, Model
from django.urls import reverse

from praktijkkring.models import User
from tests.house import administration
from tests.house.matrix import LOGIN, Row
from tests.house.walk import undone, url_names

pytestmark = pytest.mark.django_db

# The same word in both languages.
SAME = {
    "Praktijkkring",
    "Mails",
    "0 mails",
    "1 mail",
    "2 mails",
    "Filter",
    "Nederlands",
    "English",
    "reserve",
    "Register",
    "Register:",
}
# Names for machines: the kind and the key of a mail, and the key that wraps the keys.
CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+(:.*)?$|test$|Europe/Amsterdam$")
SPOKEN = {"title", "alt", "aria-label", "placeholder"}
OUR_ERRORS = 403
# What the network keeps up to date itself.
KEPT = {"circles_register_add", "circles_registerlimit_add"}


class Words(HTMLParser):
    """What a reader sees or hears of a page."""

    def __init__(self, page: str):
        super().__init__()
        self.found, self.silent = set(), False
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.silent = tag in {"script", "style"}
        spoken = {*SPOKEN, "value"} if ("type", "submit") in attributes else SPOKEN
        self.found |= {value.strip() for name, value in attributes if name in spoken and value}

    def handle_endtag(self, tag):
        self.silent = False

    def handle_data(self, text):
        if not self.silent:
            self.found.add(" ".join(text.split()).lstrip("› ").removesuffix(" | Praktijkkring"))


def stored() -> set[str]:
    """What people or the product filled in: names of people, places and circles."""
    rows = chain.from_iterable(model._default_manager.all() for model in administration.models())
    return set(chain.from_iterable(_texts(row) for row in rows))


def _texts(row: Model):
    yield str(row)
    for field in row._meta.fields:
        if isinstance(field, CharField) and not field.choices:
            yield getattr(row, field.name)


def untranslated(walker) -> set[tuple[str, str]]:
    """``(page, words)`` that are the same in Dutch and in English, and should not be."""
    known, found = stored(), set()
    for name, address in administration.pages():
        said = []
        for language in ("nl", "en"):
            User.objects.update(language=language)
            walker.client.cookies.clear()
            walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys["superuser"]
            answer = walker.client.get(address)
            said.append(Words(answer.content.decode()).found)
        if answer.status_code != OUR_ERRORS:
            same = {words for words in said[0] & said[1] if re.search(r"[^\W\d]{2}", words)}
            found |= {(name, words) for words in same - SAME - known if not CODE.match(words)}
    return found


@pytest.fixture
def history(walker):
    """Somebody changed something through the administration, so that the history has a line."""
    with undone():
        person = User.objects.get(pk=walker.world.outsider.pk)
        address = reverse("admin:praktijkkring_user_change", args=[person.pk])
        fields = {"name": "Chris Binnen", "language": "en", "time_zone": "Europe/Amsterdam", "is_active": "on"}
        walker.client.cookies.clear()
        walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys["superuser"]
        answer = walker.client.post(address, {**fields, "is_coordinator": "on"})
        assert answer.status_code == 302
        yield person


def test_a_dutch_page_says_everything_in_dutch(walker, history):
    assert untranslated(walker) == set()


def test_the_history_names_what_was_changed_in_the_language_of_the_reader(walker, history):
    User.objects.update(language="nl")
    walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys["superuser"]
    page = walker.client.get(reverse("admin:praktijkkring_user_history", args=[history.pk])).content.decode()
    assert "Naam, taal en mag kringen oprichten gewijzigd." in " ".join(page.split())


def test_a_name_that_nobody_translated_is_seen(walker, monkeypatch):
    with undone():
        monkeypatch.setattr(User._meta, "verbose_name_plural", "users")
        monkeypatch.setattr(User._meta.get_field("joined_at"), "verbose_name", "joined at")
        assert {words for _page, words in untranslated(walker)} >= {"Users", "Joined at"}


def test_every_address_is_walked_or_is_no_page(walker):
    names = {name.removeprefix("admin:") for name in url_names() if name.startswith("admin:")}
    walked = {name for name, _address in administration.pages()}
    rows = {model._meta.model_name for model in administration.models() if model._default_manager.exists()}
    beyond = {name for name in names - walked - administration.NO_PAGES if not name.startswith("?")}
    assert {name for name in beyond if name.split("_")[-2] in rows} == set()


def test_only_administrators_get_in(walker):
    """A network administrator reads circles and meetings; what is of the platform is for a superuser."""
    inside = {"superuser", "network_admin"}
    for name, address in administration.pages():
        for role in walker.world.people:
            answer = walker.visit(Row("admin", public=True), role, "GET", address)
            if role not in inside:
                assert answer.status in {LOGIN, 302}, (name, role, answer.status)
            elif name.endswith(("_add", "_delete")) and name not in KEPT:
                assert answer.status == OUR_ERRORS, (name, role, answer.status)
            else:
                closed = role == "network_admin" and "praktijkkring" in address
                assert answer.status in ({403, 404} if closed else {200}), (name, role, answer.status, answer.error)


@pytest.mark.parametrize(
    ("name", "target"),
    [
        ("logout", "account_logout"),
        ("password_change", "account_change_password"),
        ("password_change_done", "account_change_password"),
    ],
)
def test_going_out_and_a_new_password_have_one_place(walker, name, target):
    walker.client.cookies.clear()
    walker.client.cookies[settings.SESSION_COOKIE_NAME] = walker.keys["superuser"]
    answer = walker.client.post(reverse(f"admin:{name}"), {"old_password": "x"})
    assert answer.headers["Location"] == reverse(target)
