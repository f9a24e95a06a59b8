"""Circles: who has which role, and seats that change."""

import datetime

from django.utils import timezone

from circles.models import Coordinator, Handover, Pause, RoleHolder
from tests.house.matrix import Row, only
from tests.house.matrix.circles import RUNS, SEES, circle


def asked(w):
    made = Handover.objects.create(circle=w.circle, by=w.coordinator, to_email=w.member.user.email, kind="money")
    return [w.circle.pk, made.pk]


def treasurer(w):
    return [w.circle.pk, RoleHolder.objects.create(circle=w.circle, user=w.member.user, role="money").pk]


def two_coordinators(w):
    Coordinator.objects.create(circle=w.circle, user=w.applicant)
    return circle(w)


def own_seat(w):
    return [w.circle.pk, w.member.pk]


def pausing(w):
    today = timezone.localdate()
    made = Pause.objects.create(membership=w.member, first=today, last=today, by=w.coordinator)
    return [w.circle.pk, w.member.pk, made.pk]


def days(w):
    return {"first": timezone.localdate(), "last": timezone.localdate() + datetime.timedelta(days=30)}


ROWS = [
    Row("circles:seats", args=circle, get=only(200, *SEES)),
    Row("circles:pause", args=own_seat, get=only(200, "member", *RUNS), post=only(302, "member", *RUNS), data=days),
    Row("circles:end_pause", args=pausing, post=only(302, "member", *RUNS)),
    Row(
        "circles:successor",
        args=own_seat,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"email": "opvolger@voorbeeld.nl"},
    ),
    Row("circles:roles", args=circle, get=only(200, *SEES)),
    Row(
        "circles:ask_role",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"kind": "lead", "email": w.outsider.email},
    ),
    Row("circles:withdraw_role", args=asked, post=only(302, *RUNS)),
    Row("circles:end_role", args=treasurer, post=only(302, "member", *RUNS)),
    Row("circles:step_down", args=two_coordinators, post=only(302, *RUNS)),
]
