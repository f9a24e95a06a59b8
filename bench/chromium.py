"""A Chromium that nobody listens to: no event of a page goes to whoever measures, as none does on a phone."""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time

SIZE = {"width": 390, "height": 844}
# As tests start it (no first run, no updates, no throttled timers), without what only tests need.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--no-first-run",
    "--no-default-browser-check",
    "--no-startup-window",
    "--disable-background-networking",
    "--disable-background-timer-throttling",
    "--disable-backgrounding-occluded-windows",
    "--disable-renderer-backgrounding",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-dev-shm-usage",
    "--disable-extensions",
    "--disable-sync",
    "--hide-scrollbars",
    "--mute-audio",
    "--password-store=basic",
    "--remote-debugging-pipe",
)
# Chromium reads 3 and writes 4; what this process has open there does not matter.
START = "import os, sys; r, w, *command = sys.argv[1:]; os.dup2(int(r), 3); os.dup2(int(w), 4); os.execv(command[0], command)"
ABOVE = 10
PATIENCE = 20  # seconds


class Refused(Exception):
    """Chromium could not do it."""


class Chromium:
    """One process with as many people as there are pages: each has a context, and so a log-in, of its own."""

    def __init__(self, stack, binary):
        folder = tempfile.mkdtemp(prefix="pk-bench-")
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        theirs_in, self._out = _pipe()
        self._in, theirs_out = _pipe()
        command = [sys.executable, "-c", START, str(theirs_in), str(theirs_out)]
        self._process = subprocess.Popen(  # noqa: S603 - the browser of this machine
            [*command, binary, *ARGUMENTS, f"--user-data-dir={folder}"],
            pass_fds=(theirs_in, theirs_out),
            stderr=subprocess.DEVNULL,
        )
        stack.callback(self._close)
        os.close(theirs_in)
        os.close(theirs_out)
        self._asked, self._rest = 0, b""

    def ask(self, method, session=None, **more):
        """What it answers; everything else that it says is thrown away."""
        self._asked += 1
        message = {"id": self._asked, "method": method, "params": more} | ({"sessionId": session} if session else {})
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self._rest:
                self._rest += os.read(self._in, 65536) or sys.exit("Chromium is gone.")
            said, _, self._rest = self._rest.partition(b"\0")
            answer = json.loads(said)
            if answer.get("id") == self._asked:
                if "error" in answer:
                    raise Refused(method, answer["error"])
                return answer["result"]

    def page(self, url, cookie):
        """A screen of somebody's own, with that session."""
        context = self.ask("Target.createBrowserContext")["browserContextId"]
        named = {"name": "session", "value": cookie, "url": url}
        self.ask("Storage.setCookies", cookies=[named], browserContextId=context)
        target = self.ask("Target.createTarget", url=url, browserContextId=context, **SIZE)["targetId"]
        return Page(self, self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"])

    def _close(self):
        self._process.terminate()
        self._process.wait()
        os.close(self._in)
        os.close(self._out)


class Page:
    def __init__(self, browser, session):
        self._browser, self._session = browser, session

    def run(self, script):
        """The value of it."""
        more = {"expression": script, "returnByValue": True}
        answer = self._browser.ask("Runtime.evaluate", self._session, **more)
        if "exceptionDetails" in answer:
            raise Refused(script, answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait(self, script):
        """Until it is true."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with contextlib.suppress(Refused):  # a page that is only just coming
                if self.run(script):
                    return
            time.sleep(0.02)
        sys.exit(f"never true: {script}")


def _pipe():
    ends = os.pipe()
    high = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, ABOVE) for end in ends]
    for end in ends:
        os.close(end)
    return high
