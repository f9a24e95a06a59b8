"""What is remembered of a table where closed cards are laid is what would be worked out anew, whoever sits where."""

from dataclasses import replace

import pytest

from intervision.engine import Kind, Who
from intervision.engine import commands as ask
from intervision.engine.vocabulary import Phase, Role
from intervision.room import lying
from intervision.room.lying import Writing, drawn, only_the_count, writing_now
from praktijkkring.live import wire
from tests.intervision.engine.circle import Circle, encoded
from tests.intervision.engine.methods import SPEAK, asks, linear, method

OTHERWISE = [
    {"people": ("p2", "ellen", "p1")},
    {"people": ("ellen", "p1")},
    {"facilitator": "p3"},
    {"facilitator": "p3", "contributes": True},
    {"acting": "p1"},
    {"observers": ("olaf", "p4")},
    {"observers": ()},
    {"scribe": "p2"},
    {"bringers": ("p5",)},
    {"bringers": ("ellen", "p2")},
    {"step": 0},
    {"step": 2},
    {"laps": {"s1": 1}},
]


def written_by(who):
    return method({}, {"inputs": [asks("question", by=who)]}, {"inputs": [asks("reading")]})


def the_same(one, state):
    """Whether what is remembered is right, also a second time."""
    fresh = Writing.of(one, state)
    for _ in range(2):
        kept = writing_now(one, state)
        assert replace(kept, roles=()) == replace(fresh, roles=())
        assert set(kept.roles) == set(fresh.roles)
    return fresh


@pytest.mark.parametrize("who", list(Who))
def test_whoever_sits_where_and_in_whatever_step(who):
    circle = Circle(written_by(who))
    circle.do(ask.Next())
    assert circle.state.phase is Phase.WRITING
    found = {str(the_same(circle.method, circle.state))}
    for otherwise in OTHERWISE:
        found.add(str(the_same(circle.method, replace(circle.state, **otherwise))))
    assert len(found) > 5


def test_where_everybody_brings_in_it_hangs_on_whose_turn_it_is():
    circle = Circle(method({}, {"inputs": [asks("question")], "repeat": "member"}))
    circle.do(ask.Next())
    for clients in (("p1", "p2"), ("p2", "p1")):
        for lap in (0, 1):
            state = replace(circle.state, clients=clients, laps={"s1": lap})
            assert dict(the_same(circle.method, state).roles)[Role.BRINGER] == clients[lap]


def test_a_change_of_who_leads_is_a_change_of_topics():
    circle = Circle(linear())
    circle.do(ask.Next())
    before = dict(writing_now(circle.method, circle.state).roles)
    taken = replace(circle.state, acting="p1")
    assert (before[Role.FACILITATOR], dict(writing_now(circle.method, taken).roles)[Role.FACILITATOR]) == (
        "fenna",
        "p1",
    )


def test_two_methods_with_the_same_people_are_not_mistaken_for_each_other():
    for one in (linear(), written_by("everyone"), linear(), *encoded()[:6]):
        circle = Circle(one)
        circle.do(ask.Next())
        if writing_now(one, circle.state):
            the_same(one, circle.state)


def test_only_so_many_tables_are_remembered(monkeypatch):
    monkeypatch.setattr(lying, "REMEMBERED", 3)
    circle = Circle(linear())
    circle.do(ask.Next())
    for number in range(10):
        writing_now(circle.method, replace(circle.state, scribe=f"p{number}"))
    assert len(lying._writing) <= 3


def test_the_count_is_the_one_that_everybody_sees_and_the_first_card_is_more_than_a_count():
    """With the first card there is something to turn over: who leads gets another button."""
    circle, counts = Circle(method({}, {"inputs": [asks("question", max=2)], "floor": SPEAK})), []
    circle.do(ask.Next())
    for person in ("p1", "p2", "p1", "p4"):
        before, items, card = circle.state, list(circle.items.values()), f"card-{len(circle.items)}"
        decision = circle.do(ask.Put(item=card, kind=Kind.QUESTION, step=1), person)
        counts.append(only_the_count(circle.method, before, decision, items))
        assert counts[-1] in {None, circle.view("p1").entered}
    assert [count and count.n for count in counts] == [None, 2, 2, 3]


def test_a_text_that_is_kept_is_sent_as_any_other():
    text = "<p>een\r\ntwee\rdrie\nvier</p>"
    assert wire.patch(3, wire.Steady(text)) == wire.patch(3, text) == wire.patch(3, str(wire.Steady(text)))
    assert isinstance(drawn("member", "nl", 3, 9), wire.Steady)
