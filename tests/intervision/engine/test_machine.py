"""Any sequence of commands by anybody: nothing is lost, nothing is shown too early, and it can always go on."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from intervision import engine as e
from intervision.engine import commands as ask
from intervision.methods.library import get

from .circle import Circle, encoded
from .methods import linear, rest_of_the_vocabulary

HARD = [
    *(method for method in encoded() if method.key in {"M02", "M04", "M06", "M13", "M15", "M16", "M17"}),
    *(get(key) for key in ("vijfstappen", "zesfasen", "balint", "roddelen", "clinic")),
    rest_of_the_vocabulary(),
]
PARTS = ["bringer", "second_bringer", "deputy", "scribe", "observer", "member", "x"]
PEOPLE = st.sampled_from(["ellen", "p1", "p2", "p3", "fenna", "olaf", "stranger"])
SLOW = settings(max_examples=25, stateful_step_count=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


class AnyCommand(RuleBasedStateMachine):
    """Hard-to-carry methods; every check of ``Circle`` runs after each command that is not refused."""

    @initialize(method=st.sampled_from(HARD), timed=st.booleans())
    def begin(self, method, timed):
        plan = None if timed else [0] * len(method.steps)
        self.circle = Circle(method, 5, plan=plan)
        self.refusals = set()

    def ask(self, command, actor):
        code = self.circle.refused(command, actor)
        if code is None:
            self.circle.do(command, actor)
        else:
            self.refusals.add(code)

    @rule(actor=PEOPLE, seconds=st.integers(0, 900), data=st.data())
    def move(self, actor, seconds, data):
        self.circle.later(seconds)
        leads = data.draw(st.booleans())
        command = data.draw(st.sampled_from([
            ask.Next(), ask.Next(), ask.Next(), ask.Back(), ask.Skip(), ask.Repeat(), ask.Loop(), ask.LeaveBlock(),
            ask.InsertFree(2), ask.Reveal(), ask.Count(), ask.Pause(), ask.Resume(), ask.Extend(1), ask.TakeFromNext(1),
            ask.Tick(), ask.StopRun(), ask.ClearStop(), ask.TurnNext(), ask.TurnBack(), ask.Pass(), ask.SkipTurn(),
            ask.TakeOver(), ask.GiveBack(), ask.Ready(), ask.Ready(more=True),
            ask.GoTo(data.draw(st.integers(-1, 12))),
        ]))  # fmt: skip
        self.ask(command, self.circle.state.leader if leads else actor)

    @rule(actor=PEOPLE, who=st.one_of(PEOPLE, st.just("")), leads=st.booleans(), part=st.sampled_from(PARTS))
    def people(self, actor, who, leads, part):
        self.ask(ask.Appoint(part, who), self.circle.state.leader if leads else actor)

    @rule(actor=PEOPLE, group=st.one_of(st.none(), st.integers(-1, 3)), minutes=st.integers(0, 61), data=st.data())
    def own_clock(self, actor, group, minutes, data):
        command = data.draw(st.sampled_from([ask.Pause(group), ask.Resume(group), ask.Extend(minutes, group)]))
        self.ask(command, actor)

    @rule(actor=PEOPLE, observer=st.booleans(), leaves=st.booleans())
    def come_and_go(self, actor, observer, leaves):
        if len(self.circle.state.people) > 3 or not leaves:
            self.ask(ask.Leave() if leaves else ask.Join(observer=observer), actor)

    @rule(actor=PEOPLE, data=st.data(), draft=st.booleans(), author=st.sampled_from(["", "", "", "p2"]))
    def write(self, actor, data, draft, author):
        step = data.draw(st.integers(0, len(self.circle.method.steps) - 1)) if draft else self.circle.state.step
        kinds = [one.kind for one in self.circle.state.step_of(self.circle.method, step).inputs]
        kind = data.draw(st.sampled_from(kinds or [e.Kind.NOTE]))
        ids = [*self.circle.items, f"n{len(self.circle.items)}", f"n{len(self.circle.items)}"]
        item = data.draw(st.sampled_from(ids))
        self.ask(ask.Put(item=item, kind=kind, step=step, draft=draft, author=author), actor)

    @rule(actor=PEOPLE, data=st.data())
    def judge(self, actor, data):
        item = data.draw(st.sampled_from([*self.circle.items, "none"]))
        label = data.draw(st.sampled_from(["", "groen", "eens", "hilfreich", "x"]))
        command = data.draw(st.sampled_from([
            ask.Sort(item, label), ask.Pick(item), ask.Pick(item, on=False), ask.Vote((item,)), ask.Answer(item),
            ask.Edit(item, label), ask.Focus(item), ask.Score(3), ask.Withdraw(item), ask.Choose(5, "resonance"),
        ]))  # fmt: skip
        self.ask(command, actor)

    @invariant()
    def what_is_held_stands_still(self):
        """After stop, and in a free step, no clock underneath runs on."""
        if hasattr(self, "circle"):
            state = self.circle.state
            assert not (state.stop and (state.running_clock().running or state.running_groups()))
            assert not (state.free and (state.free.before.running or state.running_groups()))

    @invariant()
    def ballots_name_nobody(self):
        if hasattr(self, "circle"):
            for tally in self.circle.state.tallies.values():
                assert not set(tally) & {"ellen", "p1", "p2", "p3", "fenna", "olaf"}


class AgainstModel(RuleBasedStateMachine):
    """One plain method beside a model of a dozen lines: which step, and who sees which card, exactly."""

    members = st.sampled_from(["p1", "p2", "p3"])

    def __init__(self):
        super().__init__()
        self.circle = Circle(linear(), 4)
        self.step, self.trail, self.opened, self.cards = 0, [], set(), {}

    @rule()
    def next(self):
        if self.circle.refused(ask.Next()) is None:
            self.circle.do(ask.Next())
            self.trail.append(self.step)
            self.open()
            self.step += 1
        else:
            assert self.step == 3

    @rule()
    def skip(self):
        if self.step < 3:
            self.circle.do(ask.Skip())
            self.trail.append(self.step)
            self.step += 1

    @rule()
    def back(self):
        if self.trail:
            self.circle.do(ask.Back())
            self.step = self.trail.pop()

    @rule(to=st.integers(0, 3))
    def go_to(self, to):
        if to != self.step:
            self.circle.do(ask.GoTo(to))
            self.trail.append(self.step)
            self.open()
            self.step = to

    @rule()
    def reveal(self):
        if self.circle.refused(ask.Reveal()) is None:
            self.circle.do(ask.Reveal())
            self.open()

    @rule(who=members, draft=st.booleans(), fresh=st.booleans())
    def write(self, who, draft, fresh):
        mine = [card for card, (author, *_) in self.cards.items() if author == who]
        card = f"c{len(self.cards)}" if fresh or not mine else mine[-1]
        kind = [e.Kind.STATEMENT, e.Kind.QUESTION, e.Kind.READING, e.Kind.INSIGHT][self.step]
        command = ask.Put(item=card, kind=kind, step=self.step, draft=draft)
        if self.circle.refused(command, who) is None:
            self.circle.do(command, who)
            self.cards[card] = (who, self.step, "draft" if draft else "laid")
        elif kind in {e.Kind.QUESTION, e.Kind.READING} and card not in self.cards:
            raise AssertionError("a new card is always welcome in its own step")

    @rule(who=members)
    def take_back(self, who):
        for card, (author, step, state) in self.cards.items():
            if author == who and state == "laid" and step not in self.opened and step in {1, 2}:
                self.circle.do(ask.Withdraw(card), who)
                self.cards[card] = (author, step, "gone")
                return

    @invariant()
    def the_model_agrees(self):
        assert self.circle.state.step == self.step
        for person in ("ellen", "p1", "p2", "p3", "fenna"):
            expected = {card for card, what in self.cards.items() if self.may_see(person, *what)}
            assert self.circle.ids_seen(person) == expected, person

    def may_see(self, person, author, step, state):
        if state == "gone":
            return False
        if person == author:
            return True
        return state == "laid" and (step in self.opened or step == 3)

    def open(self):
        if self.step in {1, 2}:
            self.opened.add(self.step)


TestAnyCommand = AnyCommand.TestCase
TestAnyCommand.settings = SLOW
TestAgainstModel = AgainstModel.TestCase
TestAgainstModel.settings = SLOW
