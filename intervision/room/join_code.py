"""The QR code of the address of a room, as an SVG path: no file, no script, no third party."""

from functools import lru_cache

import segno


@lru_cache(maxsize=64)  # drawn again with every step on the big screen
def code_of(address: str) -> dict:
    """``{"size": modules with border, "path": "M…"}`` for one stroked path, one unit per module."""
    code = segno.make(address, error="m", micro=False)
    rows = list(code.matrix_iter(border=0))
    parts = []
    for y, row in enumerate(rows):
        x = 0
        while x < len(row):
            length = 0
            while x + length < len(row) and row[x + length]:
                length += 1
            if length:
                parts.append(f"M{x} {y}h{length}v1h-{length}z")
            x += max(length, 1)
    return {"size": len(rows) + 6, "path": "".join(parts)}
