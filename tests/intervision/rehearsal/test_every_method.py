"""Every method can be rehearsed from start to end: nobody simulated is ever refused, and nobody stands still."""

import re

import pytest

from intervision.engine import Kind, Role, Verb, Viewer, view
from intervision.methods.library import all_methods, get
from intervision.rehearsal import play
from intervision.rehearsal.envelope import seal, unseal
from intervision.rehearsal.heard import heard
from intervision.rehearsal.stage import SCRIBE, Stage
from intervision.rehearsal.texts import FILES, LANGUAGES, _lists, _read, _steps, people, sayings, spoken, written
from tests.intervision.engine.circle import encoded

NOW = 1_800_000_000_000
METHODS = all_methods()
each_method = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.key)


@pytest.fixture
def strict(monkeypatch):
    """A refusal of somebody simulated is not swallowed."""

    def done(stage, doing):
        at = max(doing.due_ms, stage.kept.now_ms)
        return stage.do(doing.command, doing.person, at, doing.text)

    monkeypatch.setattr(play, "_done", done)


def carried_out(method, *, seed, language="nl", look=None):
    """Everybody is simulated, from the first step to the last; ``look(stage)`` every two seconds."""
    stage = Stage.open(method, seed=seed, language=language, real_ms=NOW, watch=True)
    for _ in range(1500):
        if stage.state.closed:
            return stage
        stage = play.play(stage, stage.kept.now_ms + 2_000)
        if look:
            look(stage)
    raise AssertionError(f"{method.key} stands still in {stage.place()}")


@each_method
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_carried_out_by_itself(method, language, strict):
    stage = carried_out(method, seed=len(method.steps), language=language)
    assert {visit.step for visit in stage.state.trail} | {stage.state.step} == set(range(len(method.steps)))
    assert stage.state.skipped == ()
    assert unseal(method, seal(stage)) == Stage(method, stage.kept)


@each_method
def test_its_pace_is_that_of_people(method, strict):
    """Nobody does two things within two seconds, it is never still for half a minute, and one can sit through it."""
    stage = Stage.open(method, seed=6, language="nl", real_ms=NOW, watch=True)
    last, together = {}, NOW
    while not stage.state.closed:
        doing = play.upcoming(stage)
        stage = play._done(stage, doing)
        at = stage.kept.now_ms
        assert at - last.get(doing.person, 0) >= 2_000, doing
        assert at - together <= 30_000, doing
        last[doing.person] = together = at
    assert 2 <= (stage.kept.now_ms - NOW) / 60_000 <= 15


@pytest.mark.parametrize("method", encoded(), ids=lambda method: method.key)
def test_a_method_nobody_wrote_texts_for_can_be_rehearsed_too(method, strict):
    assert carried_out(method, seed=4).state.closed


@each_method
def test_what_is_written_fits_the_step_and_is_never_there_twice(method, strict):
    stage = carried_out(method, seed=7)
    lap = {}
    for item in stage.kept.items:
        text = stage.kept.texts[item.id]
        assert text
        assert "{" not in text
        lap.setdefault((item.step, item.lap, item.kind), []).append(text)
    for here in lap.values():
        assert len(here) == len(set(here)), here
    for index, step in enumerate(method.steps):
        for one in (step, *step.modules):
            for entry in one.inputs:
                if entry.kind != "score" and (one is step or one is stage.state.step_of(method, index)):
                    assert (index, 0, entry.kind) in lap, (step.key, entry.kind)


@each_method
def test_at_the_table_something_is_heard_in_every_step_that_talks(method, strict):
    silent = {(index, lap) for index in range(len(method.steps)) for lap in range(6)}

    def listen(stage):
        if heard(stage):
            silent.discard((stage.state.step, stage.state.lap(method.steps[stage.state.step])))

    stage = carried_out(method, seed=3, look=listen)
    visited = {(visit.step, visit.lap) for visit in stage.state.trail}
    for index, lap in visited & silent:
        step = stage.state.step_of(method, index, lap)
        floor = {str(role): speech for role, speech in step.floor.items() if role in {Role.MEMBER, Role.BRINGER}}
        # Where people only write, or weigh cards in silence, nobody speaks.
        assert not floor or step.sealed or step.act(Verb.SORT), (method.key, step.key)


def test_the_same_seed_gives_the_same_rehearsal_however_often_one_looks(strict):
    method = get("tienstappen")
    one = carried_out(method, seed=11)
    other = Stage.open(method, seed=11, language="nl", real_ms=NOW, watch=True)
    while not other.state.closed:
        other = play.play(other, other.kept.now_ms + 500)
    assert other.kept.items == one.kept.items
    assert other.kept.texts == one.kept.texts
    assert carried_out(method, seed=12).kept.texts != one.kept.texts


@pytest.mark.parametrize("key", ["vermoedens", "rondes", "vijfstappen"])
def test_a_simulated_facilitator_goes_on_when_everybody_had_a_turn(key, strict):
    seen, cut_short = [], []

    def look(stage):
        was = seen[-1] if seen else stage
        if was.state.round and was.state.round.next and was.state.step != stage.state.step:
            cut_short.append(was.place())
        seen.append(stage)

    carried_out(get(key), seed=3, look=look)
    assert cut_short == []


def test_who_sits_back_hears_what_the_others_say(strict):
    lines = set()

    def listen(stage):
        if stage.method.steps[stage.state.step].key == "gesprek":
            lines.add(heard(stage.but(eye=Role.BRINGER)))

    carried_out(get("vrienden"), seed=3, look=listen)
    assert len(lines - {None}) > 1


@each_method
def test_to_the_next_step_ends_at_the_end(method):
    stage = Stage.open(method, seed=2, language="en", real_ms=NOW)
    seen = []
    for _ in range(60):
        if stage.state.closed:
            break
        seen.append((stage.state.step, stage.state.lap(method.steps[stage.state.step])))
        stage = play.next_step(stage)
    assert stage.state.closed
    assert len(seen) == len(set(seen))
    assert stage.kept.mine == (Role.FACILITATOR,)


def test_who_leads_by_hand_is_waited_for():
    stage = Stage.open(get("vijfstappen"), seed=1, language="nl", real_ms=NOW)
    stage = play.play(stage, NOW + 30 * 60_000)
    assert stage.state.step == 0
    assert stage.state.ready


def test_a_card_of_somebody_played_by_hand_is_waited_for():
    stage = Stage.open(get("vijfstappen"), seed=1, language="nl", real_ms=NOW).but(mine=(Role.MEMBER,))
    while stage.state.step == 0:
        stage = play.play(stage, stage.kept.now_ms + 1_000)
    stage = play.play(stage, stage.kept.now_ms + 100_000)
    assert (stage.state.step, stage.state.phase) == (1, "writing")
    assert {item.author for item in stage.kept.items} == {"3", "4", "5", "6"}


def test_a_page_that_nobody_looks_at_waits():
    stage = Stage.open(get("vijfstappen"), seed=1, language="nl", real_ms=NOW, watch=True)
    after = play.go_on(stage, NOW + 3_600_000)
    assert after.kept.now_ms - NOW == play.LONGEST_MS
    assert play.go_on(stage.but(speed=4), NOW + 2_000).kept.now_ms - NOW == 8_000


def test_stop_by_a_simulated_facilitator_is_taken_up():
    from intervision.engine import StopRun  # noqa: PLC0415

    stage = Stage.open(get("vijfstappen"), seed=1, language="nl", real_ms=NOW, watch=True)
    stage = play.by_hand(stage, StopRun())
    assert stage.state.stop.by == "2"
    assert play.play(stage, NOW + 20_000).state.stop is None


@each_method
def test_every_text_that_a_step_asks_for_exists(method):
    stage = Stage.open(method, seed=1, language="nl", real_ms=NOW)
    lists = sayings("nl")
    for index, step in enumerate(method.steps):
        for module in step.modules or (step,):
            slots = {stage.state.pass_key(step): module.key} if step.modules else {}
            state = stage.but(state=_at(stage, index, slots)).state
            for entry in module.inputs:
                name = written(method, state, entry)
                assert name == "question" or entry.kind == "score" or lists.all(name), name
            for role in (Role.BRINGER, Role.MEMBER):
                name = spoken(method, state, role)
                assert not name or lists.all(name)


def _at(stage, index, slots):
    from dataclasses import replace  # noqa: PLC0415

    return replace(stage.state, step=index, slots=slots)


def test_the_texts_are_there_in_both_languages_and_fit_on_a_card():
    for name, (dutch, english) in _lists().items():
        assert len(dutch) == len(english)
        assert len(set(dutch)) == len(dutch), name
        for text in (*dutch, *english):
            assert 5 < len(text) <= 130 or name.startswith("pad"), text
            assert text.count("‘") <= text.count("’"), text
            assert '"' not in text
            assert not re.search(r"\b(AI|test|lorem)\b", text), text
    assert sum(len(_read(file)) for file in FILES) == len(_lists())


def test_every_named_step_is_a_step_of_its_method():
    known = {method.key: method for method in METHODS}
    for key, lines in _steps().items():
        if key in {"kind", "harvest", "spoken"}:
            continue
        for place in lines:
            step, *module, kind = place.split(".")
            found = known[key].steps[known[key].positions[step]]
            found = next(one for one in found.modules if one.key == module[0]) if module else found
            assert found.input(Kind(kind)), (key, place)
    for key, lines in _steps()["spoken"].items():
        assert set(lines) <= set(known[key].positions), key


def test_the_scribe_types_and_the_author_is_somebody_else(strict):
    stage = carried_out(get("forum"), seed=5)
    step = stage.method.positions["ervaring"]
    cards = [item for item in stage.kept.items if item.step == step]
    assert {item.entered_by or item.author for item in cards} == {SCRIBE}
    names = people()
    for item in cards:
        assert stage.kept.texts[item.id].startswith(names[item.author].first_name)


def test_nobody_simulated_sees_a_closed_card_of_somebody_else():
    stage = Stage.open(get("vijfstappen"), seed=1, language="nl", real_ms=NOW, watch=True)
    stage = play.next_step(stage)
    stage = play.play(stage, stage.kept.now_ms + 15_000)
    assert stage.state.phase == "writing"
    assert len({item.author for item in stage.kept.items}) > 1
    for person in stage.state.people:
        seen = view(stage.method, stage.state, stage.kept.items, Viewer.of(stage.method, stage.state, person))
        assert {item.author for item in seen.items} <= {person}
