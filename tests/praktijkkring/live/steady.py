"""A loop for scenes with waits in them: a wait is over at once and took exactly its time, however slow the machine is."""

import asyncio
import selectors

BEGIN = 1_000.0


class SteadyLoop(asyncio.SelectorEventLoop):
    """Its clock stands still as long as there is anything to do. What is asked of a thread is done in its turn."""

    def __init__(self):
        self.now = BEGIN
        waits = _Skipped()
        super().__init__(waits)
        waits.loop = self

    def time(self):
        return self.now

    def run_in_executor(self, executor, func, *args):
        done = self.create_future()
        done.set_result(func(*args))
        return done


class _Skipped(selectors.DefaultSelector):
    loop: SteadyLoop

    def select(self, timeout=None):
        if not timeout:
            return super().select(timeout)
        found = super().select(0)
        if not found:
            self.loop.now += timeout
        return found
