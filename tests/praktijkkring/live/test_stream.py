"""A stream as a browser gets it, from the real server, over both buses."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction

from praktijkkring.live.publish import Besides, kick, publish
from tests.plugins.speed import busy

from .conftest import change, log_in, move, seat, unseat

pytestmark = pytest.mark.usefixtures("over_the_bus")
CANARY = "KANARIE-bringer-7f3a"


def test_each_role_gets_its_own_patch_of_a_change(follow, rooms):
    ellen, pieter, chris = follow(rooms.ellen), follow(rooms.pieter), follow(rooms.chris, 2)
    change(bringer="<p id=a>voor Ellen</p>", member="<p id=a>voor\r\nPieter\r\n\r\nevent: kick</p>")
    patches = [follower.wait("patch") for follower in (ellen, pieter)]
    assert [(patch.id, patch.data) for patch in patches] == [
        ("2", "<p id=a>voor Ellen</p>"),
        ("2", "<p id=a>voor\nPieter\n\nevent: kick</p>"),
    ]
    assert chris.listen(0.3).named("patch") == []


def drawn_besides(room):
    """The times that ``room`` is drawn when it goes along with another one."""
    times = []
    publish(room="room:2", version=9, patches={}, besides=Besides(room, lambda: times.append(1) or {"member": "too"}))
    return len(times)


def test_what_goes_along_is_drawn_when_somebody_may_hear_it(follow, rooms, bus_url):
    pieter = follow(rooms.pieter)
    assert (drawn_besides("room:1"), drawn_besides("room:77")) == (1, not bus_url)  # only Redis can tell
    assert (patch := pieter.wait("patch")).data == "too"
    assert patch.id == "9"


def test_over_a_bus_that_is_away_nothing_goes_along(rooms, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    assert drawn_besides("room:1") == 0


def test_what_is_meant_for_another_role_is_not_in_the_bytes(follow, rooms):
    pieter = follow(rooms.pieter)
    change(bringer=CANARY, member="")
    assert pieter.wait("patch").data == ""
    assert CANARY.encode() not in pieter.raw


def test_a_role_that_the_writer_forgot_fetches_its_page(follow, rooms):
    pieter = follow(rooms.pieter)
    version = change(bringer=CANARY)
    assert pieter.wait("resync").data == str(version)
    assert CANARY.encode() not in pieter.raw


@pytest.mark.parametrize("length", [10, 5_000, 200_000])
def test_a_patch_of_any_length_arrives_whole(follow, rooms, length):
    pieter = follow(rooms.pieter)
    text = "".join(f"{number} é\n" for number in range(length // 8))
    change(bringer="", member=text)
    assert pieter.wait("patch").data == text


def test_changes_arrive_in_order_and_without_a_gap(follow, rooms):
    pieter = follow(rooms.pieter)
    for number in range(50):
        change(bringer="", member=f"<p>{number}</p>")
    pieter.wait("patch", count=50)
    assert [event.version for event in pieter.named("patch")] == list(range(2, 52))


@pytest.mark.parametrize("who", ["outsider", "anonymous", "made-up session", "ex-member", "deactivated"])
def test_whoever_has_no_business_there_gets_404_and_not_a_byte(visit, rooms, who):
    cookie = log_in(rooms.chris if who == "outsider" else rooms.pieter)
    if who == "ex-member":
        unseat(1, rooms.pieter)
    if who == "deactivated":
        rooms.pieter.is_active = False
        rooms.pieter.save(update_fields=["is_active"])
    cookie = {"anonymous": "", "made-up session": "x" * 32}.get(who, cookie)
    refused, missing = visit(cookie, "/live/room/1/?v=1"), visit(cookie, "/live/room/99/?v=1")
    assert [refused.status, missing.status] == [404, 404]
    change(bringer=CANARY, member=CANARY)
    refused.listen(0.3)
    assert refused.raw.endswith(b"\r\n\r\n")
    assert without_date(refused.raw) == without_date(missing.raw)


def without_date(raw):
    return [line for line in raw.split(b"\r\n") if not line.startswith(b"date:")]


@pytest.mark.parametrize("cookie", ['"\\000"', "a;b=c", "é" * 32, "x" * 5000, '"\\047 OR 1=1 --"', "A" * 32])
def test_a_cookie_made_of_anything_opens_nothing(visit, cookie):
    assert visit(cookie, "/live/room/1/").status == 404


def test_a_session_that_was_ended_opens_nothing(visit, rooms):
    cookie = log_in(rooms.pieter)
    Session.objects.all().delete()
    assert visit(cookie, "/live/room/1/").status == 404


def test_a_password_change_ends_what_a_session_may_open(visit, rooms):
    cookie = log_in(rooms.pieter)
    rooms.pieter.set_password("iets-heel-anders-42")
    rooms.pieter.save(update_fields=["password"])
    assert visit(cookie, "/live/room/1/").status == 404


@pytest.mark.parametrize(
    "header",
    ["Origin: https://boos.example", "Sec-Fetch-Site: cross-site", "Sec-Fetch-Site: same-site", "Host: boos.example"],
)
def test_a_page_of_another_site_gets_nothing(visit, rooms, header):
    assert visit(rooms.pieter, "/live/room/1/", headers=[header]).status == 404


def test_a_page_of_our_own_is_let_in(follow, rooms):
    headers = ["Origin: http://localhost", "Sec-Fetch-Site: same-origin", "Sec-Fetch-Mode: cors"]
    assert follow(rooms.pieter, headers=headers).status == 200


@pytest.mark.parametrize(
    "path", ["/live/", "/live/room/", "/live/room/x/", "/live/nothing/1/", "/live/room/1", "/live/room/01/"]
)
def test_other_addresses_under_live_do_not_exist(visit, rooms, path):
    assert visit(rooms.pieter, path).status == 404


def test_a_stream_is_never_stored_or_held_up(follow, rooms):
    head = follow(rooms.pieter).raw.split(b"\r\n\r\n")[0].lower()
    for line in (
        b"content-type: text/event-stream; charset=utf-8",
        b"cache-control: no-store, no-transform",
        b"x-accel-buffering: no",
        b"x-content-type-options: nosniff",
    ):
        assert line in head


def test_a_removed_member_hears_nothing_more_within_two_seconds(follow, rooms):
    pieter, ellen = follow(rooms.pieter), follow(rooms.ellen)
    unseat(1, rooms.pieter)
    kick(room="room:1", user_id=rooms.pieter.pk)
    removed = time.monotonic()
    for _ in range(10):
        change(bringer="", member=CANARY)
    assert pieter.wait_end() - removed < 2 * busy()
    assert CANARY.encode() not in pieter.raw
    assert [event.name for event in pieter.events] == ["hello", "kick"]
    ellen.wait("patch", count=10)


def test_a_closed_account_is_put_out_of_every_room(follow, rooms):
    seat(2, rooms.pieter, "member")
    both = follow(rooms.pieter), follow(rooms.pieter, 2)
    kick(user_id=rooms.pieter.pk)
    for follower in both:
        follower.wait("kick")
        follower.wait_end()


def test_nothing_rings_before_the_commit_and_nothing_after_a_rollback(follow, rooms):
    pieter = follow(rooms.pieter)
    with transaction.atomic():
        publish(room="room:1", version=move(), patches={"bringer": "", "member": "na de commit"})
        assert pieter.listen(0.3).named("patch") == []
    assert pieter.wait("patch").data == "na de commit"
    with transaction.atomic():
        publish(room="room:1", version=move(), patches={"bringer": "", "member": CANARY})
        transaction.set_rollback(True)
    assert CANARY.encode() not in pieter.listen(0.3).raw


@pytest.mark.parametrize(
    ("headers", "v", "told"),
    [
        ([], 3, []),
        ([], 2, ["3"]),
        ([], "", ["3"]),
        ([], "nonsense", ["3"]),
        ([], 9, ["3"]),
        (["Last-Event-ID: 3"], 1, []),
        (["Last-Event-ID: 2"], 3, ["3"]),
        (["Last-Event-ID: 99999999999999999999"], 3, []),
    ],
)
def test_who_is_behind_is_told_so_when_they_come(follow, rooms, headers, v, told):
    move()
    move()
    pieter = follow(rooms.pieter, v=v, headers=headers)
    change(bringer="", member="later")
    assert pieter.wait("patch").version == 4  # what was told at the door came before it
    assert pieter.wait("hello").data == "3"
    assert [event.data for event in pieter.named("resync")] == told


def test_the_twenty_first_stream_of_one_person_is_refused(follow, rooms):
    opened = [follow(rooms.pieter).status for _ in range(21)]
    assert opened == [200] * 20 + [503]
    assert follow(rooms.ellen).status == 200


def test_the_time_is_told_to_anybody(visit):
    follower = visit("", "/live/time")
    arrived = time.time()
    assert follower.body_within(5)
    assert abs(int(follower.raw.split(b"\r\n\r\n")[1]) / 1000 - arrived) < 1 * busy()


def test_pages_are_answered_by_the_same_process(visit):
    assert visit("", "/account/login/").status == 200
