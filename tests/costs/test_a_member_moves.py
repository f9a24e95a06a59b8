"""Somebody comes from another area after the division was fixed: the share stays where it is, and the page says so."""

import pytest
from django.urls import reverse

from circles.domain.profile import keep_profile
from circles.models import Area, Membership
from costs.domain.divide import fix
from costs.models import Budget
from costs.queries import share_of, share_rows
from tests import factories
from tests.costs.test_plan import make_plan


@pytest.fixture
def fixed(cast):
    """Per area, Ellen and Pieter from one area; then Pieter goes to work where Marieke comes from."""
    Membership.objects.filter(pk=cast.member.pk).update(area=cast.case_bringer.area)
    cast.budget = make_plan(cast, key="area")
    fix(season=cast.season, by=cast.coordinator)
    cast.before = list(cast.budget.shares.values_list("area__name", "cents"))
    keep_profile(by=cast.member.user, area="Terpland", also_in_circles=True)
    cast.budget = Budget.objects.get(pk=cast.budget.pk)
    cast.member.refresh_from_db()
    return cast


def seen_by(client, cast, user):
    client.force_login(user)
    return client.get(reverse("costs:season", args=[cast.season.pk]))


def test_no_share_changes_and_the_old_area_pays_on(fixed):
    assert list(fixed.budget.shares.values_list("area__name", "cents")) == fixed.before
    assert fixed.member.area.name == "Terpland"
    assert share_of(fixed.budget, fixed.member).area.name == "Bruinveld"
    assert share_of(fixed.budget, fixed.members[2]).area.name == "Terpland"


def test_the_page_says_so_to_who_moved_and_to_the_coordinator(fixed, client):
    mine = seen_by(client, fixed, fixed.member.user).content.decode()
    assert "Bruinveld betaalt voor al zijn deelnemers" in mine
    assert "vastgezet toen je uit Bruinveld kwam" in mine
    assert "vastgezet toen" not in seen_by(client, fixed, fixed.case_bringer.user).content.decode()
    rows = {row.name: (row.people, row.moved) for row in share_rows(fixed.budget)}
    assert rows["Bruinveld"] == (("Ellen", "Pieter"), ("Pieter",))
    assert rows["Terpland"] == (("Marieke",), ())
    assert "Komt nu ergens anders vandaan: Pieter." in seen_by(client, fixed, fixed.coordinator).content.decode()


def test_who_takes_the_seat_over_is_paid_for_as_the_seat_was(fixed):
    Membership.objects.filter(pk=fixed.member.pk).update(left_at=fixed.season.created_at)
    new = factories.make_member(fixed.circle, 2, user=fixed.outsider, succeeds=fixed.member)
    assert share_of(fixed.budget, new).area.name == "Bruinveld"


def test_a_newcomer_is_paid_for_by_their_area(fixed):
    new = factories.make_member(fixed.circle, 10)
    Membership.objects.filter(pk=new.pk).update(area=Area.objects.get(name="Terpland"))
    new.refresh_from_db()
    assert share_of(fixed.budget, new).area.name == "Terpland"


def test_before_it_is_fixed_a_move_asks_to_divide_again(cast, client):
    budget = make_plan(cast, key="area")
    keep_profile(by=cast.member.user, area="Terpland", also_in_circles=True)
    assert budget.locked_at is None
    assert seen_by(client, cast, cast.coordinator).context["stale"] is True


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_often_for_one_that_moved_as_for_three(cast, client, count, django_assert_num_queries):
    make_plan(cast, key="area")
    fix(season=cast.season, by=cast.coordinator)
    for member in cast.members[:count]:
        keep_profile(by=member.user, area="Kempendal", also_in_circles=True)
    seen_by(client, cast, cast.coordinator)
    with django_assert_num_queries(12):
        page = client.get(reverse("costs:season", args=[cast.season.pk]))
    assert sum(len(row.moved) for row, _bar in page.context["share_rows"]) == count
