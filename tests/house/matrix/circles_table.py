"""Circles: who has which role, and seats that change."""

from circles.models import Coordinator, Handover, RoleHolder
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


ROWS = [
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
