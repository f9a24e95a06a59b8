"""``./test``: the linters and contracts, then pytest on real PostgreSQL, Redis and browser.

./test                      everything
./test tests/circles -x     pytest only, with these arguments
./test --require-all        what cannot run here is a failure (this is what .ci/run does)
./test --nightly            the long walks too: every page by keyboard, kills, all methods compared
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.house.environment import PRODUCTION
from tests.plugins.found import LEAN_BROWSER, UNPACKED_PROXY, own_browser, own_proxy

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable
TOOLS = Path(PYTHON).parent
# One more than there are processors: some tests wait for what they started.
WORKERS = str(min((os.cpu_count() or 2) + 1, 6))
CHECKS = {
    "ruff check": [TOOLS / "ruff", "check", "--quiet", "."],
    "ruff format": [TOOLS / "ruff", "format", "--check", "--quiet", "."],
    "djlint": [TOOLS / "djlint", "templates", "--lint", "--quiet"],
    "mypy": [TOOLS / "mypy"],
    "import contracts": [TOOLS / "lint-imports"],
    "migrations": [PYTHON, "-W", "ignore", "manage.py", "makemigrations", "--check", "--dry-run"],
    "check --deploy": [PYTHON, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}


def main(arguments: list[str]) -> int:
    if {"-h", "--help"} & set(arguments):
        print(__doc__)
        return 0
    require_all = "--require-all" in arguments
    nightly = "--nightly" in arguments
    arguments = [argument for argument in arguments if argument not in {"--require-all", "--nightly"}]
    # The tests start a hundred programs of ours: each would compile all of it anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["REQUIRE_ALL"], os.environ["NIGHTLY"] = str(int(require_all)), str(int(nightly))
    notes = Path(tempfile.mkstemp(prefix="pk-notes-")[1])
    os.environ["PRAKTIJKKRING_TEST_NOTES"] = str(notes)
    try:
        find_a_browser()
        find_a_proxy()
        good = not arguments and lint(notes)
        code = subprocess.call([PYTHON, "-m", "pytest", *(arguments or ["-q", "-n", WORKERS])])
    finally:
        notes.unlink(missing_ok=True)
    return code or int(not arguments and not good)


def lint(notes: Path) -> bool:
    """Run the checks two at a time; what they say comes again at the very end."""
    environment = {**os.environ, **PRODUCTION, "PYTHONPATH": str(ROOT)}
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda item: check(*item, environment), CHECKS.items()))
    failed = [(name, output) for name, code, output in results if code]
    with notes.open("w") as file:
        for name, output in failed:
            file.write(f"{name} FAILED\n{output}\n")
    return not failed


def check(name: str, command: list, environment: dict) -> tuple[str, int, str]:
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name:20} {verdict:7} {time.monotonic() - began:5.1f} s", flush=True)
    return name, done.returncode, done.stdout


def find_a_browser() -> None:
    """As root on Debian the Chromium without windows; else the one that is here, else playwright's own. Tests say when there is none."""
    if shutil.which(LEAN_BROWSER) or os.environ.get("BROWSER_PATH"):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing a browser …", flush=True)
        quietly("apt-get", "update")
        quietly("apt-get", "install", "--yes", "--no-install-recommends", LEAN_BROWSER)
        if not own_browser():  # older systems know only the one with windows
            quietly("apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    if not (own_browser() or (Path.home() / ".cache" / "ms-playwright").exists()):
        print("No browser found; installing one …", flush=True)
        quietly(PYTHON, "-m", "playwright", "install", "chromium")


def find_a_proxy() -> None:
    """Caddy on PATH; else as root on Debian the one of its package, unpacked beside the checkout's other things.

    It is not installed: the package would start a service. Tests say when there is none.
    """
    if own_proxy() or not (shutil.which("apt-get") and os.geteuid() == 0):
        return
    print("No Caddy found; fetching it …", flush=True)
    UNPACKED_PROXY.mkdir(parents=True, exist_ok=True)
    quietly("apt-get", "update")
    quietly("apt-get", "download", "caddy", cwd=UNPACKED_PROXY)
    for package in UNPACKED_PROXY.glob("caddy_*.deb"):
        quietly("dpkg", "--extract", package, UNPACKED_PROXY)
        package.unlink()


def quietly(*command, **options) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, **options)


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main(sys.argv[1:]))
