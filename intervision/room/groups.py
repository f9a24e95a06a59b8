"""Groups beside each other on a screen: with whom I sit, and for who leads the names and the clock of each."""

from dataclasses import dataclass

from intervision.engine import Role

from .dial import digits_of


@dataclass(frozen=True)
class GroupClock:
    """One group as who leads sees it. ``ends`` in epoch ms while its clock runs, ``left`` in seconds while it stands."""

    index: int
    names: str
    ends: int | None
    left: int | None
    digits: str

    @property
    def number(self) -> int:
        return self.index + 1


class Grouped:
    """The part of a Screen that is about groups. Reads ``view``, ``state`` and ``people``."""

    @property
    def group(self) -> str:
        """The names of the others in my group, while the circle has split up."""
        return self._names(one for one in self._my_group if one != self.viewer)

    @property
    def group_bringer(self) -> str:
        """Who of the others in my group brings in now."""
        bringers = self.state.bringers_now(self.method)
        return self._names(one for one in self._my_group if one in bringers and one != self.viewer)

    @property
    def group_clock(self):
        """The clock of my own group, to hold or to lengthen."""
        return self.view.group_clock if self._my_group else None

    @property
    def groups(self) -> list[GroupClock]:
        """For who leads."""
        if self.role != Role.FACILITATOR or self.view.free or not self.state.group_clocks:
            return []
        together = zip(self.state.groups, self.state.group_clocks, strict=True)
        return [self._group_clock(index, group, clock) for index, (group, clock) in enumerate(together)]

    def _group_clock(self, index, group, clock) -> GroupClock:
        seconds = -(-clock.left(self.now_ms) // 1000)
        left = None if clock.running or not clock.exists else seconds
        digits = digits_of(seconds) if clock.exists else ""
        return GroupClock(index, self._names(group), clock.ends_at, left, digits)

    @property
    def _my_group(self) -> tuple[str, ...]:
        if self.view.group is None or not self.viewer or self.view.free:
            return ()
        return self.state.groups[self.view.group]

    def _names(self, ids) -> str:
        return ", ".join(self.people[one].first_name for one in ids if one in self.people)
