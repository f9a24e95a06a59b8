"""Circles: names for who is inside or invited, doing for the coordinator, themes for everybody."""

import datetime

from django.utils import timezone

from circles.models import Circle, Handover, Invitation
from tests.house.matrix import INSIDE, MEMBERS, Row, everyone, logged_in, only

SEES = (*INSIDE, "network_admin", "superuser")
RUNS = ("coordinator",)
SIGNED = ("member", "case_bringer")


def circle(w):
    return [w.circle.pk]


def forming(w):
    Circle.objects.filter(pk=w.circle.pk).update(state="forming")
    return circle(w)


def interest(w):
    return [w.circle.pk, w.interest.pk]


def invitation(w):
    return [w.circle.pk, w.invitation.pk]


def old_invitation(w):
    Invitation.objects.update(created_at=timezone.now() - datetime.timedelta(days=3))
    return invitation(w)


def with_old_invitation(w):
    old_invitation(w)
    return circle(w)


def expired_invitation(w):
    Invitation.objects.update(state="expired")
    return invitation(w)


def link(w):
    return [w.invitation_token]


def handover(w):
    """The member is asked to run the circle."""
    return [Handover.objects.create(circle=w.circle, by=w.coordinator, to_email=w.member.user.email).pk]


def circle_with_handover(w):
    handover(w)
    return circle(w)


def signing(w):
    return {"agreement": w.circle.agreements.first().pk, "promise": "on"}


def signature(w):
    """The member signs; the name is theirs, and so is refused to whoever else types it."""
    return signing(w) | {"name": w.unsigned_member.user.name}


def version(w):
    return [w.circle.pk, 1]


DESCRIBED = {"name": "Erven", "theme": "Wat kan hier?"}
WHO = {"name": "Nora Nieuw", "area": "Aaldal", "organisation": "Gemeente Aaldal", "responsibility": "wethouder"}

ROWS = [
    Row("circles:mine", get=logged_in(200)),
    Row(
        "circles:found",
        get=only(200, "coordinator", "other_coordinator"),
        post=only(302, "coordinator", "other_coordinator"),
        data=lambda w: DESCRIBED | {"agreement_text": "Wij zwijgen."},
    ),
    Row("circles:circle", args=circle, get=only(200, *SEES, "invited")),
    Row("circles:trail", args=circle, get=only(200, *SEES)),
    Row("circles:edit", args=circle, get=only(200, *RUNS), post=only(302, *RUNS), data=lambda w: DESCRIBED),
    Row("circles:start", args=forming, post=only(302, *RUNS)),
    Row("circles:forming", args=circle, get=only(200, *RUNS)),
    Row("circles:offer_seat", args=interest, post=only(302, *RUNS)),
    Row("circles:turn_down", args=interest, get=only(200, *RUNS), post=only(302, *RUNS)),
    Row(
        "circles:invitations",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"guests": "Roos <roos@voorbeeld.nl>", "days": "14"},
    ),
    Row("circles:remind_all", args=with_old_invitation, post=only(302, *RUNS)),
    Row("circles:remind", args=old_invitation, post=only(302, *RUNS)),
    Row("circles:withdraw", args=invitation, post=only(302, *RUNS)),
    Row("circles:invite_again", args=expired_invitation, post=only(302, *RUNS)),
    Row("circles:agreement", args=circle, get=only(200, *SEES, "invited")),
    Row(
        "circles:sign",
        args=circle,
        get={"unsigned_member": 200} | only(302, *SIGNED),
        post=only(302, *MEMBERS),
        data=signature,
    ),
    Row("circles:agreement_versions", args=circle, get=only(200, *SEES)),
    Row("circles:agreement_version", args=version, get=only(200, *SEES)),
    Row("circles:my_agreement", args=version, get=only(200, *SIGNED, "ex_member"), page=False),
    Row(
        "circles:renew_agreement",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"version": 1, "title-1": "Stil", "body-1": "Wij zwijgen, en wij komen."},
    ),
    Row(
        "circles:save_agreement",
        args=circle,
        post=only(200, *RUNS),
        data=lambda w: {"version": 1, "title-1": "Stil", "body-1": "Wij"},
        page=False,
    ),
    Row(
        "circles:preview_agreement",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"version": 1},
    ),
    Row("circles:discard_agreement", args=circle, post=only(302, *RUNS)),
    Row(
        "circles:take_seat",
        args=circle,
        get={"invited": 200} | only(302, *SEES),
        post=only(302, *SEES, "invited"),
        data=lambda w: WHO | signing(w),
    ),
    Row("circles:leave", args=circle, get=only(200, *MEMBERS), post=only(302, *MEMBERS)),
    Row(
        "circles:remove",
        args=lambda w: [w.circle.pk, w.past_bringer.pk],
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"reason": "other"},
    ),
    Row(
        "circles:hand_over",
        args=circle,
        get=only(200, *RUNS),
        post=only(302, *RUNS),
        data=lambda w: {"email": w.other_coordinator.email},
    ),
    Row("circles:take_back", args=circle_with_handover, post=only(302, *RUNS)),
    Row("circles:handover", args=handover, get=only(200, "member")),
    Row("circles:take_over", args=handover, post=only(302, "member")),
    Row("circles:refuse_handover", args=handover, post=only(302, "member")),
    Row("circles:invitation", args=link, get=everyone(200), public=True),
    Row("circles:go_on", args=link, post=everyone(302), public=True),
    Row("circles:decline", args=link, get=everyone(200), post=everyone(200), public=True),
]
