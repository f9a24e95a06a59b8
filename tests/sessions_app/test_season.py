"""Planning, starting and changing a season."""

import datetime as dt

import pytest
from django.http import Http404
from django.utils import timezone

from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from praktijkkring.outbox.models import Message
from sessions_app.cadence import Slot, exists, proposals
from sessions_app.domain.plan_season import change_plan, plan_season
from sessions_app.domain.schedule import add_meeting, cancel_meeting, move_meeting
from sessions_app.domain.start_season import close_season, start_season
from sessions_app.models import Attendance, Meeting, Season
from tests import factories

pytestmark = pytest.mark.django_db


def ahead(days):
    return timezone.localdate() + dt.timedelta(days=days)


def slots(count, every=28):
    return [Slot(ahead(10 + every * number), place="De Schakel") for number in range(count)]


@pytest.fixture
def circle(cast):
    """The circle of the cast without a season that is on."""
    cast.season.meetings.all().delete()
    cast.season.delete()
    return cast.circle


def test_a_cadence_keeps_weekday_time_and_place():
    first = Slot(dt.date(2027, 1, 14), dt.time(19, 30), dt.time(22), "Dorpshuis")
    found = proposals(first, weeks=5, count=7)
    assert [slot.date.isoformat() for slot in found] == [
        "2027-01-14",
        "2027-02-18",
        "2027-03-25",
        "2027-04-29",
        "2027-06-03",
        "2027-07-08",
        "2027-08-12",
    ]
    assert {(slot.starts, slot.ends, slot.place, slot.date.weekday()) for slot in found} == {
        (dt.time(19, 30), dt.time(22), "Dorpshuis", 3)
    }


def test_half_past_seven_stays_half_past_seven_across_the_clock_change(circle, cast):
    season = factories.make_season(circle, first=dt.date(2027, 3, 18), meetings=5)
    winter, summer = season.meetings.all()[:2]
    assert (winter.starts_at.hour, winter.starts_at.utcoffset()) == (19, dt.timedelta(hours=1))
    assert (summer.starts_at.hour, summer.starts_at.utcoffset()) == (19, dt.timedelta(hours=2))


def test_a_time_that_the_clock_skips_does_not_exist():
    assert not exists(dt.date(2027, 3, 28), dt.time(2, 30), "Europe/Amsterdam")
    assert exists(dt.date(2027, 3, 28), dt.time(3, 0), "Europe/Amsterdam")
    assert exists(dt.date(2027, 10, 31), dt.time(2, 30), "Europe/Amsterdam")


def test_a_meeting_at_a_time_that_the_clock_skips_is_refused_in_words(circle, cast):
    gap = Slot(dt.date(2027, 3, 28), dt.time(2, 30), dt.time(4, 0))
    with pytest.raises(Refused, match="02:30"):
        plan_season(circle=circle, name="2027", slots=[gap], by=cast.coordinator)


def test_a_season_is_planned_in_order_of_date(circle, cast):
    late, early = Slot(ahead(60)), Slot(ahead(30))
    season = plan_season(circle=circle, name="2027", slots=[late, Slot(None), early], by=cast.coordinator)
    assert list(season.meetings.values_list("number", "date", "state")) == [
        (1, ahead(30), "planned"),
        (2, ahead(60), "planned"),
        (3, None, "planned"),
    ]
    assert Message.objects.count() == 0


def test_a_ninth_meeting_is_refused(circle, cast):
    with pytest.raises(Refused):
        plan_season(circle=circle, name="2027", slots=slots(9), by=cast.coordinator)
    season = plan_season(circle=circle, name="2027", slots=slots(8), by=cast.coordinator)
    with pytest.raises(Refused):
        add_meeting(season=season, slot=Slot(ahead(300)), by=cast.coordinator)
    assert season.meetings.count() == 8


def test_a_plan_can_grow_and_shrink_before_the_start(circle, cast):
    season = plan_season(circle=circle, name="2027", slots=slots(7), by=cast.coordinator)
    change_plan(season=season, slots=slots(5, every=14), by=cast.coordinator)
    assert list(season.meetings.values_list("number", "date")) == [(n + 1, ahead(10 + 14 * n)) for n in range(5)]
    change_plan(season=season, slots=slots(6), by=cast.coordinator)
    assert season.meetings.count() == 6


def test_a_plan_cannot_be_changed_after_the_start(cast):
    with pytest.raises(Refused):
        change_plan(season=cast.season, slots=slots(5), by=cast.coordinator)


def test_only_the_coordinator_plans(circle, cast):
    for person in (cast.member.user, cast.facilitator.user, cast.superuser, cast.outsider):
        with pytest.raises(Http404):
            plan_season(circle=circle, name="2027", slots=slots(5), by=person)


def test_a_season_with_four_meetings_cannot_start(circle, cast):
    season = plan_season(circle=circle, name="2027", slots=slots(4), by=cast.coordinator)
    with pytest.raises(Refused):
        start_season(season=season, by=cast.coordinator)
    assert Season.objects.get(pk=season.pk).state == "planned"


def test_a_season_starts_only_in_a_running_circle(circle, cast):
    type(circle).objects.filter(pk=circle.pk).update(state="forming")
    season = plan_season(circle=circle, name="2027", slots=slots(5), by=cast.coordinator)
    with pytest.raises(Refused):
        start_season(season=season, by=cast.coordinator)


def test_a_second_season_cannot_be_on(cast):
    season = plan_season(circle=cast.circle, name="2028", slots=slots(5), by=cast.coordinator)
    with pytest.raises(Refused):
        start_season(season=season, by=cast.coordinator)


def test_starting_invites_everybody_to_every_date(circle, cast):
    season = plan_season(circle=circle, name="2027", slots=[*slots(5), Slot(None)], by=cast.coordinator)
    start_season(season=season, by=cast.coordinator)
    assert list(season.meetings.values_list("state", flat=True)) == ["scheduled"] * 5 + ["planned"]
    assert Message.objects.filter(kind="sessions_app.invitation").count() == 5 * len(cast.members)
    assert AuditEntry.objects.filter(action="sessions_app.season_started").count() == 1


def test_moving_raises_the_sequence_asks_again_and_tells_everybody(cast):
    meeting = cast.season.meetings.last()
    Attendance.objects.create(meeting=meeting, membership=cast.member, answer="yes")
    moved = move_meeting(meeting=meeting, slot=Slot(ahead(200), place="Elders"), seen=0, by=cast.coordinator)
    assert (moved.sequence, moved.uid, moved.date, moved.place) == (1, meeting.uid, ahead(200), "Elders")
    assert Attendance.objects.get(meeting=meeting).answer == ""
    assert Message.objects.filter(kind="sessions_app.moved").count() == len(cast.members)


def test_another_place_keeps_the_answers(cast):
    meeting = cast.season.meetings.last()
    Attendance.objects.create(meeting=meeting, membership=cast.member, answer="yes")
    move_meeting(meeting=meeting, slot=Slot(meeting.date, place="Elders"), seen=0, by=cast.coordinator)
    assert Attendance.objects.get(meeting=meeting).answer == "yes"


def test_nothing_changed_is_no_change(cast):
    meeting = cast.season.meetings.last()
    same = Slot(meeting.date, meeting.starts, meeting.ends, meeting.place, meeting.link)
    assert move_meeting(meeting=meeting, slot=same, seen=0, by=cast.coordinator).sequence == 0
    assert Message.objects.count() == 0


def test_who_looked_at_an_older_date_cannot_move_it(cast):
    meeting = cast.season.meetings.last()
    move_meeting(meeting=meeting, slot=Slot(ahead(200)), seen=0, by=cast.coordinator)
    with pytest.raises(Refused):
        move_meeting(meeting=meeting, slot=Slot(ahead(210)), seen=0, by=cast.coordinator)


def test_a_date_for_an_open_meeting_is_an_invitation(cast):
    meeting = Meeting.objects.create(season=cast.season, number=6)
    moved = move_meeting(meeting=meeting, slot=Slot(ahead(200)), seen=0, by=cast.coordinator)
    assert moved.state == "scheduled"
    assert set(Message.objects.values_list("kind", flat=True)) == {"sessions_app.invitation"}


def test_a_cancellation_that_leaves_four_is_allowed_and_shown(cast, client):
    cancel_meeting(meeting=cast.season.meetings.last(), by=cast.coordinator)
    assert Message.objects.filter(kind="sessions_app.cancelled").count() == len(cast.members)
    client.force_login(cast.member.user)
    page = client.get(f"/seizoenen/{cast.season.pk}/").content.decode()
    assert "pk-note alarm" in page


def test_the_number_of_a_cancelled_meeting_is_free_again(cast):
    last = cast.season.meetings.last()
    cancel_meeting(meeting=last, by=cast.coordinator)
    assert add_meeting(season=cast.season, slot=Slot(ahead(300)), by=cast.coordinator).number == last.number


def test_a_season_is_closed_when_nothing_is_to_come(cast):
    with pytest.raises(Refused):
        close_season(season=cast.season, by=cast.coordinator)
    cast.season.meetings.update(state="cancelled")
    assert close_season(season=cast.season, by=cast.coordinator).state == "closed"
