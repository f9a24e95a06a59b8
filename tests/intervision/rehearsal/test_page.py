"""The page of a rehearsal: drawn by the live room, for everybody who may, and kept by nobody."""

import re

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from intervision.methods.library import get
from intervision.rehearsal import envelope
from intervision.rehearsal.stage import EYES, Stage

pytestmark = pytest.mark.django_db
ADDRESS = "/oefenen/vijfstappen/"
READS = ("SELECT", "EXECUTE kept_select_", "SAVEPOINT", "RELEASE")


def letters(answer) -> str:
    return re.search(r'id="letters" value="([^"]+)"', answer.content.decode())[1]


@pytest.fixture
def tineke(cast, client_of):
    return client_of(cast.coordinator)


def press(browser, kept, act, address=ADDRESS, **fields):
    return browser.post(address, {"rehearsal": kept, "act": act, **fields})


def test_the_first_screen_is_that_of_the_facilitator_and_says_what_it_is(tineke):
    page = tineke.get(ADDRESS)
    words = page.content.decode()
    assert page.status_code == 200
    assert re.search(r"<title>\s*Oefening: Vijf stappen", words)
    assert "Niets wordt bewaard" in words
    assert "Jij leidt" in words


@pytest.mark.parametrize("key", ["vijfstappen", "drietallen", "vermoedens", "clinic", "zesfasen", "openvragen"])
def test_every_screen_of_every_step_can_be_drawn(tineke, key):
    address = reverse("intervision:rehearse", args=[key])
    kept = letters(tineke.get(address))
    for _ in range(40):
        for eye in EYES:
            answer = press(tineke, kept, "look", address, eye=eye.value)
            assert answer.status_code == 200
            assert 'id="body"' in answer.content.decode()
            assert "<span>Niets wordt bewaard</span>" in answer.content.decode()
        answer = press(tineke, kept, "ahead", address)
        kept = letters(answer)
        if 'data-closed="1"' in answer.content.decode():
            return
    raise AssertionError("does not end")


def test_the_last_step_leads_to_the_end_and_after_the_end_there_is_nothing_to_go_to(tineke):
    page = tineke.get(ADDRESS)
    offered = []
    for _ in get("vijfstappen").steps:
        offered += re.findall(r"Naar de volgende stap|Naar het einde", page.content.decode())
        page = press(tineke, letters(page), "ahead")
    assert offered == ["Naar de volgende stap"] * 4 + ["Naar het einde"]
    over = page.content.decode()
    assert 'data-closed="1"' in over
    assert re.findall('data-rehearse="[a-z]+"', over) == []
    assert "Nog een keer" in over


def test_what_i_do_on_the_screen_of_the_room_is_done(tineke):
    kept = letters(tineke.get(ADDRESS))
    answer = press(tineke, kept, "stap", do="next", version="0")
    assert "Stap 2 van 5" in answer.content.decode()
    kept = letters(answer)
    answer = press(
        tineke,
        letters(press(tineke, kept, "look", eye="member")),
        "inbreng",
        id="9f3c2f6e-0d53-4a80-9d7e-0c1e6a6f5d11",
        step="1",
        kind="question",
        text="Wat wil je zelf?",
        state="put",
    )
    assert "Wat wil je zelf?" in answer.content.decode()
    hers = press(tineke, letters(answer), "look", eye="bringer").content.decode()
    assert "Wat wil je zelf?" not in hers


def test_a_refusal_is_a_sentence(tineke):
    kept = letters(tineke.get(ADDRESS))
    answer = press(tineke, kept, "stap", do="back")
    assert (answer.status_code, answer.content.decode()) == (422, "Dit is de eerste stap.")
    answer = press(tineke, kept, "inbreng", id="x")
    assert answer.status_code == 422
    assert answer["Content-Type"].startswith("text/plain")
    assert press(tineke, kept, "doitanyway").status_code == 404
    assert press(tineke, kept, "look", eye="god").status_code == 404


def test_what_was_not_made_here_is_refused_in_words(tineke):
    kept = letters(tineke.get(ADDRESS))
    other = letters(tineke.get("/oefenen/balint/"))
    for forged in ("", "x", kept[:-1], kept[:40] + "A" + kept[41:], other):
        answer = press(tineke, forged, "tick")
        assert (answer.status_code, answer.content.decode()) == (400, "Deze oefening kan niet verder. Begin opnieuw.")
    answer = press(tineke, "x" * (envelope.LONGEST + 1), "tick")
    assert (answer.status_code, answer.content.decode()) == (413, "Deze oefening is te lang geworden. Begin opnieuw.")


def test_a_rehearsal_has_no_link_into_a_room_that_does_not_exist(tineke):
    page = tineke.get(reverse("intervision:rehearse", args=["vijfstappen"])).content.decode()
    assert 'value="next"' in page, "whoever leads it"
    assert 'href="/ronde/' not in page


def test_an_old_rehearsal_cannot_go_on(tineke, monkeypatch):
    kept = letters(tineke.get(ADDRESS))
    monkeypatch.setattr(envelope, "HOURS", -1)
    assert press(tineke, kept, "tick").status_code == 400


def test_signed_nonsense_is_refused_too(tineke):
    from django.core import signing  # noqa: PLC0415

    kept = signing.dumps({"now_ms": "soon"}, salt=envelope._salt(get("vijfstappen")), compress=True)
    assert press(tineke, kept, "tick").status_code == 400


def test_who_writes_without_end_is_told_so(tineke):
    stage = Stage.open(get("vijfstappen"), seed=1, language="nl", real_ms=1)
    heavy = stage.but(texts={str(n): str(hash(str(n)) ** 40) for n in range(200)})
    with pytest.raises(envelope.TooLong):
        envelope.seal(heavy)


def counts() -> dict[str, int]:
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - names of our own tables
            found[table] = cursor.fetchone()[0]
    return found


def test_nothing_is_stored_anywhere(tineke, caplog, settings):
    tineke.get(ADDRESS)
    session = dict(tineke.session.items())
    before, cache_before = counts(), cache.get("anything")
    with (
        caplog.at_level("DEBUG"),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        kept = letters(tineke.get(ADDRESS))
        kept = letters(press(tineke, kept, "stap", do="next"))
        kept = letters(press(tineke, kept, "look", eye="member"))
        kept = letters(
            press(
                tineke,
                kept,
                "inbreng",
                id="9f3c2f6e-0d53-4a80-9d7e-0c1e6a6f5d11",
                step="1",
                kind="question",
                text="KANARIE-oefening",
                state="put",
            )
        )
        while 'data-closed="1"' not in (page := press(tineke, kept, "ahead").content.decode()):
            kept = re.search(r'id="letters" value="([^"]+)"', page)[1]
    changes = [query["sql"] for query in asked if not query["sql"].startswith(READS)]
    assert changes == []
    assert counts() == before
    assert dict(tineke.session.items()) == session
    assert cache.get("anything") == cache_before
    assert "KANARIE" not in caplog.text


def test_without_an_account_one_can_look_on_in_the_demo_and_nowhere_else(settings):
    stranger = Client()
    assert stranger.get(ADDRESS).status_code == 302
    assert stranger.post(ADDRESS).status_code == 302
    assert stranger.get("/oefenen/").status_code == 302
    settings.DEMO = True
    assert stranger.get(ADDRESS, {"meekijken": ""}).status_code == 200
    front = stranger.get("/").content.decode()
    assert 'href="/oefenen/vijfstappen/?meekijken"' in front
    assert "sessionid" not in stranger.cookies
    assert stranger.get("/oefenen/eigen-1/").status_code == 404


def test_the_front_page_of_a_real_house_does_not_offer_it(client):
    assert "/oefenen/" not in client.get("/").content.decode()


def test_a_method_that_is_not_there_is_not_found(tineke):
    assert tineke.get("/oefenen/bestaat-niet/").status_code == 404
