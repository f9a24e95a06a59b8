"""What each person sees when the circle changed: the coordinator, the treasurer, a member, who came and who left."""

import pytest
from django.urls import reverse
from django.utils import timezone

from circles.models import Membership, RoleHolder
from costs import own
from costs.domain.pay import mark_paid
from costs.following import moved_budgets
from costs.models import Revision, Share
from praktijkkring.models import Message
from praktijkkring.outbox import samples
from praktijkkring.outbox.kinds import kind
from tests import factories
from tests.costs.history import apply, come, go, held, running, succeed


def page(client, user, name, pk):
    client.force_login(user)
    return client.get(reverse(f"costs:{name}", args=[pk]))


def season_page(client, cast, user):
    return page(client, user, "season", cast.season.pk).text


def share_of(cast, member) -> Share:
    return Share.objects.select_related("budget__season").get(budget__season=cast.season, membership=member)


@pytest.fixture
def left(cast):
    """Two of five meetings were held, Pieter has paid, and leaves."""
    running(cast)
    mark_paid(share=share_of(cast, cast.member), by=cast.coordinator)
    go(cast.member)
    return cast


@pytest.fixture
def followed(left):
    apply(left)
    return left


def treasurer(cast):
    RoleHolder.objects.create(circle=cast.circle, user=cast.members[4].user, role="money")
    return cast.members[4].user


def test_the_coordinator_and_the_treasurer_are_led_to_the_new_shares(left, client):
    address = reverse("costs:follow", args=[left.season.pk])
    for who in (left.coordinator, treasurer(left)):
        shown = season_page(client, left, who)
        assert "Pieter Smit ging weg op" in shown
        assert address in shown
        assert address in client.get(reverse("circles:circle", args=[left.circle.pk])).text
    assert address not in season_page(client, left, left.case_bringer.user)
    assert address not in client.get(reverse("circles:circle", args=[left.circle.pk])).text


def test_a_member_reads_beforehand_what_the_own_share_would_become(left, client):
    shown = season_page(client, left, left.case_bringer.user)
    assert "Jouw aandeel zou €\xa0380,00 worden." in shown
    assert "€\xa0210,00" not in shown  # what Pieter gets back


def test_who_brings_no_change_is_told_that_the_own_share_stays(cast, client):
    running(cast)
    go(cast.member)
    come(cast)  # as many at the table as before
    assert "Jouw aandeel blijft zoals het is." in season_page(client, cast, cast.case_bringer.user)


def test_the_preview_shows_both_amounts_and_what_is_open_then(left, client):
    shown = page(client, left.coordinator, "follow", left.season.pk).text
    assert "betaalt ongeveer €\xa030,00 meer" in shown
    for words in ("€\xa0350,00", "€\xa0140,00", "−\xa0€\xa0210,00", "te veel betaald: €\xa0210,00", "na 2 van de 5"):
        assert words in shown
    type(left.coordinator).objects.filter(pk=left.coordinator.pk).update(language="en")
    shown = client.get(reverse("costs:follow", args=[left.season.pk])).text
    assert "Who is there the whole season pays about €30.00 more." in shown
    assert "after 2 of the 5 meetings" in shown


def test_applying_in_the_browser_takes_one_press_and_what_was_seen(left, client):
    address = reverse("costs:follow", args=[left.season.pk])
    client.force_login(left.coordinator)
    seen = client.get(address).context["proposal"].mark
    assert [client.post(address, data).status_code for data in ({}, {"seen": "anders"}, {"seen": "x" * 99})] == [
        422
    ] * 3
    assert "Bekijk eerst de nieuwe bedragen" in client.post(address, {"seen": "anders"}).text
    answer = client.post(address, {"seen": seen}, follow=True)
    assert "De aandelen passen weer bij wie er aan tafel zit" in answer.text
    assert client.post(address, {"seen": seen}).status_code == 422
    assert "De aandelen kloppen" in client.get(address).text
    assert Revision.objects.count() == 1


def test_the_page_afterwards_says_who_carries_what_and_why(followed, client):
    shown = season_page(client, followed, followed.coordinator)
    assert "Per deelnemer, voor het hele seizoen" in shown
    assert "Wie er het hele seizoen bij is, draagt €\xa0380,00." in shown
    assert "ging weg na 2 van de 5 bijeenkomsten" in shown
    assert "Te veel betaald: €\xa0210,00" in shown
    assert "€\xa0350,00 van €\xa02.800,00 is binnen" in shown


def test_every_payer_reads_how_the_own_amount_came_about(followed, client):
    shown = page(client, followed.case_bringer.user, "share", share_of(followed, followed.case_bringer).pk)
    assert [(entry.cents, entry.after) for entry in shown.context["entries"]] == [(35_000, 35_000), (3_000, 38_000)]
    assert "Pieter Smit ging weg op" in shown.text
    assert "Zo werd het €\xa0380,00." in shown.text
    assert "genoteerd door" not in shown.text


@pytest.mark.parametrize("key", ["member", "area"])
def test_who_wants_to_leave_reads_first_what_that_does_to_the_own_share(cast, client, key):
    cast.members[2].area = cast.member.area
    cast.members[2].save(update_fields=["area"])
    running(cast, key=key)
    client.force_login(cast.member.user)
    shown = client.get(reverse("circles:leave", args=[cast.circle.pk])).text
    stays, changes = "aandeel in de kosten blijft €\xa0400,00", "aandeel gaat van €\xa0350,00 naar €\xa0140,00"
    assert ((stays in shown), (changes in shown)) == (key == "area", key == "member")
    assert Membership.objects.get(pk=cast.member.pk).left_at is None


def test_who_left_reads_the_own_share_and_nothing_else(followed, client):
    mine = page(client, followed.member.user, "share", share_of(followed, followed.member).pk)
    assert mine.status_code == 200
    assert "Jouw aandeel" in mine.text
    assert "Te veel betaald: €\xa0210,00" in mine.text
    assert reverse("costs:season", args=[followed.season.pk]) not in mine.text
    assert page(client, followed.member.user, "season", followed.season.pk).status_code == 404
    other = share_of(followed, followed.case_bringer).pk
    assert page(client, followed.member.user, "share", other).status_code == 404


def test_who_was_succeeded_reads_the_share_no_longer_and_the_successor_does(cast, client):
    running(cast)
    succeed(cast, cast.member, "Sanne Vis")()
    share = share_of(cast, cast.member)
    new = cast.circle.memberships.get(succeeds=cast.member).user
    told = "nam Sanne Vis deze stoel over van Pieter Smit. Het aandeel ging mee, en wat betaald is ook."
    assert told in " ".join(page(client, new, "share", share_of(cast, cast.member).pk).text.split())
    assert "<h1>Jouw aandeel</h1>" in page(client, new, "share", share.pk).text
    assert page(client, cast.member.user, "share", share.pk).status_code == 404
    shown = page(client, cast.coordinator, "share", share.pk).text
    assert "Het aandeel van Sanne Vis" in shown


def test_a_newcomer_has_a_share_once_it_was_applied(cast, client):
    running(cast)
    newcomer = come(cast)
    shown = season_page(client, cast, newcomer.user)
    assert "Je hebt in dit seizoen nog geen aandeel" in shown
    assert "Jouw aandeel zou €\xa0186,66 worden." in shown
    apply(cast)
    mine = page(client, newcomer.user, "share", share_of(cast, newcomer).pk)
    assert [entry.cents for entry in mine.context["entries"]] == [18_666]
    assert "Lotte Brands kwam erbij op" in mine.text


def test_no_share_page_before_the_division_is_fixed_nor_for_strangers(cast, client):
    running(cast)
    share = share_of(cast, cast.member)
    for who in (cast.outsider, cast.other_member.user, cast.case_bringer.user):
        assert page(client, who, "share", share.pk).status_code == 404
    share.budget.locked_at = None
    share.budget.save(update_fields=["locked_at"])
    assert page(client, cast.coordinator, "share", share.pk).status_code == 404


def test_paying_goes_on_after_a_correction(followed, client):
    client.force_login(followed.coordinator)
    share = share_of(followed, followed.member)
    paid, back = (reverse(f"costs:{name}", args=[share.pk]) for name in ("paid", "not_paid"))
    assert "kreeg het geld terug" in client.post(paid, {"cents": -21_000}, follow=True).text
    assert share_of(followed, followed.member).open_cents == 0
    assert "Neem terug" in page(client, followed.coordinator, "share", share.pk).text
    client.post(back)
    assert share_of(followed, followed.member).open_cents == -21_000
    client.post(back)
    assert share_of(followed, followed.member).open_cents == 14_000
    assert client.post(back).status_code == 409


def test_the_mail_goes_to_who_left_too_and_holds_no_amount(followed):
    told = Message.objects.get(kind="costs.share_changed", to_user=followed.member.user)
    assert kind("costs.share_changed").write(told).context["share"] == share_of(followed, followed.member)
    for language in samples.LANGUAGES:
        mail = samples.sample("costs.share_changed", language)
        assert "€" not in mail.text + mail.subject
        assert "/aandelen/1/" in mail.text


def test_the_mail_is_dropped_for_who_was_succeeded_before_it_went(followed):
    told = Message.objects.get(kind="costs.share_changed", to_user=followed.case_bringer.user)
    succeed(followed, followed.case_bringer, "Sanne Vis")()
    assert kind("costs.share_changed").write(told) is None


def test_the_own_data_tell_the_share_and_its_history(followed):
    [told] = own.shares(followed.member.user)
    assert (told["cents"], told["season"], told["for_area"]) == (14_000, followed.season.name, None)
    assert [entry["cents"] for entry in told["how_it_came_about"]] == [35_000, -21_000]
    assert [row["cents"] for row in told["paid"]] == [35_000]
    assert own.shares(followed.outsider) == []


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("asked", [("season", 18), ("follow", 14)], ids=str)
def test_the_pages_ask_as_often_for_one_change_as_for_three(cast, client, asked, count, django_assert_num_queries):
    name, queries = asked
    running(cast)
    for member in cast.members[:count]:
        go(member)
    page(client, cast.coordinator, name, cast.season.pk)
    with django_assert_num_queries(queries):
        shown = client.get(reverse(f"costs:{name}", args=[cast.season.pk]))
    assert len(shown.context["proposal"].moves) == count


@pytest.mark.parametrize("count", [1, 3])
def test_a_share_asks_as_often_after_one_correction_as_after_three(cast, client, count, django_assert_num_queries):
    running(cast, past=1)
    for number in range(count):
        held(cast, number + 1)
        go(cast.members[number + 1])
        apply(cast)
    share = share_of(cast, cast.case_bringer)
    page(client, cast.coordinator, "share", share.pk)
    with django_assert_num_queries(18):
        shown = client.get(reverse("costs:share", args=[share.pk]))
    assert len(shown.context["entries"]) == count + 1


def test_who_comes_or_goes_after_the_season_was_closed_is_nothing_to_it(cast, client):
    running(cast)
    cast.season.state, cast.season.closed_at = "closed", timezone.now() - timezone.timedelta(days=1)
    cast.season.save(update_fields=["state", "closed_at"])
    go(cast.member)
    factories.make_member(cast.circle, 9)
    assert moved_budgets([cast.circle.pk]) == []
    assert page(client, cast.coordinator, "season", cast.season.pk).context["proposal"] is None
