"""The mails of a date poll: who gets one, when, how often, and what stands in it; and two at the same moment."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from django.utils.formats import date_format

from circles import departures
from circles.desk import signals_of
from circles.domain.agree import renew_agreement
from circles.domain.depart import leave
from praktijkkring.errors import Refused
from praktijkkring.outbox.deliver import deliver_due
from praktijkkring.outbox.models import Message
from sessions_app.cadence import Slot
from sessions_app.domain.ask_dates import ask_dates, change_dates, extend, remind_who_owes
from sessions_app.domain.pick_dates import pick_dates
from sessions_app.domain.remind_poll import remind_of_polls
from sessions_app.domain.say_when import say_when
from sessions_app.domain.schedule import add_meeting
from sessions_app.domain.start_season import start_season
from sessions_app.models import Attendance, Poll
from tests import factories
from tests.sessions_app.polling import ahead, make_poll, proposals, say
from tests.sessions_app.test_races import at_once, won

pytestmark = pytest.mark.django_db
YES = ["yes"] * 7
UID, LINK = re.compile(r"UID:(\S+)"), re.compile(r"/antwoord/[^/\s]+/")
NEXT = re.compile(r'href="(/antwoord/[^"]+)"')


@pytest.fixture
def poll(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cast.season.meetings.all().delete()
    cast.season.delete()
    return make_poll(cast.circle, cast.coordinator)


def count(kind):
    return Message.objects.filter(kind=f"sessions_app.{kind}").count()


def to(user):
    return [one for one in mail.outbox if user.email in one.to[0]]


def on(poll, days, hour=9, minute=5):
    """At this time of the wall clock, so many days before the term."""
    moment = dt.datetime.combine(poll.closes_on - dt.timedelta(days=days), dt.time(hour, minute))
    return time_machine.travel(moment.replace(tzinfo=timezone.get_default_timezone()), tick=False)


def invited(poll, cast):
    """One member can on every date; the season starts with the first five, and only the invitations are in the outbox."""
    deliver_due()
    say(poll, cast.member, *YES)
    chosen = set(poll.dates.values_list("pk", flat=True)[:5])
    pick_dates(poll=poll, chosen=chosen, seen=1, by=cast.coordinator)
    mail.outbox.clear()
    start_season(season=poll.season, by=cast.coordinator)
    deliver_due()


def test_everybody_gets_one_mail_with_their_own_link_and_no_name_of_another(poll, cast):
    deliver_due()
    [letter] = to(cast.member.user)
    assert (count("poll"), "/prikken/" in letter.body, "7 voorstellen" in letter.body) == (8, True, True)
    assert cast.case_bringer.user.name not in letter.body
    assert len({one.body.split("/prikken/")[1].split()[0] for one in mail.outbox}) == 8


def test_who_answered_everything_before_the_mail_went_gets_none(poll, cast):
    say(poll, cast.member, *YES)
    deliver_due()
    assert (to(cast.member.user), len(mail.outbox)) == ([], 7)


def test_three_days_before_the_term_who_still_owes_is_reminded_once(poll, cast):
    say(poll, cast.member, *YES)
    say(poll, cast.case_bringer, "yes")
    for days, hour in ((4, 9), (3, 8), (3, 22), (2, 9)):
        with on(poll, days, hour):
            assert remind_of_polls() == 0
    with on(poll, 3):
        assert (remind_of_polls(), remind_of_polls()) == (7, 0)
    assert count("poll_reminder") == 7
    assert not Message.objects.filter(kind="sessions_app.poll_reminder", to_user=cast.member.user).exists()


def test_a_poll_of_yesterday_or_one_that_was_picked_reminds_nobody(poll, cast):
    Poll.objects.update(opened_at=timezone.now() + dt.timedelta(days=17))
    with on(poll, 3):
        assert remind_of_polls() == 0
    Poll.objects.update(opened_at=timezone.now(), picked_at=timezone.now())
    with on(poll, 3):
        assert remind_of_polls() == 0


def test_more_time_is_a_new_term_with_its_own_reminder(poll, cast):
    with on(poll, 3):
        remind_of_polls()
    with on(poll, 1):
        poll = extend(poll=poll, by=cast.coordinator)
    with on(poll, 3):
        assert remind_of_polls() == 8


def test_by_hand_who_owes_is_reminded_at_most_once_a_day_and_not_on_the_day_of_the_question(poll, cast):
    with pytest.raises(Refused):
        remind_who_owes(poll=poll, by=cast.coordinator)
    say(poll, cast.member, *YES)
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert remind_who_owes(poll=poll, by=cast.coordinator) == 7
        with pytest.raises(Refused):
            remind_who_owes(poll=poll, by=cast.coordinator)


def test_by_hand_and_by_the_clock_on_one_day_is_one_mail(poll, cast):
    with on(poll, 3, 8):
        remind_who_owes(poll=poll, by=cast.coordinator)
    with on(poll, 3):
        assert remind_of_polls() == 0


def test_other_dates_are_told_to_who_has_something_new_to_answer(poll, cast):
    deliver_due()
    mail.outbox.clear()
    for member in cast.members:
        say(poll, member, *YES)
    old = [Slot(one.date, one.starts, one.ends, one.place) for one in poll.dates.all()]
    change_dates(poll=poll, slots=old[:6], wanted=5, closes_on=poll.closes_on, seen=1, by=cast.coordinator)
    assert count("poll_changed") == 0
    change_dates(
        poll=poll, slots=[*old[:6], Slot(ahead(400))], wanted=5, closes_on=ahead(20), seen=2, by=cast.coordinator
    )
    deliver_due()
    [letter] = to(cast.member.user)
    assert (count("poll_changed"), "1 datum wacht op je antwoord." in letter.body) == (8, True)


def test_who_joins_is_asked_and_what_who_left_said_is_gone(poll, cast):
    joined = factories.make_member(cast.circle, 9)
    departures.announce_arrival(joined)
    assert Message.objects.filter(kind="sessions_app.poll", to_user=joined.user).count() == 1
    say(poll, cast.member, *YES)
    leave(by=cast.member.user, membership=cast.member)
    assert poll.dates.first().answers.count() == 0


def test_a_renewed_agreement_takes_nobodys_answers(poll, cast):
    say(poll, cast.member, *YES)
    renew_agreement(by=cast.coordinator, circle=cast.circle, text="Wat hier gezegd wordt, blijft hier. Altijd.")
    assert poll.dates.first().answers.count() == 1


def test_the_invitation_does_not_ask_who_said_yes_and_their_calendar_says_accepted(poll, cast):
    invited(poll, cast)
    yes, open_ = to(cast.member.user)[0], to(cast.case_bringer.user)[0]
    assert ("dus we rekenen op je" in yes.body, "Kom je?" in yes.body) == (True, False)
    assert ("kom je?" in yes.subject, "kom je?" in open_.subject) == (False, True)
    assert ("dus we rekenen op je" in open_.body, "Kom je?" in open_.body) == (False, True)
    assert "PARTSTAT=ACCEPTED" in _calendar(yes)
    assert "PARTSTAT=NEEDS-ACTION" in _calendar(open_)
    assert Attendance.objects.filter(answer="yes").count() == 5


def test_the_dates_of_a_year_read_as_one_set_and_one_answer_leads_to_the_next(poll, cast, client):
    invited(poll, cast)
    mine = to(cast.case_bringer.user)
    assert [letter.subject[-9:] for letter in mine] == [f"({n} van 5)" for n in range(1, 6)]
    days = [date_format(one.date, "l j F") for one in poll.season.meetings.order_by("date")]
    assert all(", ".join(days) in letter.body for letter in mine)
    assert len({UID.search(_calendar(letter))[1] for letter in mine}) == 5
    link = LINK.search(mine[0].body)[0]
    shown = client.post(link, {"answer": "yes"}).text
    assert [day.capitalize() in shown for day in days] == [False, True, True, True, True]
    follow = NEXT.findall(shown)
    assert (len(follow), len(NEXT.findall(client.post(follow[-1], {"answer": "no"}).text))) == (4, 3)
    assert "Nog te beantwoorden" not in client.get(LINK.search(to(cast.member.user)[0].body)[0]).text


def test_a_date_that_comes_alone_has_no_number(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    add_meeting(season=cast.season, slot=Slot(ahead(200)), by=cast.coordinator)
    deliver_due()
    assert [
        ("van" in letter.subject.split("bij elkaar")[1], "Dit is mail" in letter.body) for letter in mail.outbox
    ] == [(False, False)] * 8


def _calendar(letter):
    """The text of the calendar part, unfolded."""
    [part] = [part for part in letter.message().walk() if part.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True).decode().replace("\r\n ", "")


def test_the_desk_says_what_to_do_with_one_action(poll, cast):
    def waits():
        return [(one.kind, one.does, one.asked) for one in signals_of([cast.circle.pk])[cast.circle.pk]]

    assert waits() == [("poll", True, True)]
    with time_machine.travel(timezone.now() + dt.timedelta(days=1)):
        assert waits() == [("poll", True, False)]
    with time_machine.travel(timezone.now() + dt.timedelta(days=21)):
        assert waits() == [("poll_over", False, False)]
    for member in cast.members:
        say(poll, member, *YES)
    assert waits() == [("poll_done", False, False)]
    factories.make_season(cast.circle)
    assert ("poll_done", False, False) in waits()


@pytest.mark.django_db(transaction=True)
def test_two_coordinators_who_pick_at_once_have_one_winner(poll, cast):
    dates = list(poll.dates.values_list("pk", flat=True))
    found = at_once(
        *(
            lambda c=chosen: pick_dates(poll=poll, chosen=set(c), seen=1, by=cast.coordinator)
            for chosen in (dates[:5], dates[2:])
        )
    )
    assert len(won(found)) == 1
    meetings = set(poll.season.meetings.values_list("date", flat=True))
    assert meetings in [set(poll.dates.filter(pk__in=c).values_list("date", flat=True)) for c in (dates[:5], dates[2:])]


@pytest.mark.django_db(transaction=True)
def test_answers_and_a_change_of_the_dates_at_once_leave_no_answer_about_what_was_not_asked(poll, cast):
    slots = [Slot(one.date, dt.time(20, 0), dt.time(22, 0)) for one in poll.dates.all()]
    shown = dict.fromkeys(poll.dates.values_list("pk", flat=True), "yes")  # to who opened the page before the change
    found = at_once(
        *(lambda m=member: say_when(poll=poll, member=m, answers=shown, by=m.user) for member in cast.members[:4]),
        lambda: change_dates(poll=poll, slots=slots, wanted=5, closes_on=ahead(20), seen=1, by=cast.coordinator),
    )
    said = len(won(found[:4]))
    assert found[4] == said * 7
    assert sum(one.answers.count() for one in poll.dates.all()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_presses_on_ask_are_one_poll_and_one_mail_each(cast):
    season = factories.make_season(cast.circle, state="planned")

    def ask():
        return ask_dates(season=season, slots=proposals(6), wanted=5, closes_on=ahead(9), by=cast.coordinator)

    assert len(won(at_once(ask, ask))) == 1
    assert (Poll.objects.count(), count("poll")) == (1, 8)
