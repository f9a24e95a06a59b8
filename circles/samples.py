"""Invented people and circles for looking at mails. Nothing of it is stored."""

import datetime

from django.utils import timezone

from praktijkkring.models import User
from praktijkkring.outbox.samples import register

from .models import (
    Area,
    Circle,
    CircleMove,
    Ending,
    Handover,
    Invitation,
    Membership,
    Organisation,
    Pause,
    WaitingPlace,
)
from .waiting import Standing


def world() -> dict:
    """A value for every name that the mails of circles use."""
    now, today = timezone.now(), timezone.localdate()
    circle = Circle(pk=1, name="Stille straten", theme="Wie past er op de buurt?", state="forming", founded_at=now)
    second = Circle(pk=2, name="Stille straten 2", theme=circle.theme)
    tineke = User(pk=1, name="Tineke Bos", email="tineke@voorbeeld.nl")
    pieter = User(pk=2, name="Pieter Smit", email="pieter@voorbeeld.nl")
    area, office = Area(name="Veenbroek"), Organisation(name="Gemeente Veenbroek")
    member = Membership(pk=1, circle=circle, user=pieter, seat=4, area=area, organisation=office)
    member.responsibility = "wethouder"
    in_two_weeks = now + datetime.timedelta(days=14)
    invitation = Invitation(pk=1, circle=circle, email=pieter.email, name=pieter.name, area=area, invited_by=tineke)
    invitation.expires_at, invitation.seat = in_two_weeks, 4
    return {
        "circle": circle,
        "second": second,
        "coordinator": tineke,
        "applicant": pieter,
        "member": member,
        "area": area,
        "seated": 5,
        "invitation": invitation,
        "token": "voorbeeld",
        "version": 2,
        "words": "",
        "handover": Handover(pk=1, circle=circle, by=tineke, to_email=pieter.email),
        "proposed": True,
        "place": WaitingPlace(pk=1, circle=circle, name=pieter.name, email=pieter.email, by=tineke, number=2),
        "standing": Standing(circle=circle, position=2, length=5, days=7, automatic=True),
        "move": CircleMove(pk=1, circle=circle, to_circle=second, user=pieter),
        "ending": Ending(pk=1, circle=circle, by=tineke, erase_on=today + datetime.timedelta(days=30)),
        "pause": Pause(pk=1, membership=member, first=today, last=today + datetime.timedelta(days=30), by=pieter),
        "mine": True,
    }


register("circles", world)
