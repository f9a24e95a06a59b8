"""A method as a file: what was written is what is read; a file of somebody's is refused in words."""

import time
import tomllib

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from intervision.engine import Kind
from intervision.library import toml_file
from intervision.library.lines import line_of
from intervision.library.toml_file import Unreadable
from intervision.methods import library
from tests.plugins.speed import busy

from .made import methods

FIVE = toml_file.write(library.get("vijfstappen"))


def faults_of(data: bytes | str) -> list[str]:
    with pytest.raises(Unreadable) as caught:
        toml_file.read(data.encode() if isinstance(data, str) else data)
    return caught.value.faults


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(methods())
def test_what_is_written_is_what_is_read(method):
    assert toml_file.read(toml_file.write(method).encode()) == method


@pytest.mark.parametrize("method", library.all_methods(), ids=lambda method: method.key)
def test_every_method_of_the_library_goes_out_and_in(method):
    assert toml_file.read(toml_file.write(method).encode()) == method


def test_what_a_method_does_not_have_is_refused_with_its_line():
    text = FIVE.replace('kind = "question"', 'kind = "riddle"\nwho = 3', 1)
    line = text.split("\n").index('kind = "riddle"') + 1
    assert faults_of(text) == [
        f"Regel {line + 1}: ‘who’ hoort niet bij een methode.",
        f"Regel {line}: kind: 'riddle' kan niet. Kies uit {', '.join(Kind)}.",
    ]


@pytest.mark.parametrize(
    "bomb",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 30_000,
        "a" + ".a" * 50_000 + " = 1",
        "a = 1\n" * 20_000,
        "x = " + "9" * 5_000,
        'x = "' + "a" * 190_000 + '"',
        "y" * 200_001,
        "\ufffe",
        "[[steps]]\n" * 30_000,
        "x = 1_" * 10,
        'x = """' + "[" * 400,
    ],
)
def test_a_bomb_is_refused_at_once(bomb):
    begun = time.monotonic()
    assert faults_of(bomb)
    assert time.monotonic() - begun < 2 * busy()


def test_what_is_no_text_is_refused():
    assert faults_of(b"PK\x03\x04\xff\xfe") == ["In dit bestand staat geen tekst. Kies een bestand in TOML."]
    assert faults_of(b"") == ["‘name’ ontbreekt.", "‘steps’ ontbreekt."]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_break_it(data):
    try:
        toml_file.read(data)
    except Unreadable:
        return


def test_our_own_files_are_read_as_the_library_reads_them():
    for method in library.all_methods():
        path = library.HERE / f"{method.key}.toml"
        assert toml_file.read(path.read_bytes()).name == method.name
        assert tomllib.loads(toml_file.write(method))["key"] == method.key


def test_a_line_is_found_by_its_place():
    text = 'key = "x"\n[[steps]]\nkey = "a"\n[[steps]]\nkey = "b"\n[[steps.inputs]]\nby = "member"\n'
    assert line_of(text, "steps[1].inputs[0].by") == 7
    assert line_of(text, "steps[1].key") == 5
    assert line_of(text, "steps[1].inputs[0].kind") == 6
    assert line_of(text, "name") is None
