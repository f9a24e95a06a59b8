"""The door to the money of a season."""

from dataclasses import dataclass

from django.http import Http404

from circles.access import Standing, circle_for
from sessions_app.models import Season

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
    budget = Budget.objects.filter(season=season).prefetch_related("lines", "sponsors", "shares").first()
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
    shares = Share.objects.select_related("budget__season", "area", "membership__user")
    share = shares.filter(pk=share_id).first()
    return _standing_or_404(user, share and share.budget.season, action), share


def current_costs(standing: Standing) -> CostStanding | None:
    """The money of the season that is on, or else the newest; None when there is no season or nothing to see."""
    seasons = Season.objects.filter(circle=standing.circle)
    season = seasons.filter(state=Season.State.RUNNING).first() or seasons.first()
    costs = season and CostStanding(standing, season, _budget_of(season))
    return costs if costs and costs.may("costs.see_plan") else None


def must_change(user, season: Season) -> None:
    """Asked again by every verb inside its transaction: Http404 for who may not change the money of this season."""
    costs_for(user, season.pk, "costs.change")
