"""stream.js and clock.js in a real browser, against the real server. The bus is PostgreSQL's: the server's tests do both."""

import signal
import time

import pytest

from praktijkkring.live.publish import kick, publish
from tests.plugins.speed import busy

from .conftest import change, log_in, move, seat, unseat
from .follower import PATIENCE
from .parts import Server

pytestmark = pytest.mark.browser
BOTH = {"bringer": ""}


@pytest.fixture(scope="module")
def live_server_with_page(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        server = Server(app="tests.praktijkkring.live.stand_in:with_test_page", limits={"BEAT_EVERY": 2.0})
    yield server
    server.stop()


@pytest.fixture
def here(live_server_with_page):
    return f"http://localhost:{live_server_with_page.port}"


@pytest.fixture
def page(rooms, browser, here, settings):
    """Pieter's phone, on the test page, with its stream open."""
    settings.REDIS_URL = ""
    context = browser.new_context()
    context.add_cookies([{"name": "session", "value": log_in(rooms.pieter), "url": here}])
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{here}/test/")
    until(page, "log.includes('live')")
    yield page
    assert page.complaints == []
    context.close()


def until(page, true, timeout=PATIENCE):
    """Asked from outside: the page's own policy forbids playwright's way of waiting."""
    deadline = time.monotonic() + timeout
    while not page.evaluate(true):
        assert time.monotonic() < deadline, page.evaluate("log")
        page.wait_for_timeout(20)


def shows(page, version, text=None, timeout=PATIENCE):
    until(page, f"document.getElementById('version').textContent === '{version}'", timeout)
    assert page.text_content("#text") == text or text is None


def seen(page):
    return page.evaluate("log.filter((line) => /patch|whole/.test(line))")


def test_a_change_is_on_the_screen_at_once(page):
    change(**BOTH, member="eerste")
    shows(page, 2, "eerste")
    change(**BOTH, member="tweede")
    shows(page, 3, "tweede")
    assert seen(page) == ["patch 2", "patch 3"]


def test_a_missed_change_makes_it_fetch_the_whole_once(page):
    move()
    change(**BOTH, member="derde")
    shows(page, 3, "all of 3")
    page.wait_for_timeout(600)
    assert seen(page) == ["whole 3"]


def test_a_change_that_overtook_another_waits_for_it(page):
    first, second = move(), move()
    publish(room="room:1", version=second, patches=BOTH | {"member": "tweede"})
    publish(room="room:1", version=first, patches=BOTH | {"member": "eerste"})
    shows(page, 3, "tweede")
    assert seen(page) == ["patch 2", "patch 3"]


def test_an_old_change_is_ignored(page):
    change(**BOTH, member="nieuw")
    shows(page, 2, "nieuw")
    publish(room="room:1", version=2, patches=BOTH | {"member": "nog eens"})
    publish(room="room:1", version=1, patches=BOTH | {"member": "oud"})
    change(**BOTH, member="verder")
    shows(page, 3, "verder")
    assert seen(page) == ["patch 2", "patch 3"]


def test_a_last_change_whose_bell_was_lost_is_found_by_a_heartbeat(page):
    move()
    shows(page, 2, "all of 2")


def test_a_phone_that_was_offline_shows_the_right_step_when_it_is_back(page):
    page.context.set_offline(True)
    for _ in range(5):
        change(**BOTH, member="gemist")
    page.wait_for_timeout(1_000)
    with page.expect_response("**/live/room/1/**"):  # who is not in yet is told at the door
        page.context.set_offline(False)
    shows(page, 6)
    change(**BOTH, member="weer bij")
    shows(page, 7, "weer bij")


def test_offline_is_said_only_after_five_seconds(page):
    page.context.set_offline(True)
    page.wait_for_timeout(4_000)
    assert "offline" not in page.evaluate("log")
    until(page, "log.includes('offline')", 3 * busy())
    page.context.set_offline(False)
    until(page, "log.at(-1) === 'live' || log.at(-2) === 'live'", 3 * busy())


def test_a_phone_comes_back_after_the_server_did(rooms, browser, settings, start):
    settings.REDIS_URL = ""
    server = start(app="tests.praktijkkring.live.stand_in:with_test_page")
    here = f"http://localhost:{server.port}"
    context = browser.new_context()
    context.add_cookies([{"name": "session", "value": log_in(rooms.pieter), "url": here}])
    page = context.new_page()
    page.goto(f"{here}/test/")
    until(page, "log.includes('live')")
    server.process.send_signal(signal.SIGKILL)
    server.process.wait()
    change(**BOTH, member="gemist")
    start(app="tests.praktijkkring.live.stand_in:with_test_page", port=server.port)
    shows(page, 2, "all of 2")
    context.close()


def test_somebody_who_is_put_out_asks_the_door_at_once(page, rooms):
    unseat(1, rooms.pieter)
    kick(room="room:1", user_id=rooms.pieter.pk)
    until(page, "log.some((line) => line.startsWith('whole'))")


def test_somebody_with_another_role_follows_that_one_at_once(page, rooms):
    unseat(1, rooms.pieter)
    seat(1, rooms.pieter, "bringer")
    with page.expect_response("**/live/room/1/**"):  # who is not in yet is told at the door
        kick(room="room:1", user_id=rooms.pieter.pk)
    until(page, "log.includes('whole 1')")
    change(bringer="nu voor Pieter", member="niet meer")
    shows(page, 2, "nu voor Pieter")


def test_the_clock_is_right_on_a_device_whose_own_clock_is_wrong(page):
    page.evaluate("clock.ready")
    assert page.evaluate("Math.abs(clock.now() - Date.now())") < 100 * busy()
    page.evaluate("{ const real = Date.now; Date.now = () => real() - 600_000; }")
    page.evaluate("clock.measure()")
    off = page.evaluate("fetch('/live/time').then((r) => r.text()).then((t) => Math.abs(clock.now() - Number(t)))")
    assert off < 250 * busy()


def test_a_stream_that_is_closed_stays_closed(page):
    page.evaluate("stream.close()")
    change(**BOTH, member="niet meer")
    page.wait_for_timeout(500)
    assert seen(page) == []
