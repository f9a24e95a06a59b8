"""Who leads presses Close while something is still open: it is said first, as a number and never what it is."""

import html

import pytest

from intervision.engine import State
from intervision.models import Run
from praktijkkring.models import User


@pytest.fixture
def last(live):
    """The five steps, at the last one with its cards turned over: an advice lies open and is to be weighed."""
    for _step in range(4):
        live.fenna.move("next")
    live.advice = live.pieter.write("KANARIE-advies", step=4, kind="advice")[1]
    live.fenna.move("reveal")
    return live


def press(live, **fields):
    return live.fenna.post("close", version=live.fenna.version, **fields)


def is_closed(live) -> bool:
    return Run.objects.get(pk=live.run.pk).closed_at is not None


def said(answer) -> str:
    return html.unescape(answer.content.decode())


def test_it_is_said_what_is_still_open_and_a_second_press_closes(last):
    last.ellen.write("KANARIE-half", step=4, kind="statement", state="draft")
    answer = press(last)
    assert answer.status_code == 200
    page = said(answer)
    assert "1 kaart is niet gewogen, 1 tekst is nog niet neergelegd" in page
    assert "Ellen heeft nog geen echte vraag, voornemen of inzicht. Toch afronden?" in page
    assert "KANARIE" not in page
    assert "Toch afronden" in page
    assert 'name="sure" value="1"' in page
    assert not is_closed(last)
    assert "Toch afronden" not in last.fenna.fragment(), "and it is asked anew when something has moved"
    assert press(last, sure="1").status_code == 200
    assert is_closed(last)


def all_is_written(last):
    last.ellen.mark("sort", item=last.advice, label="helps")
    last.ellen.write("Wat durf ik?", step=3)
    last.ellen.write("Twee erven als proef.", step=4, kind="statement")
    last.ellen.write("Ik vraag te laat.", step=4, kind="insight", private="on")


def test_one_press_closes_when_nothing_is_open(last):
    all_is_written(last)
    answer = press(last)
    assert "Toch afronden" not in said(answer)
    assert is_closed(last)


def test_a_round_that_is_going_on_is_named_with_who_has_not_spoken(last):
    all_is_written(last)
    last.fenna.move("turnnext")
    state = State.from_dict(Run.objects.get(pk=last.run.pk).state)
    names = [User.objects.get(pk=one).first_name for one in state.round.order[1:]]
    assert len(names) > 1
    assert f"Nog open: de ronde loopt nog ({', '.join(names)}). Toch afronden?" in said(press(last))
    assert not is_closed(last)
    for _turn in names:
        last.fenna.move("turnnext")
    press(last)
    assert is_closed(last)


@pytest.mark.parametrize(("private", "asks"), [("on", False), ("", True)])
def test_an_insight_that_is_written_for_home_alone_is_not_asked_for(last, private, asks):
    last.ellen.mark("sort", item=last.advice, label="helps")
    last.ellen.write("Wat durf ik?", step=3)
    last.ellen.write("Twee erven als proef.", step=4, kind="statement")
    last.ellen.write("KANARIE-thuis", step=4, kind="insight", state="draft", private=private)
    page = said(press(last))
    assert ("Ellen heeft nog geen inzicht. Toch afronden?" in page, is_closed(last)) == (asks, not asks)
    assert "KANARIE" not in page


def test_without_a_script_the_room_asks(last):
    asked = last.fenna.browser.post(last.fenna.url("close"), {"version": last.fenna.version})
    assert (asked.status_code, asked.url) == (302, f"{last.fenna.url('room')}?afronden=1")
    assert "Toch afronden" in said(last.fenna.browser.get(asked.url))
    assert "Toch afronden" not in said(last.pieter.browser.get(asked.url)), "who does not lead closes nothing"
    assert not is_closed(last)
