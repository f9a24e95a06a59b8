"""The product as it is, with shorter times where a test would wait for minutes: LIVE_TEST holds them as JSON."""

import json
import os

from praktijkkring.asgi import application
from praktijkkring.live import limits

__all__ = ["application"]

for name, seconds in json.loads(os.environ.get("LIVE_TEST", "{}")).items():
    setattr(limits, name, seconds)
