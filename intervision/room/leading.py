"""Who leads, whether they are away, and who may take over; and what is shown to some people of a role only."""

from functools import cached_property

from intervision.engine import Role
from intervision.methods.around import LOOK_BACK
from intervision.queries import meeting_after, to_look_back_on

from .closing import still_open
from .people import Person


class Leading:
    """The part of a Screen that is about the lead."""

    @property
    def away(self) -> bool:
        return self.run.away_at is not None and not self.view.closed

    @property
    def takers(self) -> tuple[str, ...]:
        """Who may take the lead over: who is named for this meeting now, but who leads, and never the case-bringer."""
        meeting = self.source.meeting
        named = (str(one) for one in (meeting.facilitator_id, meeting.deputy_id) if one)
        out = {self.state.leader, self.first_leader, *self.state.bringers}
        return tuple(one for one in dict.fromkeys((*named, self.state.deputy)) if one and one not in out)

    @property
    def may_take_over(self) -> bool:
        return self.viewer in self.takers

    @property
    def first_leader(self) -> str:
        """Who led at the start, while somebody else has taken over and they could take it back."""
        meeting, first = self.source.meeting, self.state.facilitator
        is_named = first in {str(meeting.facilitator_id), str(meeting.deputy_id)}
        return first if self.state.acting and is_named else ""

    @property
    def guests(self) -> list[dict]:
        """Who is here as a guest, and for whom: everybody at the table sees it."""
        return [
            {"id": one.id, "name": one.name, "instead_of": self.people.get(one.instead_of)}
            for one in self.people.values()
            if one.guest
        ]

    @property
    def again(self) -> bool:
        """What a role sees alike is not enough here: each device fetches its own."""
        mine = bool(self.state.groups) or self.step.key == LOOK_BACK or self.view.closed
        return self.returned or mine or any(one.by == "scribe" for one in self.step.inputs)

    @property
    def after(self):
        """The next meeting, on the last screen. On nobody's patch: a guest does not read it."""
        me = self.people.get(self.viewer)
        known = self.view.closed and me is not None and not me.guest and self.source.meeting.date
        return meeting_after(self.source.meeting) if known else None

    def typist(self, item) -> Person | None:
        """Who typed a card for somebody else."""
        return self.people.get(item.entered_by) if item.entered_by not in {"", item.author} else None

    @cached_property
    def look_back(self) -> dict | None:
        """What was promised last time, in the step that looks back on it. On nobody's patch: a guest does not read it."""
        me = self.people.get(self.viewer)
        if self.step.key != LOOK_BACK or me is None or me.guest or self.view.free:
            return None
        harvest = to_look_back_on(self.source.meeting)
        if harvest is None:
            return None
        bringer = harvest.meeting.case_bringer.user
        may = self.leads or self.viewer == str(bringer.pk)
        return {
            "name": bringer.first_name,
            "commitment": harvest.commitment,
            "told": harvest.looked_back,
            "may_write": may,
        }

    @property
    def still_open(self) -> list[str]:
        return still_open(self) if self.asks_to_close else []

    @property
    def leads(self) -> bool:
        return self.role == Role.FACILITATOR
