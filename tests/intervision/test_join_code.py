"""The QR code on the big screen, read back by a small reader of our own: it holds the address and nothing else."""

import re

import pytest

from intervision.room.join_code import code_of

# Blocks of data by correction level (the two bits for M and Q) and version: how many, and how many bytes each holds.
M, Q = 0b00, 0b11
BLOCKS = {
    M: {1: (1, 16), 2: (1, 28), 3: (1, 44), 4: (2, 32), 5: (2, 43), 6: (4, 27)},
    Q: {1: (1, 13), 2: (1, 22), 3: (2, 17), 4: (2, 24)},
}
MASKS = [
    lambda y, x: (y + x) % 2,
    lambda y, x: y % 2,
    lambda y, x: x % 3,
    lambda y, x: (y + x) % 3,
    lambda y, x: (y // 2 + x // 3) % 2,
    lambda y, x: y * x % 2 + y * x % 3,
    lambda y, x: (y * x % 2 + y * x % 3) % 2,
    lambda y, x: ((y + x) % 2 + y * x % 3) % 2,
]
FORMAT_MASK = 0b101010000010010


def modules(code):
    size = code["size"] - 6
    grid = [[0] * size for _ in range(size)]
    for x, y, length in re.findall(r"M(\d+) (\d+)h(\d+)", code["path"]):
        for offset in range(int(length)):
            grid[int(y)][int(x) + offset] = 1
    return grid


def fixed(size, version):
    """Modules that hold no data: three eyes with format, timing, and from version 2 the small eye."""
    taken = {(y, x) for y in range(size) for x in range(size) if y == 6 or x == 6}
    taken |= {(y, x) for y in range(9) for x in (*range(9), *range(size - 8, size))}
    taken |= {(y, x) for y in range(size - 8, size) for x in range(9)}
    if version > 1:
        middle = size - 7
        taken |= {(y, x) for y in range(middle - 2, middle + 3) for x in range(middle - 2, middle + 3)}
    return taken


def read(code):
    grid = modules(code)
    size = len(grid)
    version = (size - 17) // 4
    places = [(8, x) for x in (0, 1, 2, 3, 4, 5, 7, 8)] + [(y, 8) for y in (7, 5, 4, 3, 2, 1, 0)]
    form = int("".join(str(grid[y][x]) for y, x in places), 2) ^ FORMAT_MASK
    assert form >> 13 in BLOCKS, "corrects at least as much as level M"
    mask, taken, bits = MASKS[form >> 10 & 7], fixed(size, version), ""
    columns = [x for x in range(size - 1, 0, -2) if x > 6] + [5, 3, 1]
    for turn, right in enumerate(columns):
        for row in range(size - 1, -1, -1) if turn % 2 == 0 else range(size):
            for x in (right, right - 1):
                if (row, x) not in taken:
                    bits += str(grid[row][x] ^ (mask(row, x) == 0))
    data = [int(bits[start : start + 8], 2) for start in range(0, len(bits) - 7, 8)]
    blocks, length = BLOCKS[form >> 13][version]
    whole = [data[place * blocks + block] for block in range(blocks) for place in range(length)]
    stream = "".join(f"{byte:08b}" for byte in whole)
    assert stream[:4] == "0100", "bytes"
    count = int(stream[4:12], 2)
    return int(stream[12 : 12 + 8 * count], 2).to_bytes(count).decode()


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost:8000/ronde/1/",
        "https://praktijkkring.nl/ronde/123456/",
        "https://kring.provincie-noord-holland.nl/ronde/9/",
    ],
)
def test_it_says_the_address_of_the_room(address):
    assert read(code_of(address)) == address


def test_a_wrong_module_would_be_seen():
    code = code_of("http://localhost:8000/ronde/1/")
    moved = {**code, "path": code["path"].replace("h1v1h-1z", "h2v1h-2z")}
    with pytest.raises((AssertionError, UnicodeDecodeError, ValueError, IndexError)):
        assert read(moved) == "http://localhost:8000/ronde/1/"


def test_the_big_screen_shows_it(live):
    page = live.fenna.browser.get(live.fenna.url("wall")).content.decode()
    size = re.search(r'viewBox="-3 -3 (\d+)', page)
    path = max(re.findall(r'd="(M[^"]*)"', page), key=len)
    found = read({"size": int(size[1]) if size else 0, "path": path})
    assert found.endswith(f"/ronde/{live.run.pk}/")
