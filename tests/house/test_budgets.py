"""What fits in the head: files and functions stay short."""

import ast

from tests.house.owed import still_wrong
from tests.house.sources import python_files, short, templates, tracked

PYTHON_FILE, FUNCTION, TEMPLATE, SCRIPT = 250, 40, 120, 150
TEST_FILE = 400  # a list of cases may be longer than what has to be understood as a whole


def long_files(paths, most: int) -> list[str]:
    lengths = ((path, len(path.read_text().splitlines())) for path in paths)
    return [f"{short(path)}: {length} lines, at most {most}" for path, length in lengths if length > most]


def long_functions(source: str, most: int = FUNCTION) -> list[str]:
    return [
        f"{node.name}: {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno + 1 > most
    ]


def test_python_files_are_short():
    assert still_wrong("short files", long_files(python_files(tests=False), PYTHON_FILE)) == []


def test_test_files_are_not_endless():
    assert long_files(python_files(), TEST_FILE) == []


def test_functions_are_short():
    found = [f"{short(path)}: {line}" for path in python_files() for line in long_functions(path.read_text())]
    assert still_wrong("short functions", found) == []


def test_templates_are_short():
    assert long_files(templates(), TEMPLATE) == []


def test_scripts_are_short():
    scripts = [path for path in tracked() if path.suffix in {".js", ".mjs"}]
    assert still_wrong("short scripts", long_files(scripts, SCRIPT)) == []


def test_a_long_function_is_seen():
    assert long_functions("def f():\n" + "    x = 1\n" * 40) == ["f: 41 lines"]
    assert long_functions("def f():\n" + "    x = 1\n" * 39) == []
