"""Every variable that settings.py reads is in .env.example and in the README, and no other."""

import ast
import re

from tests.house.environment import ROOT


def read_by(source: str) -> set[str]:
    """Names in ``env.<kind>("NAME", …)``."""
    return {
        node.args[0].value
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "env"
        and node.args
        and isinstance(node.args[0], ast.Constant)
    }


WANTED = read_by((ROOT / "praktijkkring/settings.py").read_text())


def test_the_example_lists_them_all():
    listed = re.findall(r"^#?\s?([A-Z][A-Z0-9_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(WANTED)


def test_the_readme_lists_them_all():
    listed = re.findall(r"^\| `([A-Z][A-Z0-9_]+)` \|", (ROOT / "README.md").read_text(), re.MULTILINE)
    assert sorted(listed) == sorted(WANTED)


def test_a_new_variable_is_seen():
    assert read_by('X = env.str("NEW_ONE", default="")\nY = env.db_url("OTHER")') == {"NEW_ONE", "OTHER"}
