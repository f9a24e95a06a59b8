"""The pages about money: who sees what, and what happens with what is typed."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from costs.domain.divide import fix
from costs.models import Budget, Share
from tests import factories
from tests.costs.test_plan import make_plan


@pytest.fixture
def planned(cast):
    cast.budget = make_plan(cast)
    return cast


def season_page(client, cast, user):
    client.force_login(user)
    return client.get(reverse("costs:season", args=[cast.season.pk]))


def form_data(rows, **more):
    data = {"lines-TOTAL_FORMS": str(len(rows)), "lines-INITIAL_FORMS": "0", "key": "member"}
    for number, (label, basis, amount) in enumerate(rows):
        data |= {f"lines-{number}-label": label, f"lines-{number}-basis": basis, f"lines-{number}-amount_cents": amount}
    return data | more


def test_a_member_sees_the_plan_and_only_their_own_share(client, planned):
    text = season_page(client, planned, planned.member.user).content.decode()
    assert "Gespreksleiding" in text
    assert "Jouw aandeel" in text
    assert planned.case_bringer.user.name not in text


def test_the_coordinator_sees_every_share(client, planned):
    text = season_page(client, planned, planned.coordinator).content.decode()
    for member in planned.members:
        assert member.user.name in text


@pytest.mark.parametrize("who", ["outsider", "other_member", "facilitator_from_outside"])
def test_others_see_nothing(client, planned, who):
    planned.facilitator_from_outside = factories.make_user("Gast Leider")
    user = getattr(planned, who)
    assert season_page(client, planned, getattr(user, "user", user)).status_code == 404


def test_a_member_cannot_change_the_plan(client, planned):
    client.force_login(planned.member.user)
    for name in ("plan", "divide", "fix"):
        assert client.post(reverse(f"costs:{name}", args=[planned.season.pk]), {}).status_code == 404


def test_the_coordinator_makes_a_plan_in_the_browser(client, cast):
    client.force_login(cast.coordinator)
    url = reverse("costs:plan", args=[cast.season.pk])
    rows = [("Zaal", "meeting", "1.250,50"), ("", "fixed", "")]
    answer = client.post(url, form_data(rows, sponsor_name="Fonds", sponsor_cents="500"))
    assert answer.status_code == 302
    budget = Budget.objects.get()
    assert [line.amount_cents for line in budget.lines.all()] == [125_050]
    assert budget.sponsors.get().amount_cents == 50_000
    assert sum(share.cents for share in budget.shares.all()) == 5 * 125_050 - 50_000


@pytest.mark.parametrize(
    "rows",
    [
        [("", "fixed", "")],
        [("Zaal", "fixed", "")],
        [("", "fixed", "12")],
        [("Zaal", "fixed", "twaalf")],
        [("Zaal", "fixed", "-5")],
        [("Zaal", "fixed", "99999999999")],
        [("Zaal", "verzonnen", "5")],
        [("z" * 500, "fixed", "5")],
        [("Zaal\0", "fixed", "5")],
    ],
)
def test_bad_rows_are_explained_and_kept(client, cast, rows):
    client.force_login(cast.coordinator)
    answer = client.post(reverse("costs:plan", args=[cast.season.pk]), form_data(rows))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert 'role="alert"' in text
    if rows[0][2] == "twaalf":
        assert 'value="twaalf"' in text
    assert not Budget.objects.exists()


@pytest.mark.parametrize("text", ["😀 zaal", "שלום", "<b>zaal</b>", "zaal & eten"])
def test_unusual_text_is_kept_as_typed(client, cast, text):
    client.force_login(cast.coordinator)
    client.post(reverse("costs:plan", args=[cast.season.pk]), form_data([(text, "fixed", "5")]))
    assert Budget.objects.get().lines.get().label == text
    page = season_page(client, cast, cast.coordinator).content.decode()
    assert "<b>zaal</b>" not in page


def test_more_rows_keep_what_was_typed(client, cast):
    client.force_login(cast.coordinator)
    url = reverse("costs:plan", args=[cast.season.pk])
    answer = client.post(url, form_data([("Zaal", "fixed", "x")], more="1"))
    text = answer.content.decode()
    assert 'value="Zaal"' in text
    assert 'value="x"' in text
    assert 'name="lines-3-label"' in text


def test_a_broken_form_is_no_error_page(client, cast):
    client.force_login(cast.coordinator)
    url = reverse("costs:plan", args=[cast.season.pk])
    assert client.post(url, {"key": "member"}).status_code == 422
    assert client.post(url, {"more": "1", "lines-TOTAL_FORMS": "veel"}).status_code in {200, 422}


def test_fixing_and_paying_in_the_browser(client, planned):
    client.force_login(planned.coordinator)
    assert client.get(reverse("costs:fix", args=[planned.season.pk])).status_code == 200
    client.post(reverse("costs:fix", args=[planned.season.pk]))
    plan = client.get(reverse("costs:plan", args=[planned.season.pk]))
    assert plan["Location"] == reverse("costs:fix", args=[planned.season.pk])
    assert "De verdeling ligt vast" in client.get(plan["Location"]).text
    share = planned.budget.shares.first()
    paid, seen = reverse("costs:paid", args=[share.pk]), {"cents": share.open_cents}
    assert [client.post(paid, data).status_code for data in ({}, {"cents": 5}, seen, seen)] == [409, 409, 302, 409]
    assert Share.objects.get(pk=share.pk).open_cents == 0
    client.post(reverse("costs:not_paid", args=[share.pk]))
    assert Share.objects.get(pk=share.pk).paid_cents == 0
    assert "Teruggenomen op" in client.get(reverse("costs:share", args=[share.pk])).text


@pytest.mark.parametrize("members", [1, 3])
def test_the_page_asks_the_database_as_often_for_one_share_as_for_three(client, db, members, django_assert_num_queries):
    circle = factories.make_circle(state="running")
    factories.make_members(circle, members)
    season = factories.make_season(circle)
    coordinator = circle.coordinators.get().user

    make_plan(SimpleNamespace(season=season, coordinator=coordinator))
    fix(season=season, by=coordinator)
    client.force_login(coordinator)
    url = reverse("costs:season", args=[season.pk])
    client.get(url)
    with django_assert_num_queries(PAGE_QUERIES):
        client.get(url)


PAGE_QUERIES = 11
