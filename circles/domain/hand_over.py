"""Somebody is asked for a role in the circle: to run it, alone or beside others, to keep its money, to lead meetings."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import addresses_of, must_coordinate, runs
from circles.domain.invite import language_for
from circles.domain.tell import tell_who_reads
from circles.models import Circle, Coordinator, Handover, RoleHolder
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post

State, Kind = Handover.State, Handover.Kind
TAKEN = {Kind.BESIDE: "circles.runs_too", Kind.MONEY: "circles.keeps_money", Kind.LEAD: "circles.can_lead"}


@transaction.atomic
def ask(*, by, circle: Circle, to_email: str, kind: str = Kind.OVER) -> Handover:
    """Nothing changes until they say yes. Refused for one's own address to run the circle, and for who was asked."""
    must_coordinate(by, circle)
    to_email = to_email.strip().lower()
    if to_email in addresses_of(by) and kind in (Kind.OVER, Kind.BESIDE):
        raise Refused(_("You run this circle already. Fill in the address of somebody else."))
    try:
        with transaction.atomic():
            handover = Handover.objects.create(circle=circle, by=by, to_email=to_email, kind=kind)
    except IntegrityError:
        raise Refused(
            _("You already asked somebody to take over.") if kind == Kind.OVER else _("You asked this person already.")
        ) from None
    record("circles.handover_asked" if kind == Kind.OVER else "circles.role_asked", **_line(handover, by))
    person = User.objects.filter(email=to_email, is_active=True).first()
    reader = {"to": person} if person else {"to_email": to_email, "language": language_for(to_email, by)}
    post(
        kind="circles.handover",
        key=f"circles.handover:{handover.pk}",
        refs={"handover_id": handover.pk},
        **reader,
    )
    return handover


def _line(handover: Handover, by) -> dict:
    return {"by": by, "scope": f"circle:{handover.circle_id}", "email": handover.to_email}


@transaction.atomic
def take_over(*, by, handover: Handover) -> Circle:
    """``by`` has the role from now on. Http404 for another address; Refused for who may not have it."""
    _must_be_asked(by, handover)
    circle = Circle.objects.select_for_update().get(pk=handover.circle_id)
    seated = circle.memberships.filter(user=by, left_at__isnull=True).exists()
    if handover.kind in (Kind.OVER, Kind.BESIDE) and not (by.is_coordinator or seated):
        raise Refused(_("Only a member or somebody who may found circles can run this circle. Ask the administrator."))
    if handover.kind == Kind.MONEY and not seated:
        raise Refused(_("Only a member of the circle can be its treasurer."))
    _answer(handover, State.ACCEPTED)
    if not runs(handover.by, circle):
        raise Refused(_("This question is no longer open."))
    if handover.kind == Kind.OVER:
        _in_stead(by, handover, circle)
    else:
        _give(by, handover, circle)
    refs = {"handover_id": handover.pk, "user_id": by.pk}
    post(kind="circles.handed_over", key=f"circles.handed_over:{handover.pk}", to=handover.by, refs=refs)
    return circle


def _in_stead(by, handover: Handover, circle: Circle) -> None:
    now = timezone.now()
    Coordinator.objects.filter(circle=circle, user=handover.by, until__isnull=True).update(until=now)
    if not runs(by, circle):
        Coordinator.objects.create(circle=circle, user=by, since=now)
        tell_who_reads(by, circle, moment=f"handover-{handover.pk}")
    record("circles.handed_over", by=handover.by, scope=f"circle:{circle.pk}", to=by)


def _give(by, handover: Handover, circle: Circle) -> None:
    """A role beside those who have it. Who has it already keeps it."""
    if handover.kind == Kind.BESIDE:
        if runs(by, circle):
            return
        Coordinator.objects.create(circle=circle, user=by)
        tell_who_reads(by, circle, moment=f"handover-{handover.pk}")
    else:
        role = {"circle": circle, "user": by, "role": handover.kind, "until": None}
        _holder, new = RoleHolder.objects.get_or_create(**role)
        if not new:
            return
    record(TAKEN[handover.kind], by=by, scope=f"circle:{circle.pk}")


@transaction.atomic
def step_down(*, by, circle: Circle) -> None:
    """A coordinator stops. Refused for the last one: a circle is never without. Http404 for who runs nothing here."""
    circle = Circle.objects.select_for_update().get(pk=circle.pk)
    must_coordinate(by, circle)
    if Coordinator.objects.filter(circle=circle, until__isnull=True).count() == 1:
        raise Refused(
            _("You are the only coordinator. Ask somebody to take over, or to run the circle with you first.")
        )
    Coordinator.objects.filter(circle=circle, user=by, until__isnull=True).update(until=timezone.now())
    Handover.objects.filter(circle=circle, by=by, state=State.OPEN).update(state=State.WITHDRAWN)
    record("circles.stepped_down", by=by, scope=f"circle:{circle.pk}")


@transaction.atomic
def end_role(*, by, holder: RoleHolder) -> None:
    """The coordinator ends it, or who has it gives it back; Http404 for others, and when it ended already."""
    if holder.user_id != by.pk:
        must_coordinate(by, holder.circle)
    if not RoleHolder.objects.filter(pk=holder.pk, until__isnull=True).update(until=timezone.now()):
        raise Http404
    ended = "circles.money_ended" if holder.role == RoleHolder.Role.MONEY else "circles.lead_ended"
    record(ended, by=by, scope=f"circle:{holder.circle_id}", who=holder.user)


@transaction.atomic
def refuse(*, by, handover: Handover) -> Handover:
    """The asked person says no; nothing changes, and who asked hears it."""
    _must_be_asked(by, handover)
    _answer(handover, State.DECLINED)
    refs = {"handover_id": handover.pk, "user_id": by.pk}
    post(kind="circles.handover_declined", key=f"circles.handover_declined:{handover.pk}", to=handover.by, refs=refs)
    said = "circles.handover_declined" if handover.kind == Kind.OVER else "circles.role_declined"
    record(said, by=by, scope=f"circle:{handover.circle_id}")
    return handover


@transaction.atomic
def take_back(*, by, handover: Handover) -> Handover:
    """A coordinator no longer asks."""
    must_coordinate(by, handover.circle)
    _answer(handover, State.WITHDRAWN)
    said = "circles.handover_withdrawn" if handover.kind == Kind.OVER else "circles.role_withdrawn"
    record(said, by=by, scope=f"circle:{handover.circle_id}")
    return handover


def _must_be_asked(by, handover: Handover) -> None:
    if handover.to_email not in addresses_of(by):
        raise Http404


def _answer(handover: Handover, state: str) -> None:
    still_open = Handover.objects.filter(pk=handover.pk, state=State.OPEN)
    if not still_open.update(state=state, answered_at=timezone.now()):
        raise Refused(_("This question is no longer open."))
