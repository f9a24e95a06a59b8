"""The shares of a fixed division follow who joins and who leaves: pro rata, to the cent, with the reason, never silently."""

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles import desk
from circles.domain.depart import remove
from circles.models import Area, Membership
from costs.desk_signals import to_follow
from costs.domain.follow import follow
from costs.domain.pay import mark_paid
from costs.following import proposal
from costs.models import Budget, Change, Correction, Payment, Revision, Share
from praktijkkring.accounts.erase import erase
from praktijkkring.errors import Refused
from praktijkkring.models import AuditEntry, Message
from sessions_app.models import Meeting
from tests.costs.history import DAY, LINES, apply, budget_of, come, go, held, owed, running, succeed
from tests.costs.test_plan import make_plan
from tests.crowd import make_circles

WHOLE, TOTAL = 35_000, 280_000


def waits(cast):
    return proposal(budget_of(cast))


def share_of(cast, member) -> Share:
    return Share.objects.select_related("budget__season").get(budget__season=cast.season, membership=member)


def test_who_leaves_after_two_of_five_pays_two_fifths_and_the_others_carry_the_rest(cast):
    running(cast)
    go(cast.member)
    assert owed(cast) == dict.fromkeys((m.user.name for m in cast.members), WHOLE)  # nothing changes by itself
    apply(cast)
    found = owed(cast)
    assert found.pop("Pieter Smit") == 14_000
    assert set(found.values()) == {38_000}


def test_who_joins_pays_for_the_meetings_from_then_on(cast):
    running(cast)
    come(cast)
    apply(cast)
    found = owed(cast)
    newcomer = found.pop("Lotte Brands")
    assert newcomer == pytest.approx(TOTAL * 3 / 5 / 9, abs=1)
    assert {abs(cents - (14_000 + newcomer)) <= 1 for cents in found.values()} == {True}
    assert newcomer + sum(found.values()) == TOTAL


def test_what_stood_before_stays_and_every_change_is_a_line_with_its_reason(cast):
    running(cast)
    go(cast.member)
    first = apply(cast)
    held(cast, 3)
    come(cast)
    second = apply(cast)
    assert set(Share.objects.filter(revision=None).values_list("cents", flat=True)) == {WHOLE}
    assert list(Revision.objects.values_list("number", flat=True)) == [2, 3]
    left, joined = Change.objects.all()
    assert (left.revision, left.membership, left.kind, left.past, left.of) == (first, cast.member, "left", 2, 5)
    assert (joined.revision, joined.kind, joined.past, joined.of) == (second, "joined", 3, 5)
    assert sum(Correction.objects.filter(revision=first).values_list("cents", flat=True)) == 0
    assert sum(owed(cast).values()) == TOTAL
    assert not Correction.objects.filter(revision=second, share__membership=cast.member).exists()


def test_before_the_first_meeting_who_leaves_pays_nothing(cast):
    running(cast, past=0)
    go(cast.member)
    apply(cast)
    assert owed(cast)["Pieter Smit"] == 0
    assert set(owed(cast).values()) == {0, 40_000}


def test_after_the_last_meeting_nothing_changes_any_more(cast):
    running(cast, past=5)
    go(cast.member)
    come(cast)
    assert waits(cast) is None


def test_a_seat_that_is_handed_over_takes_its_share_along_and_changes_no_amount(cast):
    running(cast)
    succeed(cast, cast.member, "Sanne Vis")()
    assert waits(cast) is None
    assert set(owed(cast).values()) == {WHOLE}


def test_a_successor_after_a_gap_pays_for_the_meetings_they_are_there(cast):
    running(cast, past=1)
    arrives = succeed(cast, cast.member, "Sanne Vis")
    go(cast.member)
    apply(cast)
    assert owed(cast)["Pieter Smit"] == 7_000
    held(cast, 3)
    arrives()
    apply(cast)
    share = share_of(cast, cast.member)  # the share of the seat: one of five, and two of five after the gap
    assert share.owed_cents == 7_000 + 14_000
    assert sum(owed(cast).values()) == TOTAL
    assert Share.objects.count() == 8


def test_a_removed_member_and_an_erased_account_count_like_any_other(cast):
    running(cast)
    remove(by=cast.coordinator, membership=cast.member, reason="absent")
    erase(user=cast.members[2].user, by=cast.members[2].user)
    assert [move.kind for move in waits(cast).moves] == ["left", "left"]
    apply(cast)
    assert share_of(cast, cast.member).owed_cents == share_of(cast, cast.members[2]).owed_cents == 14_000
    assert not Message.objects.filter(kind="costs.share_changed", to_user=cast.members[2].user).exists()
    assert sum(owed(cast).values()) == TOTAL


def test_who_leaves_and_comes_back_has_two_shares(cast):
    running(cast, past=1)
    go(cast.member)
    apply(cast)
    held(cast, 3)
    come(cast, user=cast.member.user, area="Veenbroek")
    apply(cast)
    mine = Share.objects.filter(membership__user=cast.member.user).order_by("pk")
    assert [share.owed_cents for share in mine] == [7_000, 14_000]
    assert sum(owed_by_share(cast)) == TOTAL


def owed_by_share(cast):
    return [share.owed_cents for share in Share.objects.filter(budget__season=cast.season)]


def test_per_area_only_the_last_to_leave_and_the_first_to_come_count(cast):
    Membership.objects.filter(pk=cast.member.pk).update(area=cast.case_bringer.area)
    running(cast, key="area")
    before = owed(cast)
    go(cast.member)
    come(cast, area="Terpland")
    assert waits(cast) is None  # Ellen still sits there for Bruinveld, and Terpland paid already
    go(cast.case_bringer)
    assert [move.membership.user.name for move in waits(cast).moves] == ["Pieter Smit", "Ellen van Rijn"]
    apply(cast)
    assert owed(cast)["Bruinveld"] == before["Bruinveld"] * 2 // 5
    come(cast, "Omar Said", area="Kempendal")
    apply(cast)
    assert owed(cast)["Kempendal"] > 0
    assert sum(owed(cast).values()) == TOTAL


def test_per_area_who_moves_after_the_shares_followed_stays_with_the_area_that_pays(cast):
    running(cast, key="area")
    newcomer = come(cast)
    apply(cast)
    Membership.objects.filter(pk=newcomer.pk).update(area=Area.objects.get(name="Bruinveld"))
    assert waits(cast) is None


def test_a_break_changes_nothing_and_neither_does_a_meeting_that_is_cancelled_or_moved(cast):
    running(cast)
    go(cast.member)
    apply(cast)
    before = owed(cast)
    cast.season.meetings.filter(number=5).update(state=Meeting.State.CANCELLED)
    held(cast, 1)
    assert waits(cast) is None
    held(cast, 3)
    come(cast)
    apply(cast)
    assert owed(cast)["Pieter Smit"] == before["Pieter Smit"]


def test_what_was_paid_too_much_comes_back_and_what_is_missing_is_asked(cast):
    running(cast)
    for member in cast.members[:2]:
        mark_paid(share=share_of(cast, member), by=cast.coordinator)
    go(cast.member)
    apply(cast)
    ellen, pieter = share_of(cast, cast.case_bringer), share_of(cast, cast.member)
    assert (ellen.open_cents, pieter.open_cents) == (3_000, -21_000)
    assert mark_paid(share=ellen, by=cast.coordinator).open_cents == 0
    assert mark_paid(share=pieter, by=cast.coordinator, seen=-21_000).open_cents == 0
    assert list(Payment.objects.values_list("cents", flat=True)) == [35_000, 35_000, 3_000, -21_000]
    said = AuditEntry.objects.filter(action__startswith="costs.").order_by("pk").values_list("action", flat=True)
    assert list(said)[2:] == ["costs.paid", "costs.paid", "costs.followed", "costs.paid", "costs.refunded"]


def test_a_sponsor_who_pays_all_leaves_nothing_to_follow(cast):
    running(cast, lines=[LINES[0] | {"amount_cents": 0}])
    go(cast.member)
    assert waits(cast) is None


def test_only_what_was_seen_is_applied_and_only_once(cast):
    running(cast)
    go(cast.member)
    seen = waits(cast).mark
    come(cast)
    with pytest.raises(Refused, match="Bekijk eerst"):
        follow(season=cast.season, by=cast.coordinator, seen=seen)
    apply(cast)
    with pytest.raises(Refused, match="niets te veranderen"):
        follow(season=cast.season, by=cast.coordinator, seen=seen)
    assert Revision.objects.count() == 1


def test_before_it_is_fixed_one_simply_divides_again(cast):
    make_plan(cast)
    go(cast.member)
    assert waits(cast) is None
    with pytest.raises(Refused):
        follow(season=cast.season, by=cast.coordinator, seen="")


def test_nobody_else_applies_it(cast):
    running(cast)
    go(cast.member)
    for who in (cast.case_bringer.user, cast.member.user, cast.outsider, cast.other_member.user):
        with pytest.raises(Http404):
            follow(season=cast.season, by=who, seen=waits(cast).mark)


def test_the_desk_says_so_until_it_is_applied(cast):
    running(cast)

    def signals():
        return {row.kind: row for row in desk.signals_of([cast.circle.pk]).get(cast.circle.pk, [])}

    assert "shares_behind" not in signals()
    go(cast.member)
    signal = signals()["shares_behind"]
    assert signal.text == "1 persoon kwam of ging nadat de kosten waren verdeeld"
    assert signal.url == reverse("costs:follow", args=[cast.season.pk])
    mark_paid(share=share_of(cast, cast.member), by=cast.coordinator)
    apply(cast)
    assert signals().keys() >= {"unpaid", "paid_too_much"}
    assert signals()["paid_too_much"].text == "1 betaler krijgt geld terug"
    assert "shares_behind" not in signals()


def test_whose_share_changed_gets_a_mail_without_an_amount_also_who_left(cast):
    running(cast)
    go(cast.member)
    apply(cast)
    told = Message.objects.filter(kind="costs.share_changed")
    assert {message.to_user for message in told} == {member.user for member in cast.members}
    assert told.count() == 8


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_asks_as_often_for_one_circle_that_changed_as_for_three(cast, count, django_assert_num_queries):
    circles = make_circles(count, cast.coordinator)
    Membership.objects.filter(circle__in=circles).update(joined_at=timezone.now() - 9 * DAY)
    Budget.objects.update(locked_at=timezone.now() - DAY)
    Membership.objects.filter(circle__in=circles, seat=1).update(left_at=timezone.now())
    with django_assert_num_queries(7):
        found = to_follow([circle.pk for circle in circles])
    assert sorted(found) == sorted(circle.pk for circle in circles)
