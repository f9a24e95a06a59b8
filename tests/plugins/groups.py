"""Tests that share something dear go to one worker, one after the other; all others go to whoever is free.

xdist has a mark for this, but its version 3.8 does not reach the names of tests in pytest 9.
"""

from xdist.scheduler import LoadScopeScheduling

TOGETHER = ("tests/house/deployment/", "tests/faults/kills/")


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        return next((folder for folder in TOGETHER if nodeid.startswith(folder)), nodeid)


def pytest_xdist_make_scheduler(config, log):
    return Together(config, log)
