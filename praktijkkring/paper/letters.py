"""Which letters a font has, read from the file itself, so that a sign it lacks is replaced and never breaks a card."""

import struct
import unicodedata
from functools import cache
from pathlib import Path
from unicodedata import category

INSTEAD = "?"
UNSEEN = frozenset({"Cc", "Cf", "Mn"})  # controls, joiners and marks of direction, marks on a letter
SPACES = frozenset("\n\t\r\u2028\u2029\x0b\x0c\x85")


@cache
def letters_of(path: Path) -> frozenset[int]:
    """The code points of a TrueType file, from its table ``cmap`` in format 4 (the basic plane)."""
    data = path.read_bytes()
    start = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, start + 2)[0]
    found: set[int] = set()
    for index in range(count):
        offset = start + struct.unpack_from(">I", data, start + 8 + 8 * index)[0]
        if struct.unpack_from(">H", data, offset)[0] == 4:  # noqa: PLR2004 - the format
            found |= _format_4(data, offset)
    return frozenset(found)


def printable(text: str, known: frozenset[int]) -> str:
    """``text`` with a question mark for each sign that the font lacks; what only steers the writing is left out."""
    signs = (" " if one in SPACES else one for one in unicodedata.normalize("NFC", text))
    return "".join(one if ord(one) in known else "" if category(one) in UNSEEN else INSTEAD for one in signs)


def _table(data: bytes, name: bytes) -> int:
    for index in range(struct.unpack_from(">H", data, 4)[0]):
        tag, _checksum, offset, _length = struct.unpack_from(">4sIII", data, 12 + 16 * index)
        if tag == name:
            return offset
    raise ValueError(f"no table {name!r}")


def _format_4(data: bytes, at: int) -> set[int]:
    segments = struct.unpack_from(">H", data, at + 6)[0] // 2
    ends = struct.unpack_from(f">{segments}H", data, at + 14)
    starts = struct.unpack_from(f">{segments}H", data, at + 16 + 2 * segments)
    return {
        point
        for first, last in zip(starts, ends, strict=True)
        for point in range(first, last + 1)
        if point != 0xFFFF  # noqa: PLR2004
    }
