"""The files of the house, for tests that read them."""

import subprocess
from pathlib import Path

from tests.house.environment import ROOT

APPS = ("praktijkkring", "circles", "sessions_app", "intervision", "costs")
NOT_OURS = ("static/vendor/", "static/fonts/")


def tracked() -> list[Path]:
    """Every file of the house that belongs to it, without what lies about."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [name for name in listed.stdout.split("\0") if name]
    else:  # unpacked without git
        hidden = {".venv", ".data", ".git", "__pycache__", "staticfiles", "secrets"}
        files = (p.relative_to(ROOT) for p in ROOT.rglob("*") if p.is_file())
        names = [p.as_posix() for p in files if not hidden & set(p.parts)]
    return [ROOT / name for name in sorted(set(names)) if (ROOT / name).is_file() and not name.startswith(NOT_OURS)]


def short(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def python_files(*, tests: bool = True) -> list[Path]:
    return [
        path
        for path in tracked()
        if path.suffix == ".py" and "migrations" not in path.parts and (tests or not short(path).startswith("tests/"))
    ]


def app_files() -> list[Path]:
    """Python of the apps, without demo data."""
    return [p for p in python_files(tests=False) if p.relative_to(ROOT).parts[0] in APPS and p.name != "demo.py"]


def templates() -> list[Path]:
    return [path for path in tracked() if short(path).startswith("templates/")]
