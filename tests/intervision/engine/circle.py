"""A simulated circle: people, a run, and every command checked against what must always hold."""

import itertools
import json
import random
from functools import cache
from pathlib import Path

from intervision import engine as e
from intervision.engine import commands as ask

OUTSIDER = "stranger"
FACTS = {
    "step",
    "kind",
    "for",
    "late",
    "from",
    "to",
    "lap",
    "opened",
    "minutes",
    "group",
    "observer",
    "part",
    "turn",
    "module",
}
WORDS = {str(kind) for kind in e.Kind} | {"bringer", "second_bringer", "deputy", "scribe", "observer", "member"}
MAY_OPEN = (ask.Next, ask.Reveal, ask.GoTo, ask.Repeat, ask.Loop, ask.LeaveBlock, ask.Tick)


@cache
def encoded() -> tuple[e.Method, ...]:
    data = json.loads((Path(__file__).parent / "encoded.json").read_text(encoding="utf-8"))
    return tuple(e.Method.from_dict(one) for one in data)


class Circle:
    """``ellen`` brings the case, ``fenna`` leads and has no seat, the others are ``p1``, ``p2`` …; ``olaf`` looks on."""

    def __init__(self, method, size=6, *, seed=1, deputy="p1", **options):
        self.method, self.rng, self.now_ms = method, random.Random(seed), 1_000
        self.people = ["ellen", *(f"p{number}" for number in range(1, size))]
        self.state = e.start(
            method,
            people=self.people,
            facilitator="fenna",
            bringers=["ellen"],
            observers=["olaf"],
            deputy=deputy,
            now_ms=self.now_ms,
            rng=self.rng,
            **options,
        )
        self.items, self.events, self.ids = {}, [], itertools.count(1)
        self.check()

    @property
    def everybody(self):
        return [*self.state.people, "fenna", *self.state.observers, OUTSIDER]

    def do(self, command, actor="fenna"):
        before, old = self.state, dict(self.items)
        decision = e.decide(
            self.method, self.state, self.items.values(), command, actor=actor, now_ms=self.now_ms, rng=self.rng
        )
        assert self.state is before, "what is given is never changed"
        self.state = e.State.from_dict(json.loads(json.dumps(decision.state.to_dict())))
        assert self.state == decision.state, "a state survives being stored"
        for change in decision.changes:
            assert change.created == (change.item.id not in self.items)
            self.items[change.item.id] = change.item
        assert decision.events, (command, "everything stands in the log")
        self.events += decision.events
        self.moved_at_most_one_step(command, before)
        self.opened_only_when_asked(command, old, before)
        self.nothing_is_lost(command, old)
        self.people_open_nothing(command, before)
        self.the_log_holds_no_content(decision)
        self.check()
        return decision

    def refused(self, command, actor="fenna"):
        try:
            e.decide(
                self.method, self.state, self.items.values(), command, actor=actor, now_ms=self.now_ms, rng=self.rng
            )
        except e.Refusal as refusal:
            return refusal.code
        return None

    def later(self, seconds):
        self.now_ms += round(seconds * 1000)
        return self

    def view(self, person):
        return self.seen(e.Viewer.of(self.method, self.state, person))

    def seen(self, viewer):
        return e.view(self.method, self.state, self.items.values(), viewer)

    def visible(self, viewer):
        return e.Sight(self.method, self.state, viewer).visible(self.items.values())

    def put(self, actor, kind, *, item="", step=None, **options):
        item = item or f"i{next(self.ids)}"
        self.do(ask.Put(item=item, kind=e.Kind(kind), step=self.state.step if step is None else step, **options), actor)
        return item

    def ids_seen(self, person):
        return {item.id for item in self.view(person).items}

    # What must always hold

    def moved_at_most_one_step(self, command, before):
        ends = before.now(self.method).closes in {"entered", "agreement"} and isinstance(command, ask.Put | ask.Ready)
        if ends or isinstance(command, ask.Next | ask.Skip | ask.Tick):
            legal = {before.step, before.step + 1}
            legal |= {index for index, step in enumerate(self.method.steps) if str(step.repeat) == "member"}
            assert self.state.step in legal
        elif isinstance(command, ask.Put | ask.Sort | ask.Reveal | ask.Ready | ask.StopRun | ask.TurnNext | ask.Extend):
            assert self.state.step == before.step

    def opened_only_when_asked(self, command, old, before):
        """A closed card opens by a command that says so, or by the last card where the method says so."""
        opened = {one.id for one in old.values() if one.state == "sealed" and self.items[one.id].state == "shown"}
        if not opened or isinstance(command, MAY_OPEN):
            return
        assert isinstance(command, ask.Put | ask.Ready), command
        assert before.now(self.method).closes in {"entered", "agreement"}, command

    def nothing_is_lost(self, command, old):
        """A card keeps its author, step and kind; what lies open stays open until its author takes it back."""
        for before in old.values():
            after = self.items[before.id]
            assert (after.author, after.step, after.kind, after.lap) == (
                before.author,
                before.step,
                before.kind,
                before.lap,
            )
            if before.state == "shown" and not isinstance(command, ask.Withdraw):
                assert after.state == "shown", command
            if after.state == "withdrawn" and before.state != "withdrawn":
                assert isinstance(command, ask.Withdraw), command
            if before.state == "sealed" and after.state == "draft":
                assert isinstance(command, ask.Put), command

    def people_open_nothing(self, command, before):
        """Who gets another part, comes or goes, sees no card that was written for the eyes of one case-bringer."""
        if not isinstance(command, ask.Appoint | ask.Join | ask.Leave | ask.TakeOver | ask.GiveBack):
            return
        for item in self.items.values():
            shown = self.state.step_of(self.method, item.step, item.lap).input(item.kind).shown
            if shown != "bringer" or item.state != "shown":
                continue
            for person in {*before.people, *self.state.people} - {item.author, item.entered_by}:
                now = person in self.state.bringers_of(self.method, item.step, item.lap)
                assert not now or person in before.bringers_of(self.method, item.step, item.lap), (command, person)

    def the_log_holds_no_content(self, decision):
        for event in decision.events:
            for name, fact in event.facts.items():
                assert name in FACTS, event
                modules = {module.key for step in self.method.steps for module in step.modules}
                known = WORDS | modules | {*self.state.people, *self.state.observers, "fenna"}
                assert isinstance(fact, int) or fact in known, event

    def check(self):
        self.nobody_sees_too_much()
        self.it_can_go_on()

    def nobody_sees_too_much(self):
        method, state = self.method, self.state
        away = state.now(method).place in {"back", "outside"}
        bringers = set(state.bringers_now(method))
        for person in self.everybody:
            for item in self.visible(e.Viewer.of(method, state, person)):
                if person in {item.author, item.entered_by}:
                    continue
                assert person in {*state.people, *state.observers, "fenna"}
                assert item.state == "shown", "closed cards, drafts and what was taken back are the author's"
                assert not item.private
                shown = state.step_of(method, item.step, item.lap).input(item.kind).shown
                assert shown != "private"
                assert shown != "bringer" or person in state.bringers_of(method, item.step, item.lap)
                assert not (away and person in bringers), "whoever sits turned away sees nothing of the others"
        for role in (e.Role.SCREEN, e.Role.MEMBER, e.Role.FACILITATOR, e.Role.OBSERVER):
            for item in self.visible(e.Viewer.everybody(role)):
                shown = state.step_of(method, item.step, item.lap).input(item.kind).shown
                assert item.state == "shown"
                assert shown in {"sealed", "live"}
                assert not (away and role == "screen")

    def it_can_go_on(self):
        """Who leads always has a green button, and it is never refused."""
        if self.state.closed:
            return
        leader = self.state.leader
        button = self.view(leader).primary
        command = {
            "next": ask.Next(),
            "reveal": ask.Reveal(),
            "count": ask.Count(),
            "close": ask.Close(),
            "clearstop": ask.ClearStop(),
        }[button]
        assert self.refused(command, leader) is None, (button, self.method.key, self.state.step)


def play(method, size=6, *, seed=1):
    """Everybody does what the step asks, who leads presses the green button, until the run is closed."""
    circle = Circle(method, size, seed=seed)
    seen, looped = [], set()
    for _ in range(400):
        if circle.state.closed:
            return circle, seen
        step = circle.method.steps[circle.state.step]
        here = (circle.state.step, circle.state.lap(step))
        if not seen or seen[-1] != here:
            seen.append(here)
        circle.later(20)
        for work in (write_all, talk, judge):
            if here == (circle.state.step, circle.state.lap(step)):
                work(circle)
        if here != (circle.state.step, circle.state.lap(step)):
            continue  # the step ended by itself
        if "loop" in circle.view("fenna").controls and step.key not in looped:
            looped.add(step.key)
            circle.do(ask.Loop())
            continue
        press(circle)
    raise AssertionError(f"{method.key} does not end")


def press(circle):
    """Where the step ends by itself that is waited for; else who leads goes on."""
    rule = e.ends_by(circle.method, circle.state)
    if rule == "timer":
        circle.later(max(circle.state.clock.left(circle.now_ms), 0) / 1000)
        return circle.do(ask.Tick(), circle.state.people[-1])
    if rule == "agreement":
        place = (circle.state.step, circle.state.phase)
        for person in circle.state.persons(circle.method, e.Who.EVERYONE):
            if place == (circle.state.step, circle.state.phase):
                circle.do(ask.Ready(), person)
        return None
    button = circle.view("fenna").primary
    return circle.do({"next": ask.Next(), "reveal": ask.Reveal(), "count": ask.Count(), "close": ask.Close()}[button])


def write_all(circle):
    place = (circle.state.step, circle.state.phase)
    for person in [*circle.state.people, "fenna"]:
        for entry in circle.view(person).entries:
            asked = person in circle.state.persons(circle.method, entry.input.by)
            want = min(entry.left, 2) if entry.left is not None else max(0, 2 - len(entry.mine))
            for _ in range(want if asked else 0):
                if place != (circle.state.step, circle.state.phase):
                    return  # that was the last one that was waited for
                edit = circle.state.now(circle.method).act(e.Verb.EDIT)
                label = edit.labels[0] if edit and entry.input.kind == "reading" else ""
                circle.put(person, entry.input.kind, label=label)
    if circle.state.phase == "revealed":
        score = circle.state.now(circle.method).input(e.Kind.SCORE)
        for person in circle.state.persons(circle.method, score.by) if score else ():
            if not circle.refused(ask.Score(4), person):
                circle.do(ask.Score(4), person)


def talk(circle):
    while circle.state.round and circle.state.round.speaking:
        speaker = circle.state.round.speaking
        assert circle.view(speaker).my_turn
        circle.do(ask.TurnNext(), speaker)


def judge(circle):
    state, method = circle.state, circle.method
    for act in state.now(method).acts if state.phase == "revealed" else ():
        doers = state.persons(method, act.by)
        if act.on == "modules":
            slot = next(i for i, step in enumerate(method.steps) if step.modules)
            circle.do(ask.Choose(slot, method.steps[slot].modules[-1].key))
            continue
        for person in doers:
            work = next((w for w in circle.view(person).work if w.act == act), None)
            for item in work.all if work else ():
                judge_one(circle, act, person, item)
            if work and work.all and act.do == "vote" and not circle.refused(ask.Vote(work.all[:1]), person):
                circle.do(ask.Vote(work.all[: act.count or 1]), person)


def judge_one(circle, act, person, item):
    command = {
        "sort": ask.Sort(item, act.labels[0] if act.labels else ""),
        "pick": ask.Pick(item),
        "answer": ask.Answer(item),
        "edit": ask.Edit(item, act.labels[-1] if act.labels else None),
    }.get(act.do)
    if command and circle.refused(command, person) != e.Code.TOO_MANY:
        circle.do(command, person)
