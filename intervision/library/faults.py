"""What is wrong with a method, in words, each at its step: the engine's own check and the limits of size."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from intervision.engine import Method
from intervision.engine.check import faults_of

from .limits import too_much
from .words import HARVESTS, KINDS, VERBS

PLACE = re.compile(r"^steps\[(\d+)\](?: [^:,]*)?(?:, module [^:]*)?: ")
ELSEWHERE = re.compile(r"^(name|summary|preparing|credit|mistakes|steps): ")

# What the engine says → what a person reads. Named groups are filled in, as the word for it where there is one.
SENTENCES = tuple(
    (re.compile(pattern + r"$"), sentence)
    for pattern, sentence in (
        (r"a method needs a key and a name", gettext_noop("Give the method a name.")),
        (r"a method needs at least one step", gettext_noop("A method needs at least one step.")),
        (r"a method has at most (?P<most>\d+) steps", gettext_noop("A method has at most %(most)s steps.")),
        (
            r"smallest and largest are numbers of people.*",
            gettext_noop("A conversation takes two people or more, and the smallest number is not above the largest."),
        ),
        (
            r"the key '(?P<key>.*)' is empty, reserved or used twice",
            gettext_noop("Each step has a key of its own; ‘%(key)s’ is empty, reserved or used twice."),
        ),
        (
            r"(?P<language>\w+): '\{(?P<name>.*)\}' is not a known placeholder.*",
            gettext_noop("‘{%(name)s}’ is not filled in. Only {bringer} is: the name of the case-bringer."),
        ),
        (
            r"two inputs of the kind '(?P<kind>\w+)'.*",
            gettext_noop(
                "Two things of the same kind are written here (%(kind)s). Choose another kind for one of them."
            ),
        ),
        (
            r"minutes, turn_seconds and subgroups.*",
            gettext_noop("Minutes, seconds and people per group are not negative."),
        ),
        (
            r"(?P<kind>\w+): max is 0 .*",
            gettext_noop("%(kind)s: how many is 0 (no limit) or more, and the highest figure 1 or more."),
        ),
        (r"a note is private", gettext_noop("A note for oneself is read by nobody else: choose ‘Only who wrote it’.")),
        (r"a score is anonymous.*", gettext_noop("A figure is counted without names.")),
        (
            r"(?P<kind>\w+): only what is shown live.*",
            gettext_noop("%(kind)s: only what everybody reads at once can be kept to oneself."),
        ),
        (
            r"nothing here is sealed.*",
            gettext_noop("No closed cards are written in this step, so none can be turned over in a later one."),
        ),
        (r"each verb at most once.*", gettext_noop("The same is done twice with cards in this step.")),
        (
            r"modules can be picked only.*",
            gettext_noop("Ways of working can only be chosen, and a step with several ways must follow."),
        ),
        (r"what was carried over.*", gettext_noop("What the last meeting left can only be shown.")),
        (
            r"(?P<verb>\w+) on '(?P<on>.*)': there is no such step",
            gettext_noop("%(verb)s: the step with those cards is no longer there."),
        ),
        (
            r"(?P<verb>\w+) on '(?P<on>.*)': that step comes later",
            gettext_noop("%(verb)s: the cards are written in a later step. Move one of the two."),
        ),
        (
            r"(?P<verb>\w+) on '(?P<on>.*)': nothing is written there",
            gettext_noop("%(verb)s: no cards are written in that step."),
        ),
        (r"(\w+ on '.*': )?labels are missing", gettext_noop("Name the piles on which the cards are laid.")),
        (r"(\w+ on '.*': )?labels are different and not empty", gettext_noop("Give every pile another name.")),
        (
            r"(\w+ on '.*': )?a label has at most (?P<most>\d+).*",
            gettext_noop("The key of a pile has at most %(most)s letters."),
        ),
        (r"(\w+ on '.*': )?a name for a label that is not there", gettext_noop("A pile has a name but is not there.")),
        (
            r"a slot has modules, and only a slot",
            gettext_noop(
                "Several ways belong to a step in which one of them is chosen, and that step needs at least one."
            ),
        ),
        (r"two modules with the same key", gettext_noop("Two ways of working have the same key.")),
        (r"loop_to names an earlier step", gettext_noop("Choose to which earlier step the conversation may go back.")),
        (r"loop_limit is at least 1", gettext_noop("Say how often the conversation may go back, at least once.")),
        (
            r"loop_to and loop_limit belong to a loop",
            gettext_noop("A step to go back to belongs to a step that may go back."),
        ),
        (
            r"the steps that each case-bringer repeats stand together",
            gettext_noop("The steps that are done again for each member must follow each other."),
        ),
        (
            r"no later step shows what is sealed here",
            gettext_noop(
                "The cards stay closed, and no later step shows them. Add that, or turn them over in this step."
            ),
        ),
        (
            r"a module is one plain step",
            gettext_noop("One of several ways is a plain step: once, without ways of its own."),
        ),
        (
            r"(?P<goal>\w+) is filled twice: in (?P<steps>.*)",
            gettext_noop("%(goal)s is asked for in two steps. Keep one of them."),
        ),
    )
)
WORDS = {
    "kind": {kind.value: word for kind, word in KINDS.items()},
    "verb": {verb.value: word for verb, word in VERBS.items()},
    "goal": {goal.value: word for goal, word in HARVESTS.items()},
}


@dataclass(frozen=True)
class Fault:
    """``step`` is its index, None for the method as a whole. ``sentence`` is in the language of now."""

    step: int | None
    sentence: str


def faults(method: Method) -> list[Fault]:
    """Everything that keeps this method from being published, without doubles."""
    found = [in_words(fault) for fault in faults_of(method)]
    found += [Fault(step, sentence) for step, sentence in too_much(method)]
    return list(dict.fromkeys(found))


def at_step(found: Iterable[Fault], index: int) -> list[str]:
    return [fault.sentence for fault in found if fault.step == index]


def in_words(fault: str) -> Fault:
    """A fault of the engine as a person reads it; one that nobody put into words stays as it is."""
    place = PLACE.match(fault)
    step = int(place[1]) if place else None
    bare = fault[place.end() :] if place else ELSEWHERE.sub("", fault)
    for pattern, sentence in SENTENCES:
        if match := pattern.match(bare):
            return Fault(step, _(sentence) % {name: _word(name, said) for name, said in match.groupdict().items()})
    return Fault(step, bare)


def _word(name: str, said: str) -> str:
    return str(WORDS.get(name, {}).get(said, said))
