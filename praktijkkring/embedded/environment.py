"""Makes ``.venv`` from a lock file, with nothing but Python. Used by ./run and ./test before anything is installed.

Uses uv when it is there, else venv and pip; both check the hashes in the lock.
"""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
OLDEST = (3, 11)
NO_VENV = """This Python ({python}) cannot make a virtual environment. One of these helps:
  sudo apt install python3-venv      (Debian, Ubuntu)
  python3 -m pip install --user uv   (then start again: uv is used when it is there)"""


def newer_python():
    """Start again under a Python that is new enough, when this one is not; ends with a message when there is none."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(20, OLDEST[1] - 1, -1):
        other = shutil.which(f"python3.{minor}")
        if other and subprocess.call([other, "-c", ""]) == 0:
            os.execv(other, [other, *sys.argv])
    sys.exit(f"Praktijkkring needs Python 3.11 or newer; this is {sys.version.split()[0]}.")


def ensure(lock: str) -> None:
    """Install what ``lock`` says into .venv, unless exactly that was done before."""
    wanted = hashlib.sha256((ROOT / lock).read_bytes()).hexdigest()
    stamp = VENV / ("." + lock + ".installed")
    if stamp.exists() and stamp.read_text() == wanted and works():
        return
    print(f"Installing the packages of {lock} …", flush=True)
    uv = shutil.which("uv")
    if not (uv and with_uv(uv, lock)):
        with_pip(lock)
    stamp.write_text(wanted)


def works() -> bool:
    try:
        return subprocess.call([str(PYTHON), "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def with_uv(uv: str, lock: str) -> bool:
    if not works():
        shutil.rmtree(VENV, ignore_errors=True)
        if subprocess.call([uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]) != 0:
            return False
    install = [uv, "pip", "install", "--quiet", "--require-hashes", "--python", str(PYTHON), "-r", str(ROOT / lock)]
    if subprocess.call(install) == 0:
        return True
    print("uv did not manage; trying pip.", flush=True)
    return False


def with_pip(lock: str) -> None:
    if not works():
        shutil.rmtree(VENV, ignore_errors=True)
        if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
            sys.exit(NO_VENV.format(python=sys.executable))
        if subprocess.call([sys.executable, "-m", "venv", str(VENV)]) != 0:
            sys.exit(NO_VENV.format(python=sys.executable))
    elif subprocess.call([str(PYTHON), "-m", "pip", "--version"], stdout=subprocess.DEVNULL) != 0:
        subprocess.call([str(PYTHON), "-m", "ensurepip"], stdout=subprocess.DEVNULL)
    install = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    if subprocess.call([*install, "-r", str(ROOT / lock)]) != 0:
        sys.exit("The packages could not be installed. Is there a network, or a package mirror that pip knows?")


def go_on(module: str, arguments: list) -> None:
    """Continue in the environment, as ``python -m module``."""
    command = [str(PYTHON), "-m", module, *arguments]
    os.chdir(str(ROOT))
    if os.name == "nt":
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)
