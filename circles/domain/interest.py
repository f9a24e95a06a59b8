"""Somebody wants to join; the coordinator offers a seat or says no."""

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles.access import must_coordinate, runs
from circles.domain.invite import Guest, invite
from circles.domain.places import named
from circles.domain.tell import tell_coordinators
from circles.models import Area, Circle, Interest, Invitation, Letter, Organisation
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post

State = Interest.State


@transaction.atomic
def express_interest(*, by, circle: Circle, name: str, area: str, organisation: str, **told) -> Interest:
    """Ask for a seat. ``told``: motivation, situation, first_question, responsibility. Refused when asked already."""
    if not (circle.is_public and circle.state == Circle.State.FORMING):
        raise Http404
    if circle.memberships.filter(user=by, left_at__isnull=True).exists() or runs(by, circle):
        raise Refused(_("You are in this circle already."))
    if name and name != by.name:
        by.name = name
        User.objects.filter(pk=by.pk).update(name=name)
    places = {"area": named(Area, area), "organisation": named(Organisation, organisation)}
    try:
        with transaction.atomic():
            interest = Interest.objects.create(circle=circle, user=by, committed_at=timezone.now(), **places, **told)
    except IntegrityError:
        raise Refused(_("You already said that you want to join.")) from None
    record("circles.interest", by=by, scope=f"circle:{circle.pk}")
    refs = {"interest_id": str(interest.pk)}
    tell_coordinators("circles.interest", key=f"circles.interest:{interest.pk}", circle=circle, refs=refs)
    return interest


@transaction.atomic
def offer_seat(*, by, interest: Interest) -> Invitation:
    """Invite who asked. Refused when no seat is free or it was answered already."""
    must_coordinate(by, interest.circle)
    answer(interest, State.INVITED)
    return invite(by=by, circle=interest.circle, guests=[guest_for(interest)])[0]


@transaction.atomic
def offer_seats(*, by, circle: Circle, interests: list[Interest], seats: list[int], days: int) -> list[Invitation]:
    """Invite several who asked, each for their own chair; all or nobody."""
    for interest in interests:
        answer(interest, State.INVITED)
    guests = [guest_for(interest, seat) for interest, seat in zip(interests, seats, strict=True)]
    return invite(by=by, circle=circle, guests=guests, days=days)


def guest_for(interest: Interest, seat: int | None = None, **more) -> Guest:
    """What the applicant told is filled in for them."""
    return Guest(
        interest.user.email,
        interest.user.name,
        area=interest.area.name if interest.area else "",
        organisation=interest.organisation.name if interest.organisation else "",
        responsibility=interest.responsibility,
        language=interest.user.language,
        seat=seat,
        interest=interest,
        **more,
    )


@transaction.atomic
def turn_down(*, by, interest: Interest, text: str = "") -> Interest:
    """Say no, with a friendly mail; ``text`` are the coordinator's own words instead of the standard ones."""
    must_coordinate(by, interest.circle)
    answer(interest, State.DECLINED)
    if text.strip():
        Letter.objects.create(circle_id=interest.circle_id, interest=interest, text=text.strip())
    record("circles.interest_declined", by=by, scope=f"circle:{interest.circle_id}", who=interest.user)
    post(
        kind="circles.interest_declined",
        key=f"circles.interest_declined:{interest.pk}",
        to=interest.user,
        refs={"interest_id": str(interest.pk)},
    )
    return interest


@transaction.atomic
def withdraw_interest(*, by, interest: Interest) -> Interest:
    """The applicant changes their mind."""
    if interest.user_id != by.pk:
        raise Http404
    answer(interest, State.WITHDRAWN)
    record("circles.interest_withdrawn", by=by, scope=f"circle:{interest.circle_id}")
    return interest


def answer(interest: Interest, state: str) -> None:
    """From waiting to ``state``, once; Refused when somebody was first."""
    now = timezone.now()
    if not Interest.objects.filter(pk=interest.pk, state=State.WAITING).update(state=state, answered_at=now):
        raise Refused(_("This was answered already."))
    interest.state, interest.answered_at = state, now
