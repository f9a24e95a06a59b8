"""What somebody wrote to join, for themselves; and what may be read of a "me too"."""

from dataclasses import dataclass

from circles import calls
from circles.models import Circle, Interest, InterestDraft, Support


@dataclass(frozen=True)
class Wish:
    """Somebody's wish to join ``circle``: the newest they sent, and what they are still writing. Either may be None."""

    circle: Circle
    interest: Interest | None
    draft: InterestDraft | None
    is_calling: bool

    @property
    def is_waiting(self) -> bool:
        return self.interest is not None and self.interest.state == Interest.State.WAITING

    @property
    def can_write(self) -> bool:
        """Begin, go on or change: while the circle asks for people and no answer came."""
        return self.is_calling and (self.interest is None or self.interest.state in {"waiting", "withdrawn"})


def wish_of(user, circle_id: int) -> Wish | None:
    """Their own wish; an empty one for an open call; None when the circle is nothing to them."""
    if not user.is_authenticated:
        return None
    sent = Interest.objects.filter(user=user, circle_id=circle_id).select_related("circle", "area", "organisation")
    draft = InterestDraft.objects.filter(user=user, circle_id=circle_id).select_related("circle").first()
    interest = sent.order_by("-created_at", "-pk").first()
    circle = calls.calling(circle_id)
    found = circle or (interest and interest.circle) or (draft and draft.circle)
    return Wish(found, interest, draft, circle is not None) if found else None


def all_of(user) -> dict:
    """Everything this person asked, is writing, supports or proposed. Four queries."""
    written = Interest.objects.filter(user=user).select_related("circle").order_by("-created_at")
    return {
        "interests": list(written.defer("motivation", "situation", "first_question")),
        "drafts": list(InterestDraft.objects.filter(user=user).select_related("circle").order_by("-changed_at")),
        "supports": list(Support.objects.filter(user=user).select_related("circle__proposal").order_by("-created_at")),
        "own_proposals": list(user.proposals.select_related("circle").order_by("-proposed_at")),
    }


def notes_on(circle: Circle, user) -> list[Support]:
    """What people added to "me too": for the proposer and for who may run circles; nobody else gets a line."""
    if not (user.is_authenticated and (user.is_coordinator or circle.proposal.by_id == user.pk)):
        return []
    return list(Support.objects.filter(circle=circle).select_related("user").order_by("created_at"))
