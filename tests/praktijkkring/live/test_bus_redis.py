"""The bell over Redis, both ends, against the few words of the protocol that it needs. With a real one: tests/faults."""

import asyncio
import time
from contextlib import asynccontextmanager

import hiredis
import pytest
import uvloop

from praktijkkring.live import bus_redis, bus_redis_send
from praktijkkring.live.bus_redis import RedisBus
from praktijkkring.live.bus_redis_send import send

from .straight_bus import run_alone


class StandIn:
    """Answers like Redis. ``deaf``: to nothing any more; ``asked``: every command, in order."""

    def __init__(self, *, password=""):
        self.asked, self.lines, self.password, self.deaf = [], [], password, False

    async def serve(self, reader, writer):
        self.loop = asyncio.get_running_loop()
        self.lines.append(writer)
        parser = hiredis.Reader()
        while data := await reader.read(65536):
            parser.feed(data)
            while (command := parser.gets()) is not False:
                words = [word.decode() for word in command]
                self.asked.append(words)
                if not self.deaf:
                    self.answer(writer, *words)
        writer.close()

    def answer(self, writer, name, *given):
        if name == "AUTH":
            writer.write(b"+OK\r\n" if given[-1] == self.password else b"-WRONGPASS\r\n")
        elif name == "SUBSCRIBE":
            for number, channel in enumerate(given, 1):
                writer.write(
                    b"*3\r\n$9\r\nsubscribe\r\n$%d\r\n%b\r\n:%d\r\n" % (len(channel), channel.encode(), number)
                )
        elif name == "PUBLISH":
            writer.write(b":1\r\n")
        elif name == "PUBSUB":
            writer.write(b"*2\r\n$%d\r\n%b\r\n:%d\r\n" % (len(given[1]), given[1].encode(), given[1] == "gehoord"))
        elif name == "PING":
            writer.write(b"*2\r\n$4\r\npong\r\n$0\r\n\r\n" if "SUBSCRIBE" in str(self.asked) else b"+PONG\r\n")

    def say(self, channel, envelope):
        self.lines[-1].write(hiredis.pack_command(("message", channel, envelope)))


class Heard:
    def __init__(self):
        self.messages, self.gaps = [], 0

    def message(self, channel, envelope):
        if envelope == b"fault":
            raise ZeroDivisionError
        self.messages.append((channel, envelope))

    def gap(self):
        self.gaps += 1


async def until(true):
    async with asyncio.timeout(10):
        while not true():  # noqa: ASYNC110 - many things are waited for in the same way
            await asyncio.sleep(0.005)


@asynccontextmanager
async def listening(redis, address):
    heard, bus = Heard(), RedisBus(address)
    await bus.start(heard.message, heard.gap)
    await until(lambda: bus.up)
    assert await bus.subscribe("kanaal")
    yield bus, heard
    await bus.stop()
    for line in redis.lines:
        line.close()
    await asyncio.gather(*(line.wait_closed() for line in redis.lines), return_exceptions=True)
    await until(lambda: len(asyncio.all_tasks()) == 1)  # no line is being served any more


def over_tcp(scene, redis):
    """``scene(bus, heard)`` with a bus that listens to ``redis``, on the loop of the server."""

    async def run():
        server = await asyncio.start_server(redis.serve, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        access = f":{redis.password}@" if redis.password else ""
        async with listening(redis, f"redis://{access}127.0.0.1:{port}/0") as (bus, heard):
            await scene(bus, heard)
        server.close()

    run_alone(run(), uvloop.new_event_loop)


def test_over_a_unix_socket(tmp_path):
    redis = StandIn()

    async def run():
        server = await asyncio.start_unix_server(redis.serve, tmp_path / "redis.sock")
        async with listening(redis, f"unix://{tmp_path}/redis.sock") as (_bus, heard):
            redis.say("kanaal", b"1")
            await until(lambda: heard.messages == [("kanaal", b"1")])
        server.close()

    run_alone(run())


def test_what_comes_in_pieces_is_one_message_and_what_comes_together_is_many():
    redis = StandIn()

    async def scene(_bus, heard):
        both = hiredis.pack_command(("message", "kanaal", b"1\r\n")) + hiredis.pack_command(("message", "kanaal", b"2"))
        for at in range(0, len(both), 40):
            redis.lines[-1].write(both[at : at + 40])
            await asyncio.sleep(0.01)
        redis.lines[-1].write(both)
        await until(lambda: len(heard.messages) == 4)
        assert heard.messages == [("kanaal", b"1\r\n"), ("kanaal", b"2")] * 2

    over_tcp(scene, redis)


def test_the_password_comes_first():
    redis = StandIn(password="geheim")

    async def scene(_bus, heard):
        assert redis.asked[0] == ["AUTH", "geheim"]
        assert heard.gaps == 1

    over_tcp(scene, redis)


def test_a_channel_that_is_left_is_not_asked_for_again():
    redis = StandIn()

    async def scene(bus, heard):
        await bus.subscribe("ander")
        bus.unsubscribe("ander")
        await until(lambda: ["UNSUBSCRIBE", "ander"] in redis.asked)
        redis.asked.clear()
        redis.lines[-1].close()
        await until(lambda: heard.gaps == 2)
        assert redis.asked[0] == ["SUBSCRIBE", "kanaal"]

    over_tcp(scene, redis)


@pytest.mark.parametrize("fault", [b"?nonsense\r\n", b"-ERR no more\r\n"])
def test_after_an_answer_that_makes_no_sense_it_listens_again_and_says_that_something_may_be_missed(fault):
    redis = StandIn()

    async def scene(_bus, heard):
        redis.lines[-1].write(fault)
        await until(lambda: heard.gaps == 2)
        redis.say("kanaal", b"weer")
        await until(lambda: heard.messages == [("kanaal", b"weer")])

    over_tcp(scene, redis)


def test_a_fault_of_who_listens_does_not_end_the_bus():
    redis = StandIn()

    async def scene(_bus, heard):
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)  # it is told of, and that is not this test
        redis.say("kanaal", b"fault")
        await until(lambda: heard.gaps == 2)
        redis.say("kanaal", b"weer")
        await until(lambda: heard.messages == [("kanaal", b"weer")])

    over_tcp(scene, redis)


def test_a_line_that_is_silent_for_two_pings_is_hung_up(monkeypatch):
    monkeypatch.setattr(bus_redis, "PING_EVERY", 0.2)
    redis = StandIn()

    async def scene(_bus, heard):
        redis.deaf = True
        await until(lambda: len(redis.lines) == 2)
        redis.deaf = False
        await until(lambda: heard.gaps == 2)

    over_tcp(scene, redis)


def test_who_waits_for_a_channel_while_the_line_breaks_is_told_that_it_is_not_heard():
    redis = StandIn()

    async def scene(bus, _heard):
        redis.deaf = True
        asked = asyncio.ensure_future(bus.subscribe("ander"))
        await until(lambda: ["SUBSCRIBE", "ander"] in redis.asked)
        redis.lines[-1].close()
        assert await asked is False
        redis.deaf = False

    over_tcp(scene, redis)


def sending(scene, address, redis):
    """``scene(url)`` in a thread, while ``redis`` is served at ``address``."""

    async def run():
        server = await asyncio.start_unix_server(redis.serve, address)
        access = f":{redis.password}@" if redis.password else ""
        url = f"unix://{access}{address}"
        try:
            await asyncio.to_thread(scene, url)
        finally:
            bus_redis_send._drop(bus_redis_send._free.pop(url, []))
            server.close()
        await until(lambda: len(asyncio.all_tasks()) == 1)

    run_alone(run())


def test_what_is_sent_says_whether_the_other_channel_is_listened_to(tmp_path):
    redis = StandIn(password="geheim")

    def scene(url):
        assert [send("kanaal", b"1", asking=one, url=url) for one in ("gehoord", "stil", "")] == [True, False, False]

    sending(scene, tmp_path / "redis.sock", redis)
    asked = ["PUBLISH", "kanaal", "1"]
    assert redis.asked == [
        ["AUTH", "geheim"],
        asked,
        ["PUBSUB", "NUMSUB", "gehoord"],
        asked,
        ["PUBSUB", "NUMSUB", "stil"],
        asked,
    ]
    assert len(redis.lines) == 1


def test_a_wrong_password_is_an_error_and_leaves_no_line(tmp_path):
    redis = StandIn(password="geheim")

    def scene(url):
        with pytest.raises(hiredis.ReplyError):
            send("kanaal", b"1", url=url.replace("geheim", "onzin"))

    sending(scene, tmp_path / "redis.sock", redis)
    assert redis.asked == [["AUTH", "onzin"]]


def test_a_line_that_was_closed_meanwhile_is_replaced_and_one_that_is_silent_is_not(tmp_path):
    redis = StandIn()

    def scene(url):
        send("kanaal", b"1", url=url)
        redis.loop.call_soon_threadsafe(redis.lines[0].close)
        time.sleep(0.1)
        send("kanaal", b"2", url=url)
        redis.deaf = True
        with pytest.raises(TimeoutError):
            send("kanaal", b"3", url=url)
        redis.deaf = False
        send("kanaal", b"4", url=url)

    sending(scene, tmp_path / "redis.sock", redis)
    assert [words[-1] for words in redis.asked] == ["1", "2", "3", "4"]
    assert len(redis.lines) == 3
