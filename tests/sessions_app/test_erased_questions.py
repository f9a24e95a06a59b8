"""Whoever erases their account takes their questions along; a meeting that was held keeps that it had one."""

import pytest
from django.urls import reverse

from intervision.models import Harvest, Insight
from praktijkkring.accounts.erase import erase
from sessions_app.models import Meeting, Question
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def gone(cast):
    """Ellen's question was in the middle of a meeting; another one was shared, a third never."""
    Meeting.objects.filter(pk=cast.meeting.pk).update(state="done")
    cast.shared = factories.make_question(cast.case_bringer, "Nog een vraag?")
    cast.private = factories.make_question(cast.case_bringer, "Voor mij?", shared=False)
    cast.others = factories.make_question(cast.member, "Van een ander?")
    Harvest.objects.create(circle=cast.circle, meeting=cast.meeting, first_question="Eerst", commitment="Later")
    Insight.objects.create(circle=cast.circle, meeting=cast.meeting, author=cast.case_bringer, text="Alleen ik")
    Insight.objects.create(circle=cast.circle, meeting=cast.meeting, author=cast.members[3], text="Van Joost")
    erase(user=cast.case_bringer.user, by=cast.case_bringer.user)
    return cast


def test_questions_go_and_the_one_of_a_meeting_is_emptied(gone):
    assert {row.pk: str(row.text) for row in Question.objects.all()} == {
        gone.question.pk: "",
        gone.others.pk: "Van een ander?",
    }


def test_what_was_for_oneself_alone_goes_and_the_harvest_of_the_circle_stays(gone):
    assert [str(row.text) for row in Insight.objects.all()] == ["Van Joost"]
    assert str(Harvest.objects.get().commitment) == "Later"


def test_the_circle_still_reads_its_meeting(gone, client):
    client.force_login(gone.member.user)
    for name, pk in (("sessions_app:meeting", gone.meeting.pk), ("sessions_app:circle_questions", gone.circle.pk)):
        assert client.get(reverse(name, args=[pk])).status_code == 200
    assert client.get(reverse("intervision:harvest", args=[gone.meeting.pk])).status_code == 200


def test_the_page_says_beforehand_what_goes_and_what_stays(cast, client):
    client.force_login(cast.member.user)
    shown = client.get(reverse("accounts:erase")).content.decode()
    assert "Je vragen zijn weg, net als wat je alleen voor jezelf schreef." in shown
    assert "blijven zonder je naam bij die kring" in shown
