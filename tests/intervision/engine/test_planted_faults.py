"""The checks themselves are checked: an engine with a fault in it does not pass them."""

from dataclasses import replace

import pytest

from intervision.engine import Change, Refusal, Sight, steps
from intervision.engine import commands as ask
from intervision.engine.decide import VERBS, Table, clocks, judging, moves, writing
from intervision.engine.decide import people as seats
from intervision.engine.vocabulary import ItemState
from intervision.methods.library import get

from .circle import Circle, encoded, play
from .methods import asks, linear, method
from .test_groups import test_a_stop_and_a_free_step_hold_all_groups_and_let_go_what_was_going as held_rule
from .test_groups import test_who_leaves_a_group_shifts_nobodys_turn as groups_rule
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


def test_a_card_that_disappears_is_noticed(monkeypatch):
    honest = writing.withdraw

    def careless(table, command):
        decision = honest(table, command)
        return replace(
            decision, changes=tuple(replace(one, item=replace(one.item, author="p3")) for one in decision.changes)
        )

    monkeypatch.setitem(VERBS, ask.Withdraw, careless)
    circle = Circle(linear(), 4)
    circle.do(ask.Next())
    card = circle.put("p1", "question")
    with pytest.raises(CAUGHT):
        circle.do(ask.Withdraw(card), "p1")


def test_an_open_card_that_is_taken_out_of_sight_is_noticed(monkeypatch):
    def careless(table, command):
        hidden = tuple(Change(replace(one, state=ItemState.DRAFT)) for one in table.items.values())
        return replace(moves.back(table, command), changes=hidden)

    monkeypatch.setitem(VERBS, ask.Back, careless)
    circle = Circle(linear(), 4)
    circle.do(ask.Next())
    circle.put("p1", "question")
    circle.do(ask.Next())
    with pytest.raises(CAUGHT):
        circle.do(ask.Back())


def test_cards_for_one_case_bringer_shown_to_the_next_are_noticed(monkeypatch):
    monkeypatch.setattr(seats, "_nothing_for_the_bringer", lambda table: None)
    circle = Circle(method({"inputs": [asks("advice", shown="bringer")]}, {}), 4, deputy="")
    circle.put("p2", "advice")
    with pytest.raises(CAUGHT):
        circle.do(ask.Appoint("second_bringer", "p1"))


def test_a_turn_that_shifts_when_somebody_leaves_their_group_is_noticed(monkeypatch):
    def careless(table, who):
        return tuple(tuple(one for one in group if one != who) for group in table.state.groups)

    monkeypatch.setattr(seats, "_ungrouped", careless)
    with pytest.raises(CAUGHT):
        groups_rule()


def test_a_clock_of_a_group_that_runs_on_after_stop_is_noticed(monkeypatch):
    monkeypatch.setattr(clocks, "all_paused", lambda groups, now_ms: tuple(groups))
    with pytest.raises(CAUGHT):
        held_rule("stop")


def test_a_stop_that_holds_nothing_is_noticed(monkeypatch):
    monkeypatch.setattr(Table, "in_motion", lambda self: None)
    circle = Circle(linear(), 4)
    circle.do(ask.StopRun(), "p1")
    with pytest.raises(CAUGHT):
        assert circle.refused(ask.Next()) is not None


def test_words_in_the_log_are_noticed(monkeypatch):
    honest = writing.withdraw
    monkeypatch.setitem(
        VERBS, ask.Withdraw, lambda table, command: honest(table, command).also("said", text="Wat wil je?")
    )
    circle = Circle(linear(), 4)
    circle.do(ask.Next())
    card = circle.put("p1", "question")
    with pytest.raises(CAUGHT):
        circle.do(ask.Withdraw(card), "p1")


def test_a_private_insight_that_is_shown_is_noticed(monkeypatch):
    honest = Sight.sees
    monkeypatch.setattr(Sight, "sees", lambda self, item: item.private or honest(self, item))
    circle = Circle(get("openvragen"), 4)
    circle.do(ask.GoTo(4))
    with pytest.raises(CAUGHT):
        circle.put("p1", "insight")


def test_a_member_who_may_move_the_meeting_is_noticed(monkeypatch):
    monkeypatch.setattr(Table, "leader_only", lambda self: None)
    circle = Circle(linear(), 4)
    with pytest.raises(CAUGHT):
        assert circle.refused(ask.Next(), "p1") is not None
