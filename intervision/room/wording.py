"""The words of a screen: the texts of the method, in the reader's language, with the name of the case-bringer."""

import re
from functools import cached_property

from django.utils.translation import gettext as _

from intervision.engine import Harvest, Role, Shown, Text, Verb, Who

from .people import Person

WRITERS = {Role.BRINGER, Role.MEMBER}  # who leads has a script, who looks on writes nothing
SENTENCE = re.compile(r"(?<=[.!?])\s+")


class Wording:
    """The part of a Screen that is about words."""

    @cached_property
    def bringer(self) -> Person | None:
        bringers = self.state.bringers_now(self.method) or self.state.bringers
        in_my_group = [one for one in bringers if one in self._my_group]
        return self.people.get((in_my_group or bringers)[0]) if bringers else None

    @property
    def first_question(self) -> str:
        """The question of the meeting, while it is about that: who brings in next in turn has another one."""
        about = self.bringer and self.bringer.id in (self.state.bringers or self.people)
        return self.source.first_question if about else ""

    def words(self, text) -> str:
        return text.say(self.language, bringer=self.bringer.first_name if self.bringer else "")

    @cached_property
    def title(self) -> str:
        return self.words(self.view.title)

    @cached_property
    def _task(self) -> list[str]:
        return self._task_of(self.role)

    def _task_of(self, role) -> list[str]:
        if self.view.free:
            return [_("Talk freely for a moment."), _("The clock of the step waits.")]
        if self.step.act(Verb.VOTE) and self.view.tallies:
            return [_("The votes are counted."), _("This is what you chose together.")]
        task = self.words(self.step.task.get(role, Text())) or self.title
        if self.view.pad:
            return [_("You only listen."), task]
        sentences = SENTENCE.split(task, maxsplit=1)
        reading = self._reading_task(role, sentences[1:]) if self.reading and role in WRITERS else []
        return reading or sentences

    def _reading_task(self, role, then: list[str]) -> list[str]:
        """What is asked when the cards of this step lie open, of who wrote them; ``then``: what the method asks after it."""
        if not self._asked(role, Shown.SEALED):
            return []
        if self.step.act(Verb.VOTE):
            return [_("Choose, and vote."), _("Nobody can see what you chose.")]
        if self.in_turn and not self.round_over:
            own = then if role == Role.BRINGER else []
            return [_("Read aloud what you wrote."), *(own or [_("In turn. The others listen.")])]
        return (self._after_round(role) if self.in_turn else []) or [_("The cards are open."), _("Read them calmly.")]

    def _after_round(self, role) -> list[str]:
        if role == Role.BRINGER and self._harvests(Harvest.REAL_QUESTION):
            return [_("What is your question now?"), _("Write it down in your own words.")]
        if self._all_weigh:
            return [_("Choose for each card.")]
        if self._harvests(Harvest.INSIGHT):
            return [_("Write down what you take home."), _("One sentence, for your own work.")]
        return []

    def _asked(self, role, shown: Shown) -> bool:
        """Does this role write cards of this kind here?"""
        return any(one.shown is shown and one.by in {role, Who.EVERYONE} for one in self.step.inputs)

    @property
    def _all_weigh(self) -> bool:
        act = self.step.act(Verb.SORT)
        return bool(act and act.by is Who.EVERYONE)

    def _harvests(self, line: Harvest) -> bool:
        return any(one.harvest is line for one in self.step.inputs)

    @property
    def heading(self) -> str:
        """The one big thing: the first sentence of the task, without its full stop."""
        return self._task[0].rstrip(".")

    @property
    def guide(self) -> str:
        return self._task[1] if len(self._task) > 1 else ""

    @property
    def everybodys_words(self) -> str:
        """What the big screen says below the clock: the task of the members."""
        return " ".join(self._task_of(Role.MEMBER))

    @property
    def reading_script(self) -> str:
        """What to say when closed cards were turned over; what the method says here is for the writing."""
        if self.round_over:
            return self._after_reading()
        if self.in_turn:
            return _("The cards are open. Read yours aloud, in turn. The others listen.")
        if self.step.act(Verb.VOTE) and self.view.tallies:
            return _("The votes are counted. This is what you chose together.")
        if self.step.act(Verb.VOTE):
            return _("The cards are open. Read them calmly, then vote.")
        return _("The cards are open. Read them calmly.")

    def _after_reading(self) -> str:
        name = {"name": self.bringer.first_name if self.bringer else ""}
        if self._harvests(Harvest.INSIGHT):
            return (
                _("Thank you. %(name)s, write down what you are going to do. The others write what they take home.")
                % name
            )
        if self._harvests(Harvest.REAL_QUESTION):
            return _("Thank you. %(name)s, what is your question now? Write it down.") % name
        return _("Thank you. Everybody has had a turn.")

    @property
    def script(self) -> str:
        return self.words(self.view.script)

    @property
    def watch(self) -> list[str]:
        return [self.words(text) for text in self.view.watch]

    @property
    def next_title(self) -> str:
        title = self.words(self.view.next_title)
        return title[:1].lower() + title[1:]

    def label_name(self, item) -> str:
        """The word on the button with which a card was sorted."""
        if not item.label:
            return ""
        key = self.method.steps[item.step].key
        for step in self.method.steps:
            for act in step.acts:
                if act.on == key and item.label in act.labels:
                    return self.words(act.names[item.label]) if item.label in act.names else item.label.capitalize()
        return item.label.capitalize()
