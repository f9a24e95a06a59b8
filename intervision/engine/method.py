"""A method: an ordered list of steps, each described by thirteen properties in closed vocabularies.

``Method.from_dict`` reads the JSON copy that a run keeps, ``to_dict`` makes it. The texts (Dutch and English) are
inside, so that a run never changes when the library does.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from . import jsonable
from .text import NO_TEXT, Text
from .vocabulary import (
    CaseKind,
    Closes,
    Harvest,
    Identity,
    Keep,
    Kind,
    Leading,
    Overrun,
    Place,
    Preparation,
    Repeat,
    Reveal,
    Role,
    Safety,
    Shown,
    Speech,
    Turns,
    Verb,
    Who,
)

CARRY = "carry"  # Act.on: what the previous meeting left
MODULES = "modules"  # Act.on: the modules of the slot that follows


class InvalidMethod(jsonable.Malformed):
    """``faults`` lists everything that is wrong, each with its place, for the person who wrote the method."""


@dataclass(frozen=True)
class Input:
    """Something to write. Inside one step each input has another ``kind``: kind and step name the input."""

    by: Who
    kind: Kind
    shown: Shown = Shown.LIVE
    max: int = 0  # per person and pass; 0 = as many as they like
    identity: Identity = Identity.NAMED
    prompt: Text = NO_TEXT
    opening: Text = NO_TEXT  # how the sentence begins
    help: Text = NO_TEXT
    harvest: Harvest | None = None
    keep: Keep | None = None  # other than the step's
    private_choice: bool = False  # the author may keep it to themself
    top: int = 5  # highest figure of a score


@dataclass(frozen=True)
class Act:
    """What is done with contributions of step ``on`` (its key, or ``carry`` or ``modules``)."""

    by: Who
    do: Verb
    on: str
    labels: tuple[str, ...] = ()
    count: int = 0  # of picks or votes per person; 0 = as many as they like
    names: Mapping[str, Text] = field(default_factory=dict)  # label → its word on the button


@dataclass(frozen=True)
class Step:
    key: str
    title: Text
    minutes: int = 5
    task: Mapping[Role, Text] = field(default_factory=dict)
    script: Text = NO_TEXT  # what the facilitator can say now
    watch: tuple[Text, ...] = ()  # what the facilitator looks out for
    turn_seconds: int = 0
    overrun: Overrun = Overrun.WARN
    floor: Mapping[Role, frozenset[Speech]] = field(default_factory=dict)
    turns: Turns = Turns.FREE
    place: Place = Place.CIRCLE
    subgroups: int = 0  # people per group; 0 = all together
    inputs: tuple[Input, ...] = ()
    acts: tuple[Act, ...] = ()
    reveal: Reveal = Reveal.HERE
    repeat: Repeat = Repeat.ONCE
    loop_to: str = ""
    loop_limit: int = 0
    modules: tuple["Step", ...] = ()
    keep: Keep = Keep.NONE
    closes: Closes = Closes.FACILITATOR

    def input(self, kind: Kind) -> Input | None:
        return next((one for one in self.inputs if one.kind is kind), None)

    def act(self, verb: Verb) -> Act | None:
        return next((one for one in self.acts if one.do is verb), None)

    @property
    def sealed(self) -> bool:
        return any(one.shown is Shown.SEALED and one.kind is not Kind.SCORE for one in self.inputs)

    def keep_of(self, kind: Kind) -> Keep:
        found = self.input(kind)
        return (found.keep if found else None) or self.keep

    def speech(self, role: Role) -> frozenset[Speech]:
        return self.floor.get(role, frozenset())


@dataclass(frozen=True)
class Method:
    key: str
    name: Text
    steps: tuple[Step, ...]
    version: int = 1
    summary: Text = NO_TEXT  # when to use it
    mistakes: tuple[Text, ...] = ()
    kinds: frozenset[CaseKind] = frozenset()
    smallest: int = 4
    largest: int = 10
    safety: Safety = Safety.LOW
    leading: Leading = Leading.ROTATING
    preparation: Preparation = Preparation.PREPARED
    preparing: Text = NO_TEXT  # what the case-bringer does beforehand
    cases: int = 1  # how many fit in a meeting
    follow_up: bool = True  # is the commitment looked back on at the next meeting?
    credit: Text = NO_TEXT
    sources: tuple[str, ...] = ()

    @classmethod
    def from_dict(cls, data: object) -> "Method":
        """Read and check a method. Raises InvalidMethod with all faults."""
        from .check import faults_of  # noqa: PLC0415 - check needs these classes

        try:
            method = jsonable.read(cls, data)
        except jsonable.Malformed as malformed:
            raise InvalidMethod(malformed.faults) from malformed
        if faults := list(faults_of(method)):
            raise InvalidMethod(faults)
        return method

    def to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = jsonable.write(self)
        return data

    @cached_property
    def positions(self) -> Mapping[str, int]:
        return {step.key: index for index, step in enumerate(self.steps)}

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    def minutes_with(self, people: int) -> int:
        """How long it takes when this many take part: where everybody brings a case, those steps come once for each."""
        block = [step for step in self.steps if step.repeat is Repeat.MEMBER]
        if not block:
            return self.minutes
        groups = max(people // block[0].subgroups, 1) if block[0].subgroups else 1
        turns = -(-people // groups)
        return self.minutes + (turns - 1) * sum(step.minutes for step in block)

    @cached_property
    def rotates(self) -> bool:
        """Does everybody bring a case in turn?"""
        return any(step.repeat is Repeat.MEMBER for step in self.steps)

    @cached_property
    def shown_by(self) -> Mapping[int, int]:
        """Step whose cards stay closed until a later step → that later step."""
        later: dict[int, int] = {}
        for index, step in enumerate(self.steps):
            for act in step.acts:
                target = self.positions.get(act.on)
                if act.do is Verb.SHOW and target is not None and target < index:
                    later.setdefault(target, index)
        return later
