"""What is kept about somebody's share in the costs: to take along. Nothing is forgotten: it is the books of a circle."""

from django.utils.translation import gettext_lazy

from circles.models import Membership
from praktijkkring.accounts import export

from .loading import load
from .models import Budget, Payment, Share
from .page_share import entries
from .seating import Seating


def shares(user) -> list[dict]:
    """Every share that is about this person, also of circles they left, with how it came about and what was paid."""
    circles = Membership.objects.filter(user=user).values("circle")
    fixed = Budget.objects.filter(season__circle__in=circles, locked_at__isnull=False).order_by("locked_at")
    found = []
    for seating in load(fixed.select_related("season__circle")):
        found += [_told(seating, share) for share in seating.shares if _is_about(user, seating, share)]
    return found


def _is_about(user, seating: Seating, share: Share) -> bool:
    return user.pk in {member.user_id for member in seating.behind(share.payer)}


def _told(seating: Seating, share: Share) -> dict:
    season = seating.budget.season
    share.budget = seating.budget
    return {
        "circle": season.circle.name,
        "season": season.name,
        "for_area": share.area and share.area.name,
        "cents": share.owed_cents,
        "how_it_came_about": [{"at": entry.at, "cents": entry.cents} for entry in entries(share)],
        "paid": [
            {"at": row.at, "cents": row.cents, "taken_back": row.taken_back_at}
            for row in Payment.objects.filter(share=share)
        ],
    }


export.register("costs.shares", gettext_lazy("Your shares in the costs, and what was paid"), shares)
