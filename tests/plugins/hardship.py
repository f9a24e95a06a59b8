"""``--hardship SEED``: a slow connection. Each request to the web server is held for a while, and so is its answer.

For finding what goes wrong when people are quicker than their connection: ``pytest -m browser tests/circles --hardship 1``.
A seed gives the same times in the same order. A slow machine comes from something that burns its processors beside it.
"""

import asyncio
import random

MOST = 0.4  # seconds before the request gets there, and once more for the answer; for a file of a page half of it


def pytest_addoption(parser):
    parser.addoption("--hardship", metavar="SEED", help="hold every request and every answer for a random while")


class Held:
    """The product behind a slow connection. A stream is held only before it begins: it has its line to itself."""

    def __init__(self, application, seed: str):
        self._application, self._chance = application, random.Random(seed)

    async def __call__(self, scope, receive, send):
        if scope["type"] != "http":
            await self._application(scope, receive, send)
            return
        path = scope["path"]
        most = MOST / 2 if path.startswith("/static/") else MOST

        async def late(message):
            if message["type"] == "http.response.start":
                await self._a_while(most)
            await send(message)

        await self._a_while(most)
        await self._application(scope, receive, send if path.startswith("/live/") else late)

    async def _a_while(self, most: float):
        await asyncio.sleep(self._chance.uniform(0, most))
