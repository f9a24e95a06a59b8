"""CPU per change in a real run: the changed element to every role, against "hint, and everybody fetches the whole"."""

import contextlib
import functools
import io
import itertools
import sys
import time
import uuid
from dataclasses import replace

from . import parts

MEMBERS = 10
_circles = itertools.count(1)
GOALS = {"push_ms": ("at most", 0.5), "times_cheaper": ("at least", 100), "growth_30_to_300": ("at most", 1.2)}


def options(parser):
    parser.add_argument("--rounds", type=int, default=3, help="best of so many (3)")
    parser.add_argument("--few", type=int, default=30, help="cards on the table (30)")
    parser.add_argument("--many", type=int, default=300, help="and later (300)")
    parser.add_argument("--changes", type=int, default=30, help="in each round (30)")


def run(asked):
    parts.prepare()
    parts.on_core(1)
    found = {"members": MEMBERS}
    with contextlib.ExitStack() as served:
        tables = {cards: Table(served, cards) for cards in (asked.few, asked.many)}
        for _ in range(asked.rounds):  # in turn: a processor that gets slower is no growth
            for table in tables.values():
                table.measure(asked.changes)
    for cards, table in tables.items():
        found[f"with_{cards}"] = {figure: min(one[figure] for one in table.rounds) for figure in table.rounds[0]}
    few, many = found[f"with_{asked.few}"], found[f"with_{asked.many}"]
    return found | {
        "push_ms": few["push_ms"],
        "times_cheaper": round(few["refetch_ms"] / few["push_ms"], 1),
        "growth_30_to_300": round(many["push_ms"] / few["push_ms"], 2),
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


@functools.cache
def the_evening():
    """One for all benchmarks of a process."""
    return Evening()


class Evening:
    """A circle of ten that is in its second step: everybody writes a question for the case-bringer."""

    def __init__(self):
        from django.db import connection  # noqa: PLC0415 - after the set-up

        from intervision.access import run_for, talk_for  # noqa: PLC0415
        from intervision.domain.act import act  # noqa: PLC0415
        from intervision.domain.arrive import arrive  # noqa: PLC0415
        from intervision.domain.start import start_run  # noqa: PLC0415
        from intervision.engine import Kind, Next, Put  # noqa: PLC0415
        from intervision.methods import library  # noqa: PLC0415

        self._act, self._run_for = act, run_for
        self._put = lambda item: Put(item=item, kind=Kind.QUESTION, step=1, length=40)
        self.people, meeting = circle_of(MEMBERS)
        for person in self.people:
            arrive(by=talk_for(person, meeting.pk))
        leader = self.people[6]
        self.run = start_run(by=talk_for(leader, meeting.pk), method=without_limit(library.get("vijfstappen")))
        act(by=run_for(leader, self.run.pk), command=Next(), seen=1)
        self.cookies = [cookie_of(person) for person in self.people]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # as a database that has been in use for a while

    def card(self, nth):
        """One more question, by one of those who may write here."""
        writers = self.people[1:6] + self.people[7:]
        person = writers[nth % len(writers)]
        item = str(uuid.uuid4())
        text = {item: f"Vraag {nth}: wat zou er gebeuren als je niets deed?"}
        return self._act(by=self._run_for(person, self.run.pk), command=self._put(item), texts=text)

    def fill(self, cards):
        """So many, and none that an earlier round laid."""
        more = self.run.contributions.order_by("created_at")[cards:]
        self.run.contributions.filter(pk__in=[one.pk for one in more]).delete()
        while (there := self.run.contributions.count()) < cards:
            self.card(there)

    def measure(self, server, changes):
        """Milliseconds of CPU per change: the write, what the bell adds to it in writer and server, ten re-fetches."""
        from intervision.domain import act as module  # noqa: PLC0415 - after the set-up

        spent = []
        bell = module.broadcast

        def timed(*given, **more):
            began = time.thread_time()
            told = bell(*given, **more)
            spent.append(time.thread_time() - began)
            return told

        idle = server.idle()
        module.broadcast = timed
        served, began, at = server.cpu(), time.thread_time(), time.monotonic()
        for nth in range(changes):
            self.card(nth)
        act = time.thread_time() - began
        time.sleep(0.3)
        serving = server.cpu() - served - idle * (time.monotonic() - at)
        module.broadcast = bell
        assert len(spent) == changes, "the bell did not ring"  # an error in it would be swallowed
        began = time.thread_time()
        for cookie in self.cookies:
            self.fetch(cookie)
        return {
            "write_ms": round((act - sum(spent)) / changes * 1000, 3),
            "render_and_publish_ms": round(sum(spent) / changes * 1000, 3),
            "fan_out_ms": round(serving / changes * 1000, 3),
            "push_ms": round((sum(spent) + serving) / changes * 1000, 3),
            "refetch_ms": round((time.thread_time() - began) * 1000, 3),
        }

    def fetch(self, cookie):
        """One whole screen, through the whole of Django as a WSGI server calls it."""
        from praktijkkring.wsgi import application  # noqa: PLC0415 - after the set-up

        answers = []
        environment = {
            "REQUEST_METHOD": "GET",
            "PATH_INFO": f"/ronde/{self.run.pk}/deel/",
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "80",
            "HTTP_HOST": "localhost",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_COOKIE": f"session={cookie}",
            "HTTP_X_ROOM": "1",
            "wsgi.input": io.BytesIO(),
            "wsgi.errors": sys.stderr,
            "wsgi.url_scheme": "http",
        }
        answer = application(environment, lambda status, headers: answers.append(status))
        body = b"".join(answer)
        answer.close()
        assert answers == ["200 OK"], answers
        return body


class Table:
    """A run with so many cards on the table, and a server for it."""

    def __init__(self, stack, cards):
        self._cards, self._evening, self.rounds = cards, Evening(), []
        self._server = Followed(stack, self._evening)

    def measure(self, changes):
        self._evening.fill(self._cards)
        self.rounds.append(self._evening.measure(self._server, changes))


def without_limit(method):
    """On the cards that somebody may lay down in the second step."""
    writing = method.steps[1]
    inputs = tuple(replace(entry, max=0) for entry in writing.inputs)
    return replace(method, steps=(method.steps[0], replace(writing, inputs=inputs), *method.steps[2:]))


class Followed:
    """The product's own server with a stream for each of the ten."""

    def __init__(self, stack, evening):
        port = parts.free_port()
        command = [sys.executable, "-m", "praktijkkring.live.serve", "--port", str(port)]
        self._pid = parts.process(stack, command, core=0, port=port).pid
        path = f"/live/run/{evening.run.pk}/"
        parts.Readers(stack, port, [(1, path, cookie) for cookie in evening.cookies])
        time.sleep(0.5)

    def cpu(self):
        return parts.cpu_seconds(self._pid)

    def idle(self, seconds=2.0):
        """What it takes each second while nothing changes: beats, and looking round."""
        before = self.cpu()
        time.sleep(seconds)
        return (self.cpu() - before) / seconds


def circle_of(members):
    """The people of a running circle, and its meeting of today with case-bringer and question."""
    from django.utils import timezone  # noqa: PLC0415 - after the set-up

    from tests import factories  # noqa: PLC0415

    coordinator = factories.make_user("Tineke Bos", email=f"tineke.{next(_circles)}@bench.example", is_coordinator=True)
    circle = factories.make_circle(state="running", coordinator=coordinator)
    seated = factories.make_members(circle, members)
    meeting = factories.make_season(circle, first=timezone.localdate()).meetings.first()
    meeting.case_bringer, meeting.question = seated[0], factories.make_question(seated[0])
    meeting.facilitator, meeting.state = seated[6].user, "confirmed"
    meeting.save()
    return [member.user for member in seated], meeting


def cookie_of(user):
    from django.test import Client  # noqa: PLC0415 - after the set-up

    client = Client()
    client.force_login(user)
    return client.cookies["session"].value
