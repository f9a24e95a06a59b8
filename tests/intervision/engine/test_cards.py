"""Contributions: closed until they are turned over together, then fixed; each with its own reader."""

import random

from intervision.engine import Code, Kind
from intervision.engine import commands as ask

from .circle import Circle
from .methods import SPEAK, asks, linear, method


def at_questions(size=6, **options):
    circle = Circle(linear(), size, **options)
    circle.do(ask.Next())
    return circle


def test_a_closed_card_is_seen_by_its_author_alone_and_everybody_sees_a_count():
    circle = at_questions()
    card = circle.put("p1", "question")
    assert circle.ids_seen("p1") == {card}
    assert [circle.ids_seen(one) for one in ("ellen", "p2", "fenna", "olaf", "stranger")] == [set()] * 5
    for person in ("ellen", "p1", "p2", "fenna"):
        assert (circle.view(person).entered.n, circle.view(person).entered.of) == (1, 5)
        assert "p1" not in str([circle.view("p2").entered, circle.view("fenna").entered])


def test_all_cards_open_at_once_in_an_order_of_chance_that_stays():
    orders = set()
    for seed in range(6):
        circle = at_questions(seed=seed)
        for person in ("p1", "p2", "p3", "p4"):
            circle.put(person, "question", item=f"card-{person}")
        decision = circle.do(ask.Reveal())
        assert {change.item.state for change in decision.changes} == {"shown"}
        assert len(decision.changes) == 4
        order = [item.id for item in circle.view("ellen").items]
        circle.do(ask.Next())
        circle.do(ask.Back())
        assert [item.id for item in circle.view("p1").items] == order
        orders.add(tuple(order))
    assert len(orders) > 1


def test_the_order_does_not_depend_on_who_wrote_first():
    def order(writers):
        circle = at_questions()
        for person in writers:
            circle.put(person, "question", item=f"card-{person}")
        circle.rng = random.Random(7)
        circle.do(ask.Reveal())
        return [item.id for item in circle.view("fenna").items]

    assert order(["p1", "p2", "p3"]) == order(["p3", "p1", "p2"])


def test_an_author_changes_a_card_until_it_is_turned_over_and_not_after():
    circle = at_questions()
    card = circle.put("p1", "question")
    circle.put("p1", "question", item=card)
    circle.put("p1", "question", item=card, draft=True)
    assert circle.view("fenna").entered.n == 0
    circle.put("p1", "question", item=card)
    circle.do(ask.Next())
    put = ask.Put(item=card, kind=Kind.QUESTION, step=1)
    assert circle.refused(put, "p1") is Code.REVEALED
    assert circle.refused(ask.Withdraw(card), "p1") is Code.REVEALED


def test_sending_a_card_twice_is_one_card():
    circle = at_questions()
    circle.put("p1", "question", item="a")
    circle.put("p1", "question", item="a")
    assert list(circle.items) == ["a"]


def test_nobody_changes_or_takes_back_the_card_of_somebody_else():
    circle = at_questions()
    card = circle.put("p1", "question")
    assert circle.refused(ask.Put(item=card, kind=Kind.QUESTION, step=1), "p2") is Code.NOT_YOURS
    assert circle.refused(ask.Put(item=card, kind=Kind.QUESTION, step=1), "fenna") is Code.NOT_YOURS
    assert circle.refused(ask.Withdraw(card), "fenna") is Code.NOT_YOURS
    assert circle.refused(ask.Withdraw(card), "stranger") is Code.NOT_HERE


def test_only_who_is_asked_writes_and_not_more_than_asked():
    circle = Circle(method({"inputs": [asks("question", max=2)]}))
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=0), "ellen") is Code.NOT_YOUR_TASK
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=0), "olaf") is Code.NOT_YOUR_TASK
    assert circle.refused(ask.Put(item="x", kind=Kind.ADVICE, step=0), "p1") is Code.NOT_NOW
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=0, length=0), "p1") is Code.EMPTY
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=9), "p1") is Code.UNKNOWN_STEP
    circle.put("p1", "question")
    circle.put("p1", "question")
    assert circle.view("p1").entries[0].left == 0
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=0), "p1") is Code.ENOUGH


def test_a_card_from_a_phone_that_slept_lies_open_as_long_as_its_step_is_worked_on():
    circle = Circle(
        method(
            {"inputs": [asks("question")]},
            {"acts": [{"by": "bringer", "do": "sort", "on": "s0", "labels": ["warm", "cold"]}]},
            {},
        )
    )
    circle.put("p1", "question")
    circle.do(ask.Next())
    late = circle.put("p2", "question", step=0)
    assert late in circle.ids_seen("ellen")
    assert circle.view("ellen").items[-1].id == late
    assert circle.events[-1].facts["late"]
    circle.do(ask.Next())
    assert circle.refused(ask.Put(item="z", kind=Kind.QUESTION, step=0), "p3") is Code.STEP_OVER
    circle.put("p3", "question", item="z", step=0, draft=True)
    assert circle.ids_seen("p3") >= {"z"}


def test_a_half_written_text_is_never_turned_over():
    circle = at_questions()
    draft = circle.put("p1", "question", draft=True)
    circle.do(ask.Next())
    assert circle.items[draft].state == "draft"
    assert draft not in circle.ids_seen("p2")


def test_what_is_written_live_in_a_sealed_step_is_asked_only_after_the_cards_lie_open():
    circle = Circle(method({"inputs": [asks("advice"), asks("insight", by="everyone", shown="live")], "floor": SPEAK}))
    assert [entry.input.kind for entry in circle.view("p1").entries] == ["advice"]
    assert circle.refused(ask.Put(item="x", kind=Kind.INSIGHT, step=0), "p1") is Code.SEALED
    circle.put("p1", "advice")
    circle.do(ask.Reveal())
    assert [entry.input.kind for entry in circle.view("ellen").entries] == ["insight"]
    assert (circle.view("fenna").entered.n, circle.view("fenna").entered.of) == (0, 6)


def test_the_last_card_turns_all_over_where_the_method_says_so():
    circle = Circle(method({"inputs": [asks("question")], "closes": "entered"}), 4)
    circle.put("p1", "question")
    circle.do(ask.Ready(), "p2")
    assert circle.state.phase == "writing"
    circle.put("p3", "question")
    assert circle.state.phase == "revealed"
    assert {item.state for item in circle.items.values()} == {"shown"}


def test_a_scribe_writes_for_others_and_author_and_scribe_stay_apart():
    circle = at_questions()
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=1, author="p1"), "p2") is Code.NOT_YOURS
    circle.do(ask.Appoint("scribe", "p2"))
    card = circle.put("p2", "question", author="p1")
    assert (circle.items[card].author, circle.items[card].entered_by) == ("p1", "p2")
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=1, author="ellen"), "p2") is Code.NOT_YOUR_TASK
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=1, author="nobody"), "p2") is Code.UNKNOWN_PERSON
    # Closed again once it is laid down: the device of the scribe is not a place to read the cards of others.
    assert [card in circle.ids_seen(who) for who in ("p1", "p2", "p3")] == [True, False, False]


def test_what_nobody_else_reads_is_marked_private():
    circle = Circle(method({"inputs": [asks("insight", by="everyone", shown="private", harvest="insight")]}))
    assert circle.items[circle.put("p1", "insight")].private


def test_a_card_is_about_an_open_card_or_about_nothing():
    circle = Circle(method({"inputs": [asks("question")]}, {"inputs": [asks("reading", shown="live")]}))
    closed = circle.put("p1", "question")
    circle.do(ask.Skip())
    assert circle.refused(ask.Put(item="x", kind=Kind.READING, step=1, about=closed), "p2") is Code.UNKNOWN_ITEM
    circle.do(ask.Back())
    circle.do(ask.Next())
    assert circle.items[circle.put("p2", "reading", about=closed)].about == closed


def test_the_log_says_for_whom_somebody_wrote():
    circle = at_questions()
    circle.put("fenna", "question", author="p1")
    assert circle.events[-1].facts == {"step": 1, "kind": "question", "for": "p1"}


def test_a_card_never_changes_its_author():
    circle = at_questions()
    circle.do(ask.Appoint("scribe", "p2"))
    own, other = circle.put("p2", "question"), circle.put("p2", "question", author="p1")
    assert circle.refused(ask.Put(item=own, kind=Kind.QUESTION, step=1, author="p1"), "p2") is Code.NOT_YOURS
    circle.put("p2", "question", item=other)
    circle.put("p1", "question", item=other)
    assert (circle.items[own].author, circle.items[other].author) == ("p2", "p1")
