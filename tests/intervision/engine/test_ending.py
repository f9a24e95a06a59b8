"""A step that ends by its own rule: by its timer, when all have entered, when all agree."""

import pytest

from intervision.engine import Code, Kind, Method, vocabulary
from intervision.engine import commands as ask

from .circle import Circle, encoded, play
from .methods import SPEAK, asks, method, rest_of_the_vocabulary

RULES = [rule.value for rule in vocabulary.Closes]


def where(circle):
    return circle.state.step, circle.state.phase


def test_when_all_have_written_openly_they_go_on():
    circle = Circle(method({"inputs": [asks("reading", shown="live")], "closes": "entered"}, {}), 4)
    circle.put("p1", "reading")
    circle.put("p2", "reading")
    circle.put("p2", "reading")
    circle.put("p3", "reading", draft=True)
    assert circle.state.step == 0
    card = circle.put("p3", "reading")
    assert circle.state.step == 1
    assert circle.items[card].state == "shown"
    assert [event.name for event in circle.events[-2:]] == ["laid", "moved"]


def test_when_all_have_written_what_opens_later_they_go_on_and_it_stays_closed():
    circle = Circle(
        method(
            {"inputs": [asks("question")], "reveal": "later", "closes": "entered"},
            {"acts": [{"by": "bringer", "do": "show", "on": "s0"}]},
        ),
        3,
    )
    circle.put("p1", "question")
    circle.put("p2", "question")
    assert circle.state.step == 1
    assert {item.state for item in circle.items.values()} == {"sealed"}


def test_cards_that_lie_open_wait_for_nobody():
    circle = Circle(method({"inputs": [asks("question")], "floor": SPEAK, "closes": "entered"}, {}), 3)
    circle.put("p1", "question")
    circle.put("p2", "question")
    assert where(circle) == (0, "revealed")
    for person in ("ellen", "p1", "p2"):
        circle.do(ask.Ready(), person)
    assert where(circle) == (0, "revealed")


def test_when_everybody_agrees_they_go_on():
    circle = Circle(method({"closes": "agreement", "floor": SPEAK}, {}), 4)
    circle.do(ask.Ready(), "ellen")
    circle.do(ask.Ready(), "p1")
    circle.do(ask.Ready(more=True), "p2")
    circle.do(ask.Ready(), "p3")
    assert circle.state.step == 0, "one of them is not ready"
    circle.do(ask.Ready(), "p2")
    assert (circle.state.step, circle.state.ready) == (1, {})


def test_closed_cards_are_turned_over_by_agreement_and_left_by_another():
    circle = Circle(method({"inputs": [asks("question")], "floor": SPEAK, "closes": "agreement"}, {}), 3)
    card = circle.put("p1", "question")
    for person in ("ellen", "p1", "p2"):
        circle.do(ask.Ready(), person)
    assert (where(circle), circle.state.ready) == ((0, "revealed"), {})
    assert card in circle.ids_seen("p2")
    for person in ("ellen", "p1", "p2"):
        circle.do(ask.Ready(), person)
    assert circle.state.step == 1


def test_who_sits_turned_away_and_who_leads_are_not_waited_for():
    away = {"place": "back", "closes": "agreement", "inputs": [asks("reading", shown="live")]}
    circle = Circle(method(away, {}), 3)
    circle.do(ask.Ready(), "p1")
    circle.do(ask.Ready(), "p2")
    assert circle.state.step == 1


def test_after_its_time_a_step_ends_once_and_not_before_each_group_is_done():
    circle = Circle(method({"subgroups": 3, "minutes": 5, "closes": "timer"}, {"closes": "timer"}, {}), 7)
    first = circle.state.groups[0][0]
    circle.do(ask.Extend(1, group=0), first)
    circle.later(300)
    assert circle.refused(ask.Tick(), "p1") is Code.NOT_NOW
    circle.later(60).do(ask.Tick(), "p1")
    assert circle.refused(ask.Tick(), "p2") is Code.NOT_NOW, "the next step has its own time"
    assert circle.state.step == 1


@pytest.mark.parametrize("held", [ask.Pause(), ask.StopRun(), ask.InsertFree(9)])
def test_a_timer_that_is_held_ends_nothing(held):
    circle = Circle(method({"closes": "timer"}, {}), 3)
    circle.do(held)
    circle.later(400)
    assert circle.refused(ask.Tick(), "p1") in {Code.NOT_NOW, Code.STOPPED}


@pytest.mark.parametrize("held", [ask.StopRun(), ask.InsertFree(9)])
def test_while_somebody_says_stop_nothing_ends(held):
    circle = Circle(method({"closes": "agreement"}, {"inputs": [asks("question")], "closes": "entered"}, {}), 3)
    circle.do(held)
    for person in ("ellen", "p1", "p2"):
        circle.do(ask.Ready(), person)
    assert circle.state.step == 0


@pytest.mark.parametrize("rule", ["entered", "agreement"])
def test_a_note_for_oneself_ends_nothing_when_the_group_came_back_to_the_step(rule):
    note = asks("note", by="member", shown="private")
    circle = Circle(method({"inputs": [asks("reading", shown="live"), note], "closes": rule}, {}), 3)
    circle.put("p1", "reading")
    circle.do(ask.Ready(), "ellen")
    circle.do(ask.Ready(), "p1")
    circle.do(ask.StopRun(), "p2")
    card = circle.put("p2", "reading")
    circle.do(ask.Ready(), "p2")
    circle.do(ask.ClearStop(), "p2")
    circle.put("p1", "note")
    circle.put("p2", "reading", item=card)
    assert circle.state.step == 0
    circle.do(ask.Ready(), "p2")
    assert circle.state.step == 1


@pytest.mark.parametrize("rule", RULES)
def test_the_last_step_is_left_by_who_leads_alone(rule):
    circle = Circle(method({"closes": rule, "inputs": [asks("insight", by="everyone", shown="live")]}), 3)
    for person in ("ellen", "p1", "p2"):
        circle.put(person, "insight")
        circle.do(ask.Ready(), person)
    circle.later(999)
    assert circle.refused(ask.Tick(), "p1") is Code.NOT_NOW
    assert (circle.state.step, circle.state.closed) == (0, False)


@pytest.mark.parametrize("rule", RULES)
def test_who_leads_can_always_be_first(rule):
    circle = Circle(method({"closes": rule, "inputs": [asks("question")]}, {}), 3)
    circle.do(ask.Next())
    assert circle.state.step == 1


@pytest.mark.parametrize("rule", RULES[1:])
@pytest.mark.parametrize("key", ["M09", "M13", "M17"])
def test_methods_are_played_to_the_end_whatever_ends_their_steps(key, rule):
    data = next(one for one in encoded() if one.key == key).to_dict()
    steps = [{**step, "closes": rule} for step in data["steps"]]
    circle, seen = play(Method.from_dict({**data, "steps": steps}))
    assert {step for step, _ in seen} <= set(range(len(steps)))
    assert circle.state.closed


@pytest.mark.parametrize("size", [6, 10])
def test_what_no_method_of_the_research_needs_is_played_too(size):
    circle, seen = play(rest_of_the_vocabulary(), size)
    assert [step for step, _ in seen] == [0, 1, 2, 3, 4]
    assert {item.kind for item in circle.items.values()} == {Kind.OFFER, Kind.QUESTION, Kind.STATEMENT}


def test_every_value_of_every_list_is_in_a_method_that_is_played():
    methods = [*encoded(), rest_of_the_vocabulary()]
    steps = [one for each in methods for step in each.steps for one in (step, *step.modules)]
    inputs = [one for step in steps for one in step.inputs]
    acts = [act for step in steps for act in step.acts]
    used = {
        "Speech": {word for step in steps for floor in step.floor.values() for word in floor},
        "Turns": {step.turns for step in steps},
        "Place": {step.place for step in steps},
        "Who": {one.by for one in inputs},
        "Kind": {one.kind for one in inputs},
        "Shown": {one.shown for one in inputs},
        "Identity": {one.identity for one in inputs},
        "Verb": {act.do for act in acts},
        "Repeat": {step.repeat for step in steps},
        "Keep": {step.keep_of(one.kind) for step in steps for one in step.inputs},
        "Closes": {step.closes for step in steps},
        "Reveal": {step.reveal for step in steps},
        "Overrun": {step.overrun for step in steps},
    }
    assert used == {name: set(getattr(vocabulary, name)) for name in used}
    assert {act.by for act in acts} == set(vocabulary.Who)
    assert {role for step in steps for role in step.floor} == set(vocabulary.Role) - {vocabulary.Role.SCREEN}
