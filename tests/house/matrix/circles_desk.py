"""The coordinator's desk and the life of a circle."""

from sessions_app.models import Meeting
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
    w.harvest.delete()
    return [w.past_meeting.pk]


ROWS = [
    Row("circles:desk", get=only(200, *DESKS)),
    Row("circles:desk", get=only(200, *DESKS), query="?tekst=erf&staat=running&aandacht=1&blad=1"),
    Row("circles:desk_network", get=only(200, *ADMIN)),
    Row("circles:remind_to_sign", args=circle, post=only(302, *RUNS)),
    Row("sessions_app:ask_who_comes", args=meeting, post=only(302, *RUNS)),
    Row("sessions_app:ask_for_the_case", args=without_question, post=only(302, *RUNS)),
    Row("intervision:harvest_open", args=without_harvest, post=only(302, *RUNS)),
]
