"""The end of the deployment: these tests run last of those of this folder."""

import pytest

from tests.house.deployment.conftest import wait_for

pytestmark = [pytest.mark.slow, pytest.mark.redis]


def test_every_part_ends_within_seconds_when_asked(running):
    ports, containers = running
    wait_for(ports["web"], "/healthz", 60)
    times = {name: container.stop() for name, container in containers.items()}
    assert all(seconds < 10 for seconds in times.values()), times
