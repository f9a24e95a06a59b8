"""The clock of a step: an end moment when it runs, what was left when it is paused. Never a countdown."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Clock:
    """``ends_at`` (epoch ms) is set while it runs, ``paused_left_ms`` while it is paused; neither: no clock."""

    total_ms: int = 0
    ends_at: int | None = None
    paused_left_ms: int | None = None

    @classmethod
    def of(cls, minutes: int, now_ms: int) -> "Clock":
        total = minutes * 60_000
        return cls(total, now_ms + total) if total else cls()

    @property
    def running(self) -> bool:
        return self.ends_at is not None

    @property
    def exists(self) -> bool:
        return self.ends_at is not None or self.paused_left_ms is not None

    def left(self, now_ms: int) -> int:
        """Milliseconds left; negative when the time is over."""
        if self.ends_at is not None:
            return self.ends_at - now_ms
        return self.paused_left_ms or 0

    def paused(self, now_ms: int) -> "Clock":
        return Clock(self.total_ms, None, self.left(now_ms)) if self.running else self

    def resumed(self, now_ms: int) -> "Clock":
        if self.running or not self.exists:
            return self
        return Clock(self.total_ms, now_ms + self.left(now_ms))

    def extended(self, ms: int, now_ms: int) -> "Clock":
        """More time. A clock that ran over its end starts again from now, so that one minute more is one minute."""
        if not self.exists:
            return Clock(ms, now_ms + ms)
        left = max(self.left(now_ms), 0) + ms
        total = max(self.total_ms + ms, left)
        if self.running:
            return Clock(total, now_ms + left)
        return replace(self, total_ms=total, paused_left_ms=left)


def all_paused(clocks: Iterable[Clock], now_ms: int) -> tuple[Clock, ...]:
    return tuple(clock.paused(now_ms) for clock in clocks)


def some_resumed(clocks: Iterable[Clock], which: Container[int], now_ms: int) -> tuple[Clock, ...]:
    return tuple(clock.resumed(now_ms) if at in which else clock for at, clock in enumerate(clocks))


NO_CLOCK = Clock()
