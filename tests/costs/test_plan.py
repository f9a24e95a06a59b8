"""Shares add up to the cent, are stored, and change only while the division is open."""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles.models import Membership
from costs.domain.divide import divide, fix
from costs.domain.pay import mark_paid, unmark_paid
from costs.domain.plan import plan
from costs.models import Budget, Share
from costs.queries import is_stale
from praktijkkring.errors import Refused
from praktijkkring.models import AuditEntry
from sessions_app.domain.start_season import start_season
from sessions_app.models import Season
from tests import factories

LINES = [
    {"label": "Gespreksleiding", "basis": "meeting", "amount_cents": 85_000},
    {"label": "Organisatie", "basis": "fixed", "amount_cents": 320_000},
    {"label": "Zaal en eten", "basis": "member_meeting", "amount_cents": 3_850},
    {"label": "Boekje", "basis": "member", "amount_cents": 1_111},
]


def make_plan(cast, **changes):
    facts = {
        "by": cast.coordinator,
        "key": "member",
        "lines": LINES,
        "sponsor_name": "Streekfonds",
        "sponsor_cents": 150_000,
    }
    return plan(season=cast.season, **facts | changes)


def cents(budget):
    return list(budget.shares.values_list("cents", flat=True))


def test_shares_are_stored_and_add_up(cast):
    budget = make_plan(cast)
    total = 5 * 85_000 + 320_000 + 8 * 5 * 3_850 + 8 * 1_111 - 150_000
    assert sum(cents(budget)) == total
    assert len(cents(budget)) == 8
    assert max(cents(budget)) - min(cents(budget)) <= 1


def test_a_cancelled_meeting_costs_nothing(cast):
    cast.season.meetings.filter(number=5).update(state="cancelled")
    budget = make_plan(cast, lines=LINES[:1], sponsor_cents=0)
    assert sum(cents(budget)) == 4 * 85_000


def test_per_area_members_of_one_area_share_one_part(cast):
    ellen, pieter = cast.case_bringer, cast.member
    Membership.objects.filter(pk=pieter.pk).update(area=ellen.area)
    budget = make_plan(cast, key="area")
    assert budget.shares.count() == 7
    assert budget.shares.filter(area=ellen.area).count() == 1


def test_per_area_somebody_without_an_area_is_not_forgotten(cast):
    Membership.objects.filter(pk=cast.member.pk).update(area=None)
    budget = make_plan(cast, key="area")
    assert budget.shares.count() == 8
    assert budget.shares.get(membership=cast.member).cents > 0


def test_a_sponsor_who_gives_more_than_it_costs_leaves_shares_of_zero(cast):
    budget = make_plan(cast, sponsor_cents=99_000_000)
    assert cents(budget) == [0] * 8


def test_spare_cents_fall_on_others_in_the_next_season(cast):
    def holders(season):
        budget = plan(
            season=season,
            by=cast.coordinator,
            key="member",
            lines=[{"label": "Zaal", "basis": "fixed", "amount_cents": 801}],
        )
        return [share.membership_id for share in budget.shares.all() if share.cents == 101]

    Season.objects.filter(pk=cast.season.pk).update(created_at=timezone.now() - datetime.timedelta(days=1))
    cast.season.refresh_from_db()
    later = Season.objects.create(circle=cast.circle, name="2027–2028")
    assert holders(cast.season) == [cast.members[0].pk]
    assert holders(later) == [cast.members[1].pk]


def test_shares_follow_the_people_only_when_divided_again(cast):
    budget = make_plan(cast)
    before = cents(budget)
    factories.make_member(cast.circle, 9)
    assert cents(budget) == before
    divide(season=cast.season, by=cast.coordinator)
    assert budget.shares.count() == 9


def test_a_fixed_division_never_changes(cast):
    budget = make_plan(cast)
    fix(season=cast.season, by=cast.coordinator)
    before = cents(budget)
    factories.make_member(cast.circle, 9)
    for change in (lambda: make_plan(cast, sponsor_cents=0), lambda: divide(season=cast.season, by=cast.coordinator)):
        with pytest.raises(Refused):
            change()
    assert cents(Budget.objects.get()) == before


def test_who_paid_can_be_noted_after_fixing_and_taken_back(cast):
    budget = make_plan(cast)
    share = budget.shares.first()
    with pytest.raises(Refused):
        mark_paid(share=share, by=cast.coordinator)
    fix(season=cast.season, by=cast.coordinator)
    share = Share.objects.select_related("budget__season", "membership__user").get(pk=share.pk)
    assert mark_paid(share=share, by=cast.coordinator).open_cents == 0
    assert share.payments.get().by == cast.coordinator
    with pytest.raises(Refused):
        mark_paid(share=share, by=cast.coordinator)
    assert unmark_paid(share=share, by=cast.coordinator).paid_cents == 0
    with pytest.raises(Refused):
        unmark_paid(share=share, by=cast.coordinator)


def test_every_change_is_in_the_trail_without_amounts_of_people(cast):
    make_plan(cast)
    fix(season=cast.season, by=cast.coordinator)
    trail = AuditEntry.objects.filter(scope=f"circle:{cast.circle.pk}", action__startswith="costs.")
    assert sorted(trail.values_list("action", flat=True)) == ["costs.fixed", "costs.planned"]


def test_the_division_is_fixed_when_the_season_starts(cast):
    cast.season.state = Season.State.CLOSED
    cast.season.save(update_fields=["state"])
    season = factories.make_season(cast.circle, state=Season.State.PLANNED)
    budget = plan(season=season, by=cast.coordinator, key="member", lines=LINES)
    factories.make_member(cast.circle, 9)
    start_season(season=season, by=cast.coordinator)
    budget.refresh_from_db()
    assert budget.locked_at
    assert budget.shares.count() == 9


def test_a_season_without_a_plan_starts_too(cast):
    cast.season.state = Season.State.CLOSED
    cast.season.save(update_fields=["state"])
    season = factories.make_season(cast.circle, state=Season.State.PLANNED)
    assert start_season(season=season, by=cast.coordinator).state == Season.State.RUNNING
    assert not Budget.objects.exists()


def test_every_verb_asks_again_whether_this_person_may(cast):
    budget = make_plan(cast)
    fix(season=cast.season, by=cast.coordinator)
    share = budget.shares.select_related("budget__season", "membership__user").first()
    someone = cast.member.user
    for change in (
        lambda: make_plan(cast, by=someone),
        lambda: divide(season=cast.season, by=someone),
        lambda: fix(season=cast.season, by=someone),
        lambda: mark_paid(share=share, by=someone),
        lambda: unmark_paid(share=share, by=someone),
    ):
        with pytest.raises(Http404):
            change()


def test_once_fixed_the_plan_stays_what_the_shares_add_up_to(cast, client):
    """Who leaves and what is cancelled afterwards changes neither a share nor the sum that stands above it."""
    make_plan(cast)
    fix(season=cast.season, by=cast.coordinator)
    Membership.objects.filter(pk=cast.member.pk).update(left_at=timezone.now())
    cast.season.meetings.filter(number=5).update(state="cancelled")
    client.force_login(cast.coordinator)
    page = client.get(reverse("costs:season", args=[cast.season.pk]))
    assert page.context["to_divide"] == page.context["divided"] == sum(cents(Budget.objects.get()))
    assert "Gerekend met 8 deelnemers en 5 bijeenkomsten." in page.content.decode()


def test_a_meeting_that_was_cancelled_asks_to_divide_again_before_it_is_fixed(cast):
    budget = make_plan(cast)
    cast.season.meetings.filter(number=5).update(state="cancelled")
    assert is_stale(Budget.objects.get())
    with pytest.raises(Refused):
        fix(season=cast.season, by=cast.coordinator)
    divide(season=cast.season, by=cast.coordinator)
    assert not is_stale(Budget.objects.get(pk=budget.pk))
