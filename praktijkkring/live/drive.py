"""Run a coroutine at once, without a task, for as long as it does not have to wait.

Sending to a browser that keeps up never waits, so a change costs no task per stream. (Python 3.12 has eager tasks for
this; on 3.11 these lines do it.)
"""

from collections.abc import Coroutine, Generator
from functools import partial
from typing import Any


class _Rest:
    """What is left of a coroutine that had to wait for ``first``, as something to await."""

    def __init__(self, coroutine: Coroutine[Any, Any, None], first: Any):
        self._coroutine, self._first = coroutine, first

    def __await__(self) -> Generator[Any, Any, None]:
        waiting_for = self._first
        while True:
            try:
                answer = yield waiting_for
            except BaseException as error:  # noqa: BLE001 - a cancelled task: the coroutine must hear of it
                step = partial(self._coroutine.throw, error)
            else:
                step = partial(self._coroutine.send, answer)
            try:
                waiting_for = step()
            except StopIteration:
                return


def drive(coroutine: Coroutine[Any, Any, None]) -> _Rest | None:
    """None when it is done; else its rest, to be awaited in a task. What it raises is raised here."""
    try:
        first = coroutine.send(None)
    except StopIteration:
        return None
    return _Rest(coroutine, first)
