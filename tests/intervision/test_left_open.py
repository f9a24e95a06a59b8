"""A round that nobody closed: a signal on the desk, and one button that closes it unread."""

import datetime

import pytest
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from circles import desk
from circles.access import circle_for
from intervision.domain.close_left_open import close_left_open
from intervision.models import Contribution, Harvest, Run
from praktijkkring.audit.models import AuditEntry
from praktijkkring.errors import Refused
from sessions_app.models import Meeting

YESTERDAY = datetime.timedelta(days=1)


@pytest.fixture
def forgotten(live):
    live.fenna.move("next")
    live.pieter.write("KANARIE-vraag", step=1)
    live.marieke.write("KANARIE-half", step=1, state="draft")
    Meeting.objects.filter(pk=live.cast.meeting.pk).update(date=timezone.localdate() - YESTERDAY)
    live.cast.meeting.refresh_from_db()
    return live


def signal(cast):
    rows = desk.signals_of([cast.circle.pk]).get(cast.circle.pk, [])
    return next((row for row in rows if row.kind == "open_round"), None)


def test_the_desk_says_so_the_day_after_and_its_button_closes_the_round(forgotten, client_of):
    tineke = client_of(forgotten.cast.coordinator)
    assert signal(forgotten.cast).text == "de ronde van bijeenkomst 1 is nooit gesloten"
    assert signal(forgotten.cast).does
    answer = tineke.post(signal(forgotten.cast).url)
    assert (answer.status_code, answer.url) == (302, reverse("circles:desk"))
    assert Run.objects.get().closed_at
    assert Meeting.objects.get(pk=forgotten.cast.meeting.pk).state == "done"
    assert signal(forgotten.cast) is None
    assert tineke.post(reverse("intervision:close_round", args=[forgotten.cast.meeting.pk])).status_code == 404


def test_what_is_kept_is_what_closing_keeps_and_the_coordinator_reads_none_of_it(forgotten, client_of):
    close_left_open(meeting=forgotten.cast.meeting, by=forgotten.cast.coordinator)
    assert Harvest.objects.get().first_question == forgotten.cast.question.text
    assert "KANARIE-half" not in [row.text for row in Contribution.objects.all()]
    tineke = client_of(forgotten.cast.coordinator)
    for name, pk in (("harvest", forgotten.cast.meeting.pk), ("room", forgotten.run.pk)):
        assert tineke.get(reverse(f"intervision:{name}", args=[pk])).status_code == 404
    assert AuditEntry.objects.filter(action="intervision.run_closed", by=forgotten.cast.coordinator).count() == 1


def test_it_works_when_nobody_leads_any_more_and_ends_the_reading_of_a_facilitator_from_outside(forgotten, outsider):
    Meeting.objects.filter(pk=forgotten.cast.meeting.pk).update(facilitator=outsider)
    assert circle_for(outsider, forgotten.cast.circle.pk).may("circle.content")
    close_left_open(meeting=forgotten.cast.meeting, by=forgotten.cast.coordinator)
    with pytest.raises(Http404):
        circle_for(outsider, forgotten.cast.circle.pk)


@pytest.fixture
def outsider(cast):
    return cast.outsider


def test_also_when_somebody_had_said_stop(forgotten):
    assert forgotten.marieke.post("stop").status_code == 200
    close_left_open(meeting=forgotten.cast.meeting, by=forgotten.cast.coordinator)
    assert Run.objects.get().closed_at


def test_on_the_day_itself_it_is_up_to_who_leads(live):
    assert signal(live.cast) is None
    with pytest.raises(Refused):
        close_left_open(meeting=live.cast.meeting, by=live.cast.coordinator)


def test_nobody_but_a_coordinator_of_this_circle_closes_it_so(forgotten):
    for user in (forgotten.cast.facilitator.user, forgotten.cast.member.user, forgotten.cast.other_member.user):
        with pytest.raises(Http404):
            close_left_open(meeting=forgotten.cast.meeting, by=user)
