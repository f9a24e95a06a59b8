"""A phone without a screen: it follows, fetches when in doubt, and sends what was written until it is acknowledged.

The rules are those of static/js/live/stream.js and static/js/room/queue.js, with real HTTP.
"""

import contextlib
import http.client
import random
import socket
import threading
import time
import uuid
from urllib.parse import urlencode

TOKEN = "k" * 32
PATIENCE = 5.0  # seconds for one request
WAITS = (0.1, 0.3, 0.6, 1.0)


class Phone:
    """``version`` is what its screen shows; ``acknowledged`` the cards that the server said it has.

    ``ports``: where the product answers; when one does not, the next is tried, as behind a proxy. ``here``: everything
    that it was told of who is connected.
    """

    def __init__(self, ports: list[int], run: int, person: dict):
        self.port, self._ports, self.run, self.user = ports[0], ports, run, person["id"]
        self.version, self.open = 0, False
        self.here: list[set[int]] = []
        self.acknowledged: list[str] = []
        self.sent: set[str] = set()
        self.answers: list[float] = []
        self._headers = {"Cookie": f"session={person['cookie']}; csrf={TOKEN}", "X-CSRFToken": TOKEN, "X-Room": "1"}
        self._stop = threading.Event()
        self._stream: socket.socket | None = None
        self._fetching = threading.Lock()
        self._threads: list[threading.Thread] = []

    # Following

    def follow(self) -> None:
        self._begin(self._follow)

    def _follow(self) -> None:
        while not self._stop.is_set():
            port = self.port
            with contextlib.suppress(OSError, http.client.HTTPException):
                self._listen(port)
            self.open = False
            self._elsewhere(port)
            self._stop.wait(random.uniform(0.2, 1.0))

    def _elsewhere(self, port: int) -> None:
        if self.port == port:
            self.port = self._ports[(self._ports.index(port) + 1) % len(self._ports)]

    def _listen(self, port: int) -> None:
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        with contextlib.closing(line):
            line.request("GET", f"/live/run/{self.run}/?v={self.version}", headers=self._headers)
            self._stream = line.sock
            with contextlib.closing(line.getresponse()) as answer:
                if answer.status == 200:
                    self._read(answer)

    def _read(self, answer: http.client.HTTPResponse) -> None:
        fields: dict[str, str] = {}
        while not self._stop.is_set() and (row := answer.readline()):
            name, _, value = row.decode().rstrip("\n").partition(": ")
            if name:
                fields[name] = value
            elif fields:
                self._take(fields.get("event"), fields.get("id"), fields.get("data", ""))
                fields = {}

    def _take(self, event: str | None, number: str | None, data: str) -> None:
        self.open = True
        if event == "here":
            self.here.append({int(one) for one in data.split()})
            return
        told = int(number or data or 0) if event != "kick" else 0
        if event == "patch" and told == self.version + 1:
            self.version += 1
        elif told > self.version or (event == "resync" and told == 0):
            self.fetch()

    def fetch(self) -> None:
        with self._fetching:
            status, headers, _ = self._ask("GET", f"/ronde/{self.run}/deel/")
            if status == 200:
                self.version = max(self.version, int(headers["X-Room-Version"]))
            elif not self._stop.is_set():
                raise OSError

    # Writing

    def write(self, pause: float) -> None:
        self._begin(self._write, pause)

    def _write(self, pause: float) -> None:
        while not self._stop.wait(random.uniform(0.5, 1.5) * pause):
            self.card()

    def card(self) -> None:
        """Lay one closed card; the same id until it is acknowledged."""
        card = str(uuid.uuid4())
        self.sent.add(card)
        form = {
            "id": card,
            "step": 1,
            "kind": "question",
            "text": f"Wat als {card[:6]}?",
            "state": "put",
            "answer": "none",
        }
        if self._insist("inbreng", form):
            self.acknowledged.append(card)

    def press(self, do: str, version: int) -> int:
        """A move of who leads, with the version on the screen; the status that it ended with."""
        return self._insist("stap", {"do": do, "version": version})

    def _insist(self, place: str, form: dict) -> int:
        for nth in range(200):
            if self._stop.is_set():
                return 0
            began, port = time.monotonic(), self.port
            with contextlib.suppress(OSError, http.client.HTTPException):
                status, _, _ = self._ask("POST", f"/ronde/{self.run}/{place}/", urlencode(form))
                if status < 500:
                    assert status in {200, 204, 409}, (status, place, form)
                    self.answers.append(time.monotonic() - began)
                    return status
            self._elsewhere(port)
            self._stop.wait(WAITS[min(nth, 3)] * random.uniform(1, 1.5))
        raise AssertionError("never acknowledged")

    def _ask(self, method: str, path: str, body: str | None = None):
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        with contextlib.closing(line):
            kind = {"Content-Type": "application/x-www-form-urlencoded"} if body else {}
            line.request(method, path, body, self._headers | kind)
            with contextlib.closing(line.getresponse()) as answer:
                return answer.status, answer.headers, answer.read()

    def _begin(self, act, *arguments) -> None:
        thread = threading.Thread(target=act, args=arguments, daemon=True)
        thread.start()
        self._threads.append(thread)

    def end(self) -> None:
        """Switched off: nothing is sent any more, and the stream is cut."""
        self._stop.set()
        with contextlib.suppress(OSError, AttributeError):
            self._stream.shutdown(socket.SHUT_RDWR)
        for thread in self._threads:
            thread.join(PATIENCE + 1)
