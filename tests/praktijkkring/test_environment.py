"""The first step of ./run on a fresh machine: an environment from the lock file, by uv where it is, else by pip."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CODE = Path(__file__).resolve().parents[2] / "praktijkkring" / "embedded" / "environment.py"
ENSURE = "import environment; environment.ensure('requirements.lock')"
NO_ENSUREPIP = """
import importlib.util
find = importlib.util.find_spec
importlib.util.find_spec = lambda name: None if name == "ensurepip" else find(name)
"""
UV = """#!/bin/sh
echo "uv $*" >> {log}
case "$1 $#" in venv*) for last; do :; done; {python} -m venv --without-pip "$last";; esac
exit {ends}
"""


@pytest.fixture
def fresh(tmp_path):
    """A checkout with a lock file that asks for nothing; ``start(path, before)`` does the first step there."""
    embedded = tmp_path / "checkout" / "praktijkkring" / "embedded"
    embedded.mkdir(parents=True)
    shutil.copy(CODE, embedded)
    (tmp_path / "checkout" / "requirements.lock").write_text("")
    (tmp_path / "bin").mkdir()

    def start(before=""):
        return subprocess.run(
            [sys.executable, "-c", f"{before}\n{ENSURE}"],
            cwd=embedded,
            env={**os.environ, "PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin"},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    start.venv, start.asked = embedded.parents[1] / ".venv", tmp_path / "asked"
    start.bin = tmp_path / "bin"
    return start


def put_uv(fresh, ends=0):
    uv = fresh.bin / "uv"
    uv.write_text(UV.format(log=fresh.asked, python=sys.executable, ends=ends))
    uv.chmod(0o755)


def test_uv_makes_the_environment_and_checks_the_hashes(fresh):
    put_uv(fresh)
    assert fresh().returncode == 0
    made, installed = fresh.asked.read_text().splitlines()
    assert made == f"uv venv --quiet --python {sys.executable} {fresh.venv}"
    assert installed == (
        f"uv pip install --quiet --require-hashes --python {fresh.venv}/bin/python"
        f" -r {fresh.venv.parent / 'requirements.lock'}"
    )


def test_what_is_installed_is_not_installed_again_until_the_lock_changes(fresh):
    put_uv(fresh)
    fresh()
    before = fresh.asked.read_text()
    assert fresh().stdout == ""
    assert fresh.asked.read_text() == before
    (fresh.venv.parent / "requirements.lock").write_text("# another\n")
    assert fresh().stdout == "Installing the packages of requirements.lock …\n"
    assert len(fresh.asked.read_text().splitlines()) == 3


def test_without_uv_it_is_venv_and_pip(fresh):
    assert fresh().returncode == 0
    assert not fresh.asked.exists()
    assert (fresh.venv / "bin" / "pip3").exists()


def test_a_uv_that_does_not_manage_leaves_it_to_pip(fresh):
    put_uv(fresh, ends=2)
    answer = fresh()
    assert answer.returncode == 0
    assert (fresh.venv / "bin" / "pip3").exists()


def test_a_python_without_venv_says_what_helps(fresh):
    answer = fresh(before=NO_ENSUREPIP)
    assert answer.returncode == 1
    assert answer.stderr.startswith(f"This Python ({sys.executable}) cannot make a virtual environment.")
    assert "sudo apt install python3-venv" in answer.stderr
    assert not fresh.venv.exists()
