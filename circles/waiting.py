"""Where somebody who asked to join stands, in words: for their own page, the mail and the link in it.

The page of one's own interest shows ``standing_of(interest)`` with ``templates/circles/_waiting/standing.html``.
"""

from dataclasses import dataclass

from django.core import signing
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from .models import Circle, CircleMove, Interest, Invitation, WaitingPlace

SALT = "circles.waiting"
WAITS = Q(interest__isnull=True) | Q(interest__state=Interest.State.WAITING)


@dataclass(frozen=True)
class Standing:
    """``position`` counts from 1; 0 is not on the list. ``offer`` is what can be answered now, ``move`` what is asked."""

    circle: Circle
    position: int = 0
    length: int = 0
    days: int = 0
    automatic: bool = False
    offer: Invitation | None = None
    lapsed: Invitation | None = None
    move: CircleMove | None = None

    @property
    def sentences(self) -> list[str]:
        """What is so now and what happens when; empty for who did not ask or is no longer waiting."""
        if self.offer:
            return [_("A seat is offered to you. You can answer until %(day)s.") % {"day": _day(self.offer)}]
        if self.lapsed:
            return [_("A seat was offered to you until %(day)s. It went to the next.") % {"day": _day(self.lapsed)}]
        if not self.position:
            return []
        if self.position == 1:
            place = _("You are the first on the waiting list.")
        else:
            place = _("You are number %(position)s of %(length)s on the waiting list.") % {
                "position": self.position,
                "length": self.length,
            }
        return [place, self._what_happens]

    @property
    def _what_happens(self) -> str:
        if not self.automatic:
            return _("When a seat comes free the coordinator decides who is asked. Then you get a mail.")
        return _(
            "When a seat comes free the first gets a mail with an offer. It stands for %(days)s days; "
            "without an answer it goes to the next."
        ) % {"days": self.days}


def standing_of(interest: Interest) -> Standing:
    """Of an applicant, whatever happened to what they asked."""
    offered = interest.invitations.filter(from_waiting_list=True).order_by("-created_at").first()
    place = WaitingPlace.objects.filter(WAITS, interest=interest).first()
    move = interest.moves.filter(state=CircleMove.State.OPEN).select_related("circle", "to_circle").first()
    open_offer = offered if offered and offered.is_open else None
    lapsed = offered if offered and offered.has_expired and interest.state == Interest.State.INVITED else None
    if place is None:
        return Standing(circle=interest.circle, offer=open_offer, lapsed=lapsed, move=move)
    return _on_list(place, offer=open_offer, move=move)


def standing_at(place: WaitingPlace) -> Standing:
    """Of whoever has this place."""
    return _on_list(place)


def _on_list(place: WaitingPlace, **more) -> Standing:
    waiting = WaitingPlace.objects.filter(WAITS, circle=place.circle_id)
    arranged = place.circle.waiting_list
    return Standing(
        circle=place.circle,
        position=waiting.filter(number__lte=place.number).count(),
        length=waiting.count(),
        days=arranged.days,
        automatic=arranged.automatic,
        **more,
    )


def token_of(place: WaitingPlace) -> str:
    """The end of the link that shows this place and lets its holder give it up."""
    return signing.Signer(salt=SALT).sign(str(place.pk))


def place_by(token: str) -> WaitingPlace | None:
    """The place of a link; None when it is no such link, or the place is gone."""
    try:
        number = int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
    found = WaitingPlace.objects.filter(WAITS, pk=number)
    return found.select_related("circle__waiting_list", "interest__user").first()


def _day(invitation: Invitation) -> str:
    return date_format(localtime(invitation.expires_at), "j F")
