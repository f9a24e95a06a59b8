"""The mails about roles, breaks and successors: in both languages, dropped when they are no longer true, without content."""

import pytest
from django.utils import timezone

from circles.domain import hand_over
from circles.domain.answer import accept
from circles.domain.pause import end_pause, pause
from circles.domain.replace import invite_successor
from circles.models import Pause
from praktijkkring.models import User
from praktijkkring.outbox.models import Message
from sessions_app.domain.lead import name_leaders
from sessions_app.models import Meeting
from tests import factories
from tests.circles.test_mails import letter

KINDS = {"circles.coordinator_reads", "circles.paused", "circles.replaced", "circles.handover", "circles.handed_over"}


@pytest.fixture
def everything(cast):
    tineke, today = cast.coordinator, timezone.localdate()
    name_leaders(meeting=cast.meeting, facilitator=tineke, deputy=None, by=tineke)
    pause(by=cast.member.user, membership=cast.member, first=today, last=today)
    pause(by=tineke, membership=cast.members[2], first=today, last=today)
    person = factories.make_user("Olga Opvolger")
    invitation = invite_successor(by=tineke, membership=cast.members[3], email=person.email, name="")
    accept(by=person, invitation=invitation, agreement=cast.circle.agreements.first(), name=person.name)
    for kind in ("beside", "money", "lead"):
        asked = hand_over.ask(by=tineke, circle=cast.circle, to_email=cast.members[4].user.email, kind=kind)
        if kind == "money":
            hand_over.take_over(by=cast.members[4].user, handover=asked)
    return cast


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_has_subject_text_and_html_in_both_languages(everything, language):
    User.objects.update(language=language)
    Message.objects.update(language=language)
    seen = set()
    for message in Message.objects.filter(kind__in=KINDS).select_related("to_user"):
        mail = letter(message)
        if message.kind == "circles.handover" and message.pk != Message.objects.filter(kind=message.kind).last().pk:
            continue  # answered already, or of another kind
        assert mail, message.kind
        whole = mail.subject + mail.body + mail.alternatives[0][0]
        assert everything.circle.name in whole
        assert everything.question.text not in whole
        assert "{{" not in whole
        seen.add(message.kind)
    assert seen == KINDS


def test_what_is_no_longer_true_is_not_sent(everything):
    Meeting.objects.filter(pk=everything.meeting.pk).update(facilitator=None)
    end_pause(by=everything.member.user, pause=Pause.objects.get(membership=everything.member))
    for message in Message.objects.filter(kind="circles.coordinator_reads").select_related("to_user"):
        assert letter(message) is None
    about = Message.objects.filter(kind="circles.paused", to_user=everything.coordinator)
    assert [letter(message) for message in about] == [None]


@pytest.mark.parametrize("kind", ["over", "beside", "money", "lead"])
def test_each_role_is_asked_in_its_own_words(cast, kind):
    email = cast.member.user.email
    hand_over.ask(by=cast.coordinator, circle=cast.circle, to_email=email, kind=kind)
    mail = letter(Message.objects.get(kind="circles.handover"))
    assert {"over": "overnemen", "beside": "ook", "money": "penningmeester", "lead": "leiden"}[kind] in (
        mail.subject + mail.body
    )
