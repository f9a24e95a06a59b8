"""Whose turn it is on a screen, how long the turn lasts, who has not been heard, and what I said about the time."""

from intervision.engine import Role, Turns, Who

from .dial import digits_of


class Turnwise:
    """The part of a Screen that is about turns. Reads ``view`` and ``people``."""

    @property
    def in_turn(self) -> bool:
        return self.step.turns is Turns.ROUND and bool(self.view.round)

    @property
    def round_over(self) -> bool:
        """Everybody has had a turn."""
        return self.in_turn and not self.view.round.speaking

    @property
    def my_turn(self) -> bool:
        return bool(self._shown_to) and self.view.my_turn

    @property
    def may_turn(self) -> bool:
        return self.my_turn or self.role == Role.FACILITATOR

    @property
    def i_stopped(self) -> bool:
        return bool(self.viewer) and self.view.stopped_by == self.viewer

    @property
    def i_am_ready(self) -> bool:
        return bool(self.viewer) and self.state.ready.get(self.viewer) is True

    @property
    def i_ask_for_more(self) -> bool:
        return bool(self.viewer) and self.state.ready.get(self.viewer) is False

    # The clock of one turn

    @property
    def turn_ends(self) -> int | None:
        """The moment in epoch ms at which this turn is over; None when it stands still or has no measure."""
        turns = self._timed_round
        return turns.started - turns.taken + self.view.turn_seconds * 1000 if turns and turns.started else None

    @property
    def turn_left(self) -> int | None:
        """Whole seconds left of a turn that stands still."""
        turns = self._timed_round
        return None if not turns or turns.started else self.view.turn_seconds - turns.taken // 1000

    @property
    def turn_digits(self) -> str:
        if not self._timed_round:
            return ""
        if self.turn_left is not None:
            return digits_of(self.turn_left)
        return digits_of(-(-(self.turn_ends - self.now_ms) // 1000))

    @property
    def _timed_round(self):
        turns = self.view.round
        return turns if turns and turns.speaking and self.view.turn_seconds else None

    # Who has not been heard

    @property
    def not_heard(self) -> str:
        """First names for who leads. In a round: who comes after the next one; else: who had no turn and no open card."""
        if self.role != Role.FACILITATOR or self.view.free or self.state.group_clocks:
            return ""
        turns = self.view.round
        if turns:
            return self._names(turns.order[turns.turn + 1 :])
        heard_somebody = len(self.view.silent) < len(self.state.persons(self.method, Who.MEMBER))
        return self._names(self.view.silent) if heard_somebody and not self.writing else ""
