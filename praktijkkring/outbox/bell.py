"""Tell a worker that a mail is due, or that something else can be done at once, without ever waiting for the broker.

Measured with a Redis that is down: kombu and redis-py keep a caller for six seconds, also with ``retry=False``. So a
thread of its own rings the bell. What it does not manage to tell, the sweep finds.
"""

import logging
import queue
import threading
from collections.abc import Callable
from functools import partial

from .tasks import deliver_message

log = logging.getLogger(__name__)

_waiting: queue.Queue[Callable[[], object]] = queue.Queue(maxsize=1000)
_lock = threading.Lock()
_ringer: threading.Thread | None = None


def wake(message_id: int) -> None:
    """Returns at once and never fails."""
    ring(partial(deliver_message.apply_async, [message_id], retry=False))


def ring(tell: Callable[[], object]) -> None:
    """``tell`` hands a task to the broker. Returns at once and never fails; what is not told must be found by a task of
    the clock."""
    global _ringer  # noqa: PLW0603 - one bell per process
    try:
        _waiting.put_nowait(tell)
    except queue.Full:
        return
    with _lock:
        if _ringer is None or not _ringer.is_alive():  # also after a fork, which takes no threads along
            _ringer = threading.Thread(target=_ring, name="outbox-bell", daemon=True)
            _ringer.start()


def _ring() -> None:
    while True:
        tell = _waiting.get()
        try:
            tell()
        except Exception as error:  # noqa: BLE001 - each broker has its own way of being away
            log.warning("broker away (%s): it waits for the sweep", type(error).__name__)
            _forget()


def _forget() -> None:
    """What piled up while nobody answered is the sweep's by now."""
    while not _waiting.empty():
        _waiting.get_nowait()
