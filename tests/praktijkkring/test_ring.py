"""The season ring: the year from September at the top."""

import datetime
import math
from dataclasses import replace

import time_machine
from django.utils import translation

from praktijkkring.ui.ring import Stop, angles_of, draw
from tests.praktijkkring.pictures import parse


def day(month, number, year=2026):
    return datetime.date(year, month, number)


SEASON = [
    Stop(1, "done", day(9, 20)),
    Stop(2, "done", day(10, 15)),
    Stop(3, "done", day(11, 5)),
    Stop(4, "next", day(12, 3)),
    Stop(5, "plan", day(1, 7, 2027)),
    Stop(6, "plan", day(3, 4, 2027)),
    Stop(7, "poll"),
]


def drawn(stops, **given):
    with translation.override("en"):
        return parse(draw(stops, **given))


def stops_of(picture):
    return [element for element in picture.iter() if element.get("class", "").startswith("r-m ")]


def test_the_first_of_september_is_at_the_top_and_december_at_the_right():
    assert angles_of([Stop(1, "plan", day(9, 1))]) == [0]
    assert round(angles_of([Stop(1, "plan", day(9, 1)), Stop(2, "plan", day(12, 1))])[1]) == 90


def test_a_meeting_in_spring_belongs_to_the_year_that_began_in_september():
    assert 180 < angles_of([Stop(1, "plan", day(3, 15, 2027))])[0] < 210


def test_each_meeting_shows_its_state_in_order():
    assert [stop.get("class") for stop in stops_of(drawn(SEASON))] == [
        "r-m done",
        "r-m done",
        "r-m done",
        "r-m next",
        "r-m plan",
        "r-m plan",
        "r-m poll",
    ]


def test_what_is_done_is_ticked_and_what_comes_has_its_number():
    texts = [[t.text for t in stop.iter("text")] for stop in stops_of(drawn(SEASON))]
    assert texts == [[], [], [], ["4"], ["5"], ["6"], ["7"]]


def test_two_meetings_in_one_week_stand_side_by_side():
    first, second = angles_of([Stop(1, "plan", day(10, 1)), Stop(2, "plan", day(10, 3))])
    assert 2 * 92 * math.sin(math.radians((second - first) / 2)) > 22


def test_a_meeting_without_a_date_follows_the_one_before_it():
    angles = angles_of(SEASON)
    assert angles[6] - angles[5] == 30
    assert angles_of([Stop(1, "poll"), Stop(2, "poll")]) == [30, 60]


def test_the_done_part_ends_at_the_last_meeting_that_was_held():
    assert [e.get("class") for e in drawn(SEASON).iter("path")].count("r-done") == 1
    assert [e.get("class") for e in drawn(SEASON[3:]).iter("path")].count("r-done") == 0


def test_a_season_across_september_is_drawn_from_its_first_meeting():
    stops = [Stop(n, "done", day(3, 1, 2026) + datetime.timedelta(days=60 * n)) for n in range(6)]
    assert angles_of(stops)[-1] > 360
    path = next(e for e in drawn(stops).iter("path") if e.get("class") == "r-done")
    assert " 0 1 1 " in path.get("d")


@time_machine.travel(datetime.datetime(2026, 11, 22, 12, tzinfo=datetime.UTC))
def test_the_middle_counts_the_days_until_the_next_meeting():
    texts = [text.text for text in drawn(SEASON).iter("text")]
    assert texts[-2:] == ["11 days", "until meeting 4"]


@time_machine.travel(datetime.datetime(2026, 12, 3, 12, tzinfo=datetime.UTC))
def test_on_the_day_itself_the_middle_says_today():
    assert [text.text for text in drawn(SEASON).iter("text")][-2:] == ["today", "meeting 4"]


def test_without_a_next_meeting_the_middle_counts_what_has_been():
    assert [text.text for text in drawn(SEASON[:3]).iter("text")][-2:] == ["3 of 3", "have been"]
    off = [replace(stop, state="off") for stop in SEASON[3:]]
    assert [text.text for text in drawn(SEASON[:3] + off).iter("text")][-2:] == ["3 of 3", "have been"]


def test_an_empty_season_is_an_empty_ring():
    assert stops_of(drawn([])) == []


def test_the_ring_says_the_same_in_words():
    assert drawn(SEASON).get("aria-label") == (
        "Season with 7 meetings: 3 have been, number 4 on 3 December, 2 planned, 1 without a date."
    )
