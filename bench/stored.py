"""What a database would say of the rooms of the benchmark: shared memory between the writer and the server.

The product asks for the stored versions now and then. A store that lagged behind the bell would look like a backup that
was put back, and the product would tell every stream to fetch anew.
"""

import mmap
import os
import struct
from pathlib import Path

MOST_ROOMS = 10_000
VARIABLE = "BENCH_STORED"


def create(folder: Path) -> None:
    """All rooms at version 1; processes that start from here on find it by the environment."""
    path = folder / "stored"
    path.write_bytes(bytes(8 * MOST_ROOMS))
    os.environ[VARIABLE] = str(path)


class Stored:
    def __init__(self) -> None:
        with Path(os.environ[VARIABLE]).open("r+b") as file:
            self._map = mmap.mmap(file.fileno(), 0)

    def version(self, room: int) -> int:
        return struct.unpack_from("Q", self._map, 8 * room)[0] or 1

    def move(self, room: int, version: int) -> None:
        struct.pack_into("Q", self._map, 8 * room, version)

    def start_anew(self) -> None:
        self._map[:] = bytes(8 * MOST_ROOMS)
