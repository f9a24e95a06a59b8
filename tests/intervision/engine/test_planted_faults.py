"""The checks themselves are checked: an engine with a fault in it does not pass them."""

from dataclasses import replace

import pytest

from intervision.engine import Refusal, Sight, steps
from intervision.engine.decide import judging, moves, writing
from intervision.engine.vocabulary import ItemState
from intervision.methods.library import get

from .circle import Circle, encoded, play
from .methods import linear
from .test_judging import test_a_ballot_is_counted_and_forgotten as ballot_rule
from .test_readers import test_closing_keeps_what_the_method_says_and_erases_the_rest as closing_rule

CAUGHT = (AssertionError, Refusal)


def everything():
    play(get("tienstappen"))
    play(get("roddelen"))
    play(next(method for method in encoded() if method.key == "M02"))


def test_without_a_fault_all_is_well():
    everything()
    closing_rule()
    ballot_rule()


def test_closed_cards_that_are_shown_are_noticed(monkeypatch):
    honest = Sight.sees
    monkeypatch.setattr(Sight, "sees", lambda self, item: item.state is ItemState.SEALED or honest(self, item))
    with pytest.raises(CAUGHT):
        everything()


def test_drafts_that_are_shown_are_noticed(monkeypatch):
    honest = Sight.sees
    monkeypatch.setattr(Sight, "sees", lambda self, item: item.state is ItemState.DRAFT or honest(self, item))
    circle = Circle(linear(), 4)
    with pytest.raises(CAUGHT):
        circle.put("p1", "question", step=1, draft=True)


def test_cards_shown_behind_the_back_of_the_case_bringer_are_noticed(monkeypatch):
    def careless(self, method, state, viewer):
        honest(self, method, state, viewer)
        self.turned_away = False

    honest = Sight.__init__
    monkeypatch.setattr(Sight, "__init__", careless)
    with pytest.raises(CAUGHT):
        everything()


def test_moving_two_steps_is_noticed(monkeypatch):
    monkeypatch.setattr(steps, "following", lambda method, state: (min(state.step + 2, len(method.steps) - 1), 0))
    with pytest.raises(CAUGHT):
        everything()


def test_cards_that_stay_behind_when_the_others_open_are_noticed(monkeypatch):
    honest = steps.turn_over

    def all_but_one(state, step, index, items, rng, **options):
        state, changes = honest(state, step, index, items, rng, **options)
        return state, changes[1:]

    monkeypatch.setattr(steps, "turn_over", all_but_one)
    circle, _ = play(get("vijfstappen"))
    assert any(item.state is ItemState.SEALED for item in circle.items.values())


def test_cards_that_open_as_soon_as_they_are_laid_are_noticed(monkeypatch):
    monkeypatch.setattr(writing, "_laid", lambda *arguments: ItemState.SHOWN)
    circle = Circle(linear(), 4)
    circle.do(moves.ask.Next())
    circle.put("p1", "question")
    with pytest.raises(AssertionError):
        assert circle.ids_seen("p2") == set()


def test_a_state_in_which_nothing_can_follow_is_noticed(monkeypatch):
    monkeypatch.setattr(moves, "_may_move", lambda table: table.act("sort"))
    with pytest.raises(CAUGHT):
        everything()


def test_a_ballot_with_a_name_on_it_is_noticed(monkeypatch):
    honest = judging._cast

    def with_name(table, what, names, expected):
        return honest(table, what, (*names, table.actor), expected)

    monkeypatch.setattr(judging, "_cast", with_name)
    with pytest.raises(CAUGHT):
        ballot_rule()


def test_who_voted_kept_after_the_count_is_noticed(monkeypatch):
    monkeypatch.setattr(judging, "_counted", lambda state, ballot: replace(state, counted=(*state.counted, ballot)))
    with pytest.raises(CAUGHT):
        ballot_rule()


def test_keeping_what_should_go_is_noticed(monkeypatch):
    from intervision.engine import close  # noqa: PLC0415

    monkeypatch.setitem(close.KEPT, close.Keep.NONE, close.Fate.GROUP)
    with pytest.raises(CAUGHT):
        closing_rule()
