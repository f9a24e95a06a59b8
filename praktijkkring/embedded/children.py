"""The processes of an embedded start: begins them, notices when one dies, ends them all."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

PATIENCE = 3.0  # seconds to end by itself
MOST_DEATHS = 3  # within a minute; then there is no point in starting it again
MINUTE = 60.0
_PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One process with its log file. ``says`` is what a person calls it."""

    says: str
    command: list[str]
    log: Path
    process: subprocess.Popen | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509 - no threads here
            )

    def last_lines(self, count: int = 12) -> str:
        return "\n".join("    " + line for line in self.log.read_text(errors="replace").splitlines()[-count:])


class Children:
    """``watch()`` returns when ``stop`` was asked for, or when a child cannot be kept alive."""

    def __init__(self, children: list[Child], tell: Callable[[str], None]):
        self.children, self.tell, self.stopping = children, tell, False

    def listen(self) -> None:
        """From now on a request to end is noted besides being raised.

        What is raised in the very moment in which a process is made can get lost: Python calls what others registered
        for that moment and throws away what comes out of it.
        """
        for name in ("SIGINT", "SIGTERM", "SIGHUP"):
            if number := getattr(signal, name, None):
                signal.signal(number, self._asked)

    def _asked(self, number: int, _frame) -> None:
        self.stopping = True
        raise KeyboardInterrupt if number == signal.SIGINT else SystemExit(0)

    def watch(self) -> int:
        """Exit code: 0 after a request to stop, 1 when a child keeps dying."""
        while not self.stopping:
            for child in self.children:
                if child.process.poll() is not None and not self.stopping and not self._again(child):
                    return 1
            time.sleep(0.2)
        return 0

    def _again(self, child: Child) -> bool:
        now = time.monotonic()
        child.deaths = [moment for moment in child.deaths if now - moment < MINUTE] + [now]
        self.tell(f"The {child.says} stopped (exit code {child.process.returncode}). Its last lines:")
        self.tell(child.last_lines())
        if len(child.deaths) >= MOST_DEATHS:
            self.tell(f"That was {MOST_DEATHS} times within a minute: giving up. The whole log is in {child.log}.")
            return False
        self.tell("Starting it again.")
        child.start()
        return True

    def stop(self) -> None:
        """End all of them, politely for a few seconds, then not."""
        running = [child.process for child in self.children if child.process and child.process.poll() is None]
        for process in running:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for process in running:
            try:
                process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                _signal(process, getattr(signal, "SIGKILL", signal.SIGTERM))
                process.wait()


def _signal(process: subprocess.Popen, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        if os.name == "nt" or number == signal.SIGTERM:
            process.terminate()
        else:
            os.killpg(process.pid, number)


def _end_with_parent() -> None:
    """Even when ./run is killed, nothing keeps running behind somebody's back."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
