"""The table on a screen: who sits where, who speaks, how many cards lie on it."""

from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from praktijkkring.ui.table import Table
from praktijkkring.ui.table import draw as draw_table
from praktijkkring.ui.table.words import sentence

from .join_code import code_of
from .lying import PICTURE, card_row
from .people import Person, behind, seats_now


class Seating:
    """The part of a Screen that is about people."""

    @property
    def speaking(self) -> Person | None:
        return self.people.get(self.view.round.speaking) if self.view.round else None

    @property
    def next_up(self) -> Person | None:
        return self.people.get(self.view.round.next) if self.view.round else None

    @property
    def stopper(self) -> Person | None:
        return self.people.get(self.view.stopped_by)

    @property
    def leader(self) -> Person | None:
        return self.people.get(self.state.leader)

    @property
    def seats(self):
        """Without a ring round oneself: the picture is the same for everybody, so a patch may bring it."""
        return seats_now(self.people, self.method, self.state)

    @property
    def at_the_table(self) -> list[Person]:
        """Who takes part, to say who of them is not connected; each device knows that by itself."""
        here = (*self.state.people, *self.state.observers)
        return [self.people[one] for one in here if one in self.people and one != self.state.leader]

    @cached_property
    def small_table(self) -> Table:
        return Table(seats=self.seats, variant="small", cards=self.cards_on_table, cards_id=PICTURE, alt="")

    @property
    def picture(self) -> str:
        return draw_table(self.small_table)

    @property
    def card_row(self) -> list[bool]:
        return card_row(self.cards_on_table)

    @cached_property
    def cards_on_table(self):
        entered = self.view.entered
        return (entered.n, entered.of) if entered and self.writing else None

    @property
    def behind(self):
        return behind(self.people, self._shown_to)

    @cached_property
    def wall_table(self) -> Table:
        """For the far end of the room: names, marks with their words, and the question in the middle.

        How many cards lie on it stands beside it in words, so that a card changes no more than itself.
        """
        away = self.state.place(self.method).away
        words = {"speak": _("speaks now"), "lit": _("only listens") if away else _("brings in"), "lead": _("leads")}
        seats = seats_now(self.people, self.method, self.state, words=words)
        if cards := self.cards_on_table:
            table = Table(seats=seats, variant="wall")
            return replace(table, cards=cards, cards_id=PICTURE, alt=sentence(table))
        if away:
            table = Table(seats=seats, variant="wall", middle=self._behind_the_back)
            return replace(table, alt=" ".join([sentence(table), *(f"{line}." for line in table.middle)]))
        title = _("The question of %(name)s") % {"name": self.bringer.first_name} if self.bringer else ""
        question = "" if self._sight.turned_away else self.real_question or self.first_question
        return Table(seats=seats, variant="wall", question=question, question_title=title)

    @property
    def _behind_the_back(self) -> tuple[str, ...]:
        """In the middle of the big screen while nothing that is written there is shown."""
        bringers = self.state.bringers_now(self.method)
        names = [self.people[one].first_name for one in bringers if one in self.people]
        listens = [_("%(name)s listens") % {"name": name} for name in names]
        return (_("The others talk"), *(listens if len(listens) == 1 else ()))

    @property
    def code(self) -> dict | None:
        return code_of(self.address) if self.address else None
