"""Kombu's queue in a folder, whose messages appear whole.

Kombu makes a file and fills it a moment later; a worker that looks in between reads nothing and dies of it. Measured: on
a busy machine once in some hundred messages.
"""

import time
import uuid
from pathlib import Path

from kombu.exceptions import ChannelError
from kombu.transport import filesystem
from kombu.utils.json import dumps


class Channel(filesystem.Channel):
    def _put(self, queue, payload, **kwargs):
        """Written under a name that nobody looks for, then renamed: a rename is there or not."""
        folder = Path(self.data_folder_out)
        name = f"{round(time.monotonic() * 1000)}_{uuid.uuid4()}.{queue}.msg"
        growing = folder / f"{name}.part"
        try:
            growing.write_text(dumps(payload), encoding="utf-8")
            growing.replace(folder / name)
        except OSError as error:
            raise ChannelError(f"Cannot add file {name!r} to {folder}") from error


class Transport(filesystem.Transport):
    Channel = Channel
