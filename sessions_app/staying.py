"""Who was asked whether they stay for a next season, and what they said. Read by coordinators and by who it is about."""

from django.core import signing
from django.http import Http404

from circles.models import Circle

from .models import Season, Stay

_SALT = "sessions_app.stay"


def last_season(circle: Circle) -> Season | None:
    """The season that was closed last."""
    return Season.objects.filter(circle=circle, state=Season.State.CLOSED).order_by("-closed_at", "-pk").first()


def is_open(stay: Stay) -> bool:
    """Can be answered: the circle rests after that very season, and the chair is still theirs."""
    circle = stay.season.circle
    rests = circle.state == Circle.State.RESTING and last_season(circle) == stay.season
    return rests and stay.membership.left_at is None and stay.membership.user.is_active


def of_season(season: Season | None) -> dict[int, Stay]:
    """By membership; empty when nobody was asked. One query."""
    return {stay.membership_id: stay for stay in Stay.objects.filter(season=season)} if season else {}


def mine(circle: Circle, membership) -> Stay | None:
    """What this member is asked now; None when nothing is."""
    if membership is None or circle.state != Circle.State.RESTING:
        return None
    found = _with_all(Stay.objects.filter(membership=membership, season=last_season(circle)))
    return found.first()


def mine_or_404(circle: Circle, membership) -> Stay:
    found = mine(circle, membership)
    if found is None:
        raise Http404
    return found


def token(stay: Stay) -> str:
    """For this member and this question only. It dies when the next season starts, and when the member leaves."""
    return signing.Signer(salt=_SALT).sign(str(stay.pk))


def by_token(given: str) -> Stay:
    """Http404 when the token is forged or the person has no seat any more."""
    try:
        pk = int(signing.Signer(salt=_SALT).unsign(given))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    seats = Stay.objects.filter(pk=pk, membership__left_at__isnull=True, membership__user__is_active=True)
    found = _with_all(seats).first()
    if found is None:
        raise Http404
    return found


def _with_all(stays):
    return stays.select_related("season__circle", "membership__user")
