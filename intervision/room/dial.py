"""The clock of a screen: an end moment for the browser, and what it shows at the moment of drawing."""

import time


def digits_of(seconds: int) -> str:
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'+' if seconds < 0 else ''}{minutes}:{rest:02d}"


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
        return "" if self.seconds is None else digits_of(self.seconds)

    @property
    def bar(self) -> int:
        """Seconds left for the line under the clock, never below nothing."""
        return max(self.seconds or 0, 0)
