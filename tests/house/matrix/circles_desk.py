"""The coordinator's desk and the life of a circle."""

import datetime

from django.utils import timezone

from circles.models import Circle, Ending
from intervision.models import Harvest
from sessions_app.models import Meeting, Season
from tests.house.matrix import Row, only

RUNS = ("coordinator",)
DESKS = ("coordinator", "other_coordinator")
ADMIN = ("network_admin", "superuser")


def circle(w):
    return [w.circle.pk]


def meeting(w):
    return [w.next_meeting.pk]


def without_question(w):
    Meeting.objects.filter(pk=w.next_meeting.pk).update(case_bringer=w.member, question=None)
    return meeting(w)


def without_harvest(w):
    Harvest.objects.filter(meeting=w.past_meeting).delete()
    return [w.past_meeting.pk]


def left_open(w):
    """The round of the live meeting, a day later."""
    Meeting.objects.filter(pk=w.live_meeting.pk).update(date=timezone.localdate() - datetime.timedelta(days=1))
    return [w.live_meeting.pk]


def between_seasons(w):
    Season.objects.filter(pk=w.season.pk).update(state="closed", closed_at=timezone.now())
    Circle.objects.filter(pk=w.circle.pk).update(state="resting", started_at=timezone.now())
    return circle(w)


def closed(w):
    Circle.objects.filter(pk=w.circle.pk).update(state="closed")
    Ending.objects.create(circle=w.circle, by=w.coordinator, erase_on=timezone.localdate())
    return circle(w)


ROWS = [
    Row("circles:desk", get=only(200, *DESKS)),
    Row("circles:desk", get=only(200, *DESKS), query="?tekst=erf&staat=running&aandacht=1&blad=1"),
    Row("circles:desk_network", get=only(200, *ADMIN)),
    Row("circles:remind_to_sign", args=circle, post=only(302, *RUNS)),
    Row(
        "circles:close",
        args=between_seasons,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"keep_days": "90"},
    ),
    Row(
        "circles:change_term",
        args=closed,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"keep_days": "730"},
    ),
    Row("circles:reopen", args=closed, post=only(302, *RUNS)),
    Row("sessions_app:season_next", args=circle, get=only(200, *RUNS)),
    Row("sessions_app:ask_who_comes", args=meeting, post=only(302, *RUNS)),
    Row("sessions_app:ask_for_the_case", args=without_question, post=only(302, *RUNS)),
    Row("intervision:close_round", args=left_open, post=only(302, *RUNS)),
    Row("intervision:harvest_open", args=without_harvest, post=only(302, *RUNS)),
]
