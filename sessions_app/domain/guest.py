"""Ask somebody as a guest at one meeting; sign as a guest; take it back."""

import os

from django.db import IntegrityError, transaction
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from circles import departures
from circles.access import addresses_of
from circles.domain.arrive import account_of
from circles.domain.invite import language_for
from circles.models import Coordinator, Membership
from praktijkkring.audit.record import record
from praktijkkring.errors import Refused
from praktijkkring.models import User
from praktijkkring.outbox.post import post
from sessions_app import lost_lead
from sessions_app.access import meeting_for
from sessions_app.guests import GOOD, MOST_GUESTS, PROMISE_VERSION, is_over, not_over
from sessions_app.models import GuestPass, Meeting
from sessions_app.rights import require
from sessions_app.tokens import guest_hash, guest_token


@transaction.atomic
def ask_guest(
    *, meeting: Meeting, email: str, name: str, by, instead_of: Membership | None = None, observes: bool = False
) -> GuestPass:
    """A pass for this address, with a mail. Without ``instead_of`` it is for an expert.

    Refused for who belongs to the circle already, for a fourth guest, and for a second substitute of one member.
    """
    require(meeting_for(by, meeting.pk), "meeting.guests")
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("season__circle").get(pk=meeting.pk)
    email = email.strip().lower()
    if is_over(meeting):
        raise Refused(_("A guest can be asked when the meeting has a date and is not over."))
    _refuse_who_belongs_here(meeting, email)
    if meeting.guest_passes.filter(state__in=GOOD).count() >= MOST_GUESTS:
        raise Refused(_("There are three guests already. More would change whose circle it is."))
    kind = GuestPass.Kind.SUBSTITUTE if instead_of else GuestPass.Kind.EXPERT
    try:
        with transaction.atomic():
            made = GuestPass.objects.create(
                meeting=meeting,
                email=email,
                name=name.strip(),
                kind=kind,
                instead_of=_substituted(meeting, instead_of),
                observes=observes and instead_of is None,
                token_hash=os.urandom(32),  # the real one needs the number of the row
                invited_by=by,
            )
    except IntegrityError:
        raise Refused(_("This guest is already asked, or somebody else comes instead of this member.")) from None
    made.token_hash = guest_hash(guest_token(made))
    made.save(update_fields=["token_hash"])
    _record("sessions_app.guest_asked", made, by)
    _post("sessions_app.guest", made, language_for(email, by))
    return made


def _substituted(meeting: Meeting, member: Membership | None) -> Membership | None:
    if member and (member.circle_id != meeting.season.circle_id or member.left_at):
        raise Http404
    if member and member.pk == meeting.case_bringer_id:
        raise Refused(_("Nobody can bring in somebody else's question. Choose another case-bringer first."))
    return member


def _refuse_who_belongs_here(meeting: Meeting, email: str) -> None:
    person = account_of(email)
    if person is None:
        return
    circle = meeting.season.circle
    if Membership.objects.filter(circle=circle, user=person, left_at__isnull=True).exists():
        raise Refused(_("%(name)s has a seat in this circle already.") % {"name": person})
    if person.pk in (meeting.facilitator_id, meeting.deputy_id):
        raise Refused(_("%(name)s leads this meeting already.") % {"name": person})
    if person.is_staff or Coordinator.objects.filter(circle=circle, user=person, until__isnull=True).exists():
        raise Refused(
            _("%(name)s arranges things for this circle or the network, and so reads no questions.") % {"name": person}
        )


@transaction.atomic
def sign_as_guest(*, guest_pass: GuestPass, name: str, version: int, by) -> GuestPass:
    """Bind the pass to ``by``: the promise is signed, and the room of this one meeting is open to them.

    Http404 for another address; Refused when the promise or the pass changed meanwhile. Twice is once.
    """
    held = GuestPass.objects.select_for_update(of=("self",)).select_related("meeting__season").get(pk=guest_pass.pk)
    if held.state == GuestPass.State.SIGNED and held.user_id == by.pk:
        return held
    if held.email not in addresses_of(by):
        raise Http404
    if held.state != GuestPass.State.OPEN or is_over(held.meeting):
        raise Refused(_("You are no longer asked as a guest for this meeting."))
    if version != PROMISE_VERSION:
        raise Refused(_("The text was changed while you read it. Please read the new text and sign that."))
    _refuse_who_belongs_here(held.meeting, held.email)
    if name and name != by.name:
        by.name = name
        User.objects.filter(pk=by.pk).update(name=name)
    held.user, held.name, held.state = by, by.name, GuestPass.State.SIGNED
    held.signed_at, held.promise_version = timezone.now(), version
    held.save(update_fields=["user", "name", "state", "signed_at", "promise_version"])
    _record("sessions_app.guest_signed", held, by)
    refs = {"pass_id": held.pk}
    key = f"sessions_app.guest_signed:{held.pk}"
    post(kind="sessions_app.guest_signed", key=key, to=held.invited_by, refs=refs)
    return held


@transaction.atomic
def decline_as_guest(*, guest_pass: GuestPass, by=None) -> GuestPass:
    """Say no. Whoever holds the link may do so; ``by`` is None for who is not logged in."""
    held = GuestPass.objects.select_for_update(of=("self",)).select_related("meeting__season").get(pk=guest_pass.pk)
    if held.state != GuestPass.State.OPEN:
        raise Refused(_("You are no longer asked as a guest for this meeting."))
    held.state = GuestPass.State.DECLINED
    held.save(update_fields=["state"])
    _record("sessions_app.guest_declined", held, by)
    return held


@transaction.atomic
def withdraw_guest(*, guest_pass: GuestPass, by) -> GuestPass:
    """The guest is no longer asked; who is in the room is put out at once. Twice is once."""
    require(meeting_for(by, guest_pass.meeting_id), "meeting.guests")
    held = GuestPass.objects.select_for_update(of=("self",)).select_related("meeting__season").get(pk=guest_pass.pk)
    if held.state in GOOD:
        _take_back(held, by)
    return held


def without_the_member(membership: Membership) -> None:
    """Who left sends nobody in their place: who was to come instead is no longer asked, also after signing.

    In the transaction of leaving. A meeting that is going on keeps its guest.
    """
    if membership.left_at is None:
        return
    theirs = GuestPass.objects.filter(not_over(), instead_of=membership, state__in=GOOD).exclude(meeting__state="live")
    for held in theirs.select_for_update(of=("self",)).select_related("meeting__season", "invited_by"):
        _take_back(held, None)


def _take_back(held: GuestPass, by) -> None:
    held.state = GuestPass.State.WITHDRAWN
    held.save(update_fields=["state"])
    if held.user_id:
        lost_lead.announce(held.meeting, held.user_id)
    _record("sessions_app.guest_withdrawn", held, by)
    _post("sessions_app.guest_changed", held, language_for(held.email, by or held.invited_by))


def tell_guests(meeting: Meeting) -> None:
    """Date, time or place changed, or the meeting does not go on: who was asked hears so."""
    for held in meeting.guest_passes.filter(state__in=GOOD).select_related("invited_by"):
        _post("sessions_app.guest_changed", held, language_for(held.email, held.invited_by), meeting.sequence)


def put_guests_out(meeting: Meeting) -> None:
    """The meeting is over: their screens end with it."""
    for user_id in meeting.guest_passes.filter(state=GuestPass.State.SIGNED).values_list("user_id", flat=True):
        lost_lead.announce(meeting, user_id)


def _post(kind: str, held: GuestPass, language: str, issue: int | str = "") -> None:
    key = f"{kind}:{held.pk}:{issue or held.state}"
    post(kind=kind, key=key, to_email=held.email, language=language, refs={"pass_id": held.pk})


def _record(action: str, held: GuestPass, by) -> None:
    scope, guest = f"circle:{held.meeting.season.circle_id}", held.name or held.email
    record(action, by=by, scope=scope, number=held.meeting.number, guest=guest)


departures.within(without_the_member)
