"""The clock of a screen: an end moment for the browser, and what it shows at the moment of drawing."""

import time
from dataclasses import dataclass

from intervision.engine import Role


def digits_of(seconds: int) -> str:
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


@dataclass(frozen=True)
class Face:
    """All that _room/clock.html reads. Screens with the same face have the same clock, which is drawn once."""

    role: str
    layout: str
    place: str
    total: int
    left: int | None
    ends: int | None
    digits: str
    bar: int
    heading: str
    picture: str
    stays: bool

    @classmethod
    def of(cls, screen) -> "Face":
        """Of every role but who leads the clock is the same; the words beside it and the table are not always there."""
        return cls(
            role=screen.role if screen.role == Role.FACILITATOR else "",
            layout=screen.layout,
            place=screen.place,
            total=screen.total,
            left=screen.left,
            ends=screen.ends,
            digits=screen.digits,
            bar=screen.bar,
            heading=screen.heading if screen.layout == "row" else "",
            picture=screen.picture if screen.layout == "table" else "",
            stays=screen.stays,
        )


class Dial:
    """The part of a Screen that is about time. Reads ``view.clock``, or the clock of one's own group."""

    @property
    def _clock(self):
        return self.view.clock if self.view.free else self.view.group_clock or self.view.clock

    @property
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 if self.source.now_ms is None else self.source.now_ms

    @property
    def ends(self) -> int | None:
        return self._clock.ends_at

    @property
    def left(self) -> int | None:
        """Whole seconds left of a clock that is paused; None when it runs or there is none."""
        ms = self._clock.paused_left_ms
        return None if ms is None else -(-ms // 1000)

    @property
    def total(self) -> int:
        return self._clock.total_ms // 1000

    @property
    def seconds(self) -> int | None:
        """What the clock shows at the moment of drawing; the browser goes on from there."""
        if not self._clock.exists:
            return None
        return -(-self._clock.left(self.now_ms) // 1000)

    @property
    def minutes_left(self) -> int:
        """For a voice that says what begins now."""
        return max(round((self.seconds or 0) / 60), 0)

    @property
    def digits(self) -> str:
        if self.seconds is None:
            return ""
        return digits_of(max(self.seconds, 0) if self.stays else self.seconds)

    @property
    def bar(self) -> int:
        """Seconds left for the line under the clock, never below nothing."""
        return max(self.seconds or 0, 0)
