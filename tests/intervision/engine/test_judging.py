"""What is done with open cards: sorting, answering, voting, scoring, picking."""

from intervision.engine import Code, Kind
from intervision.engine import commands as ask

from .circle import Circle
from .methods import SPEAK, asks, method

SORTED = {"by": "bringer", "do": "sort", "on": "s0", "labels": ["warm", "cold"]}


def test_the_case_bringer_alone_sorts_and_takes_back():
    circle = Circle(method({"inputs": [asks("question")]}, {"acts": [SORTED]}))
    card = circle.put("p1", "question")
    assert circle.refused(ask.Sort(card, "warm"), "ellen") is Code.NOT_NOW
    circle.do(ask.Next())
    assert circle.refused(ask.Sort(card, "warm"), "p1") is Code.NOT_YOUR_TASK
    assert circle.refused(ask.Sort(card, "hot"), "ellen") is Code.UNKNOWN_LABEL
    circle.do(ask.Sort(card, "warm"), "ellen")
    assert circle.view("p1").work[0].done == (card,)
    circle.do(ask.Sort(card, ""), "ellen")
    assert circle.view("p1").work[0].todo == (card,)


def test_answers_begin_with_the_cards_that_touched_most():
    answered = {"by": "bringer", "do": "answer", "on": "s0"}
    circle = Circle(method({"inputs": [asks("question")]}, {"acts": [SORTED]}, {"acts": [answered]}))
    cards = [circle.put(person, "question") for person in ("p1", "p2", "p3")]
    circle.do(ask.Next())
    for card, label in zip(cards, ["cold", "warm", "cold"], strict=True):
        circle.do(ask.Sort(card, label), "ellen")
    circle.do(ask.Next())
    assert circle.view("ellen").work[0].focus == cards[1]
    circle.do(ask.Answer(cards[1]), "ellen")
    assert circle.view("ellen").work[0].done == (cards[1],)


def test_a_ballot_is_counted_and_forgotten():
    circle = Circle(
        method(
            {"inputs": [asks("offer", by="everyone", shown="live")]},
            {"acts": [{"by": "everyone", "do": "vote", "on": "s0", "count": 2}]},
        ),
        4,
    )
    a, b = circle.put("p1", "offer"), circle.put("p2", "offer")
    circle.do(ask.Next())
    assert circle.refused(ask.Vote((a, b, "x")), "p1") is Code.TOO_MANY
    assert circle.refused(ask.Vote((a, a)), "p1") is Code.TOO_MANY
    circle.do(ask.Vote((b, a)), "p3")
    assert circle.refused(ask.Vote((a,)), "p3") is Code.VOTED
    assert circle.view("p3").tallies == {}
    for person in ("ellen", "p1"):
        circle.do(ask.Vote((b,)), person)
    assert "p3" in str(circle.state.cast)
    circle.do(ask.Vote((b,)), "p2")
    assert circle.view("p1").tallies == {a: 1, b: 4}
    assert circle.state.cast == {}
    assert "p3" not in str([circle.state.tallies, [event for event in circle.events if event.name == "voted"]])


def test_scores_are_counted_per_figure():
    circle = Circle(method({"inputs": [asks("score", by="everyone", identity="anon", top=5)]}), 4)
    assert circle.refused(ask.Score(6), "p1") is Code.OUT_OF_RANGE
    assert circle.refused(ask.Put(item="x", kind=Kind.SCORE, step=0), "p1") is Code.NOT_NOW
    circle.do(ask.Score(5), "p1")
    circle.do(ask.Score(4), "p2")
    circle.do(ask.Count())
    assert circle.view("p1").tallies == {"4": 1, "5": 1}


def test_one_pick_replaces_the_other():
    pick = {"by": "bringer", "do": "pick", "on": "s0", "count": 1}
    circle = Circle(method({"inputs": [asks("reading")]}, {"acts": [pick]}))
    a, b = circle.put("p1", "reading"), circle.put("p2", "reading")
    circle.do(ask.Next())
    circle.do(ask.Pick(a), "ellen")
    circle.do(ask.Pick(b), "ellen")
    assert [circle.items[a].picked, circle.items[b].picked] == [False, True]


def test_while_cards_are_written_everybody_is_silent():
    circle = Circle(method({"inputs": [asks("question")], "floor": SPEAK}))
    circle.put("p1", "question")
    assert {role: set(speech) for role, speech in circle.view("p1").floor.items()} == {"facilitator": {"steer"}}
    circle.do(ask.Reveal())
    assert circle.view("p1").floor["member"] == {"speak"}
