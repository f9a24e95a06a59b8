"""What fits in the head: files and functions stay short."""

import ast

from tests.house.sources import python_files, short, templates, tracked

PYTHON_FILE, FUNCTION, TEMPLATE, SCRIPT = 250, 40, 120, 150


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
    assert long_files(python_files(), PYTHON_FILE) == []


def test_functions_are_short():
    assert [f"{short(path)} {line}" for path in python_files() for line in long_functions(path.read_text())] == []


def test_templates_are_short():
    assert long_files(templates(), TEMPLATE) == []


def test_scripts_are_short():
    assert long_files([path for path in tracked() if path.suffix in {".js", ".mjs"}], SCRIPT) == []


def test_a_long_function_is_seen():
    assert long_functions("def f():\n" + "    x = 1\n" * 40) == ["f: 41 lines"]
    assert long_functions("def f():\n" + "    x = 1\n" * 39) == []
