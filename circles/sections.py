"""The text of an agreement as sections, and what changed between two versions, word by word. Pure.

In the stored text an empty line ends a section; the first line of a section with more lines is its heading.
"""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

ALIKE = 0.5
SAME, ADDED, GONE, CHANGED = "same", "added", "gone", "changed"


@dataclass(frozen=True)
class Section:
    title: str
    body: str

    @property
    def is_empty(self) -> bool:
        return not (self.title or self.body)

    @property
    def paragraphs(self) -> list[str]:
        return self.body.split("\n") if self.body else []


@dataclass(frozen=True)
class Piece:
    """Words that stayed, came or went; ``kind`` is same, added or gone."""

    kind: str
    text: str


@dataclass(frozen=True)
class Difference:
    """One section: ``kind`` is same, added, gone or changed."""

    kind: str
    title: list[Piece]
    body: list[Piece]


def parse(text: str) -> list[Section]:
    """The sections of a stored text."""
    blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n").strip())
    found = []
    for block in blocks:
        lines = [line.strip() for line in block.split("\n") if line.strip()]
        if len(lines) > 1:
            found.append(Section(lines[0], "\n".join(lines[1:])))
        elif lines:
            found.append(Section("", lines[0]))
    return found


def join(sections: list[Section]) -> str:
    """The text to store; empty sections are left out, and a body has no empty lines."""
    blocks = []
    for section in sections:
        lines = [" ".join(section.title.split()), *(" ".join(line.split()) for line in section.body.splitlines())]
        block = "\n".join(line for line in lines if line)
        if block:
            blocks.append(block)
    return "\n\n".join(blocks)


def moved(sections: list[Section], number: int, steps: int) -> tuple[list[Section], int]:
    """The sections that are not empty with the one at ``number`` (from 1) moved, and where it stands then.

    Beyond the first or the last place it stays where it is, and so does what is empty or not there.
    """
    filled = [section for section in sections if not section.is_empty]
    if not 1 <= number <= len(sections) or sections[number - 1].is_empty:
        return filled, min(max(number, 1), max(len(filled), 1))
    place = sum(not section.is_empty for section in sections[: number - 1])
    target = min(max(place + steps, 0), len(filled) - 1)
    filled.insert(target, filled.pop(place))
    return filled, target + 1


def differences(old: str, new: str) -> list[Difference]:
    """Every section of the new text in its order, with those that went where they stood."""
    before, after = parse(old), parse(new)
    partner = _partners(before, after)
    found, shown = [], set()
    for number, section in enumerate(after):
        if number not in partner:
            found.append(_whole(ADDED, section))
            continue
        for earlier in range(partner[number]):
            if earlier not in shown and earlier not in partner.values():
                shown.add(earlier)
                found.append(_whole(GONE, before[earlier]))
        shown.add(partner[number])
        found.append(_compared(before[partner[number]], section))
    return found + [_whole(GONE, one) for number, one in enumerate(before) if number not in shown]


def words_changed(old: str, new: str) -> list[Piece]:
    """Two texts as one, in pieces of whole words."""
    before, after = re.findall(r"\S+|\s+", old), re.findall(r"\S+|\s+", new)
    pieces = []
    for kind, first, last, start, end in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(before[first:last])))
            continue
        if last > first:
            pieces.append(Piece(GONE, "".join(before[first:last])))
        if end > start:
            pieces.append(Piece(ADDED, "".join(after[start:end])))
    return pieces


def _partners(before: list[Section], after: list[Section]) -> dict[int, int]:
    """Which new section continues which old one: by heading first, then by how alike the words are."""
    found: dict[int, int] = {}
    for number, section in enumerate(after):
        for earlier, old in enumerate(before):
            if earlier not in found.values() and section.title and old.title.casefold() == section.title.casefold():
                found[number] = earlier
                break
    for number, section in enumerate(after):
        left = [earlier for earlier in range(len(before)) if earlier not in found.values()]
        if number in found or not left:
            continue
        likeness, best = max((_alike(before[earlier].body, section.body), -earlier) for earlier in left)
        if likeness >= ALIKE:
            found[number] = -best
    return found


def _alike(old: str, new: str) -> float:
    return SequenceMatcher(None, old.split(), new.split(), autojunk=False).ratio()


def _compared(old: Section, new: Section) -> Difference:
    kind = SAME if old == new else CHANGED
    return Difference(kind, words_changed(old.title, new.title), words_changed(old.body, new.body))


def _whole(kind: str, section: Section) -> Difference:
    pieces = [[Piece(kind, text)] if text else [] for text in (section.title, section.body)]
    return Difference(kind, *pieces)
