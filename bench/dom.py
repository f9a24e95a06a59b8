"""From the facilitator's press to the last of ten real browsers' screens; and the server's part of it alone."""

import contextlib
import http.client
import json
import selectors
import socket
import sys
import time
from urllib.parse import urlencode

from . import parts
from .change import the_evening
from .chromium import Chromium

GOALS = {
    "screens_median_ms": ("at most", 25),
    "screens_p99_ms": ("at most", 60),
    "server_median_ms": ("at most", 5),
    "server_p99_ms": ("at most", 15),
}
# Seconds between presses: what the process still does after its answer does not belong to the next press, and a button is
# not replaced while it is clicked.
BETWEEN, SCREENS_REST = 0.05, 0.5
# Seconds in which nobody asks the browsers anything: whoever looks takes the processor from what is looked at.
UNWATCHED = 0.3
WATCH = """(() => {
  const paused = () => document.getElementById("clock")?.dataset.left !== undefined;
  window.bench = { paused: paused(), at: 0, pressed: 0 };
  new MutationObserver(() => {
    if (paused() === bench.paused) return;
    bench.paused = paused();
    bench.at = performance.timeOrigin + performance.now();
  }).observe(document.body, { childList: true, subtree: true, attributes: true });
  addEventListener("submit", () => { bench.pressed = performance.timeOrigin + performance.now(); }, { capture: true });
})()"""
# A finger, not a debugger that waits for what came of it: the page presses by itself, a moment after it was told to.
LATER = 0.1
PRESS = """setTimeout(() => document.querySelector('button[name="do"][value="{do}"]').click(), {later})"""


def options(parser):
    parser.add_argument("--presses", type=int, default=100, help="of Pause and Go on (100)")
    parser.add_argument("--browsers", type=int, default=10)


def run(asked):
    parts.prepare()
    evening = the_evening()
    with contextlib.ExitStack() as stack:
        port = parts.free_port()
        command = [sys.executable, "-m", "praktijkkring.live.serve", "--port", str(port)]
        server = parts.process(stack, command, core=0, port=port)
        began, waited = time.monotonic(), parts.waited_seconds(server.pid)
        alone = over_sockets(port, evening, asked.presses)
        screens = in_browsers(stack, port, evening, asked)
        waited = (parts.waited_seconds(server.pid) - waited) / (time.monotonic() - began)
    found = {"browsers": asked.browsers, "presses": asked.presses}
    found["screens_median_ms"], found["screens_p99_ms"] = parts.percentiles(screens)
    found["server_median_ms"], found["server_p99_ms"] = parts.percentiles(alone)
    return found | {
        "waited_percent": round(waited * 100, 1),
        "goals": {figure: f"{word} {goal}" for figure, (word, goal) in GOALS.items()},
    }


def over_sockets(port, evening, presses):
    """Microseconds from before the POST is sent until the tenth stream has its patch. One thread, no browser."""
    from django.conf import settings  # noqa: PLC0415 - after the set-up

    path = f"/live/run/{evening.run.pk}/"
    streams = Streams(port, path, evening.cookies)
    line = http.client.HTTPConnection("127.0.0.1", port)
    token = "b" * 32
    headers = {
        "Cookie": f"session={evening.cookies[6]}; {settings.CSRF_COOKIE_NAME}={token}",
        "X-CSRFToken": token,
        "X-Room": "patch",
    }
    took = []
    for cookie in evening.cookies:  # nobody can press what they have not seen
        line.request("GET", f"/ronde/{evening.run.pk}/", headers={"Cookie": f"session={cookie}"})
        assert b"clock" in line.getresponse().read()
    for nth in range(presses):
        evening.run.refresh_from_db(fields=["version"])
        version = evening.run.version
        form = {"do": "resume" if nth % 2 else "pause", "version": version}
        request = in_one_piece(f"/ronde/{evening.run.pk}/stap/", headers, form)
        began = time.monotonic()
        line.sock.sendall(request)
        last = streams.wait(b"id: %d\n" % (version + 1))
        answer = http.client.HTTPResponse(line.sock, method="POST")
        answer.begin()
        answer.read()
        assert answer.status == 200, answer.status
        took.append((last - began) * 1e6)
        time.sleep(BETWEEN)
    streams.close()
    return took


def in_one_piece(path, headers, form):
    """As browsers send a small form; Python's client would send its head first, and the server wake up twice."""
    body = urlencode(form)
    lines = [f"POST {path} HTTP/1.1", "Host: localhost", "Content-Type: application/x-www-form-urlencoded"]
    lines += [f"Content-Length: {len(body)}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", body]).encode()


class Streams:
    """A bare socket for each of the people."""

    def __init__(self, port, path, cookies):
        self._selector = selectors.DefaultSelector()
        for cookie in cookies:
            line = socket.create_connection(("127.0.0.1", port))
            line.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nCookie: session={cookie}\r\n\r\n".encode())
            self._selector.register(line, selectors.EVENT_READ)
        self.wait(b"hello")

    def wait(self, words):
        """The moment at which the last of them had ``words``."""
        waiting = {key.fileobj: b"" for key in self._selector.get_map().values()}
        while waiting:
            ready = self._selector.select(10)
            assert ready, f"never came: {words}"
            for key, _events in ready:
                data = key.fileobj.recv(65536)
                if key.fileobj in waiting:
                    waiting[key.fileobj] += data
                    if words in waiting[key.fileobj]:
                        del waiting[key.fileobj]
        return time.monotonic()

    def close(self):
        for key in list(self._selector.get_map().values()):
            key.fileobj.close()
        self._selector.close()


def in_browsers(stack, port, evening, asked):
    """Microseconds from the facilitator's press until the last screen has changed."""
    from tests.plugins.found import own_browser  # noqa: PLC0415 - only this benchmark needs it

    site = f"http://localhost:{port}"
    browser = Chromium(stack, own_browser() or sys.exit("This benchmark needs Chromium."))
    cookies = (evening.cookies[6:] + evening.cookies[:6])[: asked.browsers]
    pages = [browser.page(f"{site}/ronde/{evening.run.pk}/", cookie) for cookie in cookies]
    for page in pages:
        page.wait("document.readyState === 'complete' && document.getElementById('clock') !== null")
    time.sleep(1)
    for page in pages:
        page.run(WATCH)
    took = []
    for nth in range(asked.presses):
        pages[0].run(PRESS.format(do="resume" if nth % 2 else "pause", later=LATER * 1000))
        time.sleep(LATER + UNWATCHED)
        for page in pages:
            page.wait(f"bench.paused === {json.dumps(nth % 2 == 0)}")
        pressed = pages[0].run("bench.pressed")
        took.append((max(page.run("bench.at") for page in pages) - pressed) * 1000)
        time.sleep(SCREENS_REST)
    return took
