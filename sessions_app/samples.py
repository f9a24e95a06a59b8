"""An invented meeting and an invented guest for looking at mails. Nothing of it is stored."""

import datetime

from django.utils import timezone

from circles import samples
from praktijkkring.outbox.samples import register

from .models import GuestPass, Meeting, Poll, Season


def world() -> dict:
    """A value for every name that the mails of meetings use; the circle and its people are those of circles."""
    known = samples.world()
    season = Season(pk=1, circle=known["circle"], name="2026–2027", state="running")
    meeting = Meeting(pk=1, season=season, number=3, state="confirmed", facilitator=known["coordinator"])
    meeting.date = timezone.localdate() + datetime.timedelta(days=10)
    meeting.place, meeting.case_bringer = "Dorpshuis De Schakel", known["member"]
    guest = GuestPass(
        pk=1, meeting=meeting, email="gerda@voorbeeld.nl", name="Gerda Vos", invited_by=known["coordinator"]
    )
    return known | {
        "season": season,
        "meeting": meeting,
        "guest": guest,
        "poll": Poll(pk=1, season=season, wanted=7, closes_on=timezone.localdate() + datetime.timedelta(days=10)),
        "count": 8,
        "open": 3,
        "asked": True,
        "leads": False,
        "away": False,
        "comes": False,
        "must_choose": True,
        "coming": 3,
        "silent": 2,
        "no": 3,
        "quorum": 5,
    }


register("sessions_app", world)
register("intervision", world)
