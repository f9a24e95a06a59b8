"""A method in words, for its page and for its paper card: what each step asks of whom, in one language."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intervision.engine import Act, Input, Method, Place, Role, Step, Text, Turns, Verb
from intervision.engine.method import CARRY, MODULES
from intervision.engine.vocabulary import Repeat

from .words import ENDS, KINDS, LEADING, PREPARATION, ROLES, SAFETY, SHORT_KINDS, SHOWN, SPEECH, TURNS, VERBS, WRITERS

READ_BY = (Role.BRINGER, Role.MEMBER, Role.FACILITATOR)


@dataclass(frozen=True)
class Part:
    """One role in one step: what it reads, and what it may do aloud ("" is silence)."""

    role: str
    name: str
    task: str
    floor: str


@dataclass(frozen=True)
class DescribedStep:
    """``minutes`` are those of the plan, where there is one."""

    step: Step
    number: int
    minutes: int
    language: str
    method: Method

    def _say(self, text: Text) -> str:
        return text.say(self.language)

    @property
    def key(self) -> str:
        return self.step.key

    @property
    def title(self) -> str:
        return self._say(self.step.title)

    @property
    def script(self) -> str:
        return self._say(self.step.script)

    @property
    def watch(self) -> list[str]:
        return [self._say(text) for text in self.step.watch]

    @cached_property
    def parts(self) -> list[Part]:
        return [
            Part(role.value, str(ROLES[role]), self._say(self.step.task.get(role, Text())), floor_of(self.step, role))
            for role in READ_BY
        ]

    @property
    def who_speaks(self) -> str:
        """One sentence: who has the floor, and in which order."""
        speaking = [f"{part.name}: {part.floor}" for part in self.parts if part.floor]
        said = f"{'; '.join(speaking)}." if speaking else _("Nobody speaks.")
        return f"{said} {TURNS[self.step.turns]}." if self.step.turns is not Turns.FREE else said

    @property
    def written(self) -> list[str]:
        return [self._input(one) for one in self.step.inputs]

    def _input(self, one: Input) -> str:
        most = ngettext("at most %(count)d", "at most %(count)d", one.max) % {"count": one.max} if one.max else ""
        prompt = self._say(one.prompt) or str(KINDS[one.kind]).lower()
        words = {"who": WRITERS[one.by], "what": prompt, "readers": str(SHOWN[one.shown]).lower()}
        sentence = _("%(who)s writes “%(what)s”. Read by: %(readers)s.") % words
        return f"{sentence} {capfirst(most)}." if most else sentence

    @property
    def done(self) -> list[str]:
        return [self._act(act) for act in self.step.acts]

    def _act(self, act: Act) -> str:
        words = {"who": WRITERS[act.by], "does": str(VERBS[act.do]).lower(), "where": self._where(act.on)}
        sentence = _("%(who)s, with %(where)s: %(does)s.") % words
        if act.do is Verb.SORT:
            piles = [self._say(act.names[label]) if label in act.names else label for label in act.labels]
            sentence += " " + _(", ").join(piles) + "."
        return sentence

    def _where(self, on: str) -> str:
        if on == CARRY:
            return _("what the last meeting left")
        if on == MODULES:
            return _("the ways of the next step")
        number = self.method.positions.get(on, -1) + 1
        return _("the cards of step %(number)d") % {"number": number}

    @property
    def away(self) -> bool:
        return self.step.place.away

    @property
    def stage(self) -> bool:
        return self.step.place is Place.STAGE

    @property
    def notes(self) -> list[str]:
        """What is special about the step, in short words."""
        step, found = self.step, []
        if step.repeat is Repeat.OPTIONAL:
            found.append(_("May be skipped"))
        if step.repeat is Repeat.MEMBER:
            found.append(_("Again for each member"))
        if step.repeat is Repeat.LOOP:
            found.append(_("May go back, %(count)d times at most") % {"count": step.loop_limit})
        if self.away:
            found.append(_("Case-bringer turned away"))
        if step.subgroups:
            found.append(_("In groups of %(count)d") % {"count": step.subgroups})
        if any(one.shown == "sealed" for one in step.inputs):
            found.append(_("Closed cards"))
        if step.closes in ENDS:
            found.append(str(ENDS[step.closes]))
        return found

    @property
    def ways(self) -> "list[DescribedStep]":
        return [DescribedStep(one, 0, one.minutes, self.language, self.method) for one in self.step.modules]


@dataclass(frozen=True)
class Described:
    """A method for a reader of ``language``; ``plan``: minutes per step that differ from the method's own."""

    method: Method
    language: str
    people: int = 0
    plan: Sequence[int] = ()

    def _say(self, text: Text) -> str:
        return text.say(self.language)

    @property
    def key(self) -> str:
        return self.method.key

    @property
    def title(self) -> str:
        return self._say(self.method.name)

    @property
    def summary(self) -> str:
        return self._say(self.method.summary)

    @property
    def preparing(self) -> str:
        return self._say(self.method.preparing)

    @property
    def credit(self) -> str:
        return self._say(self.method.credit)

    @property
    def mistakes(self) -> list[str]:
        return [self._say(text) for text in self.method.mistakes]

    @property
    def observing(self) -> list[str]:
        """What somebody who looks on reads; a sentence of several steps once."""
        steps = [one for step in self.method.steps for one in (step, *step.modules)]
        said = (self._say(step.task.get(Role.OBSERVER, Text())) for step in steps)
        return list(dict.fromkeys(filter(None, said)))

    @cached_property
    def minutes(self) -> int:
        """For everybody together; where each brings a case, for this many people."""
        return self.method.minutes_with(self.people or max(self.method.smallest, 6))

    @property
    def smallest(self) -> int:
        return self.method.smallest

    @property
    def largest(self) -> int:
        return self.method.largest

    @property
    def kinds(self) -> list[str]:
        return [str(word) for kind, word in SHORT_KINDS.items() if kind in self.method.kinds]

    @property
    def safety(self) -> str:
        return str(SAFETY[self.method.safety])

    @property
    def leading(self) -> str:
        return str(LEADING[self.method.leading])

    @property
    def preparation(self) -> str:
        return str(PREPARATION[self.method.preparation])

    @property
    def count(self) -> int:
        return len(self.method.steps)

    @property
    def not_for(self) -> list[str]:
        """When to choose another one, as far as the properties tell."""
        found = []
        if self.method.safety == "high":
            found.append(_("The circle is new, or trust is low."))
        if self.method.leading == "trained":
            found.append(_("Nobody at the table has led it before or was trained for it."))
        if self.method.rotates:
            found.append(_("One question needs all the time: here everybody brings one."))
        if not self.method.follow_up:
            found.append(_("You want to look back on a commitment next time: this method keeps none."))
        others = [str(word) for kind, word in SHORT_KINDS.items() if kind not in self.method.kinds]
        if len(others) < len(SHORT_KINDS) and others:
            found.append(_("The question is of another kind: %(kinds)s.") % {"kinds": _(", ").join(others)})
        return found

    @cached_property
    def steps(self) -> list[DescribedStep]:
        plan = list(self.plan) or [step.minutes for step in self.method.steps]
        return [
            DescribedStep(step, number, minutes, self.language, self.method)
            for number, (step, minutes) in enumerate(zip(self.method.steps, plan, strict=True), start=1)
        ]


def floor_of(step: Step, role: Role) -> str:
    """What this role may do aloud, in words; "" is silence."""
    return _(" and ").join(str(word) for speech, word in SPEECH.items() if speech in step.speech(role))
