"""Money of a season: members see the plan and their own share, the coordinator and the network admin change it."""

from circles.domain.depart import leave
from costs.domain.divide import fix
from costs.domain.pay import mark_paid
from costs.domain.plan import plan
from costs.following import proposal
from costs.models import Budget
from tests.house.matrix import MEMBERS, Row, only

MAY_SEE = (*MEMBERS, "coordinator", "network_admin", "superuser")
MAY_CHANGE = ("coordinator", "network_admin", "superuser")


def season(w):
    return [w.season.pk]


def planned(w):
    """A season with a plan that is not fixed."""
    lines = [{"label": "Zaal", "basis": "fixed", "amount_cents": 10_001}]
    w.budget = plan(season=w.season, by=w.coordinator, key="member", lines=lines)
    return season(w)


def share(w):
    """A share that nobody paid yet."""
    planned(w)
    fix(season=w.season, by=w.coordinator)
    return [w.budget.shares.first().pk]


def paid_share(w):
    [pk] = share(w)
    mark_paid(share=w.budget.shares.get(pk=pk), by=w.coordinator)
    return [pk]


PLAN = {
    "lines-TOTAL_FORMS": "1",
    "lines-INITIAL_FORMS": "0",
    "lines-0-label": "Zaal",
    "lines-0-basis": "fixed",
    "lines-0-amount_cents": "100",
    "key": "member",
}


def departed(w):
    """Fixed, and then somebody left: other shares are waiting to be applied."""
    share(w)
    leave(by=w.member.user, membership=w.member)
    return season(w)


def seen(w):
    waiting = proposal(Budget.objects.select_related("season").get(season=w.season))
    return {"seen": waiting.mark if waiting else "-"}


def own_share(w):
    """The share of Pieter, the member."""
    share(w)
    return [w.budget.shares.get(membership=w.member).pk]


ROWS = [
    Row("costs:circle", args=lambda w: [w.circle.pk], get=only(302, *MAY_SEE)),
    Row("costs:season", args=planned, get=only(200, *MAY_SEE)),
    Row(
        "costs:plan",
        args=season,
        get=only(200, *MAY_CHANGE),
        post=only(302, *MAY_CHANGE),
        data=lambda w: PLAN,
    ),
    Row("costs:divide", args=planned, post=only(302, *MAY_CHANGE)),
    Row("costs:fix", args=planned, get=only(200, *MAY_CHANGE), post=only(302, *MAY_CHANGE)),
    Row("costs:follow", args=departed, get=only(200, *MAY_CHANGE), post=only(302, *MAY_CHANGE), data=seen),
    Row("costs:share", args=own_share, get=only(200, "member", *MAY_CHANGE)),
    Row(
        "costs:paid",
        args=share,
        post=only(302, *MAY_CHANGE),
        data=lambda w: {"cents": w.budget.shares.first().open_cents},
    ),
    Row("costs:not_paid", args=paid_share, post=only(302, *MAY_CHANGE)),
]
