"""The clock of a screen: an end moment for the browser, and what it shows at the moment of drawing."""

import time


class Dial:
    """The part of a Screen that is about time. Reads ``view.clock``."""

    @property
    def now_ms(self) -> int:
        return time.time_ns() // 1_000_000 if self.source.now_ms is None else self.source.now_ms

    @property
    def ends(self) -> int | None:
        return self.view.clock.ends_at

    @property
    def left(self) -> int | None:
        """Whole seconds left of a clock that is paused; None when it runs or there is none."""
        ms = self.view.clock.paused_left_ms
        return None if ms is None else -(-ms // 1000)

    @property
    def total(self) -> int:
        return self.view.clock.total_ms // 1000

    @property
    def seconds(self) -> int | None:
        """What the clock shows at the moment of drawing; the browser goes on from there."""
        if not self.view.clock.exists:
            return None
        return -(-self.view.clock.left(self.now_ms) // 1000)

    @property
    def digits(self) -> str:
        if self.seconds is None:
            return ""
        minutes, seconds = divmod(abs(self.seconds), 60)
        return f"{'+' if self.seconds < 0 else ''}{minutes}:{seconds:02d}"

    @property
    def bar(self) -> int:
        """Seconds left for the line under the clock, never below nothing."""
        return max(self.seconds or 0, 0)
