"""The baseline: the least that a Python server can do. No log-in, no door, no roles, no sealing, no bound on anything."""

import asyncio
import sys
from collections import defaultdict

import uvloop

from praktijkkring.live.bus_redis import RedisBus
from praktijkkring.live.serve import listen

HEAD = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ntransfer-encoding: chunked\r\n\r\n"
BEAT = b"15\r\nevent: beat\ndata: 1\n\n\r\n"
BEAT_EVERY, SLOTS = 15.0, 150


class Bare(asyncio.Protocol):
    rooms = defaultdict(set)
    slots = [set() for _ in range(SLOTS)]
    count = 0
    bus: RedisBus

    room = ""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.room = "bench:" + data.split(b" ", 2)[1].split(b"/")[3].decode()
        if self.room not in Bare.rooms:
            self.asked = asyncio.ensure_future(Bare.bus.subscribe(self.room))
        Bare.rooms[self.room].add(self.transport)
        Bare.count += 1
        Bare.slots[Bare.count % SLOTS].add(self.transport)
        self.transport.write(HEAD)

    def connection_lost(self, error):
        Bare.rooms[self.room].discard(self.transport)
        for slot in Bare.slots:
            slot.discard(self.transport)


def hear(room, event):
    chunk = b"%x\r\n%s\r\n" % (len(event), event)
    for transport in Bare.rooms[room]:
        transport.write(chunk)


async def main(port, redis_url):
    Bare.bus = RedisBus(redis_url)
    await Bare.bus.start(hear, lambda: None)
    loop = asyncio.get_running_loop()
    await loop.create_server(Bare, sock=listen("127.0.0.1", port), backlog=2048)
    while True:
        for slot in Bare.slots:
            await asyncio.sleep(BEAT_EVERY / SLOTS)
            for transport in slot:
                transport.write(BEAT)


if __name__ == "__main__":
    uvloop.run(main(int(sys.argv[1]), sys.argv[2]))
