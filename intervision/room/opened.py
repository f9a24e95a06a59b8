"""Cards that lie open on a screen. Of hundreds only those that are shown get their text."""

from functools import cache, cached_property

from intervision.engine import Harvest, ItemState, Kind

from .cards import Card


class Opened:
    """The part of a Screen that is about open cards. Reads ``view`` and ``cards``."""

    @cached_property
    def shown(self) -> list[Card]:
        """Open cards that were written in this step, in the order in which they came, without those of a task."""
        place, shown = (self.view.step, self.view.lap), ItemState.SHOWN
        here = [one for one in self.view.items if one.state is shown and (one.step, one.lap) == place]
        worked = {card_id for task in self.tasks for card_id in task.ids}
        out = worked | {card.id for field in self.fields for card in field.mine}
        found = [one for one in here if one.kind is not Kind.NOTE and one.id not in out and not one.private]
        return [self.cards[one.id] for one in found]

    @cached_property
    def real_question(self) -> str:
        """The newest new wording of the question that this screen may show."""

        @cache  # of a pile, not of each card
        def rewords(step: int, lap: int, kind: Kind) -> bool:
            one = self.state.step_of(self.method, step, lap).input(kind)
            return bool(one and one.harvest is Harvest.REAL_QUESTION)

        opened = (one for one in reversed(self.view.items) if one.state is ItemState.SHOWN)
        newest = next((one for one in opened if rewords(one.step, one.lap, one.kind)), None)
        return self.cards[newest.id].text if newest else ""
