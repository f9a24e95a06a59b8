"""A coordinator stops asking who can when, without picking: what was said lapses, and who said it hears so."""

import html

import pytest
from django.core import mail
from django.urls import reverse

from circles.desk import signals_of
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from praktijkkring.outbox.deliver import deliver_due
from praktijkkring.outbox.models import Message
from sessions_app import polls
from sessions_app.domain.ask_dates import ask_dates, extend
from sessions_app.domain.pick_dates import pick_dates
from sessions_app.domain.plan_season import change_plan
from sessions_app.domain.start_season import start_season
from sessions_app.domain.stop_asking import stop_asking
from sessions_app.models import Attendance, Poll, PollAnswer
from tests.house.page_forms import forms_on
from tests.sessions_app.polling import ahead, make_poll, proposals, say
from tests.sessions_app.test_races import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def poll(cast, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    cast.season.meetings.all().delete()
    cast.season.delete()
    return make_poll(cast.circle, cast.coordinator)


def at(name, poll):
    return reverse(f"sessions_app:{name}", args=[poll.season_id])


def text(answer):
    return html.unescape(" ".join(answer.content.decode().split()))


def test_the_coordinator_is_asked_once_more_and_then_nobody_is_asked_any_more(poll, cast, client):
    say(poll, cast.member, "yes", "no")
    client.force_login(cast.coordinator)
    assert at("poll_stop", poll) in text(client.get(at("poll_overview", poll)))
    assert "1 deelnemer zei al wanneer het kan." in text(client.get(at("poll_stop", poll)))
    assert PollAnswer.objects.count() == 2
    shown = text(client.post(at("poll_stop", poll), follow=True))
    assert "De kring wordt niets meer gevraagd." in shown
    assert (PollAnswer.objects.count(), poll.season.meetings.filter(date=None).count()) == (0, 5)
    assert [row.kind for row in signals_of([cast.circle.pk])[cast.circle.pk]][:1] != ["poll"]
    assert AuditEntry.objects.filter(action="sessions_app.poll_stopped").count() == 1
    client.force_login(cast.member.user)
    assert "Zeg wanneer je kunt" not in text(client.get(reverse("circles:circle", args=[cast.circle.pk])))


def test_who_said_something_gets_a_mail_and_nobody_else(poll, cast):
    say(poll, cast.member, "yes")
    say(poll, cast.case_bringer, None, "no")
    stop_asking(poll=poll, by=cast.coordinator)
    assert Message.objects.filter(kind="sessions_app.poll_stopped").count() == 2
    deliver_due()
    letter = next(one for one in mail.outbox if cast.member.user.email in one.to[0])
    assert ("er is geen datum gekozen" in letter.body, cast.case_bringer.user.name in letter.body) == (True, False)
    assert len([one for one in mail.outbox if "niet vrij te houden" in one.subject]) == 2


def test_no_other_mail_of_the_poll_goes_after_it_stopped(poll, cast):
    stop_asking(poll=poll, by=cast.coordinator)
    deliver_due()
    assert mail.outbox == []


def test_the_link_of_an_earlier_mail_says_that_it_is_over(poll, cast, client):
    link = reverse("sessions_app:poll_by_link", args=[polls.token(poll, cast.member)])
    pk = poll.dates.first().pk
    stop_asking(poll=poll, by=cast.coordinator)
    answer = client.get(link)
    assert (answer.status_code, "Wat je zei is vervallen" in text(answer)) == (410, True)
    assert client.post(link, {f"date-{pk}": "yes"}).status_code == 410
    assert PollAnswer.objects.count() == 0


def test_after_it_the_season_gets_dates_by_hand_or_the_circle_is_asked_anew(poll, cast, client):
    say(poll, cast.member, "yes")
    stop_asking(poll=poll, by=cast.coordinator)
    client.force_login(cast.coordinator)
    [form] = [f for f in forms_on(client.get(at("poll_new", poll)).content.decode()) if "closes_on" in f.values]
    assert form.values["form-TOTAL_FORMS"] == ["7"]
    change_plan(season=poll.season, slots=proposals(5), by=cast.coordinator)
    asked = ask_dates(season=poll.season, slots=proposals(7), wanted=5, closes_on=ahead(20), by=cast.coordinator)
    assert (Poll.objects.get(), polls.is_on(asked)) == (asked, True)
    deliver_due()
    assert [one for one in mail.outbox if "niet vrij te houden" in one.subject] == []


def test_a_stopped_poll_lets_nobody_come_when_the_season_starts(poll, cast):
    say(poll, cast.member, *["yes"] * 7)
    stop_asking(poll=poll, by=cast.coordinator)
    change_plan(season=poll.season, slots=proposals(5), by=cast.coordinator)
    poll.season.refresh_from_db()
    start_season(season=poll.season, by=cast.coordinator)
    assert Attendance.objects.count() == 0


def test_a_poll_that_was_picked_or_stopped_cannot_be_stopped_changed_or_picked(poll, cast):
    dates = list(poll.dates.values_list("pk", flat=True))
    stop_asking(poll=poll, by=cast.coordinator)
    for act in (
        lambda: stop_asking(poll=poll, by=cast.coordinator),
        lambda: extend(poll=poll, by=cast.coordinator),
        lambda: pick_dates(poll=poll, chosen=set(dates[:5]), seen=1, by=cast.coordinator),
        lambda: say(poll, cast.member, "yes"),
    ):
        with pytest.raises(Refused):
            act()


def test_the_form_that_changes_the_dates_says_how_many_can(poll, cast, client):
    say(poll, cast.member, "yes", "no")
    say(poll, cast.case_bringer, "yes", "maybe")
    client.force_login(cast.coordinator)
    shown = text(client.get(at("poll_change", poll)))
    assert [words in shown for words in ("2 ja", "1 als het moet", "1 nee")] == [True] * 3
    assert shown.count("Nog niemand antwoordde") == 5


def test_a_meeting_without_a_date_is_not_moved_or_cancelled_while_the_circle_is_asked(poll, cast, client):
    client.force_login(cast.coordinator)
    address = reverse("sessions_app:meeting", args=[poll.season.meetings.first().pk])
    offered = [
        reverse(f"sessions_app:meeting_{name}", args=[poll.season.meetings.first().pk]) for name in ("move", "cancel")
    ]
    shown = text(client.get(address))
    assert [one in shown for one in (*offered, at("poll_overview", poll))] == [False, False, True]
    stop_asking(poll=poll, by=cast.coordinator)
    shown = text(client.get(address))
    assert [one in shown for one in offered] == [True, True]


@pytest.mark.django_db(transaction=True)
def test_an_answer_and_the_end_at_the_same_moment_leave_no_answer(poll, cast):
    at_once(lambda: say(poll, cast.member, "yes"), lambda: stop_asking(poll=poll, by=cast.coordinator))
    assert PollAnswer.objects.count() == 0


def test_who_had_a_page_open_reads_that_it_is_over_and_keeps_what_was_typed(poll, cast, client):
    client.force_login(cast.coordinator)
    [form] = [f for f in forms_on(client.get(at("poll_change", poll)).text) if "closes_on" in f.values]
    values = {name: value for name, value in form.values.items() if not name.endswith("-DELETE")}
    pk = poll.dates.first().pk
    stop_asking(poll=poll, by=cast.coordinator)
    answer = client.post(at("poll_change", poll), values | {"form-0-starts": "20:15"})
    assert (answer.status_code, "De kring wordt niets meer gevraagd." in text(answer), "20:15" in text(answer)) == (
        422,
        True,
        True,
    )
    client.force_login(cast.member.user)
    answer = client.post(at("poll", poll), {f"date-{pk}": "yes"})
    assert (answer.status_code, "wat mensen zeiden is vervallen" in text(answer)) == (422, True)
    assert "wat iedereen zei" not in text(answer)
