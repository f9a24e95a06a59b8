"""CPU of the other acts in a real run of ten: the write, and what drawing and publishing to everybody cost beside it."""

import time
import uuid
from dataclasses import replace

from . import parts

GOALS = {"growth_30_to_300": ("at most", 1.2)}


def options(parser):
    parser.add_argument("--few", type=int, default=30, help="cards on the table (30)")
    parser.add_argument("--many", type=int, default=300, help="and in another circle (300)")
    parser.add_argument("--times", type=int, default=12, help="of each act; the middle one counts (12)")


def run(asked):
    parts.prepare()
    parts.on_core(1)
    few, many = (with_cards(cards, asked.times) for cards in (asked.few, asked.many))
    return {
        f"with_{asked.few}": few,
        f"with_{asked.many}": many,
        "growth_30_to_300": {kind: parts.ratio(many[kind]["push_ms"], few[kind]["push_ms"]) for kind in few},
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


def with_cards(cards, times):
    """Figures by kind of act, with so many cards on the table."""
    found = {}
    for kinds, of in ((("label", "pause", "turn", "next"), _sorted), (("pick",), _picked), (("vote",), _voted)):
        table = Table(of, cards)
        for kind in kinds:
            found[kind] = getattr(table, kind)(times)
    return found


class Table:
    """A circle of ten with ``cards`` open ones, in the step where something is done with them."""

    def __init__(self, method, cards):
        from intervision import engine  # noqa: PLC0415 - after the set-up
        from intervision.access import run_for, talk_for  # noqa: PLC0415
        from intervision.domain import act as module  # noqa: PLC0415
        from intervision.domain.arrive import arrive  # noqa: PLC0415
        from intervision.domain.start import start_run  # noqa: PLC0415
        from intervision.methods import library  # noqa: PLC0415

        from .change import MEMBERS, circle_of, without_limit  # noqa: PLC0415

        self._engine, self._module, self._run_for = engine, module, run_for
        self.people, meeting = circle_of(MEMBERS)
        for person in self.people:
            arrive(by=talk_for(person, meeting.pk))
        self.bringer, self.leader = self.people[0], self.people[6]
        chosen = method(without_limit(library.get("vijfstappen")))
        self.run = start_run(by=talk_for(self.leader, meeting.pk), method=chosen)
        self._fill(cards)

    def _fill(self, cards):
        ask = self._engine
        self._move(ask.Next())
        writers = self.people[1:6] + self.people[7:]
        self.cards = [str(uuid.uuid4()) for _ in range(cards)]
        for nth, item in enumerate(self.cards):
            put = ask.Put(item=item, kind=ask.Kind.QUESTION, step=1, length=40)
            self._do(writers[nth % len(writers)], put, texts={item: f"Vraag {nth}: wat als je niets deed?"})
        self._move(ask.Reveal())
        self._move(ask.Next())

    def _do(self, person, command, **more):
        """As a view does it: the door, then the act."""
        self._module.act(by=self._run_for(person, self.run.pk), command=command, **more)

    def _move(self, command):
        self._do(self.leader, command, seen=10**6)

    def _timed(self, acts):
        """Milliseconds of CPU in the middle one of ``acts``: the door and the write, and what the bell took after it."""
        writes, rings, bell = [], [], self._module.broadcast

        def timed(*given, **more):
            began = time.thread_time()
            told = bell(*given, **more)
            rings.append(time.thread_time() - began)
            return told

        self._module.broadcast = timed
        for act in acts:
            began = time.thread_time()
            act()
            writes.append(time.thread_time() - began - rings[-1])
        self._module.broadcast = bell
        assert len(rings) == len(acts), "the bell did not ring"  # an error in it would be swallowed
        return {"write_ms": _middle(writes), "push_ms": _middle(rings)}

    def label(self, times):
        self._do(self.bringer, self._engine.Sort(self.cards[0], "warm"))
        self._do(self.bringer, self._engine.Sort(self.cards[1], "warm"))
        some = self.cards[2 : 2 + min(times, len(self.cards) - 4)]
        return self._timed([lambda item=item: self._do(self.bringer, self._engine.Sort(item, "warm")) for item in some])

    def pause(self, times):
        ask = self._engine
        return self._timed([lambda: self._move(ask.Pause()), lambda: self._move(ask.Resume())] * (times // 2))

    def turn(self, times):
        """In the step with a round, over the cards of the step before."""
        ask = self._engine
        self._move(ask.Next())
        self._move(ask.Reveal())
        return self._timed([lambda: self._move(ask.TurnNext()), lambda: self._move(ask.TurnBack())] * (times // 2))

    def next(self, times):
        """From the cards to the next step and back."""
        ask = self._engine
        self._move(ask.Back())
        return self._timed([lambda: self._move(ask.Next()), lambda: self._move(ask.Back())] * (times // 2))

    def pick(self, times):
        picks = [self._engine.Pick(self.cards[0], on=on) for on in [True, False] * (times // 2)]
        return self._timed([lambda pick=pick: self._do(self.bringer, pick) for pick in picks])

    def vote(self, _times):
        vote = self._engine.Vote((self.cards[0],))
        return self._timed([lambda who=who: self._do(who, vote) for who in self.people[1:6]])


def _middle(seconds):
    return round(sorted(seconds)[len(seconds) // 2] * 1000, 2)


def _sorted(method):
    return method


def _with_act(method, **given):
    weighing = method.steps[2]
    act = replace(weighing.acts[0], labels=(), names={}, **given)
    return replace(method, steps=(*method.steps[:2], replace(weighing, acts=(act,)), *method.steps[3:]))


def _picked(method):
    from intervision.engine import Verb  # noqa: PLC0415 - after the set-up

    return _with_act(method, do=Verb.PICK, count=3)


def _voted(method):
    from intervision.engine import Verb, Who  # noqa: PLC0415 - after the set-up

    return _with_act(method, do=Verb.VOTE, by=Who.MEMBER, count=1)
