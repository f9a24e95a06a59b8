"""The mails to people who wait for a seat."""

from praktijkkring.outbox.kinds import Letter, mail_kind

from .access import coordinator_of
from .models import CircleMove, Invitation, WaitingPlace
from .waiting import WAITS, standing_at, token_of


@mail_kind("circles.waiting", template="circles/mail/waiting")
def waiting(message):
    """Drops for who got an offer, withdrew or was taken off the list since."""
    found = WaitingPlace.objects.filter(WAITS, pk=message.refs["place_id"])
    place = found.select_related("circle__waiting_list", "by", "interest").first()
    if place is None:
        return None
    standing = standing_at(place)
    return Letter({"circle": place.circle, "place": place, "standing": standing, "token": token_of(place)})


@mail_kind("circles.offer_lapsed", template="circles/mail/offer_lapsed")
def offer_lapsed(message):
    """Drops when the offer was made anew since."""
    found = Invitation.objects.filter(
        pk=message.refs["invitation_id"], issue=message.refs["issue"], state=Invitation.State.EXPIRED
    )
    invitation = found.select_related("circle").first()
    return invitation and Letter(
        {"circle": invitation.circle, "invitation": invitation, "coordinator": coordinator_of(invitation.circle)}
    )


@mail_kind("circles.move", template="circles/mail/move")
def move(message):
    """Drops when it was answered."""
    found = CircleMove.objects.filter(pk=message.refs["move_id"], state=CircleMove.State.OPEN)
    question = found.select_related("circle", "to_circle").first()
    return question and Letter(
        {
            "circle": question.circle,
            "second": question.to_circle,
            "coordinator": coordinator_of(question.to_circle),
            "move": question,
        }
    )
