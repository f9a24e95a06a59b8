"""What the documents point to is there, and the index of the decisions names each of them."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DECISIONS = ROOT / "docs" / "decisions"
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")


def documents() -> list[Path]:
    return [*ROOT.glob("*.md"), *sorted((ROOT / "docs").rglob("*.md")), *sorted((ROOT / "bench").glob("*.md"))]


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(document):
    targets = LINK.findall(document.read_text())
    assert [target for target in targets if not (document.parent / target).exists()] == []


def index() -> list[str]:
    """A line for each decision, from its own heading."""
    lines = []
    for path in sorted(DECISIONS.glob("[0-9]*.md")):
        number, title = re.match(r"# (\d{4})[.:]? (.+)", path.read_text()).groups()
        lines.append(f"* [{number}]({path.name}) {title}")
    return lines


def test_the_index_of_the_decisions_is_complete():
    written = [line for line in (DECISIONS / "README.md").read_text().splitlines() if line.startswith("* ")]
    assert written == index(), "docs/decisions/README.md lacks a line, or a title changed"


def test_no_number_is_given_twice():
    numbers = [path.name[:4] for path in DECISIONS.glob("[0-9]*.md")]
    assert sorted({number for number in numbers if numbers.count(number) > 1}) == []
