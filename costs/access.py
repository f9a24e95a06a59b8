"""The door to the money of a season."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404

from circles.access import Standing, circle_for
from sessions_app.models import Season

from .loading import has_moved, load
from .models import Budget, Share
from .rights import RIGHTS


@dataclass(frozen=True)
class CostStanding:
    """What somebody is to the money of one season. ``budget`` is None while there is no plan."""

    standing: Standing
    season: Season
    budget: Budget | None

    @property
    def circle(self):
        return self.standing.circle

    @property
    def membership(self):
        return self.standing.membership

    def may(self, action: str) -> bool:
        return not self.standing.roles.isdisjoint(RIGHTS[action])


def _budget_of(season: Season) -> Budget | None:
    shares = Prefetch("shares", Share.objects.select_related("area"))
    budgets = Budget.objects.filter(season=season).annotate(moved=has_moved())
    budget = budgets.prefetch_related("lines", "sponsors", shares).first()
    if budget:
        budget.season = season
    return budget


def _standing_or_404(user, season: Season | None, action: str) -> CostStanding:
    if season is None:
        raise Http404
    costs = CostStanding(circle_for(user, season.circle_id), season, _budget_of(season))
    if not costs.may(action):
        raise Http404
    return costs


def costs_for(user, season_id: int, action: str = "costs.see_plan") -> CostStanding:
    """The money of a season for who may do ``action``; Http404 for all others."""
    return _standing_or_404(user, Season.objects.filter(pk=season_id).first(), action)


def share_for(user, share_id: int, action: str = "costs.change") -> tuple[CostStanding, Share]:
    """One share, through the season it belongs to."""
    share = _share(share_id)
    return _standing_or_404(user, share and share.budget.season, action), share


@dataclass(frozen=True)
class SharePage:
    """A share and what its reader is to it. ``costs`` is None for who has no part in the circle any more."""

    share: Share
    costs: CostStanding | None
    about_reader: bool
    sees_all: bool


def share_page_for(user, share_id: int) -> SharePage:
    """One share to look at: for who sees all of them, and for whom it is about. Http404 for all others.

    It is about who sits there; when nobody does, about who left last, so that they can read what rests on them.
    """
    share = _share(share_id)
    if share is None or not (user.is_authenticated and user.is_active):
        raise Http404
    try:
        costs = _standing_or_404(user, share.budget.season, "costs.see_plan")
    except Http404:
        costs = None
    sees_all = costs is not None and costs.may("costs.see_all_shares")
    about = user.pk in _people_behind(share)
    if not (sees_all or about):
        raise Http404
    return SharePage(share, costs, about, sees_all)


def _share(share_id: int) -> Share | None:
    shares = Share.objects.select_related("budget__season__circle", "area", "membership__user")
    return shares.filter(pk=share_id, budget__locked_at__isnull=False).first()


def _people_behind(share: Share) -> set[int]:
    [seating] = load([share.budget])
    return {member.user_id for member in seating.behind(share.payer)}


def current_costs(standing: Standing) -> CostStanding | None:
    """The money of the season that is on, or else the newest; None when there is no season or nothing to see."""
    seasons = Season.objects.filter(circle=standing.circle)
    season = seasons.filter(state=Season.State.RUNNING).first() or seasons.first()
    costs = season and CostStanding(standing, season, _budget_of(season))
    return costs if costs and costs.may("costs.see_plan") else None


def budget_on(circle) -> Budget | None:
    """The fixed division of the season that is on or planned, without a question of rights: for who is invited."""
    fixed = Budget.objects.filter(season__circle=circle, locked_at__isnull=False)
    open_now = fixed.exclude(season__state=Season.State.CLOSED)
    return open_now.select_related("season").order_by("-season__state", "season__created_at").first()


def must_change(user, season: Season) -> None:
    """Asked again by every verb inside its transaction: Http404 for who may not change the money of this season."""
    costs_for(user, season.pk, "costs.change")
