"""A season of which some meetings were held, with a division that was fixed before the first."""

import datetime

from django.utils import timezone

from circles.domain.answer import accept
from circles.domain.depart import leave
from circles.domain.invite import Guest, invite
from circles.domain.replace import invite_successor
from circles.models import Membership
from costs.domain.divide import fix
from costs.domain.follow import follow
from costs.following import proposal
from costs.models import Budget, Share
from costs.queries import payer_now
from tests import factories
from tests.costs.test_plan import make_plan

DAY = datetime.timedelta(days=1)
LINES = [{"label": "Alles", "basis": "fixed", "amount_cents": 280_000}]


def running(cast, *, past=2, key="member", lines=LINES):
    """Eight payers of € 350, five meetings of which ``past`` were held."""
    Membership.objects.filter(circle=cast.circle).update(joined_at=timezone.now() - 300 * DAY)
    held(cast, past)
    make_plan(cast, key=key, lines=lines, sponsor_cents=0)
    fix(season=cast.season, by=cast.coordinator)
    Budget.objects.update(locked_at=timezone.now() - 200 * DAY)
    return budget_of(cast)


def held(cast, past):
    """So many meetings lie behind us now."""
    for meeting in cast.season.meetings.all():
        meeting.date = timezone.localdate() + datetime.timedelta(days=28 * (meeting.number - past) - 14)
        meeting.save(update_fields=["date"])


def budget_of(cast) -> Budget:
    return Budget.objects.select_related("season").get(season=cast.season)


def go(member, **how):
    member.refresh_from_db()
    leave(by=member.user, membership=member, **how)


def come(cast, name="Lotte Brands", area="Noorderlo", user=None):
    """Somebody is invited and takes a seat through the front door."""
    user = user or factories.make_user(name)
    [asked] = invite(by=cast.coordinator, circle=cast.circle, guests=[Guest(user.email, user.name, area=area)])
    return accept(by=user, invitation=asked, agreement=cast.circle.agreements.first(), name=user.name, area=area)


def succeed(cast, member, name):
    """Somebody takes this seat over, also when it was left before."""
    user = factories.make_user(name)
    asked = invite_successor(by=cast.coordinator, membership=member, email=user.email, name=name)
    return lambda: accept(by=user, invitation=asked, agreement=cast.circle.agreements.first(), name=name)


def apply(cast, by=None):
    return follow(season=cast.season, by=by or cast.coordinator, seen=proposal(budget_of(cast)).mark)


def owed(cast) -> dict[str, int]:
    """What everybody carries, by name."""
    shares = Share.objects.filter(budget__season=cast.season).select_related("membership__user", "area")
    return {str(payer_now(share)): share.owed_cents for share in shares}
