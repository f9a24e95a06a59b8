"""``./run``: the whole product on one machine, with nothing to install: PostgreSQL, web, worker and beat."""

import argparse
import atexit
import contextlib
import errno
import os
import shutil
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from praktijkkring.embedded import own_keys
from praktijkkring.embedded.children import Child, Children
from praktijkkring.embedded.lock import AlreadyRunning, only_one

ROOT = Path(__file__).resolve().parent.parent.parent
LONGEST_START = 60
HIGHEST_PORT = 65_535


def main() -> int:
    options = arguments()
    began = time.monotonic()
    data = Path(os.environ.setdefault("DATA_DIR", str(ROOT / ".data"))).resolve()
    data.mkdir(parents=True, exist_ok=True)
    data.chmod(0o711)  # PostgreSQL runs as somebody else when we are root, and must reach its own folder
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with contextlib.suppress(AttributeError):
        signal.signal(signal.SIGHUP, lambda *_: sys.exit(0))
    try:
        with only_one(data):
            if options.fresh:
                empty(data)
            must_be_free(options.host, options.port)
            return run(options, data, began)
    except AlreadyRunning:
        sys.exit(f"Praktijkkring is running already on the data in {data}.")
    except KeyboardInterrupt:
        return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run", description="Start Praktijkkring on this machine.")
    parser.add_argument("--port", type=a_port, default=8000)
    parser.add_argument("--host", default="127.0.0.1", help="0.0.0.0 lets phones on your network join")
    parser.add_argument("--fresh", action="store_true", help="throw away everything in .data/ and start anew")
    parser.add_argument("--no-demo", action="store_true", help="an empty house: no demo circles, no one-click log-in")
    parser.add_argument("--admin", metavar="ADDRESS", help="this mail address may administer and found circles")
    return parser.parse_args()


def run(options: argparse.Namespace, data: Path, began: float) -> int:
    own_keys.keep(data)
    os.environ.setdefault("PUBLIC_URL", f"http://localhost:{options.port}")
    os.environ.setdefault("MAIL_IS_READ_HERE", "1")  # without a mail server nobody could log in to an empty house
    os.environ["DEMO"] = "0" if options.no_demo else os.environ.get("DEMO", "1")
    if options.host != "127.0.0.1":
        os.environ.setdefault("ALLOWED_HOSTS", "*")
    for folder in ("queue/in", "queue/done", "queue/control", "log"):
        (data / folder).mkdir(parents=True, exist_ok=True, mode=0o700)
    if not os.environ.get("DATABASE_URL"):
        start_postgres(data)
    from praktijkkring.embedded.prepare import prepare  # noqa: PLC0415 - settings read the environment made above

    prepare(tell=tell)
    if options.admin:
        from praktijkkring.embedded.people import appoint  # noqa: PLC0415 - needs Django to be set up

        appoint(options.admin)
        tell(f"{options.admin} administers and may found circles.")
    children = Children(commands(options, data), tell)
    try:
        children.listen()
        web, *others = children.children
        web.start()
        if wait_until_it_answers(web, options.port):
            say_hello(options, time.monotonic() - began)
        for other in others:  # not before: they would take time from the page that somebody waits for
            other.start()
        return children.watch()
    finally:
        tell("Stopping …")
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        children.stop()


def commands(options: argparse.Namespace, data: Path) -> list[Child]:
    web = ["praktijkkring.live.serve", "--host", options.host, "--port", str(options.port)]
    worker = ["celery", "-A", "praktijkkring", "worker", "-B", "-P", "threads", "-c", "2", "-l", "WARNING"]
    worker += ["-s", str(data / "beat"), "--without-gossip", "--without-mingle"]
    return [
        Child("web server", [sys.executable, "-m", *web], data / "log" / "web.log"),
        Child("worker", [sys.executable, "-m", *worker], data / "log" / "worker.log"),
    ]


def start_postgres(data: Path) -> None:
    from praktijkkring.embedded.postgres import Postgres  # noqa: PLC0415 - not needed with a DATABASE_URL

    if not (data / "pg" / "PG_VERSION").exists():
        tell("Making a database …")
    server = Postgres(data / "pg")
    atexit.register(server.stop)
    server.create("praktijkkring")
    os.environ["DATABASE_URL"] = server.url("praktijkkring")


def empty(data: Path) -> None:
    for path in data.iterdir():
        if path.name != "lock":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def must_be_free(host: str, port: int) -> None:
    """Ends with a message when nothing can listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                sys.exit(f"Port {port} is in use. Try another one: ./run --port {next_port(port)}")
            sys.exit(f"Cannot listen on {host}, port {port}: {error.strerror}.")


def next_port(port: int) -> int:
    return port + 1 if port < HIGHEST_PORT else 8000


def a_port(text: str) -> int:
    if not 0 < int(text) <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"a port is a number from 1 to {HIGHEST_PORT}")
    return int(text)


def wait_until_it_answers(web: Child, port: int) -> bool:
    """True when the front page comes; False when the web server died or takes too long."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and web.process.poll() is None:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
        except urllib.error.HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False


def say_hello(options: argparse.Namespace, seconds: float) -> None:
    tell(f"\nPraktijkkring is at {os.environ['PUBLIC_URL']}  (started in {seconds:.1f} s; Ctrl-C stops it)")
    if options.host != "127.0.0.1":
        tell(f"On your network: http://{own_address()}:{options.port}")
    from praktijkkring.embedded.people import demo_people  # noqa: PLC0415 - needs Django to be set up
    from praktijkkring.outbox import local  # noqa: PLC0415 - the same

    if local.is_here():
        tell(f"No mail server: what it mails, as your code to log in, is at {os.environ['PUBLIC_URL']}/post/")
    for line in demo_people():
        tell(line)


def own_address() -> str:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # nothing is sent: it only chooses an address of ours
            return probe.getsockname()[0]
        except OSError:
            return "127.0.0.1"


def tell(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
