"""What a simulated person does next, and when. Pure: the same stage gives the same doings."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace

from intervision import engine as ask
from intervision.engine import Command, Entry, Kind, Phase, Role, Verb, View, Viewer, Who, Work, view

from .stage import Stage
from .texts import OWN_QUESTION, about, sayings, written

PASSES = 0.06  # how often somebody says "not now" in a round
MORE = 0.15  # how often somebody asks for one more minute


@dataclass(frozen=True)
class Doing:
    due_ms: int
    person: str
    command: Command
    text: str | None = None


@dataclass(frozen=True)
class Actor:
    """One simulated person at the table."""

    stage: Stage
    person: str

    @property
    def seen(self) -> View:
        kept = self.stage.kept
        return view(self.stage.method, kept.state, kept.items, Viewer.of(self.stage.method, kept.state, self.person))

    def chance(self, what: str) -> random.Random:
        stage = self.stage
        return random.Random(f"{stage.kept.seed}/{stage.place()}/{self.person}/{what}")  # noqa: S311

    def after(self, low: float, high: float, what: str) -> int:
        """So many seconds after what this person did last here."""
        marks = self.stage.kept.marks
        begun = marks.get(self.person, marks["place"])
        return begun + round(self.chance(f"{what}/{begun}").uniform(low, high) * 1000)

    def doing(self) -> Doing | None:
        """The next thing this person does in this step, or None when there is nothing to do."""
        state = self.stage.state
        if state.closed or state.stop or state.free or not state.roles(self.stage.method, self.person):
            return None
        seen = self.seen
        for one in (*self._turn(seen), *self._works(seen), *self._cards(seen), *self._figure(), *self._ready(seen)):
            return one
        return None

    # One's turn in a round

    def _turn(self, seen: View) -> Iterator[Doing]:
        if not seen.my_turn or seen.round is None:
            return
        first = next((card for card in self._cards(seen) if not self._lies(seen, card)), None)
        if first:
            # Who speaks has something on the table.
            yield replace(first, due_ms=self.stage.kept.marks["turn"] + 2_500)
        chance = self.chance(f"turn/{seen.round.turn}")
        due = self.stage.kept.marks["turn"] + round(chance.uniform(6, 9) * 1000)
        passes = seen.round.next and self.person not in seen.round.passed and chance.random() < PASSES
        yield Doing(due, self.person, ask.Pass() if passes else ask.TurnNext())

    def _lies(self, seen: View, card: Doing) -> bool:
        kind = getattr(card.command, "kind", None)
        return any(item.laid for entry in seen.entries for item in entry.mine if kind is not Kind.NOTE)

    # What is done with cards

    def _works(self, seen: View) -> Iterator[Doing]:
        for work in seen.work:
            if work.mine and self.person in self.stage.state.persons(self.stage.method, work.act.by):
                command = self._work(work)
                if command:
                    low, high = (6, 9) if work.act.do is Verb.ANSWER else (3, 6)
                    yield Doing(self.after(low, high, work.act.do), self.person, command)

    def _work(self, work: Work) -> Command | None:
        verb, act = work.act.do, work.act
        if verb is Verb.SORT and act.by is Who.EVERYONE:
            item = next((one for one in work.all if self._no_stance(one)), "")
            return ask.Sort(item, act.labels[0]) if item else None
        if verb is Verb.SORT and work.todo:
            labels = act.labels * 2 + act.labels[:1]  # the first one somewhat more often
            return ask.Sort(work.todo[0], self.chance(work.todo[0]).choice(labels))
        if verb is Verb.ANSWER and work.todo:
            return ask.Answer(work.todo[0])
        if verb is Verb.PICK and work.todo and len(work.done) < (act.count or 2):
            return ask.Pick(self.chance(f"pick{len(work.done)}").choice(work.todo))
        if verb is Verb.VOTE and work.all and not self._voted("vote"):
            return ask.Vote((self.chance("vote").choice(work.all[: len(work.all) // 2 + 1]),))
        return None

    def _no_stance(self, card: str) -> bool:
        stage = self.stage
        author = next(item.author for item in stage.kept.items if item.id == card)
        key = f"{stage.state.pass_key(stage.method.steps[stage.state.step])}/{card}"
        return author != self.person and self.person not in stage.state.stances.get(key, {})

    def _voted(self, what: str) -> bool:
        state = self.stage.state
        ballot = f"{state.pass_key(self.stage.method.steps[state.step])}#{what}"
        return ballot in state.counted or self.person in state.cast.get(ballot, ())

    def _figure(self) -> Iterator[Doing]:
        entry = self.stage.state.now(self.stage.method).input(Kind.SCORE)
        asked = entry and self.person in self.stage.state.persons(self.stage.method, entry.by)
        if entry and asked and self.stage.state.phase is Phase.REVEALED and not self._voted("score"):
            value = entry.top - self.chance("score").randrange(min(entry.top, 2))
            yield Doing(self.after(3, 14, "score"), self.person, ask.Score(value))

    # What is written

    def _cards(self, seen: View) -> Iterator[Doing]:
        for entry in seen.entries:
            if self.person not in self.stage.state.persons(self.stage.method, entry.input.by):
                continue
            doing = self._card(entry)
            if doing:
                yield doing

    def _card(self, entry: Entry) -> Doing | None:
        state, one, mine = self.stage.state, entry.input, [item for item in entry.mine if item.laid]
        name = written(self.stage.method, state, one)
        if one.kind is Kind.NOTE:
            return self._note(name, mine)
        scribes = one.by is Who.SCRIBE
        others = [who for who in state.persons(self.stage.method, Who.MEMBER) if who not in self.stage.by_hand]
        wanted = len(others) if scribes else min(one.max or 2, 1 + (int(self.person) + self.stage.kept.seed) % 2)
        if entry.left == 0 or len(mine) >= wanted:
            return None
        text = self._text(name, len(mine) if scribes else None)
        if text is None:
            return None
        # What is taken home comes last, when the talk has begun.
        low, high = (14, 30) if one.harvest else (7, 12) if scribes else (4, 20) if not mine else (6, 14)
        author = others[len(mine) % len(others)] if scribes and others[len(mine) % len(others)] != self.person else ""
        command = ask.Put(self.stage.fresh_id(), one.kind, state.step, len(text), author=author)
        return Doing(self.after(low, high, f"{one.kind}"), self.person, command, text)

    def _note(self, name: str, mine: list) -> Doing | None:
        """A note pad that fills line by line."""
        lines = self._lines(name)[(int(self.person) + self.stage.kept.seed) % len(self._lines(name))].split("\n")
        so_far = self.stage.kept.texts.get(mine[0].id, "").count("\n") + 1 if mine else 0
        if so_far >= len(lines):
            return None
        text = about("\n".join(lines[: so_far + 1]), self.stage.person_of(Role.BRINGER))
        item = mine[0].id if mine else self.stage.fresh_id()
        command = ask.Put(item, Kind.NOTE, self.stage.state.step, len(text))
        return Doing(self.after(5, 9, "note"), self.person, command, text)

    def _lines(self, name: str) -> tuple[str, ...]:
        return sayings(self.stage.kept.language).all(name)

    def _text(self, name: str, place: int | None) -> str | None:
        """A text of this list that lies nowhere on the table yet; ``place``: the one that is due in the order."""
        stage, state = self.stage, self.stage.state
        if name == OWN_QUESTION:
            return sayings(stage.kept.language).question_of(self.person)
        lap = state.lap(stage.method.steps[state.step])
        lines = self._lines(name)
        bringer = stage.person_of(Role.BRINGER)
        used = {
            stage.kept.texts.get(item.id) for item in stage.kept.items if (item.step, item.lap) == (state.step, lap)
        }
        first = place if place is not None else (int(self.person) - 1) * 2 + stage.kept.seed
        for nth in range(len(lines)):
            text = about(lines[(first + lap * 3 + nth) % len(lines)], bringer)
            if text not in used:
                return text
        return None

    # The time is over

    def _ready(self, seen: View) -> Iterator[Doing]:
        ends = seen.clock.ends_at
        if ask.ends_by(self.stage.method, self.stage.state) is ask.Closes.AGREEMENT:
            if not self.stage.state.ready.get(self.person):
                yield Doing(self.after(6, 14, "agree"), self.person, ask.Ready())
            return
        if ends is None or self.person in self.stage.state.ready or "ready" not in seen.controls:
            return
        asks_more = self.chance("more").random() < MORE
        over = max(ends, self.stage.kept.marks.get(self.person, 0))
        yield Doing(over + round(self.chance("ready").uniform(2, 9) * 1000), self.person, ask.Ready(more=asks_more))
