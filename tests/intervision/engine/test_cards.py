"""Contributions: closed until they are turned over together, then fixed; each with its own reader."""

import random

from intervision.engine import Code, Kind, Viewer, fates, harvest
from intervision.engine import commands as ask
from intervision.engine.vocabulary import Harvest, Role

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


def test_an_ending_that_was_laid_closed_opens_in_the_step_that_shows_it():
    circle = Circle(
        method(
            {"inputs": [asks("statement", by="bringer")], "reveal": "later", "floor": {"bringer": ["speak"]}},
            {},
            {"acts": [{"by": "bringer", "do": "show", "on": "s0"}]},
        )
    )
    ending = circle.put("ellen", "statement")
    circle.do(ask.Next())
    circle.do(ask.Next())
    assert ending not in circle.ids_seen("p1")
    assert circle.refused(ask.Reveal(), "p1") is Code.NOT_YOUR_TASK
    circle.do(ask.Reveal(), "ellen")
    assert ending in circle.ids_seen("p1")


def test_who_sits_turned_away_sees_only_their_own_notes():
    circle = Circle(
        method(
            {"inputs": [asks("question", shown="live")]},
            {"place": "back", "inputs": [asks("note", by="bringer", shown="private"), asks("reading", shown="live")]},
            {},
        )
    )
    question = circle.put("p1", "question")
    assert question in circle.ids_seen("ellen")
    circle.do(ask.Next())
    note, reading = circle.put("ellen", "note"), circle.put("p1", "reading")
    seen = circle.view("ellen")
    assert (seen.pad, {item.id for item in seen.items}, seen.entered, seen.work) == (True, {note}, None, ())
    assert not circle.seen(Viewer.everybody(Role.BRINGER)).items
    assert not circle.seen(Viewer.everybody(Role.SCREEN)).items
    assert circle.ids_seen("p2") == {question, reading}
    circle.do(ask.InsertFree())
    assert circle.ids_seen("ellen") == {note}
    circle.do(ask.Next())
    circle.do(ask.Next())
    assert circle.ids_seen("ellen") == {question, note, reading}
    circle.put("ellen", "note", item=note, step=1)


def test_an_insight_may_be_kept_to_oneself_where_the_method_offers_it():
    insight = asks("insight", by="everyone", shown="live", private_choice=True, harvest="insight")
    circle = Circle(method({"inputs": [insight, asks("reading", shown="live")], "keep": "group"}))
    own = circle.put("p1", "insight", private=True)
    assert own in circle.ids_seen("p1")
    assert own not in circle.ids_seen("p2") | circle.ids_seen("fenna")
    assert circle.refused(ask.Put(item="x", kind=Kind.READING, step=0, private=True), "p1") is Code.NOT_NOW
    assert fates(circle.method, circle.state, circle.items.values()) == {own: "author"}


def test_a_scribe_writes_for_others_and_author_and_scribe_stay_apart():
    circle = at_questions()
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=1, author="p1"), "p2") is Code.NOT_YOURS
    circle.do(ask.Appoint("scribe", "p2"))
    card = circle.put("p2", "question", author="p1")
    assert (circle.items[card].author, circle.items[card].entered_by) == ("p1", "p2")
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=1, author="ellen"), "p2") is Code.NOT_YOUR_TASK
    assert circle.refused(ask.Put(item="x", kind=Kind.QUESTION, step=1, author="nobody"), "p2") is Code.UNKNOWN_PERSON
    assert card in circle.ids_seen("p1") & circle.ids_seen("p2")
    assert card not in circle.ids_seen("p3")


def test_a_written_for_case_bringer_is_read_by_the_case_bringer_alone():
    circle = Circle(method({"inputs": [asks("advice", by="scribe", shown="bringer")], "keep": "bringer"}))
    circle.do(ask.Appoint("scribe", "p1"))
    card = circle.put("p1", "advice")
    assert card in circle.ids_seen("ellen") & circle.ids_seen("p1")
    assert card not in circle.ids_seen("p2") | circle.ids_seen("fenna")
    assert fates(circle.method, circle.state, circle.items.values()) == {card: "bringer"}


def test_in_groups_each_sees_the_cards_of_the_own_group_until_all_are_together_again():
    circle = Circle(method({"subgroups": 3, "inputs": [asks("reading", shown="live")]}, {}), 7)
    mine, other = circle.state.groups
    card = circle.put(mine[0], "reading")
    assert card in circle.ids_seen(mine[1])
    assert card not in circle.ids_seen(other[0]) | circle.ids_seen("ellen")
    circle.do(ask.Next())
    assert card in circle.ids_seen(other[0]) & circle.ids_seen("ellen")


def test_an_anonymous_card_hides_its_author():
    circle = Circle(method({"inputs": [asks("offer", shown="live", identity="anon")]}))
    card = circle.items[circle.put("p1", "offer")]
    from intervision.engine import Sight  # noqa: PLC0415

    def named(person):
        return Sight(circle.method, circle.state, Viewer.of(circle.method, circle.state, person)).named(card)

    assert (named("p1"), named("p2"), named("fenna")) == (True, False, False)


def test_closing_keeps_what_the_method_says_and_erases_the_rest():
    circle = Circle(
        method(
            {"inputs": [asks("question", shown="live")], "keep": "none"},
            {"inputs": [asks("note", by="bringer", shown="private")], "keep": "bringer"},
            {"inputs": [asks("advice", shown="live")], "keep": "bringer"},
            {"inputs": [asks("reading", shown="live")], "keep": "group"},
            {"inputs": [asks("statement", by="bringer", shown="live", harvest="commitment")], "keep": "carry"},
            {"inputs": [asks("offer")], "keep": "group"},
        )
    )
    kept = {}
    for kind, by in [
        ("question", "p1"),
        ("note", "ellen"),
        ("advice", "p1"),
        ("reading", "p1"),
        ("statement", "ellen"),
    ]:
        kept[kind] = circle.put(by, kind)
        circle.do(ask.Next())
    kept["offer"] = circle.put("p1", "offer")
    circle.do(ask.Close())
    found = fates(circle.method, circle.state, circle.items.values())
    assert [found[kept[kind]] for kind in ("question", "note", "advice", "reading", "statement", "offer")] == [
        "erased",
        "author",
        "bringer",
        "group",
        "carry",
        "erased",
    ]
    lines = harvest(circle.method, circle.state, circle.items.values())
    assert [item.id for item in lines[Harvest.COMMITMENT]] == [kept["statement"]]
    assert circle.refused(ask.Next()) is Code.CLOSED
    assert circle.refused(ask.Put(item="x", kind=Kind.OFFER, step=5), "p1") is Code.CLOSED


def test_an_insight_that_was_only_begun_stays_with_its_author():
    circle = Circle(
        method({"inputs": [asks("insight", by="everyone", shown="live", harvest="insight")], "keep": "carry"})
    )
    begun = circle.put("p1", "insight", draft=True)
    assert fates(circle.method, circle.state, circle.items.values()) == {begun: "author"}


def test_lines_of_the_harvest_may_come_until_the_run_closes():
    circle = Circle(method({"inputs": [asks("question", by="bringer", shown="live", harvest="real_question")]}, {}))
    circle.do(ask.Next())
    late = circle.put("ellen", "question", step=0)
    assert late in circle.ids_seen("p1")


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


def test_what_was_written_for_one_case_bringer_is_not_for_the_next():
    advice = asks("advice", by="scribe", shown="bringer")
    circle = Circle(method({"repeat": "member", "inputs": [advice], "keep": "bringer"}, {}), 3)
    card = circle.put("fenna", "advice")
    assert card in circle.ids_seen("ellen")
    circle.do(ask.Next())
    assert circle.state.bringers_now(circle.method) == ("p1",)
    assert card not in circle.ids_seen("p1")
    assert card in circle.ids_seen("ellen")


def test_a_card_never_changes_its_author():
    circle = at_questions()
    circle.do(ask.Appoint("scribe", "p2"))
    own, other = circle.put("p2", "question"), circle.put("p2", "question", author="p1")
    assert circle.refused(ask.Put(item=own, kind=Kind.QUESTION, step=1, author="p1"), "p2") is Code.NOT_YOURS
    circle.put("p2", "question", item=other)
    circle.put("p1", "question", item=other)
    assert (circle.items[own].author, circle.items[other].author) == ("p2", "p1")
