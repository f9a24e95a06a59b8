"""The methods that come with the product: complete in both languages, short enough for a phone, playable."""

import re
from dataclasses import replace

import pytest

from intervision.engine import CaseKind, InvalidMethod, Method, Safety, Text, Verb
from intervision.engine.vocabulary import Harvest, Keep, Role
from intervision.methods.library import HERE, OBSERVER, all_methods, fitting, get, load

from .circle import encoded, play

METHODS = all_methods()
# Measured in the font of the product at 390 px: more than this takes a line more.
TWO_LINES_SMALL = 84  # a thing to watch
TWO_LINES_BIG = 34  # a title
THREE_LINES_BIG = 70  # the first sentence of a task: the one big thing on the screen
SENTENCE = re.compile(r"(?<=[.!?])\s+")
each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.key)


def steps_of(method):
    return [one for step in method.steps for one in (step, *step.modules)]


def texts_of(method):
    """(where, text, most letters, needed)"""
    yield "name", method.name, 40, True
    yield "summary", method.summary, 260, True
    yield "preparing", method.preparing, 200, True
    yield "credit", method.credit, 400, True
    yield from (("mistake", text, 120, True) for text in method.mistakes)
    for step in steps_of(method):
        yield f"{step.key} title", step.title, 34, True
        yield f"{step.key} script", step.script, 210, not step.modules
        yield from ((f"{step.key} watch", text, 120, True) for text in step.watch)
        for role in (Role.BRINGER, Role.MEMBER, Role.FACILITATOR, Role.OBSERVER):
            yield f"{step.key} {role}", step.task.get(role), 190, not step.modules
        for one in step.inputs:
            yield f"{step.key} {one.kind} prompt", one.prompt, 60, True
            yield f"{step.key} {one.kind} help", one.help, 120, True
            yield f"{step.key} {one.kind} opening", one.opening, 40, False
        for act in step.acts:
            yield from ((f"{step.key} {label}", act.names.get(label), 16, True) for label in act.labels)


@each_method
def test_every_text_is_there_in_both_languages_and_fits_on_a_phone(method):
    for where, text, most, needed in texts_of(method):
        if not text:
            assert not needed, where
            continue
        said = dict(text.by_language)
        assert set(said) == {"nl", "en"}, where
        for language, sentence in said.items():
            assert len(sentence) <= most, (where, language, len(sentence))
            assert sentence.count("‘") == sentence.count("’"), (where, sentence)
            assert '"' not in sentence, (where, sentence)


ONLY_DUTCH = Text.of({"nl": "Alleen in het Nederlands."})
NOTHING = Text()


@pytest.mark.parametrize("text", [ONLY_DUTCH, NOTHING, Text.of({"nl": "Lang " * 99, "en": "Long " * 99})])
@pytest.mark.parametrize("where", ["name", "summary", "preparing", "credit", "mistakes"])
def test_a_planted_fault_in_the_whole_is_seen(where, text):
    broken = replace(get("vijfstappen"), **{where: (text,) if where == "mistakes" else text})
    with pytest.raises(AssertionError):
        test_every_text_is_there_in_both_languages_and_fits_on_a_phone(broken)


@pytest.mark.parametrize("text", [ONLY_DUTCH, NOTHING])
@pytest.mark.parametrize("where", ["title", "script", Role.BRINGER, Role.MEMBER, Role.FACILITATOR, Role.OBSERVER])
def test_a_planted_fault_in_a_step_is_seen(where, text):
    five = get("vijfstappen")
    first = five.steps[0]
    changed = {"task": {**first.task, where: text}} if isinstance(where, Role) else {where: text}
    with pytest.raises(AssertionError):
        test_every_text_is_there_in_both_languages_and_fits_on_a_phone(
            replace(five, steps=(replace(first, **changed), *five.steps[1:]))
        )


@each_method
def test_protected_names_are_replaced_and_sources_credited(method):
    """Section 8 of the research: these names belong to somebody; the methods go by neutral ones."""
    said = str(method.to_dict()).lower()
    for name in ("heilsbronn", "troika", "wise crowds", "wial", "case clinic", "critical friends", "liberating"):
        assert name not in str(method.name.by_language).lower()
        assert name not in method.key
    assert "©" not in said


@each_method
@pytest.mark.parametrize("language", ["nl", "en"])
def test_as_it_is_said_to_marieke_it_stays_short(method, language):
    def said(text):
        return text.say(language, bringer="Marieke")

    for step in steps_of(method):
        assert len(said(step.title)) <= TWO_LINES_BIG, step.key
        assert len(SENTENCE.split(said(step.script))) <= 3, step.key
        for text in step.watch:
            assert len(said(text)) <= TWO_LINES_SMALL, said(text)
        for role in (Role.BRINGER, Role.MEMBER):
            if task := step.task.get(role):
                assert len(SENTENCE.split(said(task), maxsplit=1)[0]) <= THREE_LINES_BIG, said(task)


def test_all_twenty_one_methods_are_there():
    assert len(METHODS) == len(encoded()) == 21
    assert {kind for method in METHODS for kind in method.kinds} == set(CaseKind)


def test_the_methods_that_people_ask_for_are_among_them():
    """By the names of the research: M01 to M06, M09, M12, M13, M18, M20 and one without a record."""
    asked = {"tienstappen", "vlaggen", "vijfstappen", "incident", "roddelen", "balint", "clinic", "waarderend",
             "zesfasen", "rondes", "oplossingsgericht", "openvragen"}  # fmt: skip
    assert asked <= {method.key for method in METHODS}
    [ways] = [step.modules for step in get("zesfasen").steps if step.modules]
    assert len(ways) >= 5
    assert len({way.title.say("nl") for way in ways}) == len(ways)


def test_where_groups_work_side_by_side_nobody_is_named():
    """There are as many case-bringers as groups, so one name would be wrong at every other table."""
    for method in METHODS:
        for step in method.steps:
            texts = (step.title, step.script, *step.watch, *step.task.values())
            assert not step.subgroups or "{bringer}" not in str(texts), (method.key, step.key)


def test_where_everybody_brings_a_case_nobody_fills_the_harvest_of_the_meeting():
    for method in METHODS:
        goals = {one.harvest for step in method.steps for one in step.inputs if one.harvest}
        assert not method.rotates or (goals == {Harvest.INSIGHT} and not method.follow_up), method.key


def test_a_method_in_which_everybody_brings_a_case_takes_longer_with_more_people():
    each = get("kwartier")
    assert (each.minutes_with(4), each.minutes_with(5)) == (69, 84)
    trios = get("drietallen")
    assert (trios.minutes_with(6), trios.minutes_with(9), trios.minutes_with(10)) == (45, 45, 56)
    assert get("tienstappen").minutes_with(10) == get("tienstappen").minutes
    assert each not in fitting(people=7, minutes=60)


@each_method
def test_each_step_has_one_to_three_things_to_watch(method):
    for step in method.steps:
        assert step.modules or 1 <= len(step.watch) <= 3, step.key
    assert len(method.mistakes) >= 3
    assert method.sources
    assert method.kinds


@each_method
def test_it_fills_the_harvest(method):
    goals = [one.harvest for step in method.steps for one in step.inputs if one.harvest]
    assert sorted(goals) == sorted({Harvest.REAL_QUESTION, Harvest.COMMITMENT, Harvest.INSIGHT} & set(goals))
    if method.follow_up:
        assert set(goals) >= {Harvest.REAL_QUESTION, Harvest.COMMITMENT, Harvest.INSIGHT}
    for step in method.steps:
        for one in step.inputs:
            if one.harvest in {Harvest.REAL_QUESTION, Harvest.COMMITMENT}:
                assert (one.by, step.keep_of(one.kind)) == ("bringer", Keep.CARRY)


@each_method
@pytest.mark.parametrize("size", [6, 10])
def test_a_circle_plays_it_to_the_end(method, size):
    circle, seen = play(method, size)
    assert [step for step, lap in seen if not lap] == list(range(len(method.steps)))
    assert not [item for item in circle.items.values() if item.state == "sealed"]


@each_method
def test_its_file_is_named_after_it_and_its_copy_is_the_same(method):
    assert (HERE / f"{method.key}.toml").exists()
    assert Method.from_dict(method.to_dict()) == method
    assert get(method.key) is method


def test_no_file_is_forgotten():
    assert {path.stem for path in HERE.glob("*.toml")} - {OBSERVER.removesuffix(".toml")} == {m.key for m in METHODS}


def test_sorting_has_words_and_sorted_cards_can_be_seen_by_all():
    for method in METHODS:
        for step in steps_of(method):
            for act in step.acts:
                assert act.do is not Verb.SORT or set(act.names) == set(act.labels), (method.key, step.key)


def test_a_method_is_found_by_people_time_and_kind_of_question():
    found = fitting(people=8, minutes=90, kind=CaseKind.VALUE)
    assert found[0].key == "tienstappen"
    assert all(method.smallest <= 8 <= method.largest for method in found)
    assert fitting(people=8, minutes=20) == []
    assert all(method.safety is Safety.LOW for method in fitting(people=8, minutes=120, safety=Safety.LOW))


def test_an_unknown_method_is_a_key_error():
    with pytest.raises(KeyError):
        get("dertienstappen")


def test_a_faulty_file_names_every_fault(tmp_path):
    path = tmp_path / "faulty.toml"
    path.write_text('key = "x"\nname.nl = "X {naam}"\n[[steps]]\nkey = "a"\ntitle = "A"\nturns = "dance"\nwho = 1\n')
    with pytest.raises(InvalidMethod) as caught:
        load(path)
    assert caught.value.faults == [
        "steps[0].who: unknown property",
        "steps[0].turns: 'dance' is not one of free, round, item",
    ]
