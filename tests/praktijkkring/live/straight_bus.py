"""The hub without a network: a bus within the test, and streams that keep what they are given."""

import asyncio
import re
import time
from concurrent.futures import ThreadPoolExecutor

from praktijkkring.live import wire
from praktijkkring.live.by_asgi import AsgiSubscription
from praktijkkring.live.by_socket import SocketSubscription
from praktijkkring.live.hub import Hub

# The number of a patch, or what a hello, a beat or a resync says.
VERSION = re.compile(rb"^(?:id|data): (\d+)$", re.MULTILINE)
SEAL = wire.Seal("a secret of the tests")


class StraightBus:
    """Delivers at once to what is subscribed. With ``slow`` a subscription counts only once it is let through."""

    def __init__(self, *, slow=False):
        self.up, self.slow = True, slow
        self.subscribed, self.waiting = set(), {}

    async def start(self, on_message, on_gap):
        self._on_message, self.on_gap = on_message, on_gap
        on_gap()

    async def subscribe(self, channel):
        if self.slow and "*" not in channel:
            self.waiting[channel] = asyncio.get_running_loop().create_future()
            await self.waiting[channel]
        self.subscribed.add(channel)
        return True

    def let_through(self):
        for future in self.waiting.values():
            future.set_result(None)
        self.waiting.clear()

    def unsubscribe(self, channel):
        self.subscribed.discard(channel)

    async def stop(self):
        pass

    def send(self, room, message):
        channel = SEAL.channel(room)
        if channel in self.subscribed:
            self._on_message(channel, SEAL.close(channel, wire.encode(message)))

    def change(self, room, version, **patches):
        self.send(room, wire.Change(version, patches))

    def kick(self, user_id, room=wire.EVERYBODY):
        self.send(room, wire.Kick(user_id))


class Reader:
    """One browser. ``stalled`` stops reading; ``got`` is every byte it was sent, ``closed`` whether that was all."""

    def __init__(self):
        self.got, self.closed, self.aborted = bytearray(), False, False
        # What this screen shows or knows that it must fetch.
        self.version = 0
        self._free = asyncio.Event()
        self._free.set()

    def stall(self):
        self._free.clear()

    def read_on(self):
        self._free.set()

    async def send(self, message):
        await self._free.wait()
        assert not self.closed, "sent after the end"
        self.got += message["body"]
        for number in VERSION.findall(message["body"]):
            self.version = max(self.version, int(number))
        self.closed = not message["more_body"]

    def abort(self):
        self.aborted = True

    def names(self):
        """The names of its events, and the version that each one carries."""
        found = []
        for block in self.got.decode().split("\n\n"):
            fields = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
            if "event" in fields:
                found.append((fields["event"], int(fields.get("id") or fields.get("data") or 0)))
        return found


class Wire(Reader):
    """The same browser at the end of a connection that was taken over: it takes the chunks apart."""

    def write(self, data):
        assert not self.closed, "sent after the end"
        while data:
            size, _, rest = data.partition(b"\r\n")
            body, data = rest[: int(size, 16)], rest[int(size, 16) + 2 :]
            self.closed = not body
            self.got += body
            for number in VERSION.findall(body):
                self.version = max(self.version, int(number))

    def close(self):
        assert self.closed, "the end of the answer was not sent"


def run_alone(coroutine, loop=None):
    """Like ``asyncio.run``, in a thread: a browser's test leaves a loop running in this one. ``loop``: another kind."""

    def run():
        with asyncio.Runner(loop_factory=loop) as runner:
            return runner.run(coroutine)

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()


async def make_hub(bus=None, most=0, hub_class=Hub):
    hub = hub_class(bus or StraightBus(), SEAL, most)
    await hub.start()
    return hub


async def join(hub, room, role, user_id, *, version=1, by_socket=False):
    """(its reader, its subscription). ``by_socket``: as under uvicorn, where a stream has its connection to itself."""
    newcomer = await hub.enter(room)
    who, ends_at = (newcomer.room, role, user_id), time.monotonic() + 900
    if by_socket:
        reader = Wire()
        one = SocketSubscription(*who, hub=hub, transport=reader, ends_at=ends_at)
    else:
        reader = Reader()
        one = AsgiSubscription(*who, send=reader.send, abort=reader.abort, ends_at=ends_at)
    hub.admit(newcomer, one, version, version)
    return reader, one
